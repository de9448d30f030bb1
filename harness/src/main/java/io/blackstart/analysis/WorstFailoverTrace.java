package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.objective.Estimate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code failover} or {@code rto.detection} of several faults: what each comes to, and the traces of those that give the figure or an end of it. */
final class WorstFailoverTrace implements Trace {

    /** Value, low and high may come from a fault each. */
    private static final int MOST = 3;

    private final List<Origin> faults;
    private final List<Estimate> estimates;
    private final List<FailoverTrace> deciding;

    /**
     * Of so many origins.
     *
     * @param faults one of each fault: its effect, or its first sign
     */
    WorstFailoverTrace(Measurements measurements, List<Origin> faults, Course course, Lookup lookup) {
        this.faults = faults;
        this.estimates = faults.stream().map(measurements::since).toList();
        Estimate worst = Failover.worst(estimates);
        Instants instants = new Instants(course.zero());
        this.deciding = IntStream.range(0, faults.size())
                .filter(fault -> decides(estimates.get(fault), worst))
                .limit(MOST)
                .mapToObj(faults::get)
                .map(fault -> new FailoverTrace(measurements, fault, FaultPart.origin(fault, instants), course, lookup))
                .toList();
    }

    private static boolean decides(Estimate one, Estimate worst) {
        return worst.censored()
                ? one.censored() || one.low().equals(worst.low())
                : one.value().equals(worst.value())
                        || one.low().equals(worst.low())
                        || one.high().equals(worst.high());
    }

    @Override
    public List<Part> parts() {
        Stream<Part> each = faults.size() == 1 ? Stream.empty() : Stream.of(all());
        return Stream.concat(each, deciding.stream().flatMap(fault -> fault.parts().stream()))
                .toList();
    }

    private Part all() {
        return Part.of(
                "the worst of " + faults.size() + " faults, each end by itself",
                IntStream.range(0, faults.size())
                        .mapToObj(fault -> FaultPart.name(faults.get(fault).disturbance()) + ": "
                                + Findings.words(estimates.get(fault), " s"))
                        .toList());
    }
}
