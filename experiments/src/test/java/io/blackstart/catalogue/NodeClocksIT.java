package io.blackstart.catalogue;

import static io.blackstart.catalogue.Nodes.await;
import static io.blackstart.catalogue.Nodes.begin;
import static io.blackstart.catalogue.Nodes.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.blackstart.engine.Deployment;
import io.blackstart.engine.Injection;
import io.blackstart.fault.ClockSkew;
import io.blackstart.fault.Fault;
import io.blackstart.topology.Marker;
import io.blackstart.topology.Role;
import io.blackstart.topology.Topology;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clocks of running programs, as they themselves see them; who holds a role; what logs say. */
@Timeout(60)
class NodeClocksIT {

    private static final Path COMPOSE = Path.of("src/test/resources/nodes/compose.yaml");

    private static Nodes nodes;

    @BeforeAll
    static void bringUp() {
        nodes = new Nodes(
                "clocks",
                COMPOSE,
                NodeClocksIT::more,
                Stream.of("clock", "api", "static", "served", "rooted", "sealed")
                        .map(node -> Map.<String, Fault>entry(node, ahead(1)))
                        .toList());
        nodes.up.loadBegins();
    }

    private static Topology more(Topology read) {
        return new Topology(
                read.name(),
                read.services(),
                read.networks(),
                read.volumes(),
                read.entry(),
                read.zones(),
                read.links(),
                Map.of("holder", new Role(List.of("web", "store", "static"), List.of("cat", "/tmp/role"), "held")),
                Map.of("promoted", new Marker(List.of("store", "web"), "promoted to .*y$")),
                List.of("clock", "api", "static", "served", "rooted", "sealed"),
                read.ledger(),
                read.servedBy(),
                read.balancers(),
                read.notes());
    }

    @AfterAll
    static void tearDown() {
        nodes.close();
    }

    private static ClockSkew ahead(long seconds) {
        return new ClockSkew(Optional.of(Duration.ofSeconds(seconds)), Optional.empty());
    }

    private static ClockSkew rate(double rate) {
        return new ClockSkew(Optional.empty(), Optional.of(rate));
    }

    /** How far ahead the node's own process is of the engine, which stamps what it prints. */
    private static double aheadNow() {
        String line = nodes.lastLine("clock");
        Instant stamp = Instant.parse(line.substring(0, line.indexOf(' ')));
        double own = Double.parseDouble(line.substring(line.indexOf(' ') + 1).strip());
        return own - stamp.getEpochSecond() - stamp.getNano() / 1e9;
    }

    @Test
    void offsetsAddUpAndRunningProgramsSeeThem() {
        Injection hour = nodes.fault(ahead(3600), "clock");
        Injection back = nodes.fault(ahead(-600), "clock");
        begin(hour);
        Nodes.pause(200);
        assertThat(aheadNow()).isCloseTo(3600, within(0.1));
        begin(back);
        Nodes.pause(200);
        assertThat(aheadNow()).isCloseTo(3000, within(0.1));
        end(hour);
        Nodes.pause(200);
        assertThat(aheadNow()).isCloseTo(-600, within(0.1));
        end(back);
        Nodes.pause(200);
        assertThat(aheadNow()).isCloseTo(0, within(0.1));
    }

    @Test
    void aRateCountsFromItsBeginning() {
        Injection twice = nodes.fault(rate(2), "clock");
        begin(twice);
        double first = aheadNow();
        assertThat(first).isCloseTo(0, within(0.5));
        Nodes.pause(1_000);
        assertThat(aheadNow() - first).isCloseTo(1, within(0.2));
        end(twice);
        Nodes.pause(200);
        assertThat(aheadNow()).isCloseTo(0, within(0.1));
    }

    @Test
    void theClockOfAVirtualMachineOfJavaIsWrongToo() throws IOException {
        InetSocketAddress api = nodes.address("api", 8080);
        Nodes.awaitAnswer(api); // The first one takes long.
        Injection day = nodes.fault(ahead(86_400), "api");
        begin(day);
        assertThat(dateOf(api)).isCloseTo(86_400, within(2.0));
        end(day);
        assertThat(dateOf(api)).isCloseTo(0, within(2.0));
    }

