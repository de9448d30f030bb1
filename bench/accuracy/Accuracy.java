import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares what a run's report says with what its server says that it did. {@code outages RUN RATE}: per kind and edge, error
 * and coverage. {@code misdeeds RUN…}: the ledger's counts. Ends with 1 where a bound is missed.
 */
final class Accuracy {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TRUTH = Pattern.compile("truth ([A-Z]+) (\\d+) (\\d+) (\\d+) (\\d+)");
    private static final Pattern COUNTS = Pattern.compile("counts \\{(.*)}");
    /** Held answers come late, and of a third that fails nobody knows the next: the truth must lie in the interval. */
    private static final Set<String> BY_INTERVAL = Set.of("HANG", "PARTIAL");

    private static boolean missed;

    /** An instant lies between the two; seconds since the first planned arrival. */
    private record Span(double from, double to) {
        double middle() {
            return (from + to) / 2;
        }

        boolean meets(Span other) {
            return from <= other.to && other.from <= to;
        }
    }

    /** What happened, and what was reported as having happened. */
    /** Of the truth the best values are the middles of its readings. */
    private record Stretch(String kind, Span from, Optional<Span> to, double began, double over) {
        Stretch(String kind, Span from, Optional<Span> to) {
            this(kind, from, to, from.middle(), to.map(Span::middle).orElse(Double.NaN));
        }
    }

    private record Edge(double error, double width, boolean covered) {}

    public static void main(String[] args) throws IOException {
        if (args[0].equals("outages")) {
            outages(Path.of(args[1]), Double.parseDouble(args[2]));
        } else {
            misdeeds(Stream.of(args).skip(1).map(Path::of).toList());
        }
        System.exit(missed ? 1 : 0);
    }

    private static void outages(Path run, double rate) throws IOException {
        List<Stretch> truths = truths(run);
        List<Stretch> told = told(run);
        double bound = 1 / rate + 0.001;
        System.out.println("| kind | edge | outages | seen | bias, ms | p95 of the error, ms | worst | interval, p50 ms | coverage | held |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        Map<String, List<Stretch>> kinds = new TreeMap<>();
        truths.forEach(truth -> kinds.computeIfAbsent(truth.kind, kind -> new ArrayList<>()).add(truth));
        kinds.forEach((kind, all) -> {
            List<Edge> begins = new ArrayList<>();
            List<Edge> ends = new ArrayList<>();
            for (Stretch truth : all) {
                matching(truth, told).ifPresent(found -> {
                    begins.add(edge(truth.from, found.from, found.began));
                    found.to.ifPresent(to -> ends.add(edge(truth.to.orElseThrow(), to, found.over)));
                });
            }
            print(kind, "begin", all.size(), begins, bound);
            print(kind, "end", all.size(), ends, bound);
        });
        long invented = told.stream()
                .filter(one -> truths.stream().noneMatch(truth -> overlap(truth, one)))
                .count();
        System.out.println();
        System.out.println("Reported and never there: " + invented + ".");
        missed |= invented > 0;
    }

    private static Edge edge(Span truth, Span told, double best) {
        return new Edge(best - truth.middle(), told.to - told.from, told.meets(truth));
    }

    /** The one stretch of the right criterion that overlaps it; where there are several, none of them is right. */
    private static Optional<Stretch> matching(Stretch truth, List<Stretch> told) {
        String criterion = switch (truth.kind) {
            case "SLOW" -> "p95";
            case "PARTIAL" -> "success";
            default -> "down";
        };
        List<Stretch> all = told.stream()
                .filter(one -> one.kind.equals(criterion) && overlap(truth, one))
                .toList();
        if (all.size() > 1) {
            System.out.println("<!-- " + truth + " was told as " + all + " -->");
        }
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private static boolean overlap(Stretch truth, Stretch told) {
        double to = told.to.map(Span::to).orElse(Double.MAX_VALUE);
        return told.from.from <= truth.to.orElseThrow().to && truth.from.from <= to;
    }

    private static void print(String kind, String name, int all, List<Edge> edges, double bound) {
        List<Double> off = edges.stream().map(edge -> Math.abs(edge.error)).sorted().toList();
        double bias = edges.stream().mapToDouble(Edge::error).average().orElse(Double.NaN);
        long covered = edges.stream().filter(Edge::covered).count();
        List<Double> widths = edges.stream().map(Edge::width).sorted().toList();
        boolean byInterval = BY_INTERVAL.contains(kind);
        boolean held = edges.size() == all && (byInterval ? covered == all : quantile(off, 0.95) <= bound);
        missed |= !held;
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %d | %.2f | %.2f | %.2f | %.2f | %d of %d | %s |%n",
                kind.toLowerCase(Locale.ROOT), name, all, edges.size(), bias * 1e3, quantile(off, 0.95) * 1e3,
                quantile(off, 1) * 1e3, quantile(widths, 0.5) * 1e3, covered, edges.size(), held ? "yes" : "NO");
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.max(0, Math.ceil(sorted.size() * share) - 1));
    }

