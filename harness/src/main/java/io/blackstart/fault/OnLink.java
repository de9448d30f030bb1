package io.blackstart.fault;

/** Faults of a link, made by a proxy that stands in it. All that are on a link at once are one set. */
public sealed interface OnLink extends Fault
        permits Latency, Bandwidth, SlowClose, BlackHole, Reset, Slicer, LimitData, Refuse, Http {

    @Override
    default Scope scope() {
        return Scope.LINK;
    }

    /** What becomes of connections that were there before the fault. */
    Existing existing();
}
