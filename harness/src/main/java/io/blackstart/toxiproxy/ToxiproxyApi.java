package io.blackstart.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackstart.engine.LinkProxies;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * Toxiproxy's HTTP API. A toxic is one call with all that it is, so that it is never there in part; the client library needs
 * one call for its delay and others for jitter and share. Every call is bounded: a hung server holds them for 25 s.
 */
final class ToxiproxyApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    private final String base;
    private final int atMostMillis;

    ToxiproxyApi(String host, int port, Duration atMost) {
        this.base = "http://" + host + ":" + port;
        this.atMostMillis = Math.toIntExact(atMost.toMillis());
    }

    private record Answer(int status, String body) {}

    /** Its version. */
    String version() throws IOException {
        return JSON.readTree(call("GET", "/version", null, Set.of()).body())
                .path("version")
                .asText();
    }

    void create(LinkProxies.Way way) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", way.name())
                .put("listen", "0.0.0.0:" + way.listenPort())
                .put("upstream", way.upstream())
                .put("enabled", true);
        if (call("POST", "/proxies", json.toString(), Set.of(CONFLICT)).status() == CONFLICT) {
            call("POST", "/proxies/" + way.name(), json.toString(), Set.of());
        }
    }

    /** A proxy with its toxics. */
    JsonNode proxy(String name) throws IOException {
        return JSON.readTree(call("GET", "/proxies/" + name, null, Set.of()).body());
    }

    /** Disabled it refuses connections, and has closed those that it had. Its toxics stay. */
    void enable(String proxy, boolean enabled) throws IOException {
        call("POST", "/proxies/" + proxy, "{\"enabled\":" + enabled + "}", Set.of());
    }

    /** A toxic, in the place of the one that has its name. */
    void put(String proxy, Toxic toxic) throws IOException {
        String toxics = "/proxies/" + proxy + "/toxics";
        if (call("POST", toxics, toxic.json(), Set.of(CONFLICT)).status() == CONFLICT) {
            update(proxy, toxic);
        }
    }

    /** Other values for a toxic that is there. */
    void update(String proxy, Toxic toxic) throws IOException {
        call("POST", "/proxies/" + proxy + "/toxics/" + toxic.name(), toxic.json(), Set.of());
    }

    /** Nothing happens where it is gone already. */
    void delete(String proxy, String toxic) throws IOException {
        call("DELETE", "/proxies/" + proxy + "/toxics/" + toxic, null, Set.of(NOT_FOUND));
    }

    /** A proxy that is not found was never restored, and a 5xx is a hung server: as good as no answer. */
    private Answer call(String method, String path, String body, Set<Integer> welcome) throws IOException {
        Answer answer = exchange(method, path, body);
        if (answer.status() < 300 || welcome.contains(answer.status())) {
            return answer;
        }
        String said = method + " " + path + ": " + answer.status() + " "
                + answer.body().strip();
        if (answer.status() == NOT_FOUND || answer.status() >= SERVER_ERROR) {
            throw new IOException(said);
        }
        throw new IllegalStateException("Toxiproxy refused " + said);
    }

    private Answer exchange(String method, String path, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setConnectTimeout(atMostMillis);
        connection.setReadTimeout(atMostMillis);
        if (body != null) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.getBytes(StandardCharsets.UTF_8).length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
