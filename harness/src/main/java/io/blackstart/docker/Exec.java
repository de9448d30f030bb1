package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command in a container, waited for. */
public final class Exec {

    /**
     * How it ended.
     *
     * @param exit its exit code; -1 where it did not end in time
     * @param out standard output
     * @param err standard error
     */
    public record Result(long exit, String out, String err) {

        /** One line for people: the last of what it said. */
        public String said() {
            String text = (out + err).strip();
            return text.substring(Math.max(0, text.length() - 300)).replace('\n', ' ');
        }
    }

    private Exec() {}

    /**
     * Runs it to its end.
     *
     * @param timeout after which it is left alone, with exit -1
     * @throws com.github.dockerjava.api.exception.DockerException where the container does not run
     */
    public static Result run(DockerClient docker, String container, List<String> argv, Duration timeout) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Result result = run(docker, container, argv, timeout, out);
        return new Result(result.exit(), out.toString(StandardCharsets.UTF_8), result.err());
    }

    /**
     * As above, with standard output as a stream: nothing of it is in the result.
     *
     * @param out is written to by another thread until this returns; not closed
     * @throws UncheckedIOException where {@code out} throws
     */
    static Result run(DockerClient docker, String container, List<String> argv, Duration timeout, OutputStream out) {
        String id = docker.execCreateCmd(container)
                .withCmd(argv.toArray(String[]::new))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        Output output = new Output(out);
        try {
            if (!docker.execStartCmd(id).exec(output).awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                output.close();
                return new Result(-1, "", "no end within " + timeout.toMillis() + " ms");
            }
            Long exit = docker.inspectExecCmd(id).exec().getExitCodeLong();
            return new Result(exit == null ? -1 : exit, "", output.err());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, "", "interrupted");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            output.leave();
        }
    }

    private static final class Output extends ResultCallback.Adapter<Frame> {
        private final OutputStream out;
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private boolean left;

        private Output(OutputStream out) {
            this.out = out;
        }

        @Override
        public synchronized void onNext(Frame frame) {
            if (left) {
                return;
            }
            try {
                (frame.getStreamType() == StreamType.STDERR ? err : out).write(frame.getPayload());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        synchronized String err() {
            return err.toString(StandardCharsets.UTF_8);
        }

        /** Nothing is written from here on, whatever still comes. */
        synchronized void leave() {
            left = true;
        }
    }
}
