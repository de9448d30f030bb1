package io.blackstart.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Toxiproxy's API without any proxy: it keeps what it is told, and the calls. */
final class FakeToxiproxy implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, ObjectNode> proxies = new LinkedHashMap<>();
    private final Map<String, Map<String, JsonNode>> toxics = new LinkedHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    /** While the proxy is enabled no toxic can be changed, as where a receiver has stopped reading. */
    volatile boolean stuck;
    /** Nothing at all is answered as it should be. */
    volatile boolean hung;

    FakeToxiproxy() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    ToxiproxyApi api() {
        return new ToxiproxyApi("127.0.0.1", server.getAddress().getPort(), java.time.Duration.ofSeconds(2));
    }

    /** What was asked since the last time. */
    List<String> calls() {
        List<String> all = List.copyOf(calls);
        calls.clear();
        return all;
    }

    synchronized List<String> toxicsOf(String proxy) {
        return List.copyOf(toxics.get(proxy).keySet());
    }

    synchronized JsonNode toxic(String proxy, String name) {
        return toxics.get(proxy).get(name);
    }

    synchronized boolean enabled(String proxy) {
        return proxies.get(proxy).path("enabled").asBoolean();
    }

    synchronized void lose(String proxy, String toxic) {
        toxics.get(proxy).remove(toxic);
    }

    synchronized void forget() {
        proxies.clear();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!method.equals("GET")) {
            calls.add(method + " " + path + (body.contains("enabled") && path.length() > 9 ? " " + body : ""));
        }
        int[] status = {200};
        String said = said(method, path.split("/"), body, status);
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status[0], bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String said(String method, String[] path, String body, int[] status) throws IOException {
        if (hung) {
            status[0] = 503;
            return "";
        }
        if (path.length == 2) {
            ObjectNode proxy = (ObjectNode) JSON.readTree(body);
            proxies.put(proxy.path("name").asText(), proxy);
            toxics.putIfAbsent(proxy.path("name").asText(), new LinkedHashMap<>());
            return body;
        }
        if (!proxies.containsKey(path[2])) {
            status[0] = 404;
            return "{\"error\":\"proxy not found\",\"status\":404}";
        }
        return path.length == 3 ? proxy(method, path[2], body) : toxics(method, path, body, status);
    }

    private String proxy(String method, String name, String body) throws IOException {
        ObjectNode proxy = proxies.get(name);
        if (method.equals("POST")) {
            proxy.put("enabled", JSON.readTree(body).path("enabled").asBoolean());
        }
        ObjectNode all = proxy.deepCopy();
        toxics.get(name).values().forEach(all.putArray("toxics")::add);
        return all.toString();
    }

    private String toxics(String method, String[] path, String body, int[] status) throws IOException {
        Map<String, JsonNode> own = toxics.get(path[2]);
        if (stuck && enabled(path[2])) {
            status[0] = 503;
            return "";
        }
        if (method.equals("DELETE")) {
            status[0] = own.remove(path[4]) == null ? 404 : 204;
            return status[0] == 404 ? "{\"error\":\"toxic not found\",\"status\":404}" : "";
        }
        JsonNode toxic = JSON.readTree(body);
        if (toxic.path("type").asText().equals("bandwidth")) {
            status[0] = 400;
            return "{\"error\":\"invalid toxic type\"}";
        }
        own.put(toxic.path("name").asText(), toxic);
        return body;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
