package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.engine.Injection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * How strong a fault was: what was asked for, what a peer measured, and the bounds in which that must lie.
 *
 * @param asked as in {@code lab/conformance.yaml}
 * @param unit of the figures
 */
record Intensity(String asked, double measured, double least, double most, String unit) {

    private static final List<Object> PAGE = List.of("http", "web-1", 80, "/files/page");
    private static final List<Object> BIG = List.of("http", "web-1", 80, "/files/big");

    boolean held() {
        return measured >= least && measured <= most;
    }

    String bounds() {
        return least == most ? number(least) : number(least) + " … " + number(most);
    }

    String figure() {
        return number(measured) + " " + unit;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }

    /** Those whose strength a peer can measure; each with the fault from its beginning to its end. */
    static Map<String, Supplier<Intensity>> all(Lab lab) {
        return Map.ofEntries(
                Map.entry("latency", () -> {
                    double before = median(Probe.ask("web-3", 100, 1_000, PAGE.toArray()), Probe.Attempt::millis);
                    List<Probe.Attempt> during = during(lab, "latency", 60, PAGE);
                    return new Intensity("100 ms", median(during, Probe.Attempt::millis) - before, 100, 103, "ms");
                }),
                Map.entry("bandwidth", () -> {
                    Probe.Attempt big = during(lab, "bandwidth", 1, BIG).get(0);
                    return new Intensity("1 MB/s", big.bytes() / 1e3 / big.millis(), 0.9, 1.1, "MB/s");
                }),
                Map.entry(
                        "slow-close",
                        () -> new Intensity(
                                "200 ms",
                                median(during(lab, "slow-close", 20, PAGE), one -> (one.end() - one.last()) / 1e6),
                                200,
                                210,
                                "ms")),
                Map.entry("slicer", () -> {
                    Probe.Attempt page = during(lab, "slicer", 1, PAGE).get(0);
                    return new Intensity("1 KB", page.bytes() / 1e3 / page.reads(), 0.5, 1.03, "KB");
                }),
                Map.entry(
                        "limit-data",
                        () -> new Intensity(
                                "10 KB",
                                median(during(lab, "limit-data", 9, PAGE), Probe.Attempt::bytes) / 1e3,
                                10,
                                10,
                                "KB")),
                Map.entry("http", () -> {
                    List<Probe.Attempt> during = during(lab, "http", 400, PAGE);
                    return new Intensity("50 %", percent(during, "status-503"), 40, 60, "%");
                }),
                Map.entry("loss", () -> loss(lab)),
                Map.entry("cpu", () -> {
                    Injection cpu = lab.begun("cpu");
                    double most = 0; // Others may want the machine's cores, too.
                    for (int i = 0; i < 3; i++) {
                        most = Math.max(most, Nodes.coresBurnt("web-1", 1));
                    }
                    Nodes.end(cpu);
                    return new Intensity("25 %", most * 100, 22.5, 27.5, "%");
                }),
                Map.entry(
                        "memory",
                        () -> new Intensity(
                                "64 MB",
                                Double.parseDouble(during(
                                                        lab,
                                                        "memory",
                                                        1,
                                                        List.of("read", Look.Cgroups.memory()),
                                                        "web-1")
                                                .get(0)
                                                .outcome())
                                        / 1e6,
                                63.9,
                                64,
                                "MB")),
                Map.entry("disk-full", () -> {
                    Injection full = lab.begun("disk-full");
                    String free = Containers.exec("web-1", "sh", "-c", "df --output=avail /data | tail -n 1");
                    Nodes.end(full);
                    return new Intensity("0 free", Double.parseDouble(free.strip()), 0, 0, "KiB");
                }),
                Map.entry("clock-skew", () -> {
                    try (Probe clock = Probe.watch("web-4", 50, 100, "clock")) {
                        Injection skew = lab.begun("clock-skew");
                        long since = System.nanoTime();
                        clock.await(10, one -> one.start() > since);
                        Nodes.end(skew);
                        List<Probe.Attempt> during = clock.seen().stream()
                                .filter(one -> one.start() > since)
                                .limit(10)
                                .toList();
                        double seconds = median(during, one -> Double.parseDouble(one.outcome()));
                        return new Intensity("1 h", seconds, 3_599, 3_601, "s");
                    }
                }));
    }

    private static Intensity loss(Lab lab) {
        int count = 20_000;
        Injection loss = lab.begun("loss-little");
        double in = 1 - datagrams(lab, "web-2", "web-1", count) / (double) count;
        double out = 1 - datagrams(lab, "web-1", "web-2", count) / (double) count;
        Injection.Healed healed = Nodes.end(loss);
        assertThat(healed.touched()).as(healed.evidence().toString()).isTrue();
        assertThat(datagrams(lab, "web-2", "web-1", 2_000)).isEqualTo(2_000);
        double further = Math.abs(in - 0.05) > Math.abs(out - 0.05) ? in : out;
        return new Intensity("5 %", further * 100, 4.5, 5.5, "%");
    }

    /** How many of so many came. */
    static int datagrams(Lab lab, String from, String to, int count) {
        CompletableFuture<String> sink =
                CompletableFuture.supplyAsync(() -> lab.peer(to, "sink", 999, 2 + count / 4_000));
        Nodes.await("sink", () -> Containers.exec(to, "sh", "-c", "grep -c :03E7 /proc/net/udp")
                .strip()
                .equals("1"));
        int sent = Integer.parseInt(lab.peer(from, "udp", to, 999, count, 1));
        assertThat(sent).as("no sender is told that its packets are dropped").isEqualTo(count);
        return Integer.parseInt(sink.join());
    }

    private static List<Probe.Attempt> during(Lab lab, String step, int count, List<Object> look) {
        return during(lab, step, count, look, "web-3");
    }

    private static List<Probe.Attempt> during(Lab lab, String step, int count, List<Object> look, String node) {
        Injection injection = lab.begun(step);
        List<Probe.Attempt> attempts = Probe.ask(node, count, 20_000, look.toArray());
        Nodes.end(injection);
        return attempts;
    }

    private static double percent(List<Probe.Attempt> attempts, String outcome) {
        return 100.0
                * attempts.stream().filter(one -> one.outcome().equals(outcome)).count()
                / attempts.size();
    }

    private static double median(List<Probe.Attempt> attempts, ToDoubleFunction<Probe.Attempt> of) {
        double[] sorted = attempts.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
