package io.blackstart.analysis;

import io.blackstart.load.Outcome;
import java.util.Random;

/**
 * A service whose truth is known: it goes down and comes back at instants that only this class knows, and clients ask it
 * at a rate. Everything follows from the seed.
 */
final class World {

    /** How it is down. */
    enum Kind {
        /** Refuses at once, and tears what it was working on. */
        REFUSES,
        /** Answers nothing until it is back, then everything. */
        HANGS,
        /** Answers nothing; clients give up after a second. */
        SILENT,
        /** A share of the requests is refused: some of its nodes are gone. */
        PARTLY,
        /** A share of the requests gets no answer; clients give up after a second. */
        PARTLY_SILENT
    }

    private static final double TIME_OUT = 1.0;
    private static final double WATCH_END = 30;

    final Kind kind;
    final double effect;
    final double down;
    final double back;
    final double rate;
    final double share;
    final double background;
    final double service;
    final boolean exact;
    private final Random random;
    private double lastLeftAlone;
    private double firstServedAgain = Double.MAX_VALUE;
    private double effectKnownWithin;

    World(long seed) {
        random = new Random(seed * 7_919 + 13);
        kind = Kind.values()[(int) (seed % Kind.values().length)];
        rate = Math.exp(between(Math.log(50), Math.log(600)));
        effect = between(8, 12);
        down = effect + (random.nextBoolean() ? 0 : between(0, 1.5));
        back = down + Math.exp(between(Math.log(0.3), Math.log(8)));
        share = partly() ? new double[] {1.0 / 3, 0.5, 0.25}[random.nextInt(3)] : 1;
        background = random.nextBoolean() ? 0 : between(0, 0.006);
        service = between(0.002, 0.02);
        exact = random.nextInt(4) > 0;
    }

    private boolean partly() {
        return kind == Kind.PARTLY || kind == Kind.PARTLY_SILENT;
    }

    private double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** From the fault's effect until service was back. */
    double failover() {
        return back - effect;
    }

    double downtime() {
        return back - down;
    }

    /** How far the requests leave it open when service was back, and the journal when the fault took effect. */
    double room() {
        return firstServedAgain - lastLeftAlone + effectKnownWithin;
    }

    /** What its clients saw, and what the journal knows of the fault: its effect within some milliseconds. */
    Story story() {
        Story story = Story.story().until(WATCH_END).steady(5, "success >= 0.99");
        if (!exact) {
            story.inMilliseconds();
        }
        double early = between(0, 0.02);
        double late = between(0, 0.02);
        effectKnownWithin = early + late;
        story.injectedWithin(effect - early, effect + late);
        double queue = 0;
        boolean irregular = random.nextBoolean();
        for (double start = 0;
                start < WATCH_END;
                start += irregular ? -Math.log(1 - random.nextDouble()) / rate : 1 / rate) {
            queue = ask(story, start, queue);
        }
        return story;
    }

    /** One request: it is looked at some time after it was sent, worked on, and answered. */
    private double ask(Story story, double start, double queue) {
        double took = service * (0.3 + 0.7 * random.nextDouble());
        double looked = start + took * random.nextDouble();
        double answered = start + took;
        boolean hit = random.nextDouble() < share;
        boolean dead = hit && looked >= down && looked < back;
        boolean torn = hit && looked < down && answered > down;
        if (dead || (torn && kind != Kind.HANGS)) {
            return dies(story, start, dead ? looked : down, queue);
        }
        if (torn) {
            return held(story, start, queue);
        }
        if (looked >= back) {
            firstServedAgain = Math.min(firstServedAgain, answered);
        }
        boolean unlucky = random.nextDouble() < background;
        story.request(start, answered, unlucky ? Outcome.FAILED : Outcome.OK);
        return queue;
    }

    private double dies(Story story, double start, double at, double queue) {
        if (kind == Kind.HANGS) {
            return held(story, start, queue);
        }
        lastLeftAlone = start;
        boolean silent = kind == Kind.SILENT || kind == Kind.PARTLY_SILENT;
        story.request(start, silent ? start + TIME_OUT : at + between(0, 0.002), Outcome.FAILED);
        return queue;
    }

    /** After a hang the queue is worked off one by one. */
    private double held(Story story, double start, double queue) {
        double answered = back + queue + between(0.0001, 0.002);
        story.request(start, answered, Outcome.OK);
        firstServedAgain = Math.min(firstServedAgain, answered);
        // One that was sent just before may have been on its way, and proves nothing.
        lastLeftAlone = start + service < back ? start : lastLeftAlone;
        return queue + 0.00002;
    }

    @Override
    public String toString() {
        return String.format(
                "%s rate %.0f/s effect %.3f down %.4f back %.4f share %.2f background %.4f service %.1f ms exact %s",
                kind, rate, effect, down, back, share, background, service * 1_000, exact);
    }
}
