package io.blackstart.engine;

import io.blackstart.experiment.Repeats;
import io.blackstart.journal.Event;
import java.time.Duration;
import java.util.Random;

/**
 * One execution of a run.
 *
 * @param number which, from 1
 * @param of how many there are at most
 * @param delay by so much later than it otherwise would the method begins
 */
public record Repeat(int number, int of, Duration delay) {

    /** The only one, without delay. */
    public static Repeat only() {
        return new Repeat(1, 1, Duration.ZERO);
    }

    /** One of several: of the numbers that a seed draws, uniform over the spread, the one with its number. */
    public static Repeat of(Repeats repeats, int number, long seed) {
        Random random = new Random(seed);
        double drawn = 0;
        for (int i = 0; i < number; i++) {
            drawn = random.nextDouble();
        }
        return new Repeat(number, repeats.times(), Duration.ofNanos((long)
                (drawn * repeats.spread().toNanos())));
    }

    /** For the journal. */
    Event.RepeatBegun begun(long at) {
        return new Event.RepeatBegun(at, number, of, delay.toNanos());
    }
}
