package io.blackstart.analysis;

import io.blackstart.load.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A service whose truth is known: it goes down and comes back at instants that only this class knows, and clients ask it at
 * a rate. Seconds.
 *
 * @param rate requests a second
 * @param irregular whether they come at random (Poisson), else evenly
 * @param service how long a request takes at most
 * @param background the share of requests that fail without a reason
 * @param exact whether clocks are read in nanoseconds, else in milliseconds
 * @param early by how much the fault's effect is known to be no earlier
 * @param late by how much it is known to be no later
 * @param downs when it is down, in order
 * @param calm how long it is watched after the last of them
 * @param seed of everything that is left to chance
 */
record KnownService(
        double rate,
        boolean irregular,
        double service,
        double background,
        boolean exact,
        double early,
        double late,
        List<Down> downs,
        double calm,
        long seed) {

    /** How it is down. */
    enum Kind {
        /** Refuses at once, and tears what it was working on. */
        REFUSES,
        /** Answers nothing until it is back, then everything. */
        HANGS,
        /** Answers nothing; clients give up after {@link #TIME_OUT}. */
        SILENT,
        /** A share of the requests is refused: some of its nodes are gone. */
        PARTLY,
        /** A share of the requests gets no answer. */
        PARTLY_SILENT;

        boolean partly() {
            return this == PARTLY || this == PARTLY_SILENT;
        }
    }

    /**
     * A time in which it is down.
     *
     * @param after how long after the last one, or the fault's effect
     * @param length how long
     * @param share of the requests that it meets
     */
    record Down(Kind kind, double after, double length, double share) {}

    /** A time in which it was down. */
    record Span(Down down, double from, double to) {}

    static final double EFFECT = 10;
    static final double TIME_OUT = 1;
    static final double HOLD = 5;

    /** When it is down. */
    List<Span> spans() {
        double[] at = {EFFECT};
        return downs.stream()
                .map(down -> {
                    double from = at[0] + down.after;
                    at[0] = from + down.length;
                    return new Span(down, from, at[0]);
                })
                .toList();
    }

    double end() {
        return spans().get(downs.size() - 1).to + calm;
    }

    /** From the effect until service held. */
    double failover() {
        double held = EFFECT;
        for (Span span : spans()) {
            held = span.from < held + HOLD ? span.to : held;
        }
        return held - EFFECT;
    }

    double downtime() {
        return spans().stream()
                .filter(span -> !span.down.kind.partly())
                .mapToDouble(span -> span.to - span.from)
                .sum();
    }

    double brownout() {
        return spans().stream()
                .filter(span -> span.down.kind.partly())
                .mapToDouble(span -> span.to - span.from)
                .sum();
    }

    /** What its clients saw, and what the journal knows of the fault. */
    Seen seen() {
        return new Clients().ask();
    }

    /**
     * What was seen.
     *
     * @param failoverRoom how far the requests and the journal leave it open how long the failover took
     * @param downtimeRoom how far the requests leave it open how long everybody was without service
     */
    record Seen(Story story, double failoverRoom, double downtimeRoom) {}

    /** Its clients, once. */
    private final class Clients {

        private final Random random = new Random(seed);
        private final List<Span> spans = spans();
        private final double[] lastServedBefore = new double[spans.size()];
        private final double[] firstBad = new double[spans.size()];
        private final double[] lastBad = new double[spans.size()];
        private final double[] firstServedAfter = new double[spans.size()];
        private final Story story = Story.story().until(end()).steady(5, "success >= 0.99");

        Seen ask() {
            Arrays.fill(firstBad, Double.MAX_VALUE);
            Arrays.fill(firstServedAfter, Double.MAX_VALUE);
            if (!exact) {
                story.inMilliseconds();
            }
            story.injectedWithin(EFFECT - early, EFFECT + late);
            for (double start = 0;
                    start < end();
                    start += irregular ? -Math.log(1 - random.nextDouble()) / rate : 1 / rate) {
                request(start);
            }
            return new Seen(story, failoverRoom(), downtimeRoom());
        }

        /** It is looked at some time after it was sent, worked on, and answered. */
        private void request(double start) {
            double took = service * (0.3 + 0.7 * random.nextDouble());
            double looked = start + took * random.nextDouble();
            double answered = start + took;
            double fate = random.nextDouble();
            boolean unlucky = random.nextDouble() < background;
            for (int i = 0; i < spans.size(); i++) {
                Span span = spans.get(i);
                boolean dead = looked >= span.from && looked < span.to;
                boolean torn = looked < span.from && answered > span.from;
                if (fate < span.down.share && (dead || torn)) {
                    dies(i, start, dead ? looked : span.from);
                    return;
                }
            }
            answer(start, looked, answered, unlucky);
        }

        private void answer(double start, double looked, double answered, boolean unlucky) {
            if (answered > end()) {
                story.cutAt(start);
                return;
            }
            story.request(start, answered, unlucky ? Outcome.FAILED : Outcome.OK);
            for (int i = 0; !unlucky && i < spans.size(); i++) {
                if (looked < spans.get(i).from) {
                    lastServedBefore[i] = Math.max(lastServedBefore[i], start);
                } else if (looked >= spans.get(i).to) {
                    firstServedAfter[i] = Math.min(firstServedAfter[i], answered);
                }
            }
        }

        private void dies(int i, double start, double at) {
            double done =
                    switch (spans.get(i).down.kind) {
                        case HANGS -> spans.get(i).to + random.nextDouble() * 0.002;
                        case SILENT, PARTLY_SILENT -> start + TIME_OUT;
                        case REFUSES, PARTLY -> at + random.nextDouble() * 0.002;
                    };
            firstBad[i] = Math.min(firstBad[i], Math.min(done, start + service));
            if (spans.get(i).down.kind == Kind.HANGS) {
                // One that was sent just before may have been on its way, and proves nothing.
                lastBad[i] = start + service < spans.get(i).to ? Math.max(lastBad[i], start) : lastBad[i];
                firstServedAfter[i] = Math.min(firstServedAfter[i], done);
            } else {
                lastBad[i] = Math.max(lastBad[i], start);
            }
            if (done > end()) {
                story.cutAt(start);
            } else {
                story.request(start, done, spans.get(i).down.kind == Kind.HANGS ? Outcome.OK : Outcome.FAILED);
            }
        }

        private double endRoom(int i) {
            return firstServedAfter[i] - lastBad[i];
        }

        private double failoverRoom() {
            double held = EFFECT;
            double heldWithin = early + late;
            int last = 0;
            for (int i = 0; i < spans.size(); i++) {
                double pause = spans.get(i).from - held;
                if (Math.abs(pause - HOLD) < heldWithin + beginRoom(i)) {
                    // Whether success had held: the requests leave it open.
                    return Double.POSITIVE_INFINITY;
                }
                if (pause > HOLD) {
                    break;
                }
                held = spans.get(i).to;
                heldWithin = endRoom(i);
                last = i;
            }
            return endRoom(last) + early + late;
        }

        private double beginRoom(int i) {
            return firstBad[i] - lastServedBefore[i];
        }

        private double downtimeRoom() {
            double room = 0;
            for (int i = 0; i < spans.size(); i++) {
                room += spans.get(i).down.kind.partly() ? 0 : endRoom(i) + beginRoom(i);
            }
            return room;
        }
    }
}
