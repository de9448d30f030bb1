package io.blackstart.docker.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackstart.docker.Agent;
import io.blackstart.docker.RunScope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All counters of a node at an instant.
 *
 * @param at monotonic nanoseconds
 * @param packets by counter
 */
record CounterReading(long at, Map<String, Long> packets) {

    private static final Duration AT_MOST = Duration.ofSeconds(10);

    /**
     * Of a node, now.
     *
     * @throws IllegalStateException where they cannot be read
     */
    static CounterReading of(RunScope scope, String node) {
        Agent.Answer answer =
                scope.agents().in(scope.pods().get(node).sandboxId()).ask("counters", List.of(), AT_MOST);
        if (!answer.ok()) {
            throw new IllegalStateException("the counters of " + node + " could not be read: " + answer.out());
        }
        return new CounterReading(scope.ticker().nanos(), parse(answer.out()));
    }

    /** The packets of some of them. */
    long of(Iterable<String> names) {
        long sum = 0;
        for (String name : names) {
            sum += packets.getOrDefault(name, 0L);
        }
        return sum;
    }

    private static Map<String, Long> parse(String json) {
        Map<String, Long> packets = new HashMap<>();
        try {
            for (JsonNode item : new ObjectMapper().readTree(json).path("nftables")) {
                JsonNode counter = item.path("counter");
                if (!counter.isMissingNode()) {
                    packets.put(
                            counter.path("name").asText(),
                            counter.path("packets").asLong());
                }
            }
            return packets;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("nft printed no JSON: " + json, e);
        }
    }
}
