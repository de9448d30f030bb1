package io.blackstart.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.engine.LinkProxies;
import io.blackstart.fault.Existing;
import io.blackstart.fault.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands that HAProxy's runtime API gets, and what is made of its answers. */
@Timeout(30)
class HaproxyServerTest {

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private ServerSocket listener;
    private volatile String answer = "ok\n\n";
    private HaproxyServer server;

    @BeforeEach
    void carryOne() throws Exception {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "a runtime API");
        thread.setDaemon(true);
        thread.start();
        server = new HaproxyServer(new RuntimeApi("127.0.0.1", listener.getLocalPort(), Duration.ofSeconds(2)));
        server.carry(new LinkProxies.Way("api", 20007, "10.0.0.2:8080"));
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                commands.add(
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                                .readLine());
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                commands.add("closed");
            }
        }
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    private static Http status(String method, String path) {
        return new Http(
                0.25, Optional.of(503), Optional.empty(), false, Optional.of(method), Optional.of(path), Existing.KEEP);
    }

    @Test
    void allFaultsOfAWayComeInOneCommand() throws Exception {
        Http slow = new Http(
                1,
                Optional.empty(),
                Optional.of(Duration.ofMillis(1500)),
                false,
                Optional.empty(),
                Optional.empty(),
                Existing.KEEP);
        server.set("api", Map.of("1#2", status("GET", "/a%b,c;d")));
        server.set("api", Map.of("slow", slow));
        server.set("api", Map.of());
        assertThat(commands)
                .containsExactly(
                        "blackstart carry 20007 10.0.0.2:8080",
                        "blackstart set 20007 1%232,0.250000,GET,%2fa%25b%2cc%3bd,status,503",
                        "blackstart set 20007 slow,1.000000,-,-,delay,1500",
                        "blackstart set 20007");
    }

    /** Validation refuses most of these; the proxy's server does not rely on it. */
    @Test
    void nothingInAWordHasAMeaningForTheServer() {
        assertThat(HttpRule.word("/a b,c;d\n")).isEqualTo("%2fa%20b%2cc%3bd%0a");
    }

    @Test
    void aRuleThatIsReadBackIsTheEvidence() throws Exception {
        Http fault = status("GET", "/a");
        answer = "ok\nother,1.000000,-,-,abort,- 9 9\n1,0.250000,GET,%2fa,status,503 40 11\n\n";
        assertThat(server.shown("api", "1", fault)).hasSize(1);
        assertThat(server.met("api", "1")).isEqualTo(OptionalLong.of(11));
        assertThat(server.shown("api", "1", status("PUT", "/a"))).isEmpty();
        assertThat(server.shown("api", "2", fault)).isEmpty();
        assertThat(server.met("api", "2")).isEmpty();
    }

    @Test
    void oneThatForgotItsWaysIsLost() {
        answer = "failed link.lua:91: attempt to index a nil value\n";
        assertThatThrownBy(() -> server.set("api", Map.of())).isInstanceOf(LinkProxies.ServerLost.class);
    }

    @Test
    void itHasAsManyPortsAsItsConfigurationSays() {
        LinkProxies.Program program = new HaproxyLinkProxies().program();
        assertThat(program.files().get("/etc/haproxy/haproxy.cfg"))
                .contains("20001-" + HaproxyServer.LAST_PORT)
                .contains("stats socket ipv4@0.0.0.0:" + program.apiPort());
        assertThatThrownBy(() -> server.carry(new LinkProxies.Way("more", HaproxyServer.LAST_PORT + 1, "10.0.0.2:1")))
                .hasMessageContaining("no port left");
    }
}
