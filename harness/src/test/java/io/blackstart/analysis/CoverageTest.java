package io.blackstart.analysis;

import io.blackstart.analysis.KnownService.Kind;
import io.blackstart.analysis.KnownService.Seen;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Finding;
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

    /** With everybody failing, single requests bound each edge. */
    @Provide
    Arbitrary<KnownService> downForEverybody() {
        return KnownServices.of(Kind.REFUSES, Kind.HANGS, Kind.SILENT);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, seed = "20261130")
    void theTruthLiesInTheInterval(@ForAll("services") KnownService service) {
        Map<String, Estimate> figures = figures(service.seen());
        covered("failover", figures.get("failover"), service.failover(), service);
        covered("downtime", figures.get("downtime"), service.downtime(), service);
        covered("brownout", figures.get("brownout"), service.brownout(), service);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, seed = "20261130")
    void theIntervalIsAsNarrowAsTheRequestsAllow(@ForAll("downForEverybody") KnownService service) {
        Seen seen = service.seen();
        Map<String, Estimate> figures = figures(seen);
        narrow("failover", figures.get("failover"), seen.failoverRoom(), service);
        narrow("downtime", figures.get("downtime"), seen.downtimeRoom(), service);
    }

    private static Map<String, Estimate> figures(Seen seen) {
        return seen
                .story()
                .wants("failover >= 0")
                .wants("downtime >= 0")
                .wants("brownout >= 0")
                .judge()
                .findings()
                .stream()
                .collect(
                        Collectors.toMap(finding -> finding.objective().figure().key(), Finding::estimate));
    }

    private static void covered(String figure, Estimate estimate, double truth, KnownService service) {
        double low = estimate.low().orElse(Double.POSITIVE_INFINITY);
        double high = estimate.high().orElse(Double.POSITIVE_INFINITY);
        boolean covered = truth >= low - 1e-6 && truth <= high + 1e-6;
        Statistics.label(figure + " covered").collect(covered).coverage(coverage -> coverage.check(true)
                .percentage(share -> share >= 99));
        print(covered, figure + " is " + truth + ", not " + low + " … " + high, service);
    }

    private static void narrow(String figure, Estimate estimate, double room, KnownService service) {
        double width = estimate.high().orElse(Double.POSITIVE_INFINITY)
                - estimate.low().orElse(Double.POSITIVE_INFINITY);
        boolean narrow = width <= 2 * room + BLUR;
        boolean quiet = service.background() == 0;
        // Failures without a reason may be too many by chance, and then nobody can say that success has held.
        Statistics.label(figure + (quiet ? " narrow" : " narrow among failures without a reason"))
                .collect(narrow)
                .coverage(coverage -> coverage.check(true).percentage(share -> share >= (quiet ? 99 : 95)));
        print(narrow, figure + " is known within " + width + ", requests leave " + room, service);
    }

    private static void print(boolean fine, String what, KnownService service) {
        if (PRINT && !fine) {
            System.err.println(what + ": " + service);
        }
    }
}
