package io.blackstart.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.engine.LinkProxies;
import io.blackstart.fault.Bandwidth;
import io.blackstart.fault.Direction;
import io.blackstart.fault.Existing;
import io.blackstart.fault.Latency;
import io.blackstart.fault.OnLink;
import io.blackstart.fault.Refuse;
import io.blackstart.fault.Reset;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The difference between what a proxy has and what it is to have, against an API that keeps what it is told. */
@Timeout(30)
class ToxiproxyServerTest {

    private FakeToxiproxy fake;
    private ToxiproxyServer server;

    @BeforeEach
    void carryOne() throws Exception {
        fake = new FakeToxiproxy();
        server = new ToxiproxyServer(fake.api());
        server.carry(new LinkProxies.Way("db", 20001, "10.0.0.2:5432"));
        fake.calls();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private static Latency latency(int millis, Direction direction) {
        return new Latency(Duration.ofMillis(millis), Duration.ofMillis(5), direction, 0.3, Existing.KEEP);
    }

    @Test
    void aToxicIsOneCallWithAllThatItIs() throws Exception {
        Latency fault = latency(100, Direction.RESPONSE);
        server.set("db", Map.of("1", fault));
        assertThat(fake.calls()).containsExactly("POST /proxies/db/toxics");
        assertThat(fake.toxic("db", "1-downstream").toString())
                .contains("\"latency\":100", "\"jitter\":5", "\"toxicity\":0.3");
        assertThat(server.shown("db", "1", fault)).hasSize(1);
    }

    @Test
    void oneThatIsUndoneLeavesTheOtherAlone() throws Exception {
        server.set("db", ordered("1", latency(100, Direction.BOTH), "2", latency(50, Direction.REQUEST)));
        fake.calls();
        server.set("db", Map.of("2", latency(50, Direction.REQUEST)));
        assertThat(fake.calls())
                .containsExactly("DELETE /proxies/db/toxics/1-downstream", "DELETE /proxies/db/toxics/1-upstream");
        assertThat(fake.toxicsOf("db")).containsExactly("2-upstream");
    }

    @Test
    void aResetThatWaitsIsAToxicThatCanBeInterrupted() throws Exception {
        Reset late = new Reset(Duration.ofSeconds(3), Direction.RESPONSE, 1, Existing.KEEP);
        server.set("db", Map.of("1", late));
        assertThat(fake.toxicsOf("db")).containsExactly("1_wait-downstream", "1-downstream");
        assertThat(server.shown("db", "1", late)).hasSize(2);
        fake.calls();
        server.set("db", Map.of());
        assertThat(fake.calls())
                .containsExactly(
                        "DELETE /proxies/db/toxics/1-downstream", "DELETE /proxies/db/toxics/1_wait-downstream");
    }

    @Test
    void otherValuesAreToldInPlace() throws Exception {
        server.set("db", Map.of("1", latency(10, Direction.RESPONSE)));
        fake.calls();
        server.set("db", Map.of("1", latency(20, Direction.RESPONSE)));
        assertThat(fake.calls()).containsExactly("POST /proxies/db/toxics/1-downstream");
        assertThat(server.shown("db", "1", latency(20, Direction.RESPONSE))).hasSize(1);
        assertThat(server.shown("db", "1", latency(10, Direction.RESPONSE))).isEmpty();
    }

    @Test
    void refusedIsRefusedUntilTheLastOfThem() throws Exception {
        server.set("db", ordered("1", new Refuse(), "2", new Refuse()));
        assertThat(fake.enabled("db")).isFalse();
        assertThat(server.shown("db", "1", new Refuse())).hasSize(1);
        server.set("db", Map.of("2", new Refuse()));
        assertThat(fake.enabled("db")).isFalse();
        server.set("db", Map.of());
        assertThat(fake.enabled("db")).isTrue();
        assertThat(server.shown("db", "1", new Refuse())).isEmpty();
    }

    @Test
    void cuttingKeepsToxicsAndOpensNothingThatIsRefused() throws Exception {
        server.set("db", Map.of("1", latency(10, Direction.RESPONSE)));
        fake.calls();
        server.cut("db");
        assertThat(fake.calls())
                .containsExactly("POST /proxies/db {\"enabled\":false}", "POST /proxies/db {\"enabled\":true}");
        assertThat(fake.toxicsOf("db")).containsExactly("1-downstream");
        server.set("db", Map.of("2", new Refuse()));
        fake.calls();
        server.cut("db");
        assertThat(fake.calls()).isEmpty();
    }

    @Test
    void whereNoToxicCanBeChangedItIsDisabledFirst() throws Exception {
        server.set("db", Map.of("1", latency(10, Direction.RESPONSE)));
        fake.stuck = true;
        assertThat(server.set("db", Map.of("2", latency(20, Direction.REQUEST))))
                .singleElement()
                .asString()
                .contains("were closed");
        assertThat(fake.toxicsOf("db")).containsExactly("2-upstream");
        assertThat(fake.enabled("db")).isTrue();
    }

    @Test
    void oneThatHangsIsLost() {
        fake.hung = true;
        assertThatThrownBy(() -> server.set("db", Map.of("1", new Refuse())))
                .isInstanceOf(LinkProxies.ServerLost.class);
    }

    @Test
    void oneThatForgotItsProxiesIsLost() {
        fake.forget();
        assertThatThrownBy(() -> server.set("db", Map.of("1", new Refuse())))
                .isInstanceOf(LinkProxies.ServerLost.class);
    }

    @Test
    void oneThatForgotIsLostWhenAFaultOfItsEnds() throws Exception {
        Latency fault = latency(10, Direction.RESPONSE);
        server.set("db", Map.of("1", fault));
        fake.forget();
        assertThatThrownBy(() -> server.shown("db", "1", fault)).isInstanceOf(LinkProxies.ServerLost.class);
        assertThatThrownBy(() -> server.set("db", Map.of())).isInstanceOf(LinkProxies.ServerLost.class);
    }

    @Test
    void aToxicThatIsGoneIsNotALoss() throws Exception {
        Latency fault = latency(10, Direction.RESPONSE);
        server.set("db", Map.of("1", fault));
        fake.lose("db", "1-downstream");
        assertThat(server.shown("db", "1", fault)).isEmpty();
        assertThat(server.set("db", Map.of())).isEmpty();
    }

    @Test
    void aRefusalIsNotALoss() {
        OnLink fault = new Bandwidth(1_000, Direction.RESPONSE, 1, Existing.KEEP);
        assertThatThrownBy(() -> server.set("db", Map.of("1", fault)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("invalid toxic type");
    }

    @Test
    void nobodyThereIsLost() throws IOException {
        fake.close();
        assertThatThrownBy(() -> server.cut("db")).isInstanceOf(LinkProxies.ServerLost.class);
    }

    private static Map<String, OnLink> ordered(String first, OnLink one, String second, OnLink two) {
        Map<String, OnLink> faults = new java.util.LinkedHashMap<>();
        faults.put(first, one);
        faults.put(second, two);
        return faults;
    }
}
