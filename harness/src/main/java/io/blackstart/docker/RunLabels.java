package io.blackstart.docker;

import java.util.Map;

/** The labels on everything that a run makes. */
public final class RunLabels {

    /** The run's name. */
    public static final String RUN = "io.blackstart.run";
    /** The experiment's name. */
    public static final String EXPERIMENT = "io.blackstart.experiment";
    /** The owning process, see {@link Owner#label()}. */
    public static final String OWNER = "io.blackstart.owner";
    /** The node, on containers. */
    public static final String NODE = "io.blackstart.node";
    /** {@code sandbox}, {@code service} or {@code helper}, on containers. */
    public static final String ROLE = "io.blackstart.role";

    /** On a volume of a run whose topology outlives it because its user wants to look at it. */
    public static final String KEPT = "io.blackstart.kept";

    private RunLabels() {}

    /** Of a run of this process. */
    public static Map<String, String> of(String run) {
        String experiment = run.replaceFirst("-\\d{8}T\\d{6}Z-[a-z0-9]+$", "");
        return Map.of(RUN, run, EXPERIMENT, experiment, OWNER, Owner.self().label());
    }
}
