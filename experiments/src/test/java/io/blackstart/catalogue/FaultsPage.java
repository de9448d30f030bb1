package io.blackstart.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The table of {@code docs/faults.md}: what each fault did to its peers, as the conformance suite measured it. */
final class FaultsPage {

    static final Path DOCUMENTED = Run.HOME.resolve("docs/faults.md");

    private static final int COLUMNS = 9;

    private FaultsPage() {}

    /**
     * What was measured of a fault.
     *
     * @param sees what peers saw while it was there
     * @param effective from asking to the first attempt that saw it, milliseconds, a time each
     * @param whole from asking for its end to the end of the first attempt that was as ever, milliseconds
     */
    record Row(
            String fault,
            TreeSet<String> sees,
            List<Double> effective,
            List<Double> whole,
            Optional<Intensity> intensity) {

        private String markdown() {
            return String.join(
                            " | ",
                            "| " + fault,
                            String.join("; ", sees),
                            millis(effective, 0.5),
                            millis(effective, 0.99),
                            millis(whole, 0.5),
                            millis(whole, 0.99),
                            intensity.map(Intensity::asked).orElse("–"),
                            intensity.map(Intensity::figure).orElse("–"),
                            intensity.map(Intensity::bounds).orElse("–"))
                    + " |\n";
        }
    }

    /**
     * What the page promises of a fault.
     *
     * @param bounds of its intensity, as {@link Intensity#bounds} writes them
     */
    record Promise(TreeSet<String> sees, String bounds) {}

    /** The nearest rank. */
    private static String millis(List<Double> all, double share) {
        List<Double> sorted = all.stream().sorted().toList();
        double value = sorted.get((int) Math.max(0, Math.ceil(sorted.size() * share) - 1));
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String table(Map<String, Row> rows) {
        StringBuilder table = new StringBuilder("""
                | fault | what peers see | asked → effective, p50 | p99 | end asked → whole, p50 | p99 | asked | measured | bounds |
                |---|---|---|---|---|---|---|---|---|
                """);
        new TreeMap<>(rows).values().forEach(row -> table.append(row.markdown()));
        return table.toString();
    }

    static Map<String, Promise> promises() {
        Map<String, Promise> promises = new TreeMap<>();
        try (var lines = Files.lines(DOCUMENTED)) {
            lines.map(line -> line.split(" *\\| *"))
                    .filter(cells -> cells.length == COLUMNS + 1 && cells[3].matches("-?[0-9.]+"))
                    .forEach(cells -> promises.put(
                            cells[1], new Promise(new TreeSet<>(List.of(cells[2].split("; "))), cells[COLUMNS])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return promises;
    }
}
