package io.blackstart.catalogue;

import static io.blackstart.catalogue.LinkBench.OTHER;
import static io.blackstart.catalogue.LinkBench.PAIR;
import static io.blackstart.catalogue.LinkBench.begin;
import static io.blackstart.catalogue.LinkBench.undone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.NetworkSettings;
import com.github.dockerjava.api.model.Ports;
import io.blackstart.catalogue.peer.Seen;
import io.blackstart.docker.RunLabels;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.Injection;
import io.blackstart.engine.LinkProxies;
import io.blackstart.fault.Direction;
import io.blackstart.fault.Existing;
import io.blackstart.fault.Isolate;
import io.blackstart.fault.Partition;
import io.blackstart.fault.Refuse;
import io.blackstart.fault.Reject;
import io.blackstart.fault.Reset;
import io.blackstart.fault.SlowClose;
import io.blackstart.topology.Link;
import io.blackstart.toxiproxy.ToxiproxyLinkProxies;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Proxies that die, hang, or come into a link in the middle of a run. */
@Timeout(90)
class LinkProxiesIT {

    private static LinkBench bench;

    private final DockerClient docker = io.blackstart.docker.Engine.connect().client();

    @BeforeAll
    static void bringUp() throws Exception {
        bench = LinkBench.up("proxies", PAIR, new Refuse());
    }

    @AfterAll
    static void tearDown() throws IOException {
        bench.close();
    }

    @AfterEach
    void nothingIsLeft() {
        bench.whole();
    }

    private String toxiproxy() {
        return proxy("toxiproxy");
    }

