package io.blackstart.engine;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import java.time.Duration;

/** Journals pairs of wall and monotonic time, so that the engine's time stamps can be placed on the run's one clock. */
final class Clocks {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final JournalSink journal;
    private final Ticker ticker;
    private long last;

    Clocks(JournalSink journal, Ticker ticker) {
        this.journal = journal;
        this.ticker = ticker;
        this.last = ticker.nanos() - SECOND;
    }

    void read() {
        long before = ticker.nanos();
        long wall = ticker.wallNanos();
        long after = ticker.nanos();
        last = before;
        journal.append(new Event.ClockRead(after, new Bracket(before, after), wall));
    }

    void readEverySecond() {
        if (ticker.nanos() - last >= SECOND) {
            read();
        }
    }
}
