package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The limits of all nodes, and what the kernel counts of their use: one of each a node, whatever fault asks. */
final class Limited implements AutoCloseable {

    private final RunScope scope;
    private final Map<Pod, NodeLimits> limits = new ConcurrentHashMap<>();
    private final Map<Pod, CgroupSamples> samples = new ConcurrentHashMap<>();

    Limited(RunScope scope) {
        this.scope = scope;
    }

    NodeLimits limits(Pod pod) {
        return limits.computeIfAbsent(pod, one -> new NodeLimits(one, scope));
    }

    /** Open from the first time that somebody asks. */
    CgroupSamples samples(Pod pod) {
        CgroupSamples of = samples.computeIfAbsent(pod, one -> new CgroupSamples(one, scope));
        of.open();
        return of;
    }

    @Override
    public void close() {
        samples.values().forEach(CgroupSamples::close);
    }
}
