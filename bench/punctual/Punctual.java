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
        System.out.printf("%-14s %4s  %28s  %21s  %12s%n", "step", "n", "planned → effective, ms", "claim's width, ms", "10th − 1st");
        System.out.printf("%-14s %4s  %9s %9s %9s  %10s %10s%n", "", "", "p50", "p95", "worst", "p50", "p95");
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
        double drift = all.size() >= 10 ? all.get(9).late() - all.get(0).late() : Double.NaN;
        System.out.printf(
                Locale.ROOT,
                "%-14s %4d  %9.2f %9.2f %9.2f  %10.2f %10.2f  %12.2f%n",
                step,
                all.size(),
                quantile(all.stream().map(Shot::late).toList(), 0.5),
                quantile(all.stream().map(shot -> Math.abs(shot.late())).toList(), 0.95),
                quantile(all.stream().map(shot -> Math.abs(shot.late())).toList(), 1),
                quantile(all.stream().map(Shot::width).toList(), 0.5),
                quantile(all.stream().map(Shot::width).toList(), 0.95),
                drift);
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.max(0, Math.ceil(sorted.size() * share) - 1));
    }
}
