package io.blackstart.analysis.compare;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which of many tests say something, so that with at most 5 % probability any of them does where nothing is so, however many
 * there are and however they depend on each other.
 *
 * <p>Source: Holm, Scandinavian Journal of Statistics 6 (1979) 65: each is asked for α divided by how many there are still, and
 * who has spoken is counted no more. A test of ranks with few values, or of values that are all equal, cannot have a small p
 * whatever they say, so it cannot err either, and is not counted (Tarone, Biometrics 46 (1990) 515): ledgers without a lost write
 * do not blunt the others. Counting only those at each step keeps the 5 % (Hommel &amp; Krummenauer, Biometrical Journal 40
 * (1998) 673).
 */
final class Holm {

    static final double LEVEL = 0.05;

    private Holm() {}

    /** The places of those that say something. */
    static Set<Integer> significant(List<Tested> tests) {
        Set<Integer> spoken = new HashSet<>();
        int before;
        do {
            before = spoken.size();
            double level = level(tests, spoken);
            IntStream.range(0, tests.size())
                    .filter(i -> tests.get(i).p() <= level)
                    .forEach(spoken::add);
        } while (spoken.size() > before);
        return spoken;
    }

    /** What each is asked for at first. */
    static double level(List<Tested> tests) {
        return level(tests, Set.of());
    }

    /**
     * α by the smallest k such that no more than k of those that are left could have α ÷ k. Two at least: what is said of one figure
     * alone is to be what its 95 % interval shows, which leaves 2.5 % to each side.
     */
    private static double level(List<Tested> tests, Set<Integer> spoken) {
        int k = 2;
        while (able(tests, spoken, LEVEL / k) > k) {
            k++;
        }
        return LEVEL / k;
    }

    private static long able(List<Tested> tests, Set<Integer> spoken, double level) {
        return IntStream.range(0, tests.size())
                .filter(i -> !spoken.contains(i))
                .filter(i -> tests.get(i).least() <= level)
                .count();
    }
}
