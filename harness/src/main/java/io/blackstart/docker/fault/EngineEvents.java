package io.blackstart.docker.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import io.blackstart.docker.RunLabels;
import io.blackstart.docker.RunScope;
import io.blackstart.docker.Stamps;
import io.blackstart.engine.Deployment.Notice;
import io.blackstart.engine.ExitCodes;
import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Sign;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's events of one run, with their instants on the run's clock. The stream is the engine's whole: it is filtered. */
final class EngineEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineEvents.class);
    private static final int MOST = 100_000;
    private static final String HEALTH = "health_status: ";
    private static final Duration DIE_WITHIN = Duration.ofSeconds(3);
    /** Time stamps are the engine's wall clock; an event may seem to come a little before the call that caused it. */
    private static final long CLOCK_ERROR = Duration.ofMillis(50).toNanos();

    private final Ticker ticker;
    private final StopSignal stop;
    private final List<Seen> seen = new ArrayList<>();
    private final Stream stream = new Stream();
    private volatile boolean closed;

    /** An event; {@code at} in monotonic nanoseconds, {@code wallNanos} as the engine stamped it. */
    record Seen(long at, long wallNanos, String action, String container, Map<String, String> attributes) {

        /** From a call to the event, as far as its stamp can be believed: the end of the call bounds it. */
        Bracket since(long asked, long returned) {
            return new Bracket(asked, at >= asked && at <= returned ? at : returned);
        }
    }

    private EngineEvents(Ticker ticker, StopSignal stop) {
        this.ticker = ticker;
        this.stop = stop;
    }

    /**
     * From now on. Where the engine ends the stream it has gone away, and with it what runs there: the run ends, too.
     *
     * @param stop is asked for then
     */
    static EngineEvents of(RunScope scope, StopSignal stop) {
        EngineEvents events = new EngineEvents(scope.ticker(), stop);
        scope.docker()
                .eventsCmd()
                .withLabelFilter(Map.of(RunLabels.RUN, scope.run()))
                .exec(events.stream);
        return events;
    }

    /** The exit code with which a container died after that instant; waits for the event, which comes late at times. */
    OptionalLong exitCode(String container, long after) {
        return await(container, "die", after, DIE_WITHIN)
                .map(died -> OptionalLong.of(Long.parseLong(died.attributes().getOrDefault("exitCode", "-1"))))
                .orElseGet(OptionalLong::empty);
    }

    /** The first such event after that instant; waits for it, because it may come late or be still to happen. */
    synchronized Optional<Seen> await(String container, String action, long after, Duration atMost) {
        long givenUp = System.nanoTime() + atMost.toNanos();
        Optional<Seen> found = find(container, action, after);
        while (found.isEmpty() && System.nanoTime() < givenUp) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, givenUp - System.nanoTime()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return found;
            }
            found = find(container, action, after);
        }
        return found;
    }

    /** The first such event after that instant that has come already. */
    synchronized Optional<Seen> find(String container, String action, long after) {
        return seen.stream()
                .filter(event ->
                        event.action().equals(action) && event.container().equals(container))
                .filter(event -> event.at() >= after - CLOCK_ERROR)
                .findFirst();
    }

    private synchronized void add(Event event) {
        if (seen.size() >= MOST || event.getTimeNano() == null || event.getActor() == null) {
            return;
        }
        long at = event.getTimeNano() + Stamps.offset(ticker);
        Map<String, String> attributes = event.getActor().getAttributes();
        seen.add(new Seen(
                at,
                event.getTimeNano(),
                String.valueOf(event.getAction()),
                event.getActor().getId(),
                attributes == null ? Map.of() : attributes));
        notifyAll();
    }

    /** Each change of a node's health that the engine said. */
    synchronized List<Notice> healthNotices() {
        return seen.stream()
                .filter(event -> event.action().startsWith(HEALTH))
                .filter(event -> event.attributes().containsKey(RunLabels.NODE))
                .map(event -> new Notice(
                        Sign.health(event.action().substring(HEALTH.length())),
                        event.attributes().get(RunLabels.NODE),
                        event.wallNanos()))
                .toList();
    }

    /** Those so far. */
    synchronized void forget() {
        seen.clear();
    }

    synchronized void write(Path file) {
        ObjectMapper json = new ObjectMapper();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Seen event : seen) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("at", event.at());
                line.put("action", event.action());
                line.put("node", event.attributes().getOrDefault(RunLabels.NODE, ""));
                line.put("role", event.attributes().getOrDefault(RunLabels.ROLE, ""));
                line.put("container", event.container());
                if (event.attributes().containsKey("exitCode")) {
                    line.put("exitCode", event.attributes().get("exitCode"));
                }
                out.write(json.writeValueAsString(line));
                out.newLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            stream.close();
        } catch (IOException e) {
            LOG.info("the stream of events did not close: {}", e.toString());
        }
    }

    private final class Stream extends ResultCallback.Adapter<Event> {
        @Override
        public void onNext(Event event) {
            add(event);
        }

        @Override
        public void onComplete() {
            ended("it closed the stream of its events");
            super.onComplete();
        }

        @Override
        public void onError(Throwable thrown) {
            ended(thrown.toString());
            super.onError(thrown);
        }

        private void ended(String how) {
            if (!closed) {
                stop.request(ExitCodes.UNAVAILABLE, WhileEngineAnswers.gone(how));
            }
        }
    }
}
