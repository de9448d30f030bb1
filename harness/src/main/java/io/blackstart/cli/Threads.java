package io.blackstart.cli;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Threads that never keep the process alive. */
final class Threads {

    private Threads() {}

    static Executor daemons() {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "act");
            thread.setDaemon(true);
            return thread;
        });
    }
}
