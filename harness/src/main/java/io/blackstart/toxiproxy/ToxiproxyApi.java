package io.blackstart.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackstart.engine.LinkProxies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Toxiproxy's HTTP API. A toxic is one call with all that it is, so that it is never there in part; the client library needs
 * one call for its delay and others for jitter and share. Every call is bounded: a hung server holds them for 25 s.
 */
final class ToxiproxyApi {

    private static final Logger LOG = LoggerFactory.getLogger(ToxiproxyApi.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    /** What it says where the proxy is there and the toxic is not; else it says that of the proxy. */
    private static final String NO_TOXIC = "toxic not found";

    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    private final InetSocketAddress address;
    private final int atMostMillis;
    private final Queue<ApiConnection> kept = new ConcurrentLinkedQueue<>();

    ToxiproxyApi(String host, int port, Duration atMost) {
        this.address = new InetSocketAddress(host, port);
        this.atMostMillis = Math.toIntExact(atMost.toMillis());
    }

    /** Its version. */
    String version() throws IOException {
        return JSON.readTree(call("GET", "/version", "", Set.of()).body())
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
        return JSON.readTree(call("GET", "/proxies/" + name, "", Set.of()).body());
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

    /** Nothing happens where it is gone already. One whose proxy is gone, too, has forgotten everything. */
    void delete(String proxy, String toxic) throws IOException {
        String path = "/proxies/" + proxy + "/toxics/" + toxic;
        ApiConnection.Answer answer = call("DELETE", path, "", Set.of(NOT_FOUND));
        if (answer.status() == NOT_FOUND && !answer.body().contains(NO_TOXIC)) {
            throw new IOException(said("DELETE", path, answer));
        }
    }

    /** A proxy that is not found was never restored, and a 5xx is a hung server: as good as no answer. */
    private ApiConnection.Answer call(String method, String path, String body, Set<Integer> welcome)
            throws IOException {
        ApiConnection.Answer answer = exchange(method, path, body);
        if (answer.status() < 300 || welcome.contains(answer.status())) {
            return answer;
        }
        String said = said(method, path, answer);
        if (answer.status() == NOT_FOUND || answer.status() >= SERVER_ERROR) {
            throw new IOException(said);
        }
        throw new IllegalStateException("Toxiproxy refused " + said);
    }

    private static String said(String method, String path, ApiConnection.Answer answer) {
        return method + " " + path + ": " + answer.status() + " "
                + answer.body().strip();
    }

    /** On a connection that was kept, else, or where that had been closed, on a new one. No call does harm twice. */
    private ApiConnection.Answer exchange(String method, String path, String body) throws IOException {
        ApiConnection old = kept.poll();
        if (old != null) {
            try {
                return exchange(old, method, path, body);
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException closed) {
                LOG.debug("a connection that was kept: {}", closed.toString());
            }
        }
        return exchange(new ApiConnection(address, atMostMillis), method, path, body);
    }

    private ApiConnection.Answer exchange(ApiConnection connection, String method, String path, String body)
            throws IOException {
        boolean kept = false;
        try {
            ApiConnection.Answer answer = connection.call(method, path, body);
            kept = connection.kept();
            return answer;
        } finally {
            if (kept) {
                this.kept.add(connection);
            } else {
                connection.close();
            }
        }
    }
}
