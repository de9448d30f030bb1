package io.blackstart.engine;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * Journals each second, while the load runs, what the generator and its machine went through and how long the engine takes to
 * answer. It looks on threads of its own, so that no act waits for it; where the engine hangs, it is not asked again.
 * Thread-safe.
 */
final class SelfWatch {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final JournalSink journal;
    private final Ticker ticker;
    private final Executor executor;
    private LoadDriver.Generator generator;
    private Deployment deployment;
    private boolean watching;
    private long due;
    private long since;
    /** When the engine was asked, while it has not answered. */
    private OptionalLong asked = OptionalLong.empty();

    SelfWatch(JournalSink journal, Ticker ticker, Executor executor) {
        this.journal = journal;
        this.ticker = ticker;
        this.executor = executor;
    }

    /** The load is about to begin: what was before it is not looked at. */
    synchronized void begin(LoadDriver.Generator loading, Deployment up) {
        generator = loading;
        deployment = up;
        generator.vitals();
        since = ticker.nanos();
        due = since + SECOND;
        watching = true;
    }

    /** To be called often; looks where the last look was a second ago, and returns at once. */
    void lookEverySecond() {
        boolean asks;
        synchronized (this) {
            if (!watching || ticker.nanos() < due) {
                return;
            }
            due = ticker.nanos() + SECOND;
            asks = asked.isEmpty();
            asked = asks ? OptionalLong.of(ticker.nanos()) : asked;
        }
        executor.execute(this::readVitals);
        if (asks) {
            executor.execute(this::ask);
        }
    }

    private synchronized void readVitals() {
        if (watching) {
            long from = since;
            since = ticker.nanos();
            generator.vitals().ifPresent(vitals -> journal.append(new Event.VitalsRead(since, from, vitals)));
        }
    }

    /** A failure is an answer to the question how long the engine takes: never, and why. */
    private void ask() {
        begun();
        try {
            deployment.ask();
            answered("");
        } catch (RuntimeException e) {
            answered(e.toString());
        }
    }

    /** The time until a thread was there is not the engine's. */
    private synchronized void begun() {
        asked = OptionalLong.of(ticker.nanos());
    }

    private synchronized void answered(String failure) {
        journalAnswer(failure);
        asked = OptionalLong.empty();
    }

    private void journalAnswer(String failure) {
        if (watching) {
            long now = ticker.nanos();
            journal.append(new Event.EngineAsked(now, new Bracket(asked.orElseThrow(), now), failure));
        }
    }

    /** The load is about to be stopped: nothing is journalled from here on. */
    synchronized void end() {
        if (!watching) {
            return;
        }
        readVitals();
        if (asked.isPresent()) {
            journalAnswer("");
        }
        watching = false;
    }
}
