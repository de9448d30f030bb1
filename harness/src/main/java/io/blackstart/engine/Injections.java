package io.blackstart.engine;

import io.blackstart.experiment.Step;
import io.blackstart.fault.Fault;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The injections of a run: each is journalled before its act, and undone once, newest first, whatever happened. One failed
 * undo never stops the others. Thread-safe; the acts of one occurrence come one after the other.
 */
final class Injections {

    private final TargetResolver targets;
    private final Journal journal;
    private final Ticker ticker;
    private final RunListener listener;
    private final Map<String, Injection> prepared = new ConcurrentHashMap<>();
    private final Map<String, Occurrence> resolved = new ConcurrentHashMap<>();
    private final List<Occurrence> active = new ArrayList<>();
    private final Map<String, Long> begun = new HashMap<>();
    private final Map<String, Long> over = new HashMap<>();
    private final Map<String, Long> planned = new ConcurrentHashMap<>();
    private final List<Occurrence> notHealed = new ArrayList<>();
    private Deployment deployment;
    private OptionalLong lastUndone = OptionalLong.empty();
    private OptionalLong firstAsked = OptionalLong.empty();
    private OptionalLong lastAsked = OptionalLong.empty();

    Injections(TargetResolver targets, Journal journal, Ticker ticker, RunListener listener) {
        this.targets = targets;
        this.journal = journal;
        this.ticker = ticker;
        this.listener = listener;
    }

    /** What is known before the load; those aimed at a role are prepared when its holder is known. */
    void prepareAll(Deployment up, List<Occurrence> occurrences) {
        deployment = up;
        occurrences.stream().filter(one -> !byRole(one)).forEach(this::prepare);
    }

    private static boolean byRole(Occurrence occurrence) {
        return !Reach.roles(occurrence.step().target()).isEmpty();
    }

    private void prepare(Occurrence occurrence) {
        resolved.put(occurrence.id(), occurrence);
        prepared.put(occurrence.id(), deployment.prepare(occurrence.id(), atFirst(occurrence.targeted())));
    }

    /** A fault that runs from one value to another begins as the first. */
    private static Platform.Targeted atFirst(Platform.Targeted targeted) {
        Step step = targeted.step();
        return step.ramp()
                .map(ramp -> new Platform.Targeted(step.with(ramp.from()), targeted.target()))
                .orElse(targeted);
    }

    /** Kinds of the faults that are there now. */
    synchronized List<String> activeFaults() {
        return active.stream().map(one -> one.step().fault().kind()).toList();
    }

    /** When the first act was asked for. */
    synchronized OptionalLong firstAsked() {
        return firstAsked;
    }

    /** When the last act was asked for: each fault's own failover counts from it. */
    synchronized OptionalLong lastAsked() {
        return lastAsked;
    }

    /** When the last undo was done, at the latest. */
    synchronized OptionalLong lastUndone() {
        return lastUndone;
    }

