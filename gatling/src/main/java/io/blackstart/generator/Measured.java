package io.blackstart.generator;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.header;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** What the built-in simulations add to Gatling's DSL: planned arrivals, exact instants, ids of writes. */
public final class Measured {

    /** The session's key of the write's id. */
    public static final String ID = "blackstart.id";
    /** The session's key that tells whether the user arrived before the stop. */
    public static final String COUNTS = "blackstart.counts";

    private static final String INTENDED = "blackstart.intended";
    private static final String PLANNED = "blackstart.planned";
    private static final String START = "blackstart.start";
    private static final String NODE = "blackstart.node";

    /** Writes that were sent and not answered yet, with their instants. */
    private static final Map<String, Long> OPEN_WRITES = new ConcurrentHashMap<>();

    /** Requests that were sent and not answered yet, by user. */
    private static final Map<Long, Sample> OPEN = new ConcurrentHashMap<>();

    private Measured() {}

    /** The user's first act: it arrives. */
    public static ChainBuilder arrive() {
        return exec(session -> {
            OptionalLong planned = Plan.current().arrive(System.nanoTime());
            return planned.isPresent()
                    ? session.set(COUNTS, true).set(INTENDED, planned.getAsLong())
                    : session.set(COUNTS, false);
        });
    }

    /** A request, as a sample with its exact instants. The first of a user has the planned arrival as its intended start. */
    public static ChainBuilder request(String name, HttpRequestActionBuilder http) {
        HttpRequestActionBuilder tellsNode =
                http.check(header(Plan.current().servedBy()).optional().saveAs(NODE));
        return exec(session -> begins(session, name)).exec(tellsNode).exec(session -> ended(session, name));
    }

    private static Session begins(Session session, String name) {
        long now = System.nanoTime();
        if (session.contains(ID)) {
            OPEN_WRITES.put(session.getString(ID), now);
        }
        boolean first = session.contains(INTENDED) && !session.contains(PLANNED);
        long intended = first ? session.getLong(INTENDED) : now;
        OPEN.put(
                session.userId(),
                new Sample(session.scenario(), name, intended, now, now, Outcome.CUT, 0, "", first, true));
        Session begun = session.set(START, now).set(PLANNED, first);
        return first ? begun : begun.set(INTENDED, now);
    }

    private static Session ended(Session session, String name) {
        Tap.Answered answered = Tap.take();
        if (answered == null) {
            return session; // Not counted by Gatling either: it came after the generator's end, and is given up.
        }
        OPEN.remove(session.userId());
        Plan plan = Plan.current();
        long start = session.getLong(START);
        Outcome outcome = answered.end() > plan.stop() ? Outcome.CUT : answered.ok() ? Outcome.OK : Outcome.FAILED;
        String node = session.contains(NODE) ? session.getString(NODE) : "";
        plan.outlet()
                .sample(new Sample(
                        session.scenario(),
                        name,
                        session.getLong(INTENDED),
                        start,
                        answered.end(),
                        outcome,
                        answered.status(),
                        node,
                        session.getBoolean(PLANNED),
                        true));
        if (session.contains(ID)) {
            String id = session.getString(ID);
            OPEN_WRITES.remove(id);
            plan.outlet().write(new Write(id, start, answered.end(), answer(answered)));
        }
        return session.remove(NODE);
    }

    private static Write.Answer answer(Tap.Answered answered) {
        int kind = answered.status() / 100;
        if (kind == 2) {
            return Write.Answer.ACKNOWLEDGED;
        }
        boolean neverSent = answered.status() == 0 && answered.message().contains("Connection refused");
        return kind == 4 || neverSent ? Write.Answer.REFUSED : Write.Answer.UNKNOWN;
    }

    /** Requests that are not answered yet. */
    static int inFlight() {
        return OPEN.size();
    }

    /** Forgets what the warm-up left. */
    static void reset() {
        OPEN.clear();
        OPEN_WRITES.clear();
    }

    /**
     * At the end: what was sent and never answered was cut, and a write among it may be there or not.
     *
     * @return how many requests
     */
    static long giveUp(Plan plan, long now) {
        long givenUp = 0;
        for (Sample open : OPEN.values()) {
            plan.outlet()
                    .sample(new Sample(
                            open.scenario(),
                            open.request(),
                            open.intended(),
                            open.start(),
                            Math.max(now, open.start()),
                            Outcome.CUT,
                            0,
                            "",
                            open.planned(),
                            true));
            givenUp++;
        }
        OPEN_WRITES.forEach((id, sent) -> plan.outlet().write(new Write(id, sent, now, Write.Answer.UNKNOWN)));
        OPEN.clear();
        OPEN_WRITES.clear();
        return givenUp;
    }
}
