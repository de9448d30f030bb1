package io.blackstart.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The two streams and what surrounds them: results go to {@link #out}, everything else to {@link #err}. */
final class Console {

    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, String> environment;

    Console(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = new PrintWriter(out, true, StandardCharsets.UTF_8);
        this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
        this.environment = Map.copyOf(environment);
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Whether somebody watches: the launcher says so, since a JVM cannot ask for one stream alone. */
    boolean terminal() {
        return "1".equals(environment.get("BLACKSTART_TERMINAL")) && !"dumb".equals(environment.get("TERM"));
    }

    /** No colour without a terminal or where {@code NO_COLOR} is set (no-color.org). */
    boolean colour() {
        return terminal() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** No live line without a terminal or where {@code NO_COLOR} is set. */
    boolean liveLine() {
        return colour();
    }
}
