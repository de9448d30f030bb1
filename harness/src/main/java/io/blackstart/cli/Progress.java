package io.blackstart.cli;

import io.blackstart.engine.ExperimentRun;
import io.blackstart.engine.LiveView;
import io.blackstart.engine.RunListener;
import io.blackstart.journal.Phase;
import io.blackstart.report.LiveLine;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a run goes: on a terminal one live line, elsewhere a line for each change of phase. Thread-safe. */
final class Progress implements RunListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("blackstart");
    private static final long EVERY_MILLIS = 200;
    private static final String ERASE = "\r\u001b[2K";

    private final Console console;
    private final long began = System.nanoTime();
    private Phase phase = Phase.VALIDATE;
    private ExperimentRun run;
    private Thread painter;
    private boolean closed;

    Progress(Console console) {
        this.console = console;
    }

    /** From here on, what is live comes from that run; of several repeats, from the last one that was said. */
    void watch(ExperimentRun watched) {
        synchronized (this) {
            run = watched;
        }
        if (console.liveLine() && painter == null) {
            painter = new Thread(this::paintAlways, "progress");
            painter.setDaemon(true);
            painter.start();
        }
    }

    @Override
    public synchronized void phase(Phase next) {
        phase = next;
        LOG.info("phase {}", next.label());
        if (!console.liveLine()) {
            console.err().println(line());
        }
    }

    @Override
    public synchronized void say(String line) {
        LOG.info("{}", line);
        if (console.liveLine()) {
            console.err().print(ERASE);
        }
        console.err().println("  " + line);
    }

    @Override
    public void failed(String text, Throwable failure) {
        LOG.error("{}", text, failure);
    }

    private void paintAlways() {
        try {
            while (paint()) {
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean paint() {
        if (!closed) {
            console.err().print(ERASE + line());
            console.err().flush();
        }
        return !closed;
    }

    private String line() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        if (run == null) {
            return LiveLine.text(phase.label(), seconds, 0, 1, 0, List.of());
        }
        LiveView.Snapshot now = run.live().snapshot(System.nanoTime());
        return LiveLine.text(
                phase.label(), seconds, now.rate(), now.success(), now.p95Nanos() / 1e9, run.activeFaults());
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (console.liveLine()) {
                console.err().print(ERASE);
                console.err().flush();
            }
        }
        if (painter != null) {
            painter.interrupt();
        }
    }
}