    private String proxy(String kind) {
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(RunLabels.EXPERIMENT + "=proxies", RunLabels.ROLE + "=helper"))
                .withNameFilter(List.of(kind))
                .exec()
                .get(0)
                .getId();
    }

    /** Until its API answers, at its own address or where that is published. */
    private void awaitToxiproxy() {
        NetworkSettings settings =
                docker.inspectContainerCmd(toxiproxy()).exec().getNetworkSettings();
        LinkProxies kind = new ToxiproxyLinkProxies();
        int port = kind.program().apiPort();
        Ports.Binding[] published = settings.getPorts().getBindings().get(ExposedPort.tcp(port));
        String own = settings.getNetworks().values().iterator().next().getIpAddress();
        if (published == null || published.length == 0) {
            kind.connect(own, port, Duration.ofSeconds(20));
        } else {
            kind.connect("127.0.0.1", Integer.parseInt(published[0].getHostPortSpec()), Duration.ofSeconds(20));
        }
    }

    /** Not through HAProxy: it keeps a caller's connection where a callee closes its own. */
    @Test
    void slowCloseHoldsTheEndOfTheStream() {
        Injection injection =
                bench.prepared(OTHER, new SlowClose(Duration.ofMillis(700), Direction.RESPONSE, 1, Existing.KEEP));
        begin(injection);
        bench.open("new", "other", 5_000);
        Seen seen = bench.ask("new", "/close/100");
        assertThat(seen.ending()).isEqualTo("200");
        assertThat(seen.dataNanos() / 1e6).isLessThan(100);
        assertThat(seen.endNanos() / 1e6).isBetween(700.0, 1_000.0);
        undone(injection);
    }

    @Test
    void aKilledProxyIsReplacedWhenItsFaultIsUndone() {
        Injection stays = bench.begun(LinkBench.latency(20, Existing.KEEP));
        Injection ends = bench.begun(LinkBench.latency(40, Existing.KEEP));
        docker.killContainerCmd(toxiproxy()).exec();
        Injection.Healed healed = undone(ends);
        assertThat(healed.evidence()).anyMatch(line -> line.startsWith("toxiproxy was lost (its container ended"));
        assertThat(bench.took(5, "/bytes/5").stream().sorted().toList().get(5 / 2))
                .isBetween(20L, 39L);
        assertThat(undone(stays).evidence()).anyMatch(line -> line.startsWith("toxiproxy was lost"));
    }

    @Test
    void aProxyThatIsGoneIsReplacedBeforeAFaultBegins() {
        docker.removeContainerCmd(toxiproxy()).withForce(true).exec();
        Injection injection = bench.prepared(PAIR, LinkBench.latency(30, Existing.KEEP));
        Injection.Effect effect = begin(injection);
        assertThat(effect.evidence()).anyMatch(line -> line.startsWith("toxiproxy was lost (its container is gone"));
        assertThat(bench.took(5, "/bytes/5").stream().sorted().toList().get(5 / 2))
                .isBetween(30L, 90L);
        undone(injection);
    }

    @Test
    void aProxyThatComesBackEmptyInTheMiddleOfAFaultIsAGap() {
        Injection stays = bench.begun(LinkBench.latency(20, Existing.KEEP));
        Injection ends = bench.begun(LinkBench.latency(40, Existing.KEEP));
        docker.restartContainerCmd(toxiproxy()).withTimeout(0).exec();
        awaitToxiproxy();
        assertThat(bench.deployment().breaks())
                .anyMatch(line -> line.startsWith("toxiproxy was away (its container was started again at"));
        Injection.Healed healed = undone(ends);
        assertThat(healed.gap().orElseThrow())
                .contains("the fault was not there all the time: toxiproxy was lost", "proxy not found");
        assertThat(bench.took(5, "/bytes/5").stream().sorted().toList().get(5 / 2))
                .isBetween(20L, 39L);
        assertThat(undone(stays).gap()).isPresent();
        assertThat(bench.each(5, "callee", "GET", "/bytes/5")).containsOnly("200");
        assertThat(bench.deployment().breaks()).anyMatch(line -> line.startsWith("toxiproxy was lost"));
    }

    @Test
    void anHttpProxyThatComesBackEmptyInTheMiddleOfAFaultIsAGap() {
        Injection injection = bench.prepared(LinkBench.FOURTH, LinkBench.status(418, 1));
        begin(injection);
        docker.restartContainerCmd(proxy("haproxy")).withTimeout(0).exec();
        assertThat(bench.deployment().breaks()).anyMatch(line -> line.startsWith("haproxy was away"));
        assertThat(undone(injection).gap().orElseThrow()).contains("haproxy was lost");
        assertThat(bench.each(5, "fourth", "GET", "/bytes/5")).containsOnly("200");
    }

    @Test
    void aFaultThatStayedHasNoGap() {
        Injection injection = bench.begun(LinkBench.latency(20, Existing.KEEP));
        Injection.Healed healed = undone(injection);
        assertThat(healed.gap()).isEmpty();
        assertThat(healed.evidence()).anyMatch(line -> line.startsWith("at its undo: "));
    }

    @Test
    void aHungProxyIsReplaced() {
        Injection injection = bench.begun(LinkBench.latency(30, Existing.KEEP));
        docker.pauseContainerCmd(toxiproxy()).exec();
        long from = System.nanoTime();
        Injection.Healed healed = undone(injection);
        assertThat(System.nanoTime() - from).isLessThan(Duration.ofSeconds(20).toNanos());
        assertThat(healed.evidence()).anyMatch(line -> line.startsWith("toxiproxy was lost"));
    }

    @Test
    void aReceiverThatStoppedReadingHoldsNothingUp() throws Exception {
        bench.open("stuck", 5_000);
        assertThat(bench.send("stuck", "/bytes/80000000")).isEqualTo("sent");
        java.util.concurrent.TimeUnit.MILLISECONDS.sleep(500); // Until every buffer on the way is full.
        Injection injection = bench.begun(LinkBench.latency(30, Existing.KEEP));
        assertThat(bench.took(5, "/bytes/5").stream().sorted().toList().get(5 / 2))
                .isBetween(30L, 90L);
        undone(injection);
    }

    @Test
    void aResetThatWaitsHoldsNothingUp() {
        Injection late = bench.begun(new Reset(Duration.ofMillis(200), Direction.RESPONSE, 1, Existing.KEEP));
        bench.open("new", 5_000);
        Seen seen = bench.ask("new", "/bytes/5");
        assertThat(seen.ending()).isEqualTo("reset");
        assertThat(seen.endNanos() / 1e6).isBetween(200.0, 300.0);
        undone(late);
        Injection never = bench.begun(new Reset(Duration.ofSeconds(30), Direction.RESPONSE, 1, Existing.KEEP));
        bench.open("waits", 5_000);
        bench.send("waits", "/bytes/5");
        assertThat(undone(never).evidence()).noneMatch(line -> line.contains("lost"));
        assertThat(bench.ask("waits", "/bytes/5").ending()).isEqualTo("200");
    }

    @Test
    void aLinkIsRedirectedInTheMiddleOfARun() {
        bench.open("old", "other", 1_000);
        assertThat(bench.ask("old", "/bytes/5").ending()).isEqualTo("200");
        Deployment.Redirection redirection =
                bench.deployment().redirect(LinkBench.targeted("r", OTHER, new Refuse()), Existing.KEEP);
        assertThat(bench.ask("old", "/bytes/5").ending()).isEqualTo("200");
        Injection injection = bench.prepared(OTHER, new Refuse());
        assertThat(begin(injection).evidence()).contains("connections opened before the link was redirected are reset");
        assertThat(bench.open("new", "other", 500)).isEqualTo("refused");
        assertThat(bench.ask("old", "/bytes/5").ending()).isEqualTo("reset");
        assertThatThrownBy(redirection::close).hasMessageContaining("a fault is still on");
        undone(injection);
        bench.open("proxied", "other", 1_000);
        redirection.close();
        assertThat(bench.ask("proxied", "/bytes/5").ending()).isEqualTo("200");
        assertThat(bench.each(3, "other", "GET", "/bytes/5")).containsOnly("200");
    }

    @Test
    void aPartitionIsNotBypassedOverALinkThatIsRedirectedOrReleased() {
        Injection cut = bench.parted(LinkBench.FIFTH);
        assertThat(bench.open("new", "fifth", 500)).isNotEqualTo("open");
        Deployment.Redirection redirection =
                bench.deployment().redirect(LinkBench.targeted("r", LinkBench.FIFTH, new Refuse()), Existing.KEEP);
        assertThat(bench.open("new", "fifth", 500)).isNotEqualTo("open");
        undone(cut);
        assertThat(bench.open("proxied", "fifth", 1_000)).isEqualTo("open");
        assertThat(bench.ask("proxied", "/bytes/5").ending()).isEqualTo("200");
        redirection.close();
        Injection later = bench.parted(LinkBench.FIFTH);
        assertThat(bench.ask("proxied", "/bytes/5").ending()).isNotEqualTo("200");
        assertThat(bench.open("new", "fifth", 500)).isNotEqualTo("open");
        undone(later);
        assertThat(bench.each(3, "fifth", "GET", "/bytes/5")).containsOnly("200");
    }

    @Test
    void aLinkIsRedirectedAndWhatIsOpenIsKept() {
        bench.open("old", "spare", 1_000);
        Injection injection = bench.prepared(LinkBench.SPARE, LinkBench.latency(50, Existing.KEEP));
        assertThat(begin(injection).evidence())
                .contains("connections opened before the link was redirected are not met");
        assertThat(bench.ask("old", "/bytes/5").dataNanos() / 1e6).isLessThan(40);
        bench.open("new", "spare", 1_000);
        assertThat(bench.ask("new", "/bytes/5").dataNanos() / 1e6).isGreaterThan(50);
        undone(injection);
    }

    @Test
    void aSecondKindOfProxyComesIntoALinkInTheMiddleOfARun() {
        Injection slow = bench.prepared(LinkBench.THIRD, LinkBench.latency(30, Existing.KEEP));
        begin(slow);
        bench.open("old", "third", 1_000);
        Injection bad = bench.prepared(LinkBench.THIRD, LinkBench.status(418, 1));
        begin(bad);
        assertThat(bench.ask("old", "/bytes/5").ending()).isEqualTo("200");
        assertThat(bench.each(5, "third", "GET", "/bytes/5")).containsOnly("418");
        undone(bad);
        bench.open("new", "third", 1_000);
        assertThat(bench.median(9, "new")).isBetween(30.0, 90.0);
        undone(slow);
    }

    @Test
    void linksThatOverlapShareWhatTheyHaveInCommon() {
        Link both = new Link(List.of("caller"), List.of("callee", "other"), 8080);
        Injection wide = bench.prepared(both, LinkBench.latency(40, Existing.CUT));
        begin(wide);
        for (String callee : List.of("callee", "other")) {
            bench.open("new", callee, 1_000);
            assertThat(bench.median(9, "new")).isBetween(40.0, 100.0);
        }
        Injection narrow = bench.begun(new Refuse());
        assertThat(bench.open("new", "callee", 1_000)).isEqualTo("refused");
        assertThat(bench.open("new", "other", 1_000)).isEqualTo("open");
        undone(wide);
        assertThat(bench.open("new", "callee", 1_000)).isEqualTo("refused");
        undone(narrow);
    }

    private static Partition partition(Partition.Cut direction, String first, String second) {
        return new Partition(List.of(List.of(first), List.of(second)), direction);
    }

    private static void packetFaultIsMet(Injection injection, Set<String> old, String fresh) {
        bench.open("old", 1_000);
        assertThat(bench.ask("old", "/bytes/5").ending()).isEqualTo("200");
        begin(injection);
        assertThat(bench.ask("old", "/bytes/5").ending()).isIn(old);
        assertThat(bench.open("new", 500)).isEqualTo(fresh);
        undone(injection);
        assertThat(bench.each(3, "callee", "GET", "/bytes/5")).containsOnly("200");
    }

    @Test
    void packetFaultsMeetWhatIsOpenOverAProxy() {
        packetFaultIsMet(bench.prepared(new Reject(), "callee"), Set.of("reset"), "refused");
        packetFaultIsMet(bench.prepared(new Isolate(), "callee"), Set.of("silent"), "silent");
    }

    @Test
    void partitionsMeetWhatIsOpenOverAProxy() {
        for (Partition partition : List.of(
                partition(Partition.Cut.BOTH, "caller", "callee"),
                partition(Partition.Cut.FORWARD, "caller", "callee"),
                partition(Partition.Cut.FORWARD, "callee", "caller"))) {
            packetFaultIsMet(bench.prepared(partition, "caller", "callee"), Set.of("silent"), "silent");
        }
    }

    @Test
    void packetFaultsMeetWhatIsOpenOverAProxyThatNewConnectionsDoNotTake() {
        Deployment.Redirection redirection =
                bench.deployment().redirect(LinkBench.targeted("p", LinkBench.SPARE, new Refuse()), Existing.KEEP);
        bench.open("proxied", "spare", 500);
        redirection.close();
        assertThat(bench.ask("proxied", "/bytes/5").ending()).isEqualTo("200");
        Injection injection = bench.prepared(new Reject(), "spare");
        begin(injection);
        assertThat(bench.ask("proxied", "/bytes/5").ending()).isEqualTo("reset");
        undone(injection);
    }
}
