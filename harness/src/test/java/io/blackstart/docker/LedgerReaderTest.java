package io.blackstart.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.blackstart.engine.Deployment.LedgerUnreadable;
import io.blackstart.topology.Ledger;
import io.blackstart.topology.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ledgers that are read by HTTP. */
class LedgerReaderTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private HttpServer node;

    @BeforeEach
    void start() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.start();
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    /** Answers so, and says that there is more to come where {@code more} bytes never do. */
    private void answers(int status, String body, int more) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        node.createContext("/ledger", exchange -> {
            exchange.sendResponseHeaders(status, bytes.length + more);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            if (more == 0) {
                exchange.close();
            }
        });
    }

    private void read(Duration atMost, OutputStream into) throws LedgerUnreadable, IOException {
        Pod pod = new Pod(new Node("db", "db", 1), "s", "c", List.of(new Pod.PodAddress("n", "n", "127.0.0.1")));
        Ledger.Read read = new Ledger.ByHttp(node.getAddress().getPort(), "/ledger");
        new LedgerReader(null, pod).read(read, atMost.toNanos(), into);
    }

    @Test
    void whatTheNodeSaysIsPassedOn() throws Exception {
        String ids = "w-1\nw-2\n".repeat(100_000);
        answers(200, ids, 0);
        read(Duration.ofSeconds(20), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(ids);
    }

    @Test
    void anErrorIsNoLedger() {
        answers(500, "oops", 0);
        assertThatThrownBy(() -> read(Duration.ofSeconds(20), out))
                .isInstanceOf(LedgerUnreadable.class)
                .hasMessageEndingWith("answered 500");
    }

    @Test
    void halfALedgerIsNone() {
        answers(200, "w-1\n", 4);
        assertThatThrownBy(() -> read(Duration.ofMillis(300), out))
                .isInstanceOf(LedgerUnreadable.class)
                .hasMessageEndingWith("did not answer within 300 ms");
    }

    @Test
    void whatCannotBeWrittenIsNotTakenAsRead() {
        answers(200, "w-1\n", 0);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> read(Duration.ofSeconds(20), full))
                .isInstanceOf(LedgerUnreadable.class)
                .hasMessageContaining("No space left on device");
    }
}
