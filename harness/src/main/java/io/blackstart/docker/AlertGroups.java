package io.blackstart.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackstart.journal.Sign;
import io.blackstart.topology.Alerts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which alerts fire, as Alertmanager's API (version 2) says of its groups: an alert is in a group of each receiver that its route
 * leads to. What is silenced, inhibited or muted reaches nobody, and does not count. Source: Alertmanager's
 * {@code api/v2/openapi.yaml}; {@code muted} is there since 0.28, and before that such an alert counts.
 */
final class AlertGroups implements SignBoard {

    private static final String NAME = "alertname";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Alerts alerts;

    AlertGroups(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public Sign.Kind kind() {
        return Sign.Kind.ALERT;
    }

    @Override
    public List<String> from() {
        return alerts.from();
    }

    @Override
    public URI uri(String address) {
        String only = alerts.receiver()
                .map(name -> "&receiver=" + URLEncoder.encode(Pattern.quote(name), StandardCharsets.UTF_8))
                .orElse("");
        return URI.create("http://" + address + ":" + alerts.port() + alerts.path()
                + "/api/v2/alerts/groups?active=true&silenced=false&inhibited=false&muted=false" + only);
    }

    @Override
    public Map<Shown, String> read(byte[] answer) throws IOException {
        JsonNode groups = JSON.readTree(answer);
        if (!groups.isArray()) {
            throw new IOException("the answer is no list of alert groups");
        }
        Map<Shown, String> firing = new LinkedHashMap<>();
        for (JsonNode group : groups) {
            for (JsonNode alert : group.path("alerts")) {
                if (alert.path("status").path("state").asText().equals("active")) {
                    firing.putIfAbsent(firing(alert), said(alert));
                }
            }
        }
        return firing;
    }

    private static Shown firing(JsonNode alert) {
        Map<String, String> labels = new TreeMap<>();
        alert.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        String name = labels.getOrDefault(NAME, "");
        labels.remove(NAME);
        return new Shown(Sign.alert(name), labels);
    }

    private static String said(JsonNode alert) {
        return "firing since " + alert.path("startsAt").asText() + " by its own clock";
    }
}
