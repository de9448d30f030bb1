package io.blackstart.analysis;

import io.blackstart.analysis.Stretch.Instant;
import io.blackstart.journal.Bracket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Stretches that follow each other from an origin on with less than the hold time between them: after the last of them
 * success holds. Both ends of a pause are known within brackets, so whether a stretch belongs has three readings.
 *
 * @param stretches in order
 */
record Chain(List<Stretch> stretches) {

    /** How brackets are read where they leave it open whether a stretch begins before success has held. */
    enum Reading {
        /** Only what does so in any case: the end of success is taken early, the beginning late. */
        SURELY,
        /** By the best values. */
        PROBABLY,
        /** Whatever may do so. */
        PERHAPS;

        private long begin(Stretch stretch) {
            return switch (this) {
                case SURELY -> stretch.from().truth().to();
                case PROBABLY -> stretch.from().value();
                case PERHAPS -> stretch.from().truth().from();
            };
        }

        private long end(Instant to) {
            return switch (this) {
                case SURELY -> to.truth().from();
                case PROBABLY -> to.value();
                case PERHAPS -> to.truth().to();
            };
        }

        private long from(Bracket origin) {
            return this == SURELY ? origin.from() : origin.to();
        }
    }

    /**
     * From an origin on.
     *
     * @param until stretches that may have begun later belong to the next fault
     * @param hold how long success must hold
     */
    static Chain from(Bracket origin, long until, List<Stretch> candidates, long hold, Reading reading) {
        List<Stretch> chain = new ArrayList<>();
        long held = reading.from(origin);
        List<Stretch> ordered = candidates.stream()
                .sorted(Comparator.comparingLong(reading::begin))
                .toList();
        for (Stretch stretch : ordered) {
            boolean over =
                    stretch.to().map(to -> to.truth().to() <= origin.from()).orElse(false);
            boolean another = stretch.from().truth().to() > until;
            boolean tooLate = reading.begin(stretch) - hold >= held;
            if (!over && !another && !tooLate) {
                chain.add(stretch);
                held = Math.max(held, stretch.to().map(reading::end).orElse(Long.MAX_VALUE));
            }
        }
        return new Chain(List.copyOf(chain));
    }

    boolean isEmpty() {
        return stretches.isEmpty();
    }

    /** The stretch after which success holds: the one that is over last; absent where it never broke. */
    Optional<Stretch> last() {
        return stretches.stream().max(Comparator.comparingLong(stretch -> stretch.endValue(Long.MAX_VALUE)));
    }

    /** Whether it is not known to be over. */
    boolean open() {
        return stretches.stream().anyMatch(Stretch::open);
    }
}
