package io.blackstart.gatling;

import io.blackstart.load.Vitals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long a process's control group was kept from its processors, by {@code cpu.stat} of it and of each group that it is in:
 * {@code throttled_time} in nanoseconds (cgroup v1) or {@code throttled_usec} (v2), both summed over processors. A group without
 * such a line has no limit.
 */
final class ThrottledTime {

    private final List<Path> files;
    private final List<Long> last = new ArrayList<>();

    private ThrottledTime(List<Path> files) {
        this.files = files;
    }

    /** Of a process, by its {@code /proc/PID/cgroup} and the mounts that this process sees. */
    static ThrottledTime of(Path proc, long pid) {
        List<String> groups =
                MachineTimes.lines(proc.resolve(Long.toString(pid)).resolve("cgroup"));
        List<String> mounts = MachineTimes.lines(proc.resolve("self").resolve("mountinfo"));
        return new ThrottledTime(groups.stream()
                .map(group -> group.split(":", 3))
                .filter(group -> group.length == 3)
                .flatMap(group -> mounts.stream()
                        .map(mount -> mount.split(" ", -1))
                        .filter(mount -> carries(mount, group[1]))
                        .limit(1)
                        .flatMap(mount -> upwards(Path.of(mount[4]), below(mount[3], group[2]))))
                .toList());
    }

    /** Whether a mount has the groups of these controllers; version 2 names none. */
    private static boolean carries(String[] mount, String controllers) {
        List<String> words = List.of(mount);
        int dash = words.indexOf("-");
        if (dash < 0 || dash + 3 >= words.size()) {
            return false;
        }
        String type = words.get(dash + 1);
        boolean two = controllers.isEmpty();
        return two
                ? type.equals("cgroup2")
                : type.equals("cgroup") && hasCpu(controllers) && hasCpu(words.get(dash + 3));
    }

    private static boolean hasCpu(String controllers) {
        return List.of(controllers.split(",", -1)).contains("cpu");
    }

    /** A group's path below what is mounted; one that lies outside of it has only the mount's own. */
    private static String below(String root, String group) {
        String whole = root.equals("/") ? "" : root;
        boolean inside = group.equals(whole) || group.startsWith(whole + "/");
        return inside && !group.startsWith("/..")
                ? group.substring(whole.length()).replaceFirst("^/+", "")
                : "";
    }

    private static Stream<Path> upwards(Path mount, String group) {
        return Stream.iterate(mount.resolve(group).normalize(), path -> path.startsWith(mount), Path::getParent)
                .map(path -> path.resolve("cpu.stat"))
                .filter(Files::isReadable);
    }

    /** Since the last call; of the group that was throttled most. {@link Vitals#UNKNOWN} at first and where there are none. */
    long nanos() {
        List<Long> now = files.stream().map(ThrottledTime::total).toList();
        long most = Vitals.UNKNOWN;
        for (int i = 0; i < last.size(); i++) {
            most = Math.max(most, now.get(i) - last.get(i));
        }
        last.clear();
        last.addAll(now);
        return most;
    }

    private static long total(Path file) {
        return MachineTimes.lines(file).stream()
                .map(line -> line.split(" ", -1))
                .mapToLong(words -> switch (words[0]) {
                    case "throttled_time" -> Long.parseLong(words[1]);
                    case "throttled_usec" -> TimeUnit.MICROSECONDS.toNanos(Long.parseLong(words[1]));
                    default -> 0;
                })
                .sum();
    }
}
