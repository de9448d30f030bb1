package io.blackstart.experiment;

import io.blackstart.load.Load;
import io.blackstart.objective.Objective;
import io.blackstart.topology.Topology;
import java.util.List;
import java.util.OptionalLong;

/**
 * An experiment, resolved.
 *
 * @param name from the file
 * @param hypothesis what is believed
 * @param tags for selecting
 * @param topology what is brought up
 * @param load what clients do
 * @param steadyState what must hold before anything is broken
 * @param method the steps, in order of the file; empty for a control run
 * @param objectives what must hold
 * @param recovery how long and how recovery is watched
 * @param guardrails what ends it before its time
 * @param limits what it may do at most
 * @param seed of the file, if given
 * @param repeats how often it is carried out
 */
public record Experiment(
        String name,
        String hypothesis,
        List<String> tags,
        Topology topology,
        Load load,
        SteadyState steadyState,
        List<Step> method,
        List<Objective> objectives,
        Recovery recovery,
        List<Guardrail> guardrails,
        RunLimits limits,
        OptionalLong seed,
        Repeats repeats) {

    public Experiment {
        tags = List.copyOf(tags);
        method = List.copyOf(method);
        objectives = List.copyOf(objectives);
        guardrails = List.copyOf(guardrails);
        repeats = repeats == null ? Repeats.once() : repeats; // Files of runs from before there were any have none.
    }

    /** An experiment that is carried out once. */
    public Experiment(
            String name,
            String hypothesis,
            List<String> tags,
            Topology topology,
            Load load,
            SteadyState steadyState,
            List<Step> method,
            List<Objective> objectives,
            Recovery recovery,
            List<Guardrail> guardrails,
            RunLimits limits,
            OptionalLong seed) {
        this(
                name,
                hypothesis,
                tags,
                topology,
                load,
                steadyState,
                method,
                objectives,
                recovery,
                guardrails,
                limits,
                seed,
                Repeats.once());
    }

    /** Whether the number of repeats may not depend on what they come to: where a bound has a confidence. */
    public boolean fixedNumber() {
        return objectives.stream().anyMatch(objective -> objective.confidence().isPresent());
    }

    /** The same, carried out otherwise often. */
    public Experiment repeated(Repeats other) {
        return new Experiment(
                name,
                hypothesis,
                tags,
                topology,
                load,
                steadyState,
                method,
                objectives,
                recovery,
                guardrails,
                limits,
                seed,
                other);
    }

    /** Whether this is a control run: load and figures without a fault. */
    public boolean control() {
        return method.isEmpty();
    }
}
