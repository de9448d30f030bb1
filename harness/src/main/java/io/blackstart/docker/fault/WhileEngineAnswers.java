package io.blackstart.docker.fault;

import io.blackstart.engine.Injection;
import io.blackstart.engine.PlatformUnavailable;
import io.blackstart.fault.Fault;
import io.blackstart.journal.Bracket;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An injection whose acts fail as the platform's where the engine does not answer. Its client throws a bare runtime exception
 * then, which would look like a fault of our own; the stream of its events, which tells it too, may end a little later.
 */
final class WhileEngineAnswers implements Injection {

    private final Injection injection;

    WhileEngineAnswers(Injection injection) {
        this.injection = injection;
    }

    /** What to say of an engine that went away. */
    static String gone(String how) {
        return "the Docker engine went away in the middle of the run, so nothing can be said of it (" + how + ")";
    }

    @Override
    public Map<String, String> intent() {
        return injection.intent();
    }

    @Override
    public void arm() {
        told(() -> {
            injection.arm();
            return true;
        });
    }

    @Override
    public Duration lead() {
        return injection.lead();
    }

    @Override
    public Effect inject() {
        return told(injection::inject);
    }

    @Override
    public Bracket change(Fault stage) {
        return told(() -> injection.change(stage));
    }

    @Override
    public Healed undo() {
        return told(injection::undo);
    }

    private static <T> T told(Supplier<T> act) {
        try {
            return act.get();
        } catch (RuntimeException e) {
            throw Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                    .filter(cause -> cause instanceof IOException && !(cause instanceof FileSystemException))
                    .findFirst()
                    .<RuntimeException>map(cause -> new PlatformUnavailable(gone(cause.toString()), e))
                    .orElse(e);
        }
    }
}
