package io.blackstart.engine;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The injections of a run: each is journalled before its act, and undone once, newest first, whatever happened. One failed
 * undo never stops the others.
 */
final class Injections {

    private final List<Platform.Targeted> steps;
    private final Journal journal;
    private final Ticker ticker;
    private final RunListener listener;
    private final Map<Integer, Injection> prepared = new LinkedHashMap<>();
    private final List<Integer> active = new ArrayList<>();
    private OptionalLong lastUndone = OptionalLong.empty();
    private OptionalLong firstAsked = OptionalLong.empty();
    private OptionalLong lastAsked = OptionalLong.empty();

    Injections(List<Platform.Targeted> steps, Journal journal, Ticker ticker, RunListener listener) {
        this.steps = steps;
        this.journal = journal;
        this.ticker = ticker;
        this.listener = listener;
    }

    void prepareAll(Deployment deployment) {
        for (int i = 0; i < steps.size(); i++) {
            prepared.put(i, deployment.prepare(steps.get(i)));
        }
    }

    /** Kinds of the faults that are there now. */
    synchronized List<String> activeFaults() {
        return active.stream().map(i -> steps.get(i).step().fault().kind()).toList();
    }

    /** When the first act was asked for. */
    OptionalLong firstAsked() {
        return firstAsked;
    }

    /** When the last act was asked for: each fault's own failover counts from it. */
    OptionalLong lastAsked() {
        return lastAsked;
    }

    /** When the last undo was done, at the latest. */
    OptionalLong lastUndone() {
        return lastUndone;
    }

    void inject(int place, long planned) {
        Platform.Targeted step = steps.get(place);
        Injection injection = prepared.get(place);
        String id = step.step().id();
        String kind = step.step().fault().kind();
        journal.appendFirst(new Event.InjectionIntended(
                ticker.nanos(), id, kind, step.target().label(), planned, injection.intent()));
        begun(place);
        Injection.Effect effect = injection.inject();
        lastAsked = OptionalLong.of(effect.asked());
        if (firstAsked.isEmpty()) {
            firstAsked = OptionalLong.of(effect.asked());
        }
        journal.append(new Event.Injected(
                ticker.nanos(), id, effect.asked(), effect.effective(), effect.applied(), effect.evidence()));
        listener.say("step " + id + ": " + kind + " on "
                + String.join(", ", step.target().label())
                + (effect.applied() ? "" : " was NOT applied: " + String.join("; ", effect.evidence())));
    }

    private synchronized void begun(int place) {
        active.add(place);
    }

    private synchronized boolean takeActive(int place) {
        return active.remove((Integer) place);
    }

    private synchronized List<Integer> newestFirst() {
        List<Integer> order = new ArrayList<>(active);
        java.util.Collections.reverse(order);
        return order;
    }

    void undo(int place) {
        if (!takeActive(place)) {
            return;
        }
        String id = steps.get(place).step().id();
        journal.append(new Event.UndoIntended(ticker.nanos(), id));
        Injection.Healed healed = healed(prepared.get(place));
        lastUndone = OptionalLong.of(
                Math.max(lastUndone.orElse(Long.MIN_VALUE), healed.undone().to()));
        journal.append(new Event.Undone(
                ticker.nanos(), id, healed.undone(), healed.healed(), healed.touched(), healed.evidence()));
        listener.say("step " + id + (healed.healed() ? " is undone" : " could NOT be undone: " + healed.evidence()));
    }

    /** An undo that throws is tried once more, then reported as not healed: the next one must still have its turn. */
    private Injection.Healed healed(Injection injection) {
        long from = ticker.nanos();
        try {
            return injection.undo();
        } catch (RuntimeException first) {
            return secondTry(injection, from, first);
        }
    }

    private Injection.Healed secondTry(Injection injection, long from, RuntimeException first) {
        try {
            return injection.undo();
        } catch (RuntimeException second) {
            second.addSuppressed(first);
            List<String> evidence = List.of("undo failed twice: " + second);
            return new Injection.Healed(new Bracket(from, ticker.nanos()), false, false, evidence);
        }
    }

    void undoAll() {
        newestFirst().forEach(this::undo);
    }
}
