package io.blackstart.catalogue;

import io.blackstart.engine.Injection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** What was measured of faults, a line each, in {@code target/faults.tsv}: {@code bench/faults.sh} makes a table of it. */
final class FaultRows {

    private static final Path FILE = Path.of("target/faults.tsv");

    private FaultRows() {}

    /** How long it took from asking to effect, how wide the claim is, and from undone to the first good attempt. */
    static void record(String step, Injection.Effect effect, Injection.Healed healed, List<Lab.Attempt> attempts) {
        long whole = attempts.stream()
                .filter(attempt -> attempt.start() >= healed.undone().to()
                        && attempt.outcome().equals("ok"))
                .mapToLong(Lab.Attempt::end)
                .findFirst()
                .orElse(0);
        line(
                "timing",
                step,
                millis(effect.effective().to() - effect.asked()),
                millis(effect.effective().to() - effect.effective().from()),
                whole == 0 ? "" : millis(whole - healed.undone().to()));
    }

    static void intensity(String step, String asked, String measured) {
        line("intensity", step, asked, measured);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
    }

    private static synchronized void line(String... words) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(
                    FILE, String.join("\t", words) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
