package io.blackstart.reference;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that can be set from outside, by environment variables.
 *
 * @param port {@code PORT}, where to listen, 0 for any
 * @param node {@code NODE_NAME}, else {@code HOSTNAME}: who answered
 * @param database {@code DB_URL} and its kin; empty: no database, and no end points that need it
 * @param readiness {@code READY_NEEDS_DB}: what "ready" means when the database is gone
 * @param shutdownNotice {@code SHUTDOWN_NOTICE}, how long to go on serving after readiness was withdrawn
 * @param shutdownDrain {@code SHUTDOWN_DRAIN}, how long requests in flight may take after that
 */
record Settings(
        int port,
        String node,
        Optional<Database> database,
        Readiness readiness,
        Duration shutdownNotice,
        Duration shutdownDrain) {

    /**
     * Where the database is, and how long to wait for it.
     *
     * @param url {@code DB_URL}, for JDBC
     * @param user {@code DB_USER}
     * @param password {@code DB_PASSWORD}
     * @param poolSize {@code DB_POOL_SIZE}, connections
     * @param poolTimeout {@code DB_POOL_TIMEOUT}, how long a request waits for a connection, 250 ms or more
     * @param queryTimeout {@code DB_QUERY_TIMEOUT}, how long one round trip may take
     * @param answerTimeout {@code DB_ANSWER_TIMEOUT}, when a request is answered whatever the database does
     */
    record Database(
            String url,
            String user,
            String password,
            int poolSize,
            Duration poolTimeout,
            Duration queryTimeout,
            Duration answerTimeout) {}

    /** Whether a node without its database is ready. */
    enum Readiness {
        /** Only while the database answers. With one database for all nodes, its loss takes every node out at once. */
        ALWAYS,
        /** From the first contact on: a node that lost its database still answers what it can. */
        ONCE,
        /** Without any contact. */
        NEVER
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException naming the variable, what was found and what was expected
     */
    static Settings from(Map<String, String> environment) {
        var read = new Variables(environment);
        return new Settings(
                read.number("PORT", 8080, 0, 65535),
                read.text("NODE_NAME", read.text("HOSTNAME", "api")),
                database(read),
                read.readiness(),
                read.duration("SHUTDOWN_NOTICE", "0s"),
                read.duration("SHUTDOWN_DRAIN", "5s"));
    }

    private static Optional<Database> database(Variables read) {
        String url = read.text("DB_URL", "");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Database(
                url,
                read.text("DB_USER", "postgres"),
                read.text("DB_PASSWORD", ""),
                read.number("DB_POOL_SIZE", 8, 1, 100),
                read.atLeast("DB_POOL_TIMEOUT", "250ms", Duration.ofMillis(250)),
                read.atLeast("DB_QUERY_TIMEOUT", "200ms", Duration.ofMillis(1)),
                read.atLeast("DB_ANSWER_TIMEOUT", "300ms", Duration.ofMillis(1))));
    }

    private record Variables(Map<String, String> environment) {
        String text(String name, String otherwise) {
            String value = environment.getOrDefault(name, "");
            return value.isBlank() ? otherwise : value.strip();
        }

        int number(String name, int otherwise, int least, int most) {
            String value = text(name, Integer.toString(otherwise));
            if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
                throw unexpected(name, value, "a number from " + least + " to " + most);
            }
            return Integer.parseInt(value);
        }

        Duration duration(String name, String otherwise) {
            String value = text(name, otherwise);
            if (!value.matches("\\d{1,6}(ms|s)")) {
                throw unexpected(name, value, "a duration as 250ms or 2s");
            }
            long amount = Long.parseLong(value.replaceAll("\\D", ""));
            return value.endsWith("ms") ? Duration.ofMillis(amount) : Duration.ofSeconds(amount);
        }

        Duration atLeast(String name, String otherwise, Duration least) {
            Duration value = duration(name, otherwise);
            if (value.compareTo(least) < 0) {
                throw unexpected(name, text(name, otherwise), least.toMillis() + "ms or more");
            }
            return value;
        }

        Readiness readiness() {
            String value = text("READY_NEEDS_DB", "once");
            for (Readiness readiness : Readiness.values()) {
                if (readiness.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return readiness;
                }
            }
            throw unexpected("READY_NEEDS_DB", value, "always, once or never");
        }

        private static IllegalArgumentException unexpected(String name, String found, String expected) {
            return new IllegalArgumentException(name + "=" + found + "; expected " + expected);
        }
    }
}
