package io.blackstart.docker;

import io.blackstart.docker.SignBoard.Shown;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.JournalSink;
import io.blackstart.engine.Ticker;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event.SignGone;
import io.blackstart.journal.Event.SignShown;
import io.blackstart.journal.Event.SignsRead;
import io.blackstart.journal.Event.SignsUnread;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks each node that shows signs, on a thread of its own, again and again until closed, and journals what has changed. An answer
 * was true at some instant between its question and its arrival, so what is new came after the question of the last answer that
 * did not have it.
 */
final class SignWatch implements Deployment.Watch {

    /** From one question to the next. */
    static final Duration EVERY = Duration.ofMillis(200);

    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private final JournalSink journal;
    private final Ticker ticker;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(AT_MOST)
            .build();
    private final CountDownLatch closed = new CountDownLatch(1);

    private SignWatch(Ticker ticker, JournalSink journal) {
        this.ticker = ticker;
        this.journal = journal;
    }

    /** Begins to ask what the topology says can be asked. */
    static SignWatch of(RunScope scope, JournalSink journal) {
        Map<SignBoard, List<Pod>> asked = new LinkedHashMap<>();
        for (SignBoard board : SignBoard.of(scope.topology())) {
            asked.put(
                    board,
                    scope.topology().nodesOf(board.from()).stream()
                            .map(node -> scope.pods().get(node.name()))
                            .toList());
        }
        return of(asked, scope.ticker(), journal);
    }

    /** Begins to ask each of those nodes. */
    static SignWatch of(Map<SignBoard, List<Pod>> asked, Ticker ticker, JournalSink journal) {
        SignWatch watch = new SignWatch(ticker, journal);
        asked.forEach((board, pods) -> pods.forEach(
                pod -> Parallel.daemon(watch.new Asked(board, pod)::again).start()));
        return watch;
    }

    @Override
    public synchronized void close() {
        closed.countDown();
    }

    private enum State {
        NEVER_ASKED,
        ANSWERS,
        SILENT
    }

    /** A node that is asked. */
    private final class Asked {
        private final SignBoard board;
        private final String node;
        private final URI uri;
        private Map<Shown, String> shown = Map.of();
        private State state = State.NEVER_ASKED;
        /** When the last answer was asked for; before the first one, when asking began. */
        private long since = ticker.nanos();

        Asked(SignBoard board, Pod pod) {
            this.board = board;
            this.node = pod.node().name();
            this.uri = board.uri(pod.address());
        }

        void again() {
            try {
                do {
                    once();
                } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void once() throws InterruptedException {
            long asked = ticker.nanos();
            try {
                Map<Shown, String> now = board.read(answer());
                journal(() -> answered(asked, now));
            } catch (IOException e) {
                journal(() -> unanswered(e.getMessage()));
            } catch (RuntimeException e) {
                // An answer that we fail at is no answer: were this thread to end, what comes would look as if it had
                // not come.
                journal(() -> unanswered(uri + " answered what could not be read: " + e));
            }
        }

        private void answered(long asked, Map<Shown, String> now) {
            Bracket when = new Bracket(since, ticker.nanos());
            if (state != State.ANSWERS) {
                journal.append(new SignsRead(when.to(), board.kind(), node, when));
            }
            state = State.ANSWERS;
            now.forEach((firing, said) -> {
                if (!shown.containsKey(firing)) {
                    journal.append(new SignShown(when.to(), firing.sign(), node, firing.labels(), when, said));
                }
            });
            shown.keySet().stream()
                    .filter(firing -> !now.containsKey(firing))
                    .forEach(firing ->
                            journal.append(new SignGone(when.to(), firing.sign(), node, firing.labels(), when)));
            shown = new LinkedHashMap<>(now);
            since = asked;
        }

        private void unanswered(String why) {
            long now = ticker.nanos();
            if (state != State.SILENT) {
                journal.append(new SignsUnread(now, board.kind(), node, new Bracket(since, now), why));
            }
            state = State.SILENT;
        }

        private byte[] answer() throws IOException, InterruptedException {
            CompletableFuture<HttpResponse<byte[]>> answer =
                    client.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
            try {
                HttpResponse<byte[]> response = answer.get(AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
                if (response.statusCode() != 200) {
                    throw new IOException(uri + " answered " + response.statusCode());
                }
                return response.body();
            } catch (ExecutionException e) {
                throw new IOException(uri + " did not answer: " + e.getCause(), e);
            } catch (TimeoutException e) {
                throw new IOException(uri + " did not answer within " + AT_MOST.toMillis() + " ms", e);
            } finally {
                answer.cancel(true);
            }
        }
    }

    /** What is learnt after the closing belongs to no run. */
    private synchronized void journal(Runnable lines) {
        if (closed.getCount() > 0) {
            lines.run();
        }
    }
}
