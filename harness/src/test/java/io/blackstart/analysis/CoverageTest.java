package io.blackstart.analysis;

import io.blackstart.analysis.KnownService.Seen;
import io.blackstart.objective.Estimate;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Services whose truth is known, asked at random rates: the truth lies in the interval that is claimed in at least 99 of
 * 100, and the interval claims no more than twice the room that the requests leave. {@code bench/properties.sh} looks at
 * 10,000 of them.
 */
class CoverageTest {

    /** Two instants in whole milliseconds. */
    private static final double BLUR = 0.002;

    private static final boolean PRINT = Boolean.getBoolean("blackstart.misses");

    @Provide
    Arbitrary<KnownService> services() {
        return KnownServices.any();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theTruthLiesInTheIntervalAndTheIntervalIsAsNarrowAsRequestsAllow(@ForAll("services") KnownService service) {
        Seen seen = service.seen();
        Story story =
                seen.story().wants("failover >= 0").wants("downtime >= 0").wants("brownout >= 0");
        Map<String, Estimate> figures = story.judge().findings().stream()
                .collect(Collectors.toMap(
                        finding -> finding.objective().figure().key(), finding -> finding.estimate()));
        covered("failover", figures.get("failover"), service.failover(), service);
        covered("downtime", figures.get("downtime"), service.downtime(), service);
        covered("brownout", figures.get("brownout"), service.brownout(), service);
        if (service.downs().stream().noneMatch(down -> down.kind().partly())) {
            narrow("failover", figures.get("failover"), seen.failoverRoom(), service);
            narrow("downtime", figures.get("downtime"), seen.downtimeRoom(), service);
        }
    }

    private static void covered(String figure, Estimate estimate, double truth, KnownService service) {
        double low = estimate.low().orElse(Double.POSITIVE_INFINITY);
        double high = estimate.high().orElse(Double.POSITIVE_INFINITY);
        boolean covered = truth >= low - 1e-6 && truth <= high + 1e-6;
        Statistics.label(figure + " covered")
                .collect(covered)
                .coverage(coverage -> coverage.check(true).percentage(share -> share >= 99));
        print(covered, figure + " is " + truth + ", not " + low + " … " + high, service);
    }

    private static void narrow(String figure, Estimate estimate, double room, KnownService service) {
        double width = estimate.high().orElse(Double.POSITIVE_INFINITY)
                - estimate.low().orElse(Double.POSITIVE_INFINITY);
        boolean narrow = width <= 2 * room + BLUR;
        Statistics.label(figure + " narrow")
                .collect(narrow)
                .coverage(coverage -> coverage.check(true).percentage(share -> share >= 99));
        print(narrow, figure + " is known within " + width + ", requests leave " + room, service);
    }

    private static void print(boolean fine, String what, KnownService service) {
        if (PRINT && !fine) {
            System.err.println(what + ": " + service);
        }
    }
}
