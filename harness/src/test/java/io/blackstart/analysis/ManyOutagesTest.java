package io.blackstart.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.load.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Outages of every kind, one after the other with two or three seconds between them, as bench/accuracy.sh has them on real
 * containers: each is found as one, and each edge lies where the service says.
 */
class ManyOutagesTest {

    private static final double RATE = 500;
    private static final double CALM = 12;
    private static final double SLOWER = 0.2;
    private static final int OF_EACH = 6;

    /** What the service does, and how long at least and at most; seconds. */
    private enum Kind {
        REFUSE("down", 0.1, 0.9, true),
        /** Its answers come late: they tell less of its edges. */
        HANG("down", 0.4, 0.9, false),
        ERROR("down", 0.1, 0.9, true),
        SLOW("p95 <= 0.1", 0.3, 0.9, true),
        /** A third fails: of the next request nobody knows. */
        PARTIAL("success", 0.6, 1.5, false);

        private final String criterion;
        private final double least;
        private final double most;
        private final boolean sharp;

        Kind(String criterion, double least, double most, boolean sharp) {
            this.criterion = criterion;
            this.least = least;
            this.most = most;
            this.sharp = sharp;
        }
    }

    private record Outage(Kind kind, double from, double to) {}

    private record Told(String criterion, Judgement.Span from, Judgement.Span to) {
        private boolean meets(Outage outage) {
            return from.from() <= outage.to && outage.from <= to.to();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachIsFoundWhereItWas(long seed) {
        Random random = new Random(seed);
        List<Outage> outages = outages(random);
        double end = outages.get(outages.size() - 1).to + 3;
        List<Told> told = told(story(outages, end, random).judge().runs().get(0));
        SoftAssertions all = new SoftAssertions();
        List<Double> errors = new ArrayList<>();
        for (Outage outage : outages) {
            List<Told> found = told.stream()
                    .filter(one -> one.criterion.equals(outage.kind.criterion) && one.meets(outage))
                    .toList();
            all.assertThat(found).as(outage.toString()).hasSize(1);
            if (found.size() == 1 && outage.kind.sharp) {
                errors.add(Math.abs(middle(found.get(0).from) - outage.from));
                errors.add(Math.abs(middle(found.get(0).to) - outage.to));
            }
            if (found.size() == 1) {
                all.assertThat(outage.from)
                        .as(outage + " began")
                        .isBetween(found.get(0).from.from(), found.get(0).from.to());
                all.assertThat(outage.to)
                        .as(outage + " was over")
                        .isBetween(found.get(0).to.from(), found.get(0).to.to());
            }
        }
        all.assertAll();
        Collections.sort(errors);
        assertThat(errors.get((int) (errors.size() * 0.95) - 1)).isLessThan(1 / RATE + 0.001);
        assertThat(told).allMatch(one -> outages.stream().anyMatch(one::meets));
    }

    private static double middle(Judgement.Span span) {
        return (span.from() + span.to()) / 2;
    }

    private static final Judgement.Span NEVER = new Judgement.Span(Double.MAX_VALUE, Double.MAX_VALUE);

    private static List<Outage> outages(Random random) {
        List<Kind> plan = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            plan.addAll(Collections.nCopies(OF_EACH, kind));
        }
        Collections.shuffle(plan, random);
        List<Outage> outages = new ArrayList<>();
        double at = CALM;
        for (Kind kind : plan) {
            double to = at + kind.least + random.nextDouble() * (kind.most - kind.least);
            outages.add(new Outage(kind, at, to));
            at = to + 2 + random.nextDouble();
        }
        return outages;
    }

    private static Story story(List<Outage> outages, double end, Random random) {
        Story story = Story.story().until(end).steady(10, "success >= 0.999", "p95 <= 0.1");
        story.injectedAt(10.5);
        int served = 0;
        for (long i = 0; i / RATE < end; i++) {
            double start = i / RATE;
            double looked = start + 0.0002 + random.nextDouble() * 0.0006;
            double took = 0.0004 + random.nextDouble() * 0.002;
            Outage outage = outages.stream()
                    .filter(one -> one.from <= looked && looked < one.to)
                    .findFirst()
                    .orElse(null);
            if (outage == null) {
                story.request(start, looked + took, Outcome.OK);
                continue;
            }
            switch (outage.kind) {
                case REFUSE -> story.request(start, looked + 0.0001, Outcome.FAILED);
                case ERROR -> story.request(start, looked + took, Outcome.FAILED);
                case HANG -> story.request(start, outage.to + random.nextDouble() * 0.02, Outcome.OK);
                case SLOW -> story.request(start, looked + SLOWER + took, Outcome.OK);
                case PARTIAL -> story.request(start, looked + took, served++ % 3 == 0 ? Outcome.FAILED : Outcome.OK);
            }
        }
        return story;
    }

    private static List<Told> told(Judgement.Repeat run) {
        List<Told> told = new ArrayList<>();
        run.outages()
                .forEach(one -> told.add(new Told("down", one.from(), one.to().orElse(NEVER))));
        run.degraded()
                .forEach(one ->
                        told.add(new Told(one.criterion(), one.from(), one.to().orElse(NEVER))));
        return told;
    }
}