    /** When a step took effect for the first time. */
    synchronized OptionalLong began(Step step) {
        Long at = begun.get(step.occurrence(1));
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** When a step was over: undone for the last time, or in effect where it has no end. */
    synchronized OptionalLong over(Step step) {
        String last = step.occurrence(step.repetition().times());
        Long at = step.duration().isPresent() ? over.get(last) : begun.get(last);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** How much earlier than its planned instant it has to be asked for. */
    long lead(Occurrence occurrence) {
        Injection injection = prepared.get(occurrence.id());
        return injection == null ? 0 : injection.lead().toNanos();
    }

    /** Shortly before its instant: finds the holders of its role, journals the intent, makes ready what can be. */
    void arm(Occurrence occurrence, long planned) {
        if (byRole(occurrence) && !resolveRole(occurrence)) {
            return;
        }
        Injection injection = prepared.get(occurrence.id());
        Occurrence aimed = resolved.get(occurrence.id());
        this.planned.put(occurrence.id(), planned);
        journal.appendFirst(new Event.InjectionIntended(
                ticker.nanos(),
                aimed.id(),
                aimed.step().fault().kind(),
                aimed.targeted().target().label(),
                planned,
                injection.intent()));
        begin(aimed);
        injection.arm();
    }

    private boolean resolveRole(Occurrence occurrence) {
        Step step = occurrence.step();
        try {
            Map<String, List<String>> holders = new HashMap<>();
            for (String role : Reach.roles(step.target())) {
                holders.put(role, deployment.holders(role));
            }
            prepare(occurrence.at(targets.atInjection(step, holders)));
            return true;
        } catch (Deployment.RoleUnknown e) {
            notCarriedOut(occurrence, e.getMessage());
        } catch (TargetResolver.Unresolvable e) {
            notCarriedOut(occurrence, e.getCause().getMessage());
        }
        return false;
    }

    private void notCarriedOut(Occurrence occurrence, String why) {
        String reason = "step " + occurrence.id() + " was not carried out: " + why;
        journal.append(new Event.Invalid(ticker.nanos(), reason));
        listener.say(reason);
    }

    private synchronized void begin(Occurrence occurrence) {
        active.add(occurrence);
    }

    void inject(Occurrence occurrence) {
        Injection injection = prepared.get(occurrence.id());
        if (injection == null) {
            return; // Nobody held its role.
        }
        if (tooLate(occurrence)) {
            notCarriedOut(occurrence, "acts before it took so long that its own time was over");
            return;
        }
        Occurrence aimed = resolved.get(occurrence.id());
        Injection.Effect effect = injection.inject();
        journal.append(new Event.Injected(
                ticker.nanos(), aimed.id(), effect.asked(), effect.effective(), effect.applied(), effect.evidence()));
        asked(aimed, effect);
        listener.say("step " + aimed.id() + ": " + aimed.step().fault().kind() + " on "
                + String.join(", ", aimed.targeted().target().label())
                + (effect.applied() ? "" : " was NOT applied: " + String.join("; ", effect.evidence())));
    }

    private boolean tooLate(Occurrence occurrence) {
        Long at = planned.get(occurrence.id());
        Optional<Duration> length = occurrence.step().duration();
        return at != null
                && length.isPresent()
                && ticker.nanos() >= at + length.get().toNanos();
    }

    private synchronized void asked(Occurrence occurrence, Injection.Effect effect) {
        lastAsked = OptionalLong.of(Math.max(effect.asked(), lastAsked.orElse(Long.MIN_VALUE)));
        firstAsked = OptionalLong.of(Math.min(effect.asked(), firstAsked.orElse(Long.MAX_VALUE)));
        begun.put(occurrence.id(), effect.effective().to());
    }

    /** Makes a fault that runs from one value to another what it is to be now. */
    void grade(Occurrence occurrence, Fault stage, long planned) {
        Injection injection = prepared.get(occurrence.id());
        if (injection != null && isActive(occurrence)) {
            Bracket effective = injection.change(stage);
            journal.append(new Event.Graded(ticker.nanos(), occurrence.id(), planned, effective, stage.toString()));
        }
    }

    private synchronized boolean isActive(Occurrence occurrence) {
        return active.stream().anyMatch(one -> one.id().equals(occurrence.id()));
    }

    private synchronized boolean takeActive(Occurrence occurrence) {
        return active.removeIf(one -> one.id().equals(occurrence.id()));
    }

    private synchronized List<Occurrence> newestFirst() {
        List<Occurrence> order = new ArrayList<>(active);
        Collections.reverse(order);
        return order;
    }

    void undo(Occurrence occurrence) {
        if (takeActive(occurrence)) {
            undoNow(occurrence);
        }
    }

    private void undoNow(Occurrence occurrence) {
        String id = occurrence.id();
        journal.append(new Event.UndoIntended(ticker.nanos(), id));
        Injection.Healed healed = healed(prepared.get(id));
        journal.append(new Event.Undone(
                ticker.nanos(), id, healed.undone(), healed.healed(), healed.touched(), healed.evidence()));
        healed.gap().ifPresent(gap -> journal.append(new Event.Invalid(ticker.nanos(), "step " + id + ": " + gap)));
        undone(id, healed.undone().to());
        note(occurrence, healed.healed());
        listener.say("step " + id
                + (healed.healed() ? " is undone" : " could NOT be undone: " + String.join("; ", healed.evidence())));
    }

    private synchronized void note(Occurrence occurrence, boolean healed) {
        notHealed.removeIf(one -> one.id().equals(occurrence.id()));
        if (!healed) {
            notHealed.add(occurrence);
        }
    }

    private synchronized List<Occurrence> left() {
        return List.copyOf(notHealed);
    }

    /** What could not be undone when its time had come may be now. */
    void undoAgain() {
        left().forEach(this::undoNow);
    }

    /** Steps of which something is left on their targets, for people. */
    List<String> notUndone() {
        return left().stream()
                .map(one -> one.step().fault().kind() + " (step " + one.id() + ") on "
                        + String.join(
                                ", ", resolved.get(one.id()).targeted().target().label()))
                .toList();
    }

    private synchronized void undone(String id, long at) {
        over.put(id, at);
        lastUndone = OptionalLong.of(Math.max(lastUndone.orElse(Long.MIN_VALUE), at));
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

    /** Those whose occurrence is free, newest first. */
    void undoAll(Predicate<Occurrence> free) {
        newestFirst().stream().filter(free).forEach(this::undo);
    }
}
