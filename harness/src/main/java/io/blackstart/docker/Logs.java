package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Output of containers. */
final class Logs {

    private static final long AT_MOST_SECONDS = 30;
    private static final long MOST_BYTES = 256L << 20;

    private Logs() {}

    /** The last lines, without time stamps. */
    static List<String> tail(DockerClient docker, String container, int lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        copy(docker.logContainerCmd(container).withTail(lines), bytes);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** All of it since the second of that instant, with the engine's time stamps, at most 256 MiB. */
    static void save(DockerClient docker, String container, Instant since, Path file) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            copy(
                    docker.logContainerCmd(container)
                            .withTailAll()
                            .withTimestamps(true)
                            .withSince((int) since.getEpochSecond()),
                    out);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }

    private static void copy(LogContainerCmd command, OutputStream out) {
        Copy copy = new Copy(out);
        try {
            boolean all = command.withStdOut(true)
                    .withStdErr(true)
                    .exec(copy)
                    .awaitCompletion(AT_MOST_SECONDS, TimeUnit.SECONDS);
            copy.end(all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("could not copy the output of " + command.getContainerId(), e);
        }
    }

    private static final class Copy extends ResultCallback.Adapter<Frame> {
        private final OutputStream out;
        private long written;
        private IOException failure;

        Copy(OutputStream out) {
            this.out = out;
        }

        @Override
        public synchronized void onNext(Frame frame) {
            try {
                if (failure == null && written < MOST_BYTES) {
                    out.write(frame.getPayload());
                    written += frame.getPayload().length;
                }
            } catch (IOException e) {
                failure = e;
            }
        }

        synchronized void end(boolean all) throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (!all || written >= MOST_BYTES) {
                out.write("[cut here]\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