    private static double dateOf(InetSocketAddress api) throws IOException {
        String date = Nodes.ask(api, 2_000)
                .lines()
                .filter(line -> line.startsWith("Date:"))
                .findFirst()
                .orElseThrow()
                .substring(5)
                .strip();
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toEpochSecond()
                - System.currentTimeMillis() / 1e3;
    }

    /** Its workers have another environment and another user than what they were started with. */
    @Test
    void theClockOfNginxIsWrongToo() throws IOException {
        InetSocketAddress served = nodes.address("served", 80);
        Nodes.awaitAnswer(served);
        Injection hour = nodes.fault(ahead(3600), "served");
        begin(hour);
        assertThat(settledDateOf(served)).isCloseTo(3600, within(2.0));
        end(hour);
        assertThat(settledDateOf(served)).isCloseTo(0, within(2.0));
    }

    @Test
    void nginxGainsByARateUntilItIsUndone() throws IOException {
        InetSocketAddress served = nodes.address("served", 80);
        Nodes.awaitAnswer(served);
        Injection fast = nodes.fault(rate(10), "served");
        begin(fast);
        Nodes.pause(1_000);
        assertThat(settledDateOf(served)).isBetween(7.0, 20.0);
        end(fast);
        assertThat(settledDateOf(served)).isCloseTo(0, within(2.0));
        Nodes.pause(1_000);
        assertThat(settledDateOf(served)).isCloseTo(0, within(2.0));
    }

    /** nginx takes the time when it wakes, so the first answer may still bear the one from before. */
    private static double settledDateOf(InetSocketAddress served) throws IOException {
        dateOf(served);
        return dateOf(served);
    }

    @Test
    void whatIsLinkedStaticallyIsRefusedWithTheReason() {
        assertThat(refused("static")).contains("node static", "toxiproxy (does not carry it)");
    }

    @Test
    void whatDoesNotFindItsTimeIsRefusedWithTheReason() {
        await("child", () -> Containers.exec("rooted", "sh", "-c", "cat /proc/[0-9]*/comm")
                .contains("sleep"));
        assertThat(refused("rooted")).contains("node rooted", "sleep (does not find its time");
        assertThat(refused("sealed")).contains("node sealed", "sleep (does not find its time");
    }

    private static String refused(String node) {
        Injection skew = nodes.fault(ahead(60), node);
        skew.arm();
        Injection.Effect effect = skew.inject();
        assertThat(effect.applied()).isFalse();
        end(skew);
        return effect.evidence().toString();
    }

    @Test
    void whoHasNotOptedInKeepsItsClock() {
        assertThatThrownBy(() -> nodes.fault(ahead(60), "web"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has not opted in");
        assertThat(Containers.exec("web", "sh", "-c", "echo \"[$LD_PRELOAD]\"").strip())
                .isEqualTo("[]");
    }

    @Test
    void aRoleIsHeldByWhoSaysSo() throws Deployment.RoleUnknown {
        assertThatThrownBy(() -> nodes.up.holders("holder"))
                .isInstanceOf(Deployment.RoleUnknown.class)
                .hasMessageContaining("web said")
                .hasMessageContaining("static");
        Containers.exec("store", "sh", "-c", "echo held > /tmp/role");
        assertThat(nodes.up.holders("holder")).containsExactly("store");
    }

    @Test
    void aMarkerIsSeenFromNowOn() throws Exception {
        say("promoted to early"); // Before the watch: not seen.
        CompletableFuture<Long> seen = new CompletableFuture<>();
        try (Deployment.Watch watch = nodes.up.watchMarker("promoted", seen::complete)) {
            say("promoted to secondary, not yet");
            assertThat(seen).isNotDone();
            long before = System.nanoTime();
            say("promoted to primary");
            assertThat(seen.get(5, TimeUnit.SECONDS)).isBetween(before, System.nanoTime());
            assertThat(watch).isNotNull();
        }
    }

    private static void say(String line) {
        Containers.exec("store", "sh", "-c", "echo '" + line + "' > /proc/1/fd/1");
        await("line", () -> nodes.lastLine("store").endsWith(line));
    }
}
