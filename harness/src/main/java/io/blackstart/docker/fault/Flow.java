package io.blackstart.docker.fault;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongBiFunction;

/**
 * What flowed to or from a node between two readings of its counters.
 *
 * @param from by the node that they were made in
 * @param to the later ones
 * @param places what of it counts
 */
record Flow(
        String node, Map<String, CounterReading> from, Map<String, CounterReading> to, CountedTraffic.Places places) {

    long packets() {
        return sum(CounterReading::of);
    }

    /** Attempts to connect. */
    long connections() {
        return sum((reading, counters) ->
                reading.of(counters.stream().map(NftScript::connections).toList()));
    }

    /** A place that came to be counted later counted nothing before. */
    private long sum(ToLongBiFunction<CounterReading, List<String>> count) {
        long sum = 0;
        for (Map.Entry<String, List<String>> place : places.counters().entrySet()) {
            CounterReading end = to.get(place.getKey());
            CounterReading begin = from.getOrDefault(place.getKey(), end);
            sum += count.applyAsLong(end, place.getValue()) - count.applyAsLong(begin, place.getValue());
        }
        return sum;
    }

    double seconds() {
        return (to.get(node).at() - from.get(node).at()) / 1e9;
    }
}