    private static List<Stretch> truths(Path run) throws IOException {
        long zero = zero(run);
        List<Stretch> truths = new ArrayList<>();
        for (String line : log(run)) {
            Matcher truth = TRUTH.matcher(line);
            if (truth.find()) {
                truths.add(new Stretch(
                        truth.group(1),
                        span(zero, truth.group(2), truth.group(3)),
                        Optional.of(span(zero, truth.group(4), truth.group(5)))));
            }
        }
        return truths;
    }

    private static Span span(long zero, String from, String to) {
        return new Span((Long.parseLong(from) - zero) / 1e9, (Long.parseLong(to) - zero) / 1e9);
    }

    private static long zero(Path run) throws IOException {
        for (String line : Files.readAllLines(run.resolve("journal.ndjson"))) {
            JsonNode event = JSON.readTree(line);
            if (event.get("type").asText().equals("load-released")) {
                return event.get("zero").asLong();
            }
        }
        throw new IOException(run + ": no load was released");
    }

    private static List<String> log(Path run) throws IOException {
        return Files.readAllLines(run.resolve("logs").resolve("truth.log"));
    }

    private static List<Stretch> told(Path run) throws IOException {
        JsonNode whole = report(run).get("runs").get(0);
        List<Stretch> told = new ArrayList<>();
        whole.get("outages").forEach(one -> told.add(stretch("down", one)));
        whole.get("degraded").forEach(one -> told.add(stretch(one.get("criterion").asText().replaceFirst(" .*", ""), one)));
        return told;
    }

    private static JsonNode report(Path run) throws IOException {
        return JSON.readTree(run.resolve("report.json").toFile());
    }

    private static Stretch stretch(String kind, JsonNode one) {
        return new Stretch(
                kind,
                span(one.get("from")),
                Optional.ofNullable(one.get("to")).filter(to -> !to.isNull()).map(Accuracy::span),
                one.get("began").asDouble(),
                one.get("over").asDouble());
    }

    private static Span span(JsonNode pair) {
        return new Span(pair.get(0).asDouble(), pair.get(1).asDouble());
    }

    private static void misdeeds(List<Path> runs) throws IOException {
        System.out.println("| run | count | the server's | the report's | held |");
        System.out.println("|---|---|---|---|---|");
        for (int run = 0; run < runs.size(); run++) {
            JsonNode ledger = report(runs.get(run)).get("runs").get(0).get("ledger");
            Map<String, Long> counts = counts(runs.get(run));
            for (String key : List.of("lost", "duplicated", "resurrected", "stale", "unknown")) {
                long cut = key.equals("unknown") ? cut(runs.get(run)) : 0; // In flight when the load was stopped.
                long truth = counts.getOrDefault(key, 0L) + cut;
                long told = ledger.get(key).asLong(-1);
                missed |= truth != told || truth == 0;
                System.out.printf("| %d | %s | %d | %d | %s |%n", run + 1, key, truth, told, truth == told ? "yes" : "NO");
            }
        }
    }

    private static long cut(Path run) throws IOException {
        return report(run).get("runs").get(0).get("load").get("cut").asLong();
    }

    private static Map<String, Long> counts(Path run) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : log(run)) {
            Matcher matcher = COUNTS.matcher(line);
            if (matcher.find()) {
                for (String count : matcher.group(1).split(", ")) {
                    counts.put(count.substring(0, count.indexOf('=')), Long.parseLong(count.substring(count.indexOf('=') + 1)));
                }
            }
        }
        return counts;
    }
}
