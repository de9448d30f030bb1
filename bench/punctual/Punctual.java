import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints, for each step of some reports, how far its effects were from their plan, and how wide the claimed intervals were. */
final class Punctual {

    private record Shot(double late, double width) {}

    public static void main(String[] reports) throws Exception {
        Map<String, List<Shot>> shots = new LinkedHashMap<>();
        for (String report : reports) {
            JsonNode run = new ObjectMapper().readTree(Path.of(report).toFile()).get("runs").get(0);
            run.get("injections").forEach(one -> read(shots, one));
        }
        System.out.println(
                "| step | times | planned → effective, p50 | p95 | worst | claimed interval, p50 | p95 | tenth − first |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        shots.forEach(Punctual::print);
    }

    private static void read(Map<String, List<Shot>> shots, JsonNode one) {
        if (!one.get("applied").asBoolean()) {
            System.out.println("NOT applied: " + one);
            return;
        }
        double from = one.get("effective").get(0).asDouble();
        double to = one.get("effective").get(1).asDouble();
        double late = ((from + to) / 2 - one.get("planned").asDouble()) * 1e3;
        String step = one.get("step").asText().replaceFirst("#.*", "");
        shots.computeIfAbsent(step, name -> new ArrayList<>()).add(new Shot(late, (to - from) * 1e3));
    }

    private static void print(String step, List<Shot> all) {
        String drift = all.size() < 10 ? "–" : digits(all.get(9).late() - all.get(0).late());
        List<Double> off = all.stream().map(shot -> Math.abs(shot.late())).toList();
        List<Double> widths = all.stream().map(Shot::width).toList();
        System.out.println("| " + step + " | " + all.size() + " | "
                + digits(quantile(all.stream().map(Shot::late).toList(), 0.5)) + " | " + digits(quantile(off, 0.95)) + " | "
                + digits(quantile(off, 1)) + " | " + digits(quantile(widths, 0.5)) + " | " + digits(quantile(widths, 0.95))
                + " | " + drift + " |");
    }

    private static String digits(double millis) {
        return String.format(Locale.ROOT, "%.1f", millis);
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.max(0, Math.ceil(sorted.size() * share) - 1));
    }
}
