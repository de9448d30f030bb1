package io.blackstart.docker.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import io.blackstart.docker.RunLabels;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.Ticker;
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
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's events of one run, with their instants on the run's clock. The stream is the engine's whole: it is filtered. */
final class EngineEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineEvents.class);
    private static final int MOST = 100_000;
    private static final Duration DIE_WITHIN = Duration.ofSeconds(3);
    /** Time stamps are the engine's wall clock; an event may seem to come a little before the call that caused it. */
    private static final long CLOCK_ERROR = Duration.ofMillis(50).toNanos();

    private final Ticker ticker;
    private final List<Seen> seen = new ArrayList<>();
    private final Stream stream = new Stream();

    /** An event; {@code at} in monotonic nanoseconds. */
    private record Seen(long at, String action, String container, Map<String, String> attributes) {}

    private EngineEvents(Ticker ticker) {
        this.ticker = ticker;
    }

    static EngineEvents of(RunScope scope) {
        EngineEvents events = new EngineEvents(scope.ticker());
        scope.docker()
                .eventsCmd()
                .withLabelFilter(Map.of(RunLabels.RUN, scope.run()))
                .exec(events.stream);
        return events;
    }

    /** The exit code with which a container died after that instant; waits for the event, which comes late at times. */
    synchronized OptionalLong exitCode(String container, long after) {
        long givenUp = System.nanoTime() + DIE_WITHIN.toNanos();
        OptionalLong exit = find(container, after);
        while (exit.isEmpty() && System.nanoTime() < givenUp) {
            try {
                TimeUnit.MILLISECONDS.timedWait(this, 100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return exit;
            }
            exit = find(container, after);
        }
        return exit;
    }

    private OptionalLong find(String container, long after) {
        return seen.stream()
                .filter(event ->
                        event.action().equals("die") && event.container().equals(container))
                .filter(event -> event.at() >= after - CLOCK_ERROR)
                .mapToLong(event -> Long.parseLong(event.attributes().getOrDefault("exitCode", "-1")))
                .findFirst();
    }

    private synchronized void add(Event event) {
        if (seen.size() >= MOST || event.getTimeNano() == null || event.getActor() == null) {
            return;
        }
        long at = event.getTimeNano() + ticker.nanos() - ticker.wallNanos();
        Map<String, String> attributes = event.getActor().getAttributes();
        seen.add(new Seen(
                at,
                String.valueOf(event.getAction()),
                event.getActor().getId(),
                attributes == null ? Map.of() : attributes));
        notifyAll();
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
        public void onError(Throwable thrown) {
            LOG.info("the stream of events ended: {}", thrown.toString());
            super.onError(thrown);
        }
    }
}
