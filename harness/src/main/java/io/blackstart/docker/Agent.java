package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.Frame;
import io.blackstart.engine.Ticker;
import io.blackstart.journal.Bracket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
 * milliseconds instead of an exec's 100 to 240. In a sandbox it runs beside the first process, in a helper it is the first
 * process, and the container runs as long as it does. It ends when this process does, because its standard input does. One
 * command at a time; opened anew where it broke.
 */
public final class Agent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    /** Its program in the image {@link DockerImages#SANDBOX}. */
    static final String PROGRAM = "/usr/local/bin/blackstart-agent";

    private static final Duration ATTACHED_WITHIN = Duration.ofSeconds(10);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(2);

    private final String container;
    private final Ticker ticker;
    private final Opening opening;
    private Session session;

    private Agent(String container, Ticker ticker, Opening opening) {
        this.container = container;
        this.ticker = ticker;
        this.opening = opening;
    }

    /** How it comes to run, with its standard input and output. */
    private interface Opening {
        void open(InputStream requests, ResultCallback.Adapter<Frame> answers);
    }

    /** Beside the first process of a container that runs. */
    static Agent beside(DockerClient docker, String container, Ticker ticker) {
        return new Agent(container, ticker, (requests, answers) -> {
            String id = docker.execCreateCmd(container)
                    .withCmd(PROGRAM)
                    .withAttachStdin(true)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .exec()
                    .getId();
            docker.execStartCmd(id).withDetach(false).withStdIn(requests).exec(answers);
        });
    }

    /** As the first process of a container that does not run yet, whose standard input is open. */
    static Agent first(DockerClient docker, String container, Ticker ticker) {
        return new Agent(container, ticker, (requests, answers) -> {
            awaitEnded(docker, container);
            docker.attachContainerCmd(container)
                    .withStdIn(requests)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(true)
                    .exec(answers);
            awaitAttached(answers, container);
            docker.startContainerCmd(container).exec();
        });
    }

    /** An agent that was closed a moment ago is about to end; one that was given up may not be. */
    private static void awaitEnded(DockerClient docker, String container) {
        try {
            ended(docker, container);
        } catch (DockerClientException e) { // Not within its time.
            docker.killContainerCmd(container).exec();
            ended(docker, container);
        }
    }

    private static void ended(DockerClient docker, String container) {
        docker.waitContainerCmd(container)
                .exec(new WaitContainerResultCallback())
                .awaitStatusCode(ENDED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void awaitAttached(ResultCallback.Adapter<Frame> answers, String container) {
        try {
            if (!answers.awaitStarted(ATTACHED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "container " + container + " was not attached to within " + ATTACHED_WITHIN.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while attaching to container " + container, e);
        }
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
            opening.open(requests, output);
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
