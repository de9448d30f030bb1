package io.blackstart.experiment;

import io.blackstart.fault.Fault;
import io.blackstart.fault.Target;
import java.time.Duration;
import java.util.Optional;

/**
 * A step of the method. Groups of the file ({@code parallel}, {@code sequence}) are resolved to the starts of their steps.
 *
 * @param id from the file, else its place from 1
 * @param start when it begins
 * @param fault what goes wrong
 * @param target where; a fault on groups names them itself
 * @param duration the file's {@code for}: after it the fault is undone; absent: at the end, or never for what needs no undo
 * @param trafficExpected false for {@code traffic: none-expected}: applied and not touched is then no doubt
 * @param repetition how often
 * @param ramp present where the fault grows to what it is
 */
public record Step(
        String id,
        Start start,
        Fault fault,
        Target target,
        Optional<Duration> duration,
        boolean trafficExpected,
        Repetition repetition,
        Optional<Ramp> ramp) {

    /** A step that begins at an offset from the end of the steady state, once. */
    public static Step at(
            String id, Duration offset, Fault fault, Target target, Optional<Duration> duration, boolean traffic) {
        return new Step(
                id, new Start.At(offset), fault, target, duration, traffic, Repetition.once(), Optional.empty());
    }

    /** The same step with another fault. */
    public Step with(Fault other) {
        return new Step(id, start, other, target, duration, trafficExpected, repetition, ramp);
    }

    /** The same step with another beginning. */
    public Step begin(Start other) {
        return new Step(id, other, fault, target, duration, trafficExpected, repetition, ramp);
    }

    /** The same step with another {@code for}. */
    public Step lasting(Optional<Duration> other) {
        return new Step(id, start, fault, target, other, trafficExpected, repetition, ramp);
    }

    /** Its offset from the end of the steady state; absent where it waits for an event. */
    public Optional<Duration> offset() {
        return start instanceof Start.At at ? Optional.of(at.offset()) : Optional.empty();
    }

    /** From its first beginning to its last end; of a fault without an end, to its last beginning. */
    public Duration length() {
        return repetition.every().multipliedBy(repetition.times() - 1L).plus(duration.orElse(Duration.ZERO));
    }

    /** The id of one of its times, from 1: its own where it is done once. */
    public String occurrence(int time) {
        return repetition.times() == 1 ? id : id + "#" + time;
    }

    /** Whether that is the id of one of its times. */
    public boolean owns(String occurrence) {
        return occurrence.equals(id) || occurrence.startsWith(id + "#");
    }
}
