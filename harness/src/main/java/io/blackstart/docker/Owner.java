package io.blackstart.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that owns what it makes on an engine. Process numbers come again, so the boot, the PID namespace and the start
 * time belong to it.
 *
 * @param boot the kernel's boot id
 * @param namespace the PID namespace
 * @param pid process number in it
 * @param start start time in clock ticks since boot ({@code proc(5)}, field 22 of {@code /proc/PID/stat})
 */
public record Owner(String boot, String namespace, long pid, long start) {

    /** Whether an owner still lives. */
    public enum State {
        ALIVE,
        DEAD,
        /** Of another boot, machine or PID namespace: nothing can be said of it from here. */
        FOREIGN
    }

    private static final String SEPARATOR = "/";

    /** This process. */
    public static Owner self() {
        long pid = ProcessHandle.current().pid();
        return new Owner(bootId(), pidNamespace(), pid, startTicks(pid).orElse(0L));
    }

    /** As a label's value. */
    public String label() {
        return String.join(SEPARATOR, boot, namespace, Long.toString(pid), Long.toString(start));
    }

    /** From a label's value; empty where it is not one. */
    public static Optional<Owner> parse(String label) {
        String[] parts = label.split(SEPARATOR);
        if (parts.length != 4 || !parts[2].matches("\\d+") || !parts[3].matches("\\d+")) {
            return Optional.empty();
        }
        return Optional.of(new Owner(parts[0], parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3])));
    }

    /** Whether this owner still lives, as seen from {@code observer}'s machine and namespace. */
    public State state(Owner observer) {
        if (!boot.equals(observer.boot) || !namespace.equals(observer.namespace)) {
            return State.FOREIGN;
        }
        return startTicks(pid).filter(ticks -> ticks == start).isPresent() ? State.ALIVE : State.DEAD;
    }

    private static String bootId() {
        return read(Path.of("/proc/sys/kernel/random/boot_id")).orElse("unknown");
    }

    private static String pidNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                    .toString()
                    .replace(SEPARATOR, "");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static Optional<Long> startTicks(long pid) {
        if (Files.isDirectory(Path.of("/proc/self"))) {
            return read(Path.of("/proc", Long.toString(pid), "stat"))
                    .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" "))
                    .filter(fields -> !fields[0].equals("Z") && !fields[0].equals("X")) // dead, and nobody asked how
                    .map(fields -> Long.parseLong(fields[19]));
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(at -> at.toEpochMilli());
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
