package io.blackstart.topology;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Resource limits of each node of a service.
 *
 * @param memory bytes
 * @param memorySwap bytes, memory and swap together; -1 unlimited
 * @param cpus cores
 * @param pids processes
 * @param ulimits name to soft and hard limit
 */
public record Limits(
        OptionalLong memory,
        OptionalLong memorySwap,
        OptionalDouble cpus,
        OptionalLong pids,
        Map<String, Ulimit> ulimits) {

    /** Soft and hard limit; -1 is unlimited. */
    public record Ulimit(long soft, long hard) {}
}
