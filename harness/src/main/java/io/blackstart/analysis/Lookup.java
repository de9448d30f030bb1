package io.blackstart.analysis;

import io.blackstart.load.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the few requests that a trace shows, in one more pass over all of them: whoever wants some asks first, then each is
 * {@linkplain #see seen}. Keeps what it shows, and nothing else.
 */
final class Lookup {

    private final List<Wanted> wanted = new ArrayList<>();

    /** Requests of one kind: how many there are, and those that are kept. */
    abstract static class Wanted {
        private final Predicate<Sample> which;
        private long count;

        private Wanted(Predicate<Sample> which) {
            this.which = which;
        }

        private void see(Sample sample) {
            if (which.test(sample)) {
                count++;
                keep(sample);
            }
        }

        abstract void keep(Sample sample);

        /** Those that are kept. */
        abstract List<Sample> found();

        /** How many there are, kept or not. */
        long count() {
            return count;
        }
    }

    /** The first ones in order of their ends. */
    Wanted first(int most, Predicate<Sample> which) {
        List<Sample> found = new ArrayList<>();
        return want(new Wanted(which) {
            @Override
            void keep(Sample sample) {
                if (found.size() < most) {
                    found.add(sample);
                }
            }

            @Override
            List<Sample> found() {
                return found;
            }
        });
    }

    /** The greatest one; of equals the first. */
    Wanted greatest(Comparator<Sample> order, Predicate<Sample> which) {
        List<Sample> found = new ArrayList<>(1);
        return want(new Wanted(which) {
            @Override
            void keep(Sample sample) {
                if (found.isEmpty() || order.compare(sample, found.get(0)) > 0) {
                    found.clear();
                    found.add(sample);
                }
            }

            @Override
            List<Sample> found() {
                return found;
            }
        });
    }

    private Wanted want(Wanted some) {
        wanted.add(some);
        return some;
    }

    /** One request of the pass. */
    void see(Sample sample) {
        for (Wanted some : wanted) {
            some.see(sample);
        }
    }
}
