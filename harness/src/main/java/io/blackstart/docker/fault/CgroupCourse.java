package io.blackstart.docker.fault;

import java.util.List;
import java.util.function.ToLongFunction;

/** Samples of a node's cgroup in order of time. Counters that fall begin anew: the node died, and its cgroup with it. */
record CgroupCourse(List<CgroupSamples.Sample> samples) {

    CgroupCourse {
        samples = List.copyOf(samples);
    }

    /**
     * Those between two instants and the last one before, so that nothing between is missed; with the next one after where there
     * are not two of them, and none where all are older.
     */
    static CgroupCourse of(List<CgroupSamples.Sample> all, long from, long to) {
        int first = 0;
        while (first < all.size() && all.get(first).at() < from) {
            first++;
        }
        int end = first;
        while (end < all.size() && all.get(end).at() <= to) {
            end++;
        }
        if (first == all.size()) {
            return new CgroupCourse(List.of());
        }
        int begin = Math.max(0, first - 1);
        return new CgroupCourse(all.subList(begin, end - begin < 2 ? Math.min(all.size(), end + 1) : end));
    }

    /** How long they span, in seconds. */
    double seconds() {
        return samples.size() < 2
                ? 0
                : (samples.get(samples.size() - 1).at() - samples.get(0).at()) / 1e9;
    }

    /** By how much a counter grew in all. */
    long growth(ToLongFunction<CgroupSamples.Sample> counter) {
        long sum = 0;
        for (int i = 1; i < samples.size(); i++) {
            long before = counter.applyAsLong(samples.get(i - 1));
            long now = counter.applyAsLong(samples.get(i));
            sum += now >= before ? now - before : now;
        }
        return sum;
    }

    /** The most of it that was seen. */
    long most(ToLongFunction<CgroupSamples.Sample> gauge) {
        return samples.stream().mapToLong(gauge).max().orElse(0);
    }
}
