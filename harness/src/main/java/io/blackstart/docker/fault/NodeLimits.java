package io.blackstart.docker.fault;

import com.github.dockerjava.api.command.UpdateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.HostConfig;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.fault.Cpu;
import io.blackstart.fault.Memory;
import io.blackstart.fault.OnLimits;
import io.blackstart.journal.Bracket;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one node may use, as the set of the faults that are there: of several the tightest counts, and the end of the last one
 * writes the node's own values. Thread-safe.
 */
final class NodeLimits {

    private final Pod pod;
    private final RunScope scope;
    private final Map<String, OnLimits> active = new LinkedHashMap<>();
    private OptionalLong pressed = OptionalLong.empty();
    private Optional<EngineLimits> own = Optional.empty();
    /** What was written last; empty where the engine refused something. */
    private Optional<EngineLimits> written = Optional.empty();

    NodeLimits(Pod pod, RunScope scope) {
        this.pod = pod;
        this.scope = scope;
    }

    /** The least of the shares. */
    static OptionalDouble cpu(Collection<OnLimits> faults) {
        return faults.stream()
                .filter(Cpu.class::isInstance)
                .mapToDouble(fault -> ((Cpu) fault).to())
                .min();
    }

    /** The least of the sizes. */
    static OptionalLong memory(Collection<OnLimits> faults) {
        return faults.stream()
                .filter(Memory.class::isInstance)
                .mapToLong(fault -> ((Memory) fault).to())
                .min();
    }

    /** Remembers what is the node's own, so that the first fault does not have to look. */
    synchronized void look() {
        if (own.isEmpty()) {
            own = Optional.of(read());
            written = own;
        }
    }

    private EngineLimits read() {
        HostConfig host =
                scope.docker().inspectContainerCmd(pod.containerId()).exec().getHostConfig();
        return EngineLimits.of(host);
    }

    /** A fault is there from here on, in the place of what it was before. */
    synchronized NodeEffect begin(String id, OnLimits fault) {
        look();
        Optional<OnLimits> before = Optional.ofNullable(active.put(id, fault));
        long asked = scope.ticker().nanos();
        try {
            Bracket when = apply();
            EngineLimits now = read();
            return new NodeEffect(when, lessThanOwn(fault) && changed(fault, now), evidence(fault, now));
        } catch (DockerException e) {
            active.remove(id);
            before.ifPresent(was -> active.put(id, was));
            String why = pod.node().name() + ": the engine refused " + fault + ": " + e.getMessage();
            return new NodeEffect(new Bracket(asked, scope.ticker().nanos()), false, why);
        }
    }

    private boolean lessThanOwn(OnLimits fault) {
        long limit = own.orElseThrow().memory();
        return !(fault instanceof Memory memory) || limit == 0 || memory.to() < limit;
    }

    /** What the engine says itself, not what it was told. */
    private boolean changed(OnLimits fault, EngineLimits now) {
        EngineLimits earlier = own.orElseThrow();
        return fault instanceof Cpu ? !now.sameCpu(earlier) : !now.sameMemory(earlier);
    }

    private String evidence(OnLimits fault, EngineLimits now) {
        EngineLimits earlier = own.orElseThrow();
        return fault instanceof Cpu
                ? pod.node().name() + ": may use " + now.cpuText() + ", its own limit is " + earlier.cpuText()
                : pod.node().name() + ": memory limit " + now.memoryText() + ", its own is " + earlier.memoryText();
    }

    /**
     * It is gone; nothing happens where it was not there.
     *
     * @throws DockerException where the engine refuses: it is still there then
     */
    synchronized Bracket end(String id) {
        OnLimits gone = active.remove(id);
        if (gone == null && written.equals(wanted())) {
            return Bracket.at(scope.ticker().nanos());
        }
        try {
            return apply();
        } catch (DockerException e) {
            if (gone != null) {
                active.put(id, gone);
            }
            throw e;
        }
    }

    /**
     * No more memory than that, and than it may use already, until {@link #unpress}.
     *
     * @return the limit
     */
    synchronized long press(long bytes) {
        look();
        pressed = OptionalLong.of(bytes);
        apply();
        return wanted().orElseThrow().memory();
    }

    /** The memory that the faults leave it; idempotent. */
    synchronized void unpress() {
        pressed = OptionalLong.empty();
        if (own.isPresent() && !written.equals(wanted())) {
            apply();
        }
    }

    private Optional<EngineLimits> wanted() {
        OptionalLong asked = memory(active.values());
        OptionalLong bytes =
                pressed.isEmpty() || (asked.isPresent() && asked.getAsLong() < pressed.getAsLong()) ? asked : pressed;
        return own.map(limits -> limits.narrowed(cpu(active.values()), bytes));
    }

    private Bracket apply() {
        EngineLimits wanted = wanted().orElseThrow();
        boolean cpu = written.isEmpty() || !written.get().sameCpu(wanted);
        boolean memory = written.isEmpty() || !written.get().sameMemory(wanted);
        long from = scope.ticker().nanos();
        if (cpu || memory) {
            written = Optional.empty();
            write(wanted, cpu, memory);
            written = Optional.of(wanted);
        }
        return new Bracket(from, scope.ticker().nanos());
    }

    private void write(EngineLimits wanted, boolean cpu, boolean memory) {
        UpdateContainerCmd update = scope.docker().updateContainerCmd(pod.containerId());
        if (cpu) {
            wanted.writeCpu(update);
        }
        if (memory) {
            wanted.writeMemory(update);
        }
        update.exec();
    }
}
