package io.blackstart.docker.fault;

import com.github.dockerjava.api.command.UpdateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the engine lets a container use; 0 is no limit.
 *
 * @param nanoCpus as {@code cpus} in the Compose file sets it; a container that has it takes no quota
 * @param cpuQuota microseconds a period
 * @param cpuPeriod microseconds; 0 is the kernel's 100 ms
 * @param memory bytes
 * @param memorySwap bytes of memory and swap together; 0 or -1 is no limit
 */
record EngineLimits(long nanoCpus, long cpuQuota, long cpuPeriod, long memory, long memorySwap) {

    /** What the kernel takes for no limit, in pages. The engine takes a 0 for "leave it as it is". */
    static final long NO_MEMORY_LIMIT = 9_223_372_036_854_771_712L;

    /** As little swap as there can be: with none at all cgroup v1 does not count how often the memory limit is met. */
    private static final long SWAP = 64 << 10;

    private static final long PERIOD = 100_000;
    private static final long LEAST_QUOTA = 1_000;
    private static final long LEAST_NANO_CPUS = 10_000_000;

    static EngineLimits of(HostConfig host) {
        return new EngineLimits(
                orZero(host.getNanoCPUs()),
                Math.max(0, orZero(host.getCpuQuota())),
                orZero(host.getCpuPeriod()),
                limited(host.getMemory()),
                limited(host.getMemorySwap()));
    }

    private static long orZero(Long value) {
        return value == null ? 0 : value;
    }

    private static long limited(Long bytes) {
        return orZero(bytes) >= NO_MEMORY_LIMIT ? 0 : Math.max(0, orZero(bytes));
    }

    /** Less of what is given: a share of its own cores, else of one; its own memory where that is less. Its swap goes. */
    EngineLimits narrowed(OptionalDouble cpu, OptionalLong bytes) {
        EngineLimits narrowed = cpu.isPresent() ? share(cpu.getAsDouble()) : this;
        if (bytes.isEmpty() || (memory > 0 && memory <= bytes.getAsLong())) {
            return narrowed;
        }
        return new EngineLimits(
                narrowed.nanoCpus, narrowed.cpuQuota, narrowed.cpuPeriod, bytes.getAsLong(), bytes.getAsLong() + SWAP);
    }

    private EngineLimits share(double share) {
        if (nanoCpus > 0) {
            long least = Math.min(nanoCpus, LEAST_NANO_CPUS);
            return new EngineLimits(
                    Math.max(least, Math.round(nanoCpus * share)), cpuQuota, cpuPeriod, memory, memorySwap);
        }
        long period = cpuPeriod > 0 ? cpuPeriod : PERIOD;
        long own = cpuQuota > 0 ? cpuQuota : period;
        return new EngineLimits(0, Math.max(LEAST_QUOTA, Math.round(own * share)), period, memory, memorySwap);
    }

    boolean sameCpu(EngineLimits other) {
        return nanoCpus == other.nanoCpus && cpuQuota == other.cpuQuota && cpuPeriod == other.cpuPeriod;
    }

    boolean sameMemory(EngineLimits other) {
        return memory == other.memory && memorySwap == other.memorySwap;
    }

    /** Says the cores explicitly, none too: a quota of -1 takes a limit away, 0 does not. */
    void writeCpu(UpdateContainerCmd update) {
        if (nanoCpus > 0) {
            update.withNanoCPUs(nanoCpus);
        } else {
            update.withCpuQuota(cpuQuota > 0 ? cpuQuota : -1).withCpuPeriod(cpuPeriod > 0 ? cpuPeriod : PERIOD);
        }
    }

    /** Says the memory explicitly, none too. Both together: the engine refuses one that contradicts the other. */
    void writeMemory(UpdateContainerCmd update) {
        update.withMemory(memory > 0 ? memory : NO_MEMORY_LIMIT);
        update.withMemorySwap(memory > 0 && memorySwap > 0 ? memorySwap : NO_MEMORY_LIMIT);
    }

    /** Cores, if they are limited. */
    OptionalDouble cores() {
        if (nanoCpus > 0) {
            return OptionalDouble.of(nanoCpus / 1e9);
        }
        return cpuQuota > 0
                ? OptionalDouble.of((double) cpuQuota / (cpuPeriod > 0 ? cpuPeriod : PERIOD))
                : OptionalDouble.empty();
    }

    /** For people. */
    String cpuText() {
        return cores().isPresent() ? String.format(Locale.ROOT, "%.3g cores", cores().getAsDouble()) : "all cores";
    }

    /** For people. */
    String memoryText() {
        return memory > 0 ? memory + " bytes" : "no limit";
    }
}
