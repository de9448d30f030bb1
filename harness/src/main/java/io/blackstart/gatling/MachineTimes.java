package io.blackstart.gatling;

import io.blackstart.load.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Times of the whole machine that only grow, from {@code /proc}.
 *
 * @param processors at least 1
 * @param stolenNanos the eighth number of the line {@code cpu} of {@code /proc/stat} (proc(5))
 * @param pressedNanos {@code total} of the line {@code some} of {@code /proc/pressure/cpu} (the kernel's psi.rst)
 */
record MachineTimes(int processors, long stolenNanos, long pressedNanos) {

    /** {@code USER_HZ} is 100 wherever the JVM runs. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int STEAL = 8;

    static MachineTimes read(Path proc) {
        List<String> stat = lines(proc.resolve("stat"));
        long processors =
                stat.stream().filter(line -> line.matches("cpu\\d+ .*")).count();
        long stolen = stat.stream()
                .filter(line -> line.startsWith("cpu "))
                .map(line -> line.split("\\s+", -1))
                .filter(words -> words.length > STEAL)
                .mapToLong(words -> Long.parseLong(words[STEAL]) * TICK_NANOS)
                .findFirst()
                .orElse(Vitals.UNKNOWN);
        return new MachineTimes((int) Math.max(1, processors), stolen, pressed(proc));
    }

    private static long pressed(Path proc) {
        return lines(proc.resolve("pressure").resolve("cpu")).stream()
                .filter(line -> line.startsWith("some "))
                .map(line -> line.substring(line.indexOf("total=") + "total=".length()))
                .mapToLong(total -> TimeUnit.MICROSECONDS.toNanos(Long.parseLong(total)))
                .findFirst()
                .orElse(Vitals.UNKNOWN);
    }

    /** A kernel without the file tells nothing; it may be there and not be readable, too. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
