package io.blackstart.analysis.validity;

import io.blackstart.journal.Event.VitalsRead;
import io.blackstart.load.Vitals;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The worst of the seconds between two readings, by the share of it that something took.
 *
 * @param share 0 to 1; of what is summed over processors, it may be more
 */
record Worst(double share, VitalsRead read) {

    /** What is said where no reading tells. */
    static final String NOT_TOLD = "this machine does not tell, or nobody asked it";

    /** The worst of those readings that tell; empty where none does. */
    static Optional<Worst> of(List<VitalsRead> readings, ToLongFunction<Vitals> nanos) {
        return readings.stream()
                .filter(read -> nanos.applyAsLong(read.vitals()) != Vitals.UNKNOWN)
                .map(read -> new Worst((double) nanos.applyAsLong(read.vitals()) / length(read), read))
                .max(Comparator.comparingDouble(Worst::share));
    }

    /** A second, where the reading came sooner: a share of less than that says little. */
    private static double length(VitalsRead read) {
        return Math.max(Words.SECOND, (double) (read.at() - read.since()));
    }

    /** {@code in the second until 12.0 s}. */
    String when(long zero) {
        return "in the " + Words.seconds((read.at() - read.since()) / Words.SECOND) + " until "
                + Words.instant(read.at(), zero);
    }
}
