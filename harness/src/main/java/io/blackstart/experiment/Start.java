package io.blackstart.experiment;

import java.time.Duration;

/** When a step begins. */
public sealed interface Start {

    /** At an offset from the end of the steady state. */
    record At(Duration offset) implements Start {}

    /** So long after an event; of several such events the first. */
    record After(Trigger trigger, Duration plus) implements Start {}
}
