package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.blackstart.engine.Ticker;
import io.blackstart.journal.Bracket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell that stays in a container of ours ({@code experiments/images/sandbox/blackstart-agent}): a command costs a few
 * milliseconds instead of an exec's 100 to 240. It ends when this process does, because its standard input does. One command
 * at a time; opened anew where it broke.
 */
public final class Agent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final DockerClient docker;
    private final String container;
    private final Ticker ticker;
    private Session session;

    public Agent(DockerClient docker, String container, Ticker ticker) {
        this.docker = docker;
        this.container = container;
        this.ticker = ticker;
    }

    /**
     * How a command ended.
     *
     * @param exit 0 where it did what it should; -1 where no answer came in time
     * @param out what it printed
     * @param when it ran, monotonic nanoseconds: by its own stamps where these lie within the call
     */
    public record Answer(int exit, String out, Bracket when) {

        /** Whether it did what it should. */
        public boolean ok() {
            return exit == 0;
        }
    }

    /** Opens it, so that the first command does not have to. */
    public synchronized void open() {
        if (session != null && session.ended) {
            close();
        }
        if (session == null) {
            session = new Session();
        }
    }

    /**
     * Runs a command of the agent's.
     *
     * @param lines its arguments, none with a line break, none a lone dot
     * @param atMost after which the agent is given up, and the next command opens another
     */
    public synchronized Answer ask(String command, List<String> lines, Duration atMost) {
        long from = ticker.nanos();
        try {
            open();
            from = ticker.nanos();
            String answer = session.ask(
                    command + "\n" + String.join("\n", lines) + (lines.isEmpty() ? "" : "\n") + ".\n", atMost);
            return answer(answer, new Bracket(from, ticker.nanos()));
        } catch (IOException | RuntimeException e) { // The client throws a bare one where the engine is not there.
            close();
            return new Answer(
                    -1, "the agent in " + container + ": " + e.getMessage(), new Bracket(from, ticker.nanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            return new Answer(-1, "interrupted", new Bracket(from, ticker.nanos()));
        }
    }

    /** {@code STAMP\n…\n. EXIT STAMP}. */
    private Answer answer(String text, Bracket call) {
        int first = text.indexOf('\n');
        int last = text.lastIndexOf("\n. ");
        String[] end = text.substring(last + 3).split(" ");
        String out = first < last ? text.substring(first + 1, last).strip() : "";
        Bracket when = Stamps.within(call, text.substring(0, first), end[1], ticker);
        return new Answer(Integer.parseInt(end[0]), out, when);
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    private final class Session {
        private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);
        private final Requests requests = new Requests();
        private final Output output = new Output();
        private volatile boolean ended;

        Session() {
            String id = docker.execCreateCmd(container)
                    .withCmd("/usr/local/bin/blackstart-agent")
                    .withAttachStdin(true)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .exec()
                    .getId();
            docker.execStartCmd(id).withDetach(false).withStdIn(requests).exec(output);
        }

        String ask(String request, Duration atMost) throws IOException, InterruptedException {
            requests.put(request.getBytes(StandardCharsets.UTF_8));
            String answer = answers.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null || answer.isEmpty()) {
                throw new IOException(
                        answer == null ? "no answer within " + atMost.toMillis() + " ms" : "it has ended");
            }
            return answer;
        }

        void close() {
            try {
                requests.close();
                output.close();
            } catch (IOException e) {
                LOG.info("the agent in {} did not close: {}", container, e.toString());
            }
        }

        private final class Output extends ResultCallback.Adapter<Frame> {
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            @Override
            public synchronized void onNext(Frame frame) {
                bytes.writeBytes(frame.getPayload());
                String text = bytes.toString(StandardCharsets.UTF_8);
                int last = text.lastIndexOf("\n. ");
                if (last >= 0 && text.endsWith("\n")) {
                    bytes.reset();
                    if (!answers.offer(text.strip())) {
                        LOG.warn("the agent in {} answered what nobody asked", container);
                    }
                }
            }

            /** Whoever waits for an answer need not. */
            private void end() {
                ended = true;
                answers.offer("");
            }

            @Override
            public void onComplete() {
                end();
                super.onComplete();
            }

            @Override
            public void onError(Throwable thrown) {
                end();
                LOG.info("the agent in {} ended: {}", container, thrown.toString());
                super.onError(thrown);
            }
        }
    }
}
