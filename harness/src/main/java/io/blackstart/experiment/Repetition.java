package io.blackstart.experiment;

import java.time.Duration;

/**
 * How often a step is done (flapping).
 *
 * @param every from beginning to beginning; zero for a step that is done once
 * @param times at least 1
 */
public record Repetition(Duration every, int times) {

    public Repetition {
        if (times < 1) {
            throw new IllegalArgumentException("times must be >= 1, was " + times);
        }
    }

    /** Once. */
    public static Repetition once() {
        return new Repetition(Duration.ZERO, 1);
    }
}
