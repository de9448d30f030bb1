package io.blackstart.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How a fault is looked at: from which node, with what, and what an attempt says of it.
 *
 * @param step of {@code lab/conformance.yaml}
 * @param node in which it is looked from
 * @param look {@code peer.pl}'s words
 * @param patience of an attempt, milliseconds
 * @param extent which attempts see it while it is there
 * @param sees what a peer would say of an attempt; {@link #WHOLE} of one that is as ever
 */
record Look(
        String step,
        String node,
        List<Object> look,
        int patience,
        Extent extent,
        Function<Probe.Attempt, String> sees) {

    /** Which attempts see a fault while it is there. */
    enum Extent {
        /** Each. */
        ALL,
        /** Some of them, by a draw. */
        SHARE,
        /** All from some moment on, which the process decides that was told to stop. */
        SOON
    }

    /** As without a fault. */
    static final String WHOLE = "as ever";

    /** Every fault there is. */
    static final List<Look> ALL = List.of(
            beside("crash"),
            told("stop"),
            told("restart"),
            beside("oom"),
            beside("destroy-data"),
            beside("host-loss"),
            beside("freeze"),
            beside("isolate"),
            beside("partition"),
            beside("reject"),
            new Look("loss", "web-2", List.of("echo", "web-1", 4000), 50, Extent.SHARE, Look::outcome),
            inside("dns-outage", "web-1", Look::outcome, "names", "web-2"),
            link("latency", attempt -> attempt.millis() > 50 ? "answered late" : WHOLE),
            link("bandwidth", attempt -> attempt.millis() > 25 ? "large answers take long" : WHOLE),
            link(
                    "slow-close",
                    attempt -> attempt.end() - attempt.last() > 100_000_000 ? "the stream ends late" : WHOLE),
            link("black-hole", attempt -> WHOLE),
            link("reset", attempt -> WHOLE),
            link("slicer", attempt -> attempt.millis() > 50 ? "many small pieces" : WHOLE),
            link("limit-data", attempt -> WHOLE),
            link("refuse", attempt -> WHOLE),
            new Look("http", "web-3", List.of("http", "web-1", 80, "/files/page"), 400, Extent.SHARE, Look::outcome),
            inside("cpu", "web-1", limit("less CPU"), "read", Cgroups.cpu()),
            inside("memory", "web-1", limit("less memory"), "read", Cgroups.memory()),
            inside("disk-full", "web-1", Look::outcome, "write", "/data/new", 65_536),
            inside("clock-skew", "web-4", attempt -> wrong(attempt.outcome()), "clock"),
            inside(
                    "exec",
                    "web-1",
                    attempt -> attempt.outcome().equals("absent") ? WHOLE : "what the command does",
                    "read",
                    "/tmp/broken"));

    /** Whether the node's service is started at its end, and refuses until it listens. */
    boolean starts() {
        return Set.of("crash", "stop", "restart", "oom", "destroy-data", "host-loss")
                .contains(step);
    }

    /** From another node, straight. */
    private static Look beside(String step) {
        return new Look(step, "web-2", List.of("http", "web-1", 80, "/"), 150, Extent.ALL, Look::outcome);
    }

    private static Look told(String step) {
        return new Look(step, "web-2", List.of("http", "web-1", 80, "/"), 150, Extent.SOON, Look::outcome);
    }

    /** From the caller of the link; what is amiss with a whole answer says the second. */
    private static Look link(String step, Function<Probe.Attempt, String> sees) {
        return new Look(
                step,
                "web-3",
                List.of("http", "web-1", 80, "/files/page"),
                400,
                Extent.ALL,
                attempt -> attempt.outcome().equals("ok") ? sees.apply(attempt) : outcome(attempt));
    }

    /** From the node itself. */
    private static Look inside(String step, String node, Function<Probe.Attempt, String> sees, Object... look) {
        return new Look(step, node, Arrays.asList(look), 150, Extent.ALL, sees);
    }

    private static String outcome(Probe.Attempt attempt) {
        return switch (attempt.outcome()) {
            case "ok" -> WHOLE;
            case "silent" -> "silence";
            case "unanswered" -> "accepted, not answered";
            case "cut" -> "answers end too early";
            case "lost" -> "no answer";
            case "full" -> "no space left";
            default -> attempt.outcome();
        };
    }

    /** The file says another limit than the node's own, which is none. */
    private static Function<Probe.Attempt, String> limit(String less) {
        return attempt -> Cgroups.NONE.contains(attempt.outcome()) ? WHOLE : less;
    }

    private static String wrong(String seconds) {
        return Math.abs(Long.parseLong(seconds)) <= 1 ? WHOLE : "a wrong clock";
    }

    /** Where a node reads its own limits. */
    static final class Cgroups {
        private static final List<String> NONE = List.of("-1", "max-100000", "max", "9223372036854771712");
        private static final boolean UNIFIED =
                java.nio.file.Files.exists(java.nio.file.Path.of("/sys/fs/cgroup/cgroup.controllers"));

        private Cgroups() {}

        static String cpu() {
            return "/sys/fs/cgroup/" + (UNIFIED ? "cpu.max" : "cpu/cpu.cfs_quota_us");
        }

        static String memory() {
            return "/sys/fs/cgroup/" + (UNIFIED ? "memory.max" : "memory/memory.limit_in_bytes");
        }
    }
}
