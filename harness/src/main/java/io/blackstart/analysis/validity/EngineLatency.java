package io.blackstart.analysis.validity;

import io.blackstart.journal.Event.EngineAsked;
import io.blackstart.objective.Figure.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How long the engine takes for an answer that costs it nothing. Each act, undo and look at a node's health waits as long. */
final class EngineLatency implements Check {

    /**
     * The most that an answer may take: half a second, by which a step is made ready before its instant. Acts of a slower engine
     * are late. It is a warning, because each act's effect and each look is bracketed by its own answer: the intervals are wider,
     * and still true.
     */
    static final double SECONDS = 0.5;

    @Override
    public Rule rule() {
        return new Rule("engineLatency", Unit.SECONDS, SECONDS, Rule.Effect.WARNING, "the engine was slow");
    }

    @Override
    public Checked of(Observed run) {
        List<EngineAsked> asked = run.all(EngineAsked.class)
                .filter(one -> one.asked().to() > run.from() && one.asked().from() < run.to())
                .toList();
        List<EngineAsked> failed =
                asked.stream().filter(one -> !one.failure().isEmpty()).toList();
        if (!failed.isEmpty()) {
            return rule().broken("asked " + asked.size() + " times, it failed " + failed.size()
                    + " times, at first with " + failed.get(0).failure());
        }
        Optional<EngineAsked> longest = asked.stream().max(Comparator.comparingLong(EngineLatency::took));
        return longest.map(one -> rule().measured(
                                took(one) / Words.SECOND,
                                "asked " + asked.size() + " times, it took "
                                        + Words.seconds(took(one) / Words.SECOND) + " at most, until "
                                        + Words.instant(one.asked().to(), run.from())))
                .orElseGet(() -> rule().unknown("it was not asked while the load ran"));
    }

    private static long took(EngineAsked asked) {
        return asked.asked().to() - asked.asked().from();
    }
}
