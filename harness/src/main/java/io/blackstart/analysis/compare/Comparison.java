package io.blackstart.analysis.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Figures before and now, all at once: which of them are shown to be worse, better, the same, and of which that cannot be told.
 *
 * <p>A figure is worse where it is worse by more than the margin, and that beyond noise ({@link Worse}), with at most 5 %
 * probability that any of all figures is called so by chance ({@link Holm}); where a baseline has several runs, also in the
 * middle beyond the worst of them by more than the margin, because runs of different days differ by more than the repeats of one.
 * Better is the same from the other side, with 5 % of its own. The same is what differs by no more than the margin, by the whole
 * 95 % interval, or was equal in every repeat.
 */
public final class Comparison {

    private final Margin margin;
    private final List<Pairing> pairings;
    private final List<Tested> worse;
    private final List<Tested> better;

    private Comparison(List<Pairing> pairings, Margin margin) {
        this.margin = margin;
        this.pairings = pairings;
        this.worse = pairings.stream().map(this::worse).toList();
        this.better = pairings.stream().map(this::better).toList();
    }

    /** Compares them, in order. */
    public static List<Compared> of(List<Pairing> pairings, Margin margin) {
        return new Comparison(List.copyOf(pairings), margin).compared();
    }

    private Tested worse(Pairing pairing) {
        return pairing.comparable()
                ? Worse.test(pairing.badBefore(), pairing.badNow(), margin(pairing))
                : Tested.nothing();
    }

    private Tested better(Pairing pairing) {
        return pairing.comparable()
                ? Worse.smaller(pairing.badBefore(), pairing.badNow(), margin(pairing))
                : Tested.nothing();
    }

    private double margin(Pairing pairing) {
        return margin.of(pairing.key(), pairing.badBefore());
    }

    private List<Compared> compared() {
        Set<Integer> areWorse = Holm.significant(worse);
        Set<Integer> areBetter = Holm.significant(better);
        List<Compared> all = new ArrayList<>();
        for (int i = 0; i < pairings.size(); i++) {
            Pairing pairing = pairings.get(i);
            boolean significant = areWorse.contains(i) && beyondRuns(pairing);
            all.add(pairing.comparable() ? compared(i, significant, areBetter.contains(i)) : untold(pairing));
        }
        return List.copyOf(all);
    }

    /** Whether it is, in the middle, beyond the worst run before by more than the margin. */
    private boolean beyondRuns(Pairing pairing) {
        List<Double> runs = pairing.runsBefore();
        double worst = runs.stream().mapToDouble(median -> median).max().orElseThrow();
        return runs.size() == 1 || Measure.median(pairing.badNow()) > worst + margin(pairing);
    }

    private Compared compared(int place, boolean isWorse, boolean isBetter) {
        Pairing pairing = pairings.get(place);
        Difference bad = MannWhitney.difference(pairing.badBefore(), pairing.badNow());
        Change change = isWorse
                ? Change.WORSE
                : isBetter ? Change.BETTER : same(pairing, bad) ? Change.SAME : Change.NO_TELLING;
        return result(
                pairing,
                Optional.of(Direction.ofFigure(pairing.key().unit(), bad)),
                change,
                change == Change.NO_TELLING ? why(pairing) : why(change));
    }

    private boolean same(Pairing pairing, Difference bad) {
        boolean interval = bad.confidence() >= 0.95 && bad.within(margin(pairing));
        return interval || equal(pairing);
    }

    /** Counts and censuses that came to the same in every repeat. */
    private static boolean equal(Pairing pairing) {
        Measure first = pairing.now().get(0);
        return first.low() == first.high()
                && pairing.now().stream().allMatch(first::equals)
                && pairing.pooled().stream().allMatch(first::equals);
    }

    private static String why(Change change) {
        return switch (change) {
            case WORSE -> "worse beyond the margin and beyond noise";
            case BETTER -> "better beyond the margin and beyond noise";
            case SAME -> "no difference beyond the margin";
            case NO_TELLING -> Compared.UNDECIDED;
        };
    }

    private String why(Pairing pairing) {
        int before = pairing.pooled().size();
        int now = pairing.now().size();
        boolean ranked = MannWhitney.least(before, now) <= Holm.level(worse);
        if (ranked || (now == 1 && before >= OneMore.LEAST)) {
            return why(Change.NO_TELLING);
        }
        return repeats(before) + " before and " + now + " now are too few to tell: " + needed() + " each are needed"
                + (now == 1 ? ", or " + OneMore.LEAST + " before" : "");
    }

    private static String repeats(int n) {
        return n == 1 ? "1 repeat" : n + " repeats";
    }

    /** So many repeats each that some order of their values tells enough, for all figures that are compared. */
    private int needed() {
        long figures = pairings.stream()
                .filter(Pairing::comparable)
                .filter(pairing -> !equal(pairing))
                .count();
        int n = 1;
        while (MannWhitney.least(n, n) > Holm.LEVEL / Math.max(2, figures)) {
            n++;
        }
        return n;
    }

    private static Compared untold(Pairing pairing) {
        String side = pairing.now().isEmpty() ? "it was not measured now" : "it was not measured before";
        return new Compared(
                pairing.experiment(),
                pairing.key(),
                pairing.pooled(),
                pairing.runsBefore().size(),
                pairing.now(),
                Optional.empty(),
                0,
                Change.NO_TELLING,
                pairing.doubt().orElse(side));
    }

    private Compared result(Pairing pairing, Optional<Difference> difference, Change change, String why) {
        return new Compared(
                pairing.experiment(),
                pairing.key(),
                pairing.pooled(),
                pairing.runsBefore().size(),
                pairing.now(),
                difference,
                margin(pairing),
                change,
                why);
    }
}
