package io.blackstart.docker;

import io.blackstart.engine.Deployment.Notice;
import io.blackstart.journal.Sign;
import io.blackstart.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Where the topology's markers stand in the logs that were collected. */
final class Markers {

    /** Of one marker in one log; who says the same so often tells nothing more by the next. */
    private static final int MOST = 1_000;

    private final Topology topology;
    private final Path logs;

    Markers(Topology topology, Path logs) {
        this.topology = topology;
        this.logs = logs;
    }

    /** Each line that is one. */
    List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        topology.markers().forEach((name, marker) -> topology.nodesOf(marker.from())
                .forEach(node -> notices.addAll(in(node.name(), Sign.marker(name), Pattern.compile(marker.line())))));
        return notices;
    }

    private List<Notice> in(String node, Sign sign, Pattern pattern) {
        List<Notice> notices = new ArrayList<>();
        read(logs.resolve(node + ".log"), line -> {
            if (notices.size() < MOST && pattern.matcher(line.text()).find()) {
                notices.add(new Notice(sign, node, line.epochNanos()));
            }
        });
        return notices;
    }

    private static void read(Path log, Consumer<LogLines.Line> each) {
        if (!Files.exists(log)) {
            return; // A node that never came up.
        }
        LogLines lines = new LogLines(each);
        byte[] piece = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(log)) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                lines.add(java.util.Arrays.copyOf(piece, length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + log, e);
        }
    }
}
