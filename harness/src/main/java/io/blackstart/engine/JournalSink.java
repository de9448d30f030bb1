package io.blackstart.engine;

import io.blackstart.journal.Event;

/** Where events go: in order, flushed to disk before it returns. Thread-safe. */
public interface JournalSink {

    /** Appends an event. */
    void append(Event event);
}
