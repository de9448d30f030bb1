package io.blackstart.reference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The end points: which request is answered by what. */
final class Api implements HttpHandler {
    private static final Pattern ID = Pattern.compile("/ledger/([A-Za-z0-9._:-]{1,100})");
    private static final Pattern NUMBERED = Pattern.compile("/(catalog|items)/(\\d{1,9})");

    private final String node;
    private final Readiness readiness;
    private final Metrics metrics;
    private final Log log;
    private final Optional<Ledger> ledger;

    /** What needs the database, with its bulkheads. */
    record Ledger(Store store, Bulkhead requests, Bulkhead bulk) {}

    Api(String node, Readiness readiness, Metrics metrics, Log log, Optional<Ledger> ledger) {
        this.node = node;
        this.readiness = readiness;
        this.metrics = metrics;
        this.log = log;
        this.ledger = ledger;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Route route = route(exchange.getRequestMethod(), path);
        var answer = new Answer(exchange, route.name, node, metrics, log);
        answer.takeBody();
        route.how.answer(answer);
    }

    private Route route(String method, String path) {
        boolean read = isRead(method);
        return switch (path) {
            case "/health/live" -> read ? new Route("live", answer -> answer.text(200, "live")) : notAllowed();
            case "/health/ready" -> read ? new Route("ready", this::ready) : notAllowed();
            case "/metrics" -> read ? new Route("metrics", this::metrics) : notAllowed();
            case "/ledger" -> read ? new Route("ledger", this::ledger) : notAllowed();
            default -> withArgument(method, path);
        };
    }

    private Route withArgument(String method, String path) {
        Matcher id = ID.matcher(path);
        if (id.matches()) {
            return method.equals("PUT") ? new Route("write", answer -> write(answer, id.group(1))) : notAllowed();
        }
        Matcher numbered = NUMBERED.matcher(path);
        if (numbered.matches()) {
            return isRead(method) ? numbered(numbered) : notAllowed();
        }
        return new Route("unknown", answer -> answer.text(404, "nothing here"));
    }

    private Route numbered(Matcher matched) {
        int number = Integer.parseInt(matched.group(2));
        return matched.group(1).equals("catalog")
                ? new Route("catalog", answer -> found(answer, Catalog.entry(number)))
                : new Route("item", answer -> item(answer, number));
    }

    private static Route notAllowed() {
        return new Route("unknown", answer -> answer.text(405, "not with this method"));
    }

    /** Balancers ask with HEAD, and hang up once they have the status. */
    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private void ready(Answer answer) {
        answer.document(readiness.isReady() ? 200 : 503, "application/json", readiness.describe() + "\n");
    }

    private void metrics(Answer answer) {
        answer.document(200, "text/plain; version=0.0.4", metrics.text());
    }

    private void write(Answer answer, String id) {
        withDatabase(
                answer,
                database -> database.requests.run(answer, () -> {
                    database.store.append(id, node);
                    answer.text(201, "written");
                }));
    }

    private void item(Answer answer, int number) {
        withDatabase(
                answer, database -> database.requests.run(answer, () -> found(answer, database.store.item(number))));
    }

    private void ledger(Answer answer) {
        withDatabase(answer, database -> database.bulk.run(answer, () -> stream(answer, database.store)));
    }

    private static void stream(Answer answer, Store store) throws SQLException {
        store.ids((bytes, ids) -> answer.stream(bytes, out -> copy(ids, out)));
    }

    private static void copy(Store.Ids ids, OutputStream out) throws IOException {
        try {
            for (Optional<String> id = ids.next(); id.isPresent(); id = ids.next()) {
                out.write((id.get() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (SQLException e) {
            throw new IOException("the list broke off: " + e.getMessage(), e);
        }
    }

    private void withDatabase(Answer answer, Consumer<Ledger> work) {
        ledger.ifPresentOrElse(work, () -> answer.text(404, "no database"));
    }

    private static void found(Answer answer, Optional<String> name) {
        name.ifPresentOrElse(text -> answer.text(200, text), () -> answer.text(404, "no such number"));
    }

    private record Route(String name, How how) {}

    private interface How {
        void answer(Answer answer) throws IOException;
    }
}
