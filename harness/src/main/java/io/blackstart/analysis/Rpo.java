package io.blackstart.analysis;

import io.blackstart.journal.Bracket;
import io.blackstart.load.Write;
import io.blackstart.objective.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code rpo}, seconds: from the acknowledgement of a lost write to the effect of the fault that lost it, the longest of
 * them. How much time's work a fault took.
 *
 * <p>With one fault that is from the oldest lost write's answer to its effect. With several, which of them lost a write
 * cannot be told by the ledger: it was one that took effect after the answer. So the value and the low end count to the
 * next effect, the high end from the oldest lost write to the last effect.
 *
 * <p>Source: the lost writes of {@link LedgerCheck}, and each fault's effect. Limits: a write that was answered after the
 * last effect was not taken by a fault in that sense, and counts in {@code lostAfter}.
 */
final class Rpo {

    /**
     * A lost write and the effect that it is counted to.
     *
     * @param elapsed from the write's answer to the effect
     */
    record Reach(Write write, Elapsed elapsed) {}

    private final List<Bracket> effects;
    private Optional<Reach> longest = Optional.empty();
    private Optional<Reach> surely = Optional.empty();
    private Optional<Reach> perhaps = Optional.empty();

    /**
     * Without a lost write yet.
     *
     * @param effects of all faults, in order
     */
    Rpo(List<Bracket> effects) {
        this.effects = List.copyOf(effects);
    }

    /** Counts a lost write. */
    void lost(Write write) {
        if (effects.isEmpty()) {
            return;
        }
        Bracket last = effects.get(effects.size() - 1);
        Bracket next = effects.stream()
                .filter(effect -> effect.to() > write.answered())
                .findFirst()
                .orElse(last);
        Reach toNext = reach(write, next);
        Reach toLast = reach(write, last);
        if (surely.isEmpty() || toNext.elapsed.low() > surely.get().elapsed.low()) {
            surely = Optional.of(toNext);
        }
        if (longest.isEmpty() || middle(toNext) > middle(longest.get())) {
            longest = Optional.of(toNext);
        }
        if (perhaps.isEmpty() || toLast.elapsed.high() > perhaps.get().elapsed.high()) {
            perhaps = Optional.of(toLast);
        }
    }

    private static Reach reach(Write write, Bracket effect) {
        return new Reach(write, new Elapsed(Bracket.at(write.answered()), effect));
    }

    private static double middle(Reach reach) {
        return (Seconds.of(reach.elapsed.low()) + Seconds.of(reach.elapsed.high())) / 2;
    }

    /** The lost write that the low end counts from, and its effect; absent where none is lost, or there was no fault. */
    Optional<Reach> surely() {
        return surely;
    }

    /** The lost write that the high end counts from: the oldest. */
    Optional<Reach> perhaps() {
        return perhaps;
    }

    /** The writes that decide it: the one that the low end counts from, and the oldest; at most two. */
    List<Write> deciding() {
        return Stream.of(perhaps, surely)
                .flatMap(Optional::stream)
                .map(Reach::write)
                .distinct()
                .toList();
    }

    /** The figure, where writes are lost and there was a fault. */
    Estimate estimate(String method) {
        double low = Seconds.of(surely.orElseThrow().elapsed.low());
        double high = Seconds.of(perhaps.orElseThrow().elapsed.high());
        double value = Math.round(middle(longest.orElseThrow()) * 1_000_000) / 1_000_000.0;
        String several =
                effects.size() == 1 ? "the fault's effect" : "the next fault's effect, at most to the last one's";
        return Estimate.of(Math.max(low, Math.min(high, value)), low, high, method + " to " + several);
    }
}
