package io.blackstart.analysis.validity;

import io.blackstart.journal.Event.EntryChosen;
import io.blackstart.objective.Figure.Unit;

/**
 * Whether refusals are the system's. A port that the engine publishes goes through a proxy of the engine (docker-proxy), which
 * accepts every connection and closes it where it reaches nobody: to its client, its own failing and a dead node's refusal are
 * the same closed connection. Where the load goes to the entry's own address there is no such proxy, and a refusal is the node's.
 */
final class EntryProxy implements Check {

    /** Not one failure without an answer, because none of them can be told from the proxy's own. */
    static final int UNANSWERED = 0;

    @Override
    public Rule rule() {
        return new Rule(
                "entryProxy",
                Unit.COUNT,
                UNANSWERED,
                Rule.Effect.WARNING,
                "failures may be those of the engine's port proxy");
    }

    @Override
    public Checked of(Observed run) {
        return run.all(EntryChosen.class)
                .findFirst()
                .map(entry -> of(entry, run.unanswered()))
                .orElseGet(() -> rule().unknown("the journal does not say where the load went"));
    }

    private Checked of(EntryChosen entry, long unanswered) {
        return entry.proxied()
                ? rule().counted(
                                unanswered,
                                unanswered + " requests failed without an answer, and went through it to "
                                        + entry.baseUrl())
                : rule().counted(0, "the load went to " + entry.baseUrl() + ", " + entry.how());
    }
}
