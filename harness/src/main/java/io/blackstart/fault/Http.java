package io.blackstart.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A share of the requests on a link is answered badly, late or not at all.
 *
 * @param share of matching requests, 0 to 1
 * @param status the answer instead, 200 to 599
 * @param delay how much later it is passed on, at most 10 min
 * @param abort the connection is closed without an answer
 * @param method only requests of this method
 * @param path only paths that begin so
 * @param existing what becomes of connections opened before
 */
@Manual(
        says = "A share of the requests on a link is answered badly, late or not at all.",
        peers = "The status asked for, the delay, or a closed connection, for that share of the "
                + "requests that match; others are served.",
        how = "HAProxy stands in the link and draws once a request.",
        limits = "HTTP/1 without TLS only. Redirecting the link breaks other protocols: name a port "
                + "that speaks HTTP. HAProxy passes on requests, not connections: where the callee refuses one, "
                + "the caller's is closed without an answer; where the callee closes one, the caller's stays, and "
                + "its next request goes over another; names of headers come in small letters. Connections that "
                + "are to be cut are closed at their next request. While a link has such a step, it goes through "
                + "HAProxy from bring-up to teardown.",
        example = """
            - at: 0s
              fault: http
              target: { link: pair }
              status: 503
              share: 50%
              for: 3s
            """)
public record Http(
        @Parameter(
                says = "of matching requests, drawn once a request",
                quantity = Quantity.SHARE,
                most = 1,
                moreThanLeast = true,
                byDefault = "100%",
                graded = true)
        double share,

        @Parameter(says = "the answer instead", quantity = Quantity.WHOLE, least = 200, most = 599)
        Optional<Integer> status,

        @Parameter(says = "how much later it is passed on", quantity = Quantity.DURATION, most = 600)
        Optional<Duration> delay,

        @Parameter(says = "the connection is closed without an answer", quantity = Quantity.FLAG, byDefault = "false")
        boolean abort,

        @Parameter(says = "only requests of this method", quantity = Quantity.TEXT)
        Optional<String> method,

        @Parameter(says = "only paths that begin so", quantity = Quantity.TEXT)
        Optional<String> path,

        @Parameter(
                says = "connections opened before: keep (the fault acts on them, too) or cut",
                quantity = Quantity.CHOICE,
                byDefault = "keep")
        Existing existing)
        implements OnLink {

    public Http {
        Ranges.check(Http.class, "share", share);
        List<Misfit> misfits = new ArrayList<>(acts(status, delay, abort));
        method.flatMap(Http::misfitMethod).ifPresent(misfits::add);
        path.flatMap(Http::misfitPath).ifPresent(misfits::add);
        Misfit.refuse(misfits);
        status.ifPresent(given -> Ranges.check(Http.class, "status", given));
        delay.ifPresent(given -> Ranges.check(Http.class, "delay", given));
    }

    private static List<Misfit> acts(Optional<Integer> status, Optional<Duration> delay, boolean abort) {
        List<String> acts = new ArrayList<>();
        status.ifPresent(given -> acts.add("status"));
        delay.ifPresent(given -> acts.add("delay"));
        if (abort) {
            acts.add("abort");
        }
        String found =
                acts.isEmpty() ? "nothing that becomes of the requests" : String.join(" and ", acts) + " at once";
        String expected = "expected exactly one of status, delay, abort";
        return acts.size() == 1 ? List.of() : List.of(new Misfit(acts.isEmpty() ? "" : acts.get(1), found, expected));
    }

    /** Methods are compared letter by letter: another one would match nothing. */
    private static Optional<Misfit> misfitMethod(String method) {
        if (method.matches("[A-Z]+(-[A-Z]+)*")) {
            return Optional.empty();
        }
        String meant = method.replaceAll("[^A-Za-z]", "").toUpperCase(Locale.ROOT);
        return Optional.of(new Misfit(
                "method",
                "the method '" + method + "'",
                meant.isEmpty() ? "expected upper-case letters, such as GET" : "did you mean '" + meant + "'?"));
    }

    /** Of a request the path is compared, without what follows a question mark. */
    private static Optional<Misfit> misfitPath(String path) {
        return path.matches("/[^\\s\\p{Cntrl}?#]*")
                ? Optional.empty()
                : Optional.of(new Misfit(
                        "path",
                        "the path '" + path + "'",
                        "expected how a path begins: with '/', without a query or spaces, such as /items"));
    }
}
