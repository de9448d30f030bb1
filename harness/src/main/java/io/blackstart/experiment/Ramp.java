package io.blackstart.experiment;

import io.blackstart.fault.Fault;
import io.blackstart.fault.Grades;
import java.time.Duration;

/**
 * A fault that grows, or shrinks, to what its step says.
 *
 * @param from what it begins as, of the same kind
 * @param over how long it takes, more than 0
 */
public record Ramp(Fault from, Duration over) {

    /** Between two changes. */
    public static final Duration STEP = Duration.ofMillis(250);

    /** How many changes there are: at least one, the last of which is the step's own fault. */
    public int stages() {
        return (int) Math.max(1, over.toNanos() / STEP.toNanos());
    }

    /** The fault of a stage, from 0 ({@link #from}) to {@link #stages()} ({@code to}). */
    public Fault stage(int stage, Fault to) {
        return stage >= stages() ? to : Grades.between(from, to, (double) stage / stages());
    }
}
