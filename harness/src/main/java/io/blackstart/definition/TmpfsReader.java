package io.blackstart.definition;

import io.blackstart.topology.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** File systems in memory: their options, as the kernel has them. */
final class TmpfsReader {

    private static final List<String> FLAGS = List.of(
            "ro", "rw", "exec", "noexec", "suid", "nosuid", "dev", "nodev", "sync", "async", "atime", "noatime");
    private static final List<String> NAMES = List.of("size", "mode", "uid", "gid", "nr_inodes", "nr_blocks");
    private static final String SIZE = "64m or 50%";

    private final Problems problems;

    TmpfsReader(Problems problems) {
        this.problems = problems;
    }

    /** {@code /run} or {@code /run:size=64m,mode=1777}. */
    Optional<Files.Mount> shortForm(Value value) {
        Optional<String> text = Scalars.text(value, problems);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.get().split(":", 2);
        List<String> options = new ArrayList<>();
        for (String option : parts.length == 1 ? new String[0] : parts[1].split(",", -1)) {
            option(value.place(), option).ifPresent(options::add);
        }
        return FilesReader.absolute(value.place(), parts[0], problems)
                .map(target -> new Files.Tmpfs(target, List.copyOf(options)));
    }

    private Optional<String> option(Place place, String option) {
        String[] parts = option.split("=", 2);
        if (parts.length == 1 && FLAGS.contains(option)) {
            return Optional.of(option);
        }
        if (parts.length == 1 || !NAMES.contains(parts[0])) {
            List<String> valid = new ArrayList<>(NAMES);
            valid.addAll(FLAGS);
            problems.unknown(place, "the option", parts[0], valid);
            return Optional.empty();
        }
        return switch (parts[0]) {
            case "size" -> size(place, parts[1]);
            case "mode" -> checked(place, option, parts[1].matches("0?[0-7]{3,4}"), "an octal mode such as 1777");
            default -> checked(place, option, parts[1].matches("\\d{1,10}"), "a whole number");
        };
    }

    private Optional<String> checked(Place place, String option, boolean fine, String expected) {
        if (!fine) {
            problems.add(place, "the option '" + option + "' of a tmpfs", "expected " + expected);
        }
        return fine ? Optional.of(option) : Optional.empty();
    }

    /** A share of the memory is the kernel's to know. */
    private Optional<String> size(Place place, String text) {
        if (text.matches("\\d{1,3}%")) {
            return Optional.of("size=" + text);
        }
        OptionalLong bytes = Units.bytes(text);
        if (bytes.isEmpty()) {
            problems.add(place, "the size '" + text + "' of a tmpfs", "expected a size such as " + SIZE);
            return Optional.empty();
        }
        return Optional.of("size=" + bytes.getAsLong());
    }

    /** {@code size} and {@code mode} in a mapping of their own. */
    Files.Tmpfs longForm(String target, Optional<Value> value) {
        List<String> options = new ArrayList<>();
        value.ifPresent(one -> {
            Fields fields = Fields.of(one, problems, "options of a tmpfs");
            fields.take("size", Scalars::text)
                    .flatMap(text -> size(fields.placeOf("size"), text))
                    .ifPresent(options::add);
            fields.take("mode", Scalars::mode).ifPresent(mode -> options.add("mode=" + Integer.toOctalString(mode)));
            fields.endWithExtensions();
        });
        return new Files.Tmpfs(target, List.copyOf(options));
    }
}
