package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
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
        String id = docker.execCreateCmd(container)
                .withCmd(argv.toArray(String[]::new))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        Output output = new Output();
        try {
            if (!docker.execStartCmd(id).exec(output).awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                output.close();
                return new Result(-1, output.out(), "no end within " + timeout.toMillis() + " ms");
            }
            Long exit = docker.inspectExecCmd(id).exec().getExitCodeLong();
            return new Result(exit == null ? -1 : exit, output.out(), output.err());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, output.out(), "interrupted");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class Output extends ResultCallback.Adapter<Frame> {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();

        @Override
        public synchronized void onNext(Frame frame) {
            (frame.getStreamType() == StreamType.STDERR ? err : out).writeBytes(frame.getPayload());
        }

        synchronized String out() {
            return out.toString(StandardCharsets.UTF_8);
        }

        synchronized String err() {
            return err.toString(StandardCharsets.UTF_8);
        }
    }
}
