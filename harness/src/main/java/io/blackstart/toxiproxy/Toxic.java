package io.blackstart.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A toxic as Toxiproxy's API has it.
 *
 * @param name unique on its proxy
 * @param type such as {@code latency}
 * @param stream which way: up to the callee, or down to the caller
 * @param toxicity share of connections, above 0 to 1
 * @param attributes in the units of its type
 */
record Toxic(String name, String type, String stream, double toxicity, Map<String, Long> attributes) {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Toxiproxy keeps a toxicity as 32 bits. */
    private static final double ROUNDING = 1e-6;

    Toxic {
        attributes = new TreeMap<>(attributes);
    }

    String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", name).put("type", type).put("stream", stream).put("toxicity", toxicity);
        ObjectNode values = json.putObject("attributes");
        attributes.forEach(values::put);
        return json.toString();
    }

    static Toxic of(JsonNode json) {
        Map<String, Long> attributes = new TreeMap<>();
        json.path("attributes")
                .properties()
                .forEach(one -> attributes.put(one.getKey(), one.getValue().asLong()));
        return new Toxic(
                json.path("name").asText(),
                json.path("type").asText(),
                json.path("stream").asText(),
                json.path("toxicity").asDouble(),
                attributes);
    }

    /** Whether it is this one that the server has. */
    boolean same(Toxic other) {
        return name.equals(other.name)
                && type.equals(other.type)
                && stream.equals(other.stream)
                && attributes.equals(other.attributes)
                && Math.abs(toxicity - other.toxicity) < ROUNDING;
    }

    @Override
    public String toString() {
        return "toxic " + type + " " + stream + " " + attributes + (toxicity < 1 ? ", share " + toxicity : "");
    }
}
