package io.blackstart.docker.fault;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.blackstart.docker.Agent;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.docker.Stamps;
import io.blackstart.engine.PlainName;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Makes the kernel kill one node's service for its memory. With cgroup v1 a helper inside the node's own cgroup takes what its
 * limit leaves, into a file in memory, so that the service is the largest process there. With cgroup v2 a limit below what is
 * used is enough. The limit is lowered for it, so that no machine's memory is taken for a node whose limit is large, and written
 * back at once.
 */
final class MemoryPress {

    private static final long ROOM = 8L << 20;
    private static final long LEAST_LIMIT = 6L << 20;
    private static final long MOST_TAKEN = 1L << 40;
    private static final Duration SAMPLE_WITHIN = Duration.ofSeconds(3);
    private static final Duration DIES_WITHIN = Duration.ofSeconds(5);
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final Pod pod;
    private final RunScope scope;
    private final EngineEvents events;
    private final NodeLimits limits;
    private final CgroupSamples samples;
    private final Killer killer;
    private Optional<MemoryCgroup> cgroup = Optional.empty();
    private Optional<Helper> helper = Optional.empty();
    /** Whether our own helper was killed: then nobody else need have been. */
    private boolean helperKilled;

    /**
     * Nothing is there yet.
     *
     * @param id of the occurrence
     */
    MemoryPress(
            String id,
            Pod pod,
            RunScope scope,
            EngineEvents events,
            Killer killer,
            NodeLimits limits,
            CgroupSamples samples) {
        this.name = "oom-" + pod.node().name() + "-" + PlainName.of(id);
        this.pod = pod;
        this.scope = scope;
        this.events = events;
        this.limits = limits;
        this.samples = samples;
        this.killer = killer;
    }

    /** Finds the node's cgroup and makes a helper for it, ahead of time where the node runs then. */
    void prepare() {
        String cgroups = killer.cgroups(process()).out();
        cgroup = MemoryCgroup.parse(cgroups);
        if (cgroup.isEmpty()) {
            throw new IllegalStateException("the memory cgroup of " + pod.node().name() + " was not found: " + cgroups);
        }
        if (!cgroup.get().unified()) {
            HostConfig host = HostConfig.newHostConfig()
                    .withCgroupParent(cgroup.get().path())
                    .withCapDrop(Capability.ALL)
                    .withShmSize(MOST_TAKEN);
            helper = Optional.of(Helper.create(scope, name, host));
        }
    }

    /** Puts the helper there. */
    void arm() {
        samples.open();
        if (cgroup.isEmpty()) {
            prepare();
        }
        helper.ifPresent(Helper::start);
        samples.await(SAMPLE_WITHIN);
    }

    private long process() {
        Long process = state().getPidLong();
        if (process == null || process == 0) {
            throw new IllegalStateException("node " + pod.node().name() + " was not running");
        }
        return process;
    }

    NodeEffect press() {
        long asked = scope.ticker().nanos();
        String said = cgroup.orElseThrow().unified() ? squeeze() : take();
        long returned = scope.ticker().nanos();
        boolean died =
                events.await(pod.containerId(), "die", asked, DIES_WITHIN).isPresent();
        boolean oom = events.find(pod.containerId(), "oom", asked).isPresent();
        InspectContainerResponse.ContainerState state = state();
        String writtenBack = giveBack();
        Bracket when = new Bracket(asked, finished(state, asked, returned));
        boolean killed = (oom || Boolean.TRUE.equals(state.getOOMKilled())) && (died || !helperKilled);
        String evidence = String.format(
                "%s: %s; %s; %s",
                pod.node().name(),
                said,
                killed
                        ? "the engine saw the kernel kill for memory"
                        : "nobody of the service is known to be killed for memory",
                (died ? "the service died" : "the service's first process lives on") + writtenBack);
        return new NodeEffect(when, killed, evidence);
    }

    /** At once, because a service that comes back by itself needs its memory; the undo tries again. */
    private String giveBack() {
        try {
            release();
            return "";
        } catch (DockerException e) {
            return "; its memory limit is not written back yet: " + e.getMessage();
        }
    }

    /** The instant at which the first process ended is known to the engine, and before its event. */
    private long finished(InspectContainerResponse.ContainerState state, long asked, long returned) {
        try {
            Instant at = Instant.parse(String.valueOf(state.getFinishedAt()));
            long ended = at.getEpochSecond() * 1_000_000_000L + at.getNano() + Stamps.offset(scope.ticker());
            return ended >= asked && ended <= returned ? ended : returned;
        } catch (DateTimeParseException e) {
            return returned;
        }
    }

    private InspectContainerResponse.ContainerState state() {
        return scope.docker().inspectContainerCmd(pod.containerId()).exec().getState();
    }

    /** Cgroup v2; not tested on an engine yet. */
    private String squeeze() {
        try {
            limits.press(LEAST_LIMIT);
            return "its memory limit was lowered to " + LEAST_LIMIT + " bytes";
        } catch (DockerException e) {
            return "its memory limit was lowered to " + LEAST_LIMIT + " bytes, and the engine said " + e.getMessage();
        }
    }

    private String take() {
        try {
            long limit = lower(samples.latest().map(CgroupSamples.Sample::usage).orElse(LEAST_LIMIT) + ROOM, 3);
            Agent.Answer taken = helper.orElseThrow().agent().ask("take", List.of(String.valueOf(limit)), TAKEN_WITHIN);
            helperKilled = taken.exit() == -1;
            helper.ifPresent(Helper::remove); // Its cgroup is in the way of the service's end.
            return "its limit was lowered to " + limit + " bytes and a helper in its cgroup took them"
                    + (helperKilled ? ", till it was killed itself" : "");
        } catch (DockerException e) {
            return "its memory limit was not lowered: " + e.getMessage();
        }
    }

    /** It may use more by now than when it was looked at, and the kernel refuses a limit below what cannot be reclaimed. */
    private long lower(long wanted, int tries) {
        try {
            return limits.press(Math.max(LEAST_LIMIT, wanted));
        } catch (DockerException e) {
            if (tries == 1) {
                throw e;
            }
            return lower(wanted * 2, tries - 1);
        }
    }

    /** Writes the earlier limit back and removes the helper; idempotent. */
    void release() {
        helper.ifPresent(Helper::remove);
        helper = Optional.empty();
        limits.unpress();
    }
}
