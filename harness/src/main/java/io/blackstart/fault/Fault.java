package io.blackstart.fault;

/** A fault, as data. Each permitted record has an injector, a form in the experiment file and a test of its effect. */
public sealed interface Fault permits Crash, HostLoss, Latency {

    /** The name in experiment files and reports, such as {@code host-loss}. */
    String kind();

    /** Whether it acts on nodes or on a link. */
    Scope scope();

    /** What a fault acts on. */
    enum Scope {
        NODE,
        LINK
    }
}
