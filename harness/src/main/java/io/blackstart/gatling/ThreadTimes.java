package io.blackstart.gatling;

import io.blackstart.load.Vitals;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process's threads did since they were last looked at, from {@code /proc/PID/task/TID/schedstat}: nanoseconds at work,
 * nanoseconds ready and waiting (the kernel's sched-stats.rst). The JVM's compilers are left out: nobody waits for them.
 */
final class ThreadTimes {

    private record Times(long worked, long waited) {}

    private final Path tasks;
    private Map<String, Times> last = new HashMap<>();
    private boolean known;
    private long busiest = Vitals.UNKNOWN;
    private long waitedMost = Vitals.UNKNOWN;

    /**
     * Of a process.
     *
     * @param tasks {@code /proc/PID/task}
     */
    ThreadTimes(Path tasks) {
        this.tasks = tasks;
    }

    /** Looks. A thread that was not there the last time has done all that it did since. */
    void look() {
        Map<String, Times> now = new HashMap<>();
        busiest = Vitals.UNKNOWN;
        waitedMost = Vitals.UNKNOWN;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                look(thread, now);
            }
        } catch (IOException | DirectoryIteratorException e) {
            now.clear(); // The process has ended, or this is no Linux: nothing is known of this time.
        }
        known = !now.isEmpty();
        last = now;
    }

    private void look(Path thread, Map<String, Times> now) {
        List<String> stat = MachineTimes.lines(thread.resolve("schedstat"));
        boolean ended = stat.isEmpty();
        if (ended || compiles(thread)) {
            return;
        }
        String[] words = stat.get(0).split(" ", -1);
        Times times = new Times(Long.parseLong(words[0]), Long.parseLong(words[1]));
        String name = thread.getFileName().toString();
        now.put(name, times);
        if (known) {
            Times before = last.getOrDefault(name, new Times(0, 0));
            busiest = Math.max(busiest, times.worked - before.worked);
            waitedMost = Math.max(waitedMost, times.waited - before.waited);
        }
    }

    /** {@code C1 CompilerThre}, as far as the kernel keeps a name. */
    private static boolean compiles(Path thread) {
        return MachineTimes.lines(thread.resolve("comm")).stream().anyMatch(name -> name.matches("C[12] Compiler.*"));
    }

    /** How long the busiest thread worked between the last two looks. */
    long busiestNanos() {
        return busiest;
    }

    /** How long the thread that waited most waited between the last two looks. */
    long waitedNanos() {
        return waitedMost;
    }
}
