package io.blackstart.docker.fault;

import java.util.Locale;

/**
 * Whether a node felt a limit: the kernel made it wait, or refused it a page. Traffic alone does not tell: a node may serve all
 * of it with what is left.
 *
 * @param touched whether it did
 * @param evidence a line, with the node's name
 */
record LimitTouch(boolean touched, String evidence) {

    /** As good as at the limit: the kernel counts in batches of pages on each core. */
    private static final double AT_LIMIT = 0.98;

    static LimitTouch cpu(String node, CgroupCourse course) {
        if (course.seconds() == 0) {
            return unknown(node);
        }
        long periods = course.growth(CgroupSamples.Sample::throttled);
        double waited = course.growth(CgroupSamples.Sample::waitedNanos) / 1e9;
        double used = course.growth(CgroupSamples.Sample::cpuNanos) / 1e9 / course.seconds();
        String felt = periods > 0
                ? String.format(
                        Locale.ROOT, "was throttled in %d periods, its threads waited %.2f s in all", periods, waited)
                : "was never throttled: it wanted no more than it had";
        return new LimitTouch(
                periods > 0,
                String.format(
                        Locale.ROOT, "%s: %s; it used %.3f cores over %.1f s", node, felt, used, course.seconds()));
    }

    static LimitTouch memory(String node, CgroupCourse course, boolean died) {
        if (died) {
            return new LimitTouch(true, node + ": died while its memory was limited");
        }
        if (course.samples().isEmpty()) {
            return unknown(node);
        }
        long failures = course.growth(CgroupSamples.Sample::failures);
        boolean at = course.samples().stream()
                .anyMatch(sample -> sample.limit() > 0 && sample.usage() >= sample.limit() * AT_LIMIT);
        long most = course.most(CgroupSamples.Sample::usage);
        String felt = failures > 0 || at
                ? "met its limit " + (failures > 0 ? failures + " times" : "")
                : "never met its limit";
        return new LimitTouch(failures > 0 || at, node + ": " + felt.strip() + "; it used at most " + most + " bytes");
    }

    private static LimitTouch unknown(String node) {
        return new LimitTouch(false, node + ": the engine gave no statistics of it in that time");
    }
}
