package io.blackstart.gatling;

import io.blackstart.load.Vitals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what a process and its machine went through between two calls, from {@code /proc} and the control groups' files. */
final class VitalsReader {

    private final Path proc;
    private final ThreadTimes threads;
    private final ThrottledTime throttled;
    private Optional<MachineTimes> last = Optional.empty();

    /**
     * Of a process.
     *
     * @param proc {@code /proc}, or a folder that looks like it
     */
    VitalsReader(Path proc, long pid) {
        this.proc = proc;
        this.threads = new ThreadTimes(proc.resolve(Long.toString(pid)).resolve("task"));
        this.throttled = ThrottledTime.of(proc, pid);
    }

    /** Since the last call; empty at first, and where there is no {@code /proc}. */
    Optional<Vitals> read() {
        if (!Files.isReadable(proc.resolve("stat"))) {
            return Optional.empty();
        }
        threads.look();
        long kept = throttled.nanos();
        MachineTimes now = MachineTimes.read(proc);
        Optional<Vitals> vitals = last.map(before -> new Vitals(
                now.processors(),
                grown(before.stolenNanos(), now.stolenNanos()),
                grown(before.pressedNanos(), now.pressedNanos()),
                threads.busiestNanos(),
                threads.waitedNanos(),
                kept));
        last = Optional.of(now);
        return vitals;
    }

    /** What only grows may go back by a tick of one processor (proc(5) says so of idle time): that is none. */
    private static long grown(long before, long now) {
        return before == Vitals.UNKNOWN || now == Vitals.UNKNOWN ? Vitals.UNKNOWN : Math.max(0, now - before);
    }
}
