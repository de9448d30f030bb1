package io.blackstart.docker.fault;

import java.util.List;
import java.util.Optional;

/**
 * Where a process's memory is counted.
 *
 * @param unified whether that is cgroup v2, where a limit below what is used makes the kernel kill
 * @param path below the root of the hierarchy
 */
record MemoryCgroup(boolean unified, String path) {

    /** From {@code /proc/PID/cgroup}: {@code 4:memory:/docker/ID} in v1, {@code 0::/docker/ID} in v2. */
    static Optional<MemoryCgroup> parse(String text) {
        Optional<MemoryCgroup> first = Optional.empty();
        for (String line : text.lines().toList()) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
                return Optional.of(new MemoryCgroup(false, parts[2]));
            }
            if (parts.length == 3 && parts[0].equals("0") && parts[1].isEmpty()) {
                first = Optional.of(new MemoryCgroup(true, parts[2]));
            }
        }
        return first;
    }
}
