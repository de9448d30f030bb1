package io.blackstart.analysis.validity;

import java.util.List;

/** All checks, in the order in which their reasons are given: what is missing first, then what may have bent it. */
public final class SelfChecks {

    /** Each of them. */
    public static final List<Check> ALL = List.of(
            new ArrivalsBegun(),
            new LateStarts(),
            new TapAgainstLog(),
            new TapAgainstRecord(),
            new Saturation(),
            new Throttling(),
            new Steal(),
            new ClockSteps(),
            new Waiting(),
            new Pressure(),
            new EngineLatency(),
            new EntryProxy());

    private SelfChecks() {}

    /** What each says of a run whose load was released. */
    public static List<Checked> of(Observed run) {
        return ALL.stream().map(check -> check.of(run)).toList();
    }
}
