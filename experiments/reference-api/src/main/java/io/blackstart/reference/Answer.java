package io.blackstart.reference;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request and its one answer, given by whoever is first: the work, or its deadline. */
final class Answer {
    static final String PLAIN = "text/plain; charset=utf-8";

    /** A write needs no body; a little one is taken and ignored. */
    private static final int BODY = 64 * 1024;

    private final HttpExchange exchange;
    private final String name;
    private final Metrics metrics;
    private final Log log;
    private final AtomicBoolean given = new AtomicBoolean();

    /** @param name of the request in metrics and logs */
    Answer(HttpExchange exchange, String name, String node, Metrics metrics, Log log) {
        this.exchange = exchange;
        this.name = name;
        this.metrics = metrics;
        this.log = log;
        exchange.getResponseHeaders().set("X-Served-By", node);
        metrics.begun();
    }

    /** Whether there is nothing left to do for this request. */
    boolean isGiven() {
        return given.get();
    }

    /** Reads what the client sent along, so that its connection can be used again. */
    void takeBody() throws IOException {
        InputStream body = exchange.getRequestBody();
        body.readNBytes(BODY);
    }

    /** Answers with a line of text, unless an answer was given already. */
    void text(int status, String line) {
        document(status, PLAIN, line + "\n");
    }

    /** Answers with a document, unless an answer was given already. */
    void document(int status, String type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        if (given.compareAndSet(false, true)) {
            send(status, type, bytes.length, out -> out.write(bytes));
        }
    }

    /** Answers 503: not now, and perhaps elsewhere. */
    void unavailable(String reason) {
        if (!given.get()) {
            log.warn("unavailable", "request", name, "reason", reason);
            text(503, reason);
        }
    }

    /**
     * Answers 200 with content as it comes, unless an answer was given already. Half a list must not look like a whole one:
     * its length is said first, so that a client sees when it was cut.
     *
     * @param length in bytes
     */
    void stream(long length, Content content) {
        if (given.compareAndSet(false, true)) {
            send(200, PLAIN, length, content);
        }
    }

    private void send(int status, String type, long length, Content content) {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean bare = length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, bare ? -1 : length);
            if (!bare) {
                write(content);
            }
            metrics.answered(name, Integer.toString(status));
        } catch (IOException e) {
            metrics.answered(name, "cut");
            log.warn("answer-cut", "request", name, "cause", String.valueOf(e.getMessage()));
        } finally {
            metrics.ended();
        }
    }

    private void write(Content content) throws IOException {
        OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 16 * 1024);
        content.writeTo(out);
        out.flush();
    }

    /** Writes the body of an answer. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
