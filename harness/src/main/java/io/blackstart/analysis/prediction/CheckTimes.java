package io.blackstart.analysis.prediction;

import io.blackstart.topology.Balancer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a balancer's checks take to find that a server is gone, and that it is back.
 *
 * <p>The theory. A check begins {@code inter} after the one before it ended, {@code fastinter} after it while the server is
 * half-way, {@code downinter} while it is down (HAProxy 3.0 Configuration Manual, 5.2). The fault comes at any instant between
 * two checks, or while one is under way; so the first failing check ends between at once and {@code inter} and the time that a
 * check needs to fail, and {@code fall - 1} more follow it. A failing check needs no time where it is refused; without an answer
 * to its connect {@code min(timeout connect, inter)} and without an answer to its request {@code timeout check}, where that is
 * set; else the whole check has {@code inter} (4.2, {@code timeout check}).
 *
 * <p>What is learnt from requests (5.2, {@code observe}) may come first, and depends on how many there are: it takes the lower
 * end down to when the first request can have failed, and leaves the upper one.
 */
final class CheckTimes {

    private static final String MANUAL = "HAProxy 3.0 manual, ";
    private static final double PERCENT = 100;

    private final Balancer balancer;
    private final Balancer.Backend backend;
    private final Balancer.Server server;
    private final Balancer.Check check;
    private final Manner manner;

    CheckTimes(
            Balancer balancer, Balancer.Backend backend, Balancer.Server server, Balancer.Check check, Manner manner) {
        this.balancer = balancer;
        this.backend = backend;
        this.server = server;
        this.check = check;
        this.manner = manner;
    }

    /** From the fault's effect until the server is marked down. */
    Claim gone() {
        if (!server.unread().isEmpty()) {
            return Claim.none(unread());
        }
        if (manner == Manner.HANGS && !check.answered()) {
            return Claim.none(
                    seenByRequests().isPresent()
                            ? "no rule for " + name()
                                    + ": its checks only connect, which a frozen node's kernel accepts, and"
                                    + " how many requests fail is not configured"
                            : "checks of " + name()
                                    + " only connect, which a frozen node's kernel accepts: they never fail");
        }
        Span byChecks = Span.between(earliest(), latest());
        return Claim.of(
                seenByRequests()
                        .map(first -> new Span(Span.min(byChecks.low(), first), byChecks.high()))
                        .orElse(byChecks),
                rules(Stream.of(goneRule(), failingRule()), seenByRequests().map(this::requestsRule)));
    }

    private List<String> rules(Stream<String> rules, Optional<String> more) {
        return Stream.of(rules, spreadRule().stream(), more.stream())
                .flatMap(all -> all)
                .toList();
    }

    private String goneRule() {
        return balancer.service() + " checks " + server.name() + " every " + Span.text(check.inter()) + ", every "
                + Span.text(check.fast()) + " once a check has failed, and takes it out after " + check.fall()
                + " failed in a row (" + MANUAL + "5.2: inter, fastinter, fall)";
    }

    private String requestsRule(Duration first) {
        return server.observed().orElseThrow().limit() + " failed requests in a row may take it out sooner, from "
                + Span.text(first) + " on (" + MANUAL + "5.2: observe, error-limit, on-error)";
    }

    private String unread() {
        return "no rule for a server with " + String.join(", ", server.unread()) + ": " + name();
    }

    private String name() {
        return backend.name() + "/" + server.name();
    }

    private Duration connecting() {
        return check.timeout().isPresent()
                ? backend.connect().map(limit -> Span.min(limit, check.inter())).orElse(check.inter())
                : check.inter();
    }

    private Duration answering() {
        return check.timeout().orElse(check.inter());
    }

    /** What a check needs to fail that begins after the fault. */
    private Duration failing() {
        return switch (manner) {
            case REFUSES -> Duration.ZERO;
            case SILENT -> connecting();
            case HANGS -> answering();
        };
    }

    private String failingRule() {
        String after = Span.text(failing());
        return switch (manner) {
            case REFUSES -> "a check that is refused fails at once";
            case SILENT ->
                "a check that cannot connect fails after " + after + " (" + MANUAL
                        + "4.2: timeout check, timeout connect; 5.2: inter)";
            case HANGS ->
                "a check that is not answered fails after " + after + " (" + MANUAL + "4.2: timeout check; 5.2: inter)";
        };
    }

    private Optional<String> spreadRule() {
        return balancer.spread() > 0
                ? Optional.of("intervals are spread by " + Math.round(balancer.spread() * PERCENT) + " % (" + MANUAL
                        + "3.2: spread-checks)")
                : Optional.empty();
    }

    private Duration shortest(Duration interval) {
        return Span.times(interval, 1 - balancer.spread());
    }

    private Duration longest(Duration interval) {
        return Span.times(interval, 1 + balancer.spread());
    }

    /** The first failing check was under way when the fault came, or began at that instant. */
    private Duration earliest() {
        Duration first = manner == Manner.SILENT && check.answered() ? Span.min(connecting(), answering()) : failing();
        return first.plus(shortest(check.fast()).plus(failing()).multipliedBy(check.fall() - 1L));
    }

    /** The last good check had just ended; or one was under way that had connected already. */
    private Duration latest() {
        Duration begun = longest(check.inter()).plus(failing());
        Duration first = manner == Manner.SILENT && check.answered() ? Span.max(begun, answering()) : begun;
        return first.plus(longest(check.fast()).plus(failing()).multipliedBy(check.fall() - 1L));
    }

    /** When the first request can have failed in a way that counts. */
    private Optional<Duration> seenByRequests() {
        return server.observed().filter(Balancer.Observed::counts).flatMap(observed -> switch (manner) {
            case REFUSES -> Optional.of(Duration.ZERO);
            case SILENT -> observed.answers() ? first(backend.connect(), backend.answer()) : backend.connect();
            case HANGS -> observed.answers() ? backend.answer() : Optional.<Duration>empty();
        });
    }

    private static Optional<Duration> first(Optional<Duration> one, Optional<Duration> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(Span.min(one.get(), other.get()))
                : one.or(() -> other);
    }

    /**
     * From the undo until the server is marked up.
     *
     * @param startsAnew whether its process has to start first
     */
    Claim back(boolean startsAnew) {
        if (!server.unread().isEmpty()) {
            return Claim.none(unread());
        }
        Duration low = shortest(check.fast()).multipliedBy(check.rise() - 1L);
        if (startsAnew) {
            String starting = "how long its process takes to start is not configured";
            return Claim.of(Span.atLeast(low), rules(Stream.of(backRule()), Optional.of(starting)));
        }
        Duration high =
                failing().plus(longest(check.down())).plus(longest(check.fast()).multipliedBy(check.rise() - 1L));
        return Claim.of(Span.between(low, high), rules(Stream.of(backRule()), Optional.empty()));
    }

    private String backRule() {
        return balancer.service() + " checks " + server.name() + " every " + Span.text(check.down())
                + " while it is out, every " + Span.text(check.fast())
                + " once a check has succeeded, and takes it in after " + check.rise() + " in a row (" + MANUAL
                + "5.2: downinter, fastinter, rise)";
    }
}
