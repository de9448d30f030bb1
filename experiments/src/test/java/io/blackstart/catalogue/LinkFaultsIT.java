package io.blackstart.catalogue;

import static io.blackstart.catalogue.LinkBench.PAIR;
import static io.blackstart.catalogue.LinkBench.undone;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.catalogue.peer.Seen;
import io.blackstart.engine.Injection;
import io.blackstart.fault.Bandwidth;
import io.blackstart.fault.BlackHole;
import io.blackstart.fault.Direction;
import io.blackstart.fault.Existing;
import io.blackstart.fault.Http;
import io.blackstart.fault.Latency;
import io.blackstart.fault.LimitData;
import io.blackstart.fault.Refuse;
import io.blackstart.fault.Reset;
import io.blackstart.fault.Slicer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each fault of a link as a caller inside of the network sees it, alone and with another, and that it is gone afterwards. */
@Timeout(60)
class LinkFaultsIT {

    private static final Duration ZERO = Duration.ZERO;

    private static LinkBench bench;

    @BeforeAll
    static void bringUp() throws Exception {
        bench = LinkBench.up("links", PAIR, new Refuse(), LinkBench.status(503, 1));
    }

    @AfterAll
    static void tearDown() throws IOException {
        bench.close();
        assertThat(Engine.left()).noneMatch(left -> left.run().startsWith("links"));
    }

    @AfterEach
    void nothingIsLeft() {
        bench.whole();
    }

    /** Within four standard deviations: once in 16,000 times it is not. */
    private static void assertShare(long came, int of, double share) {
        assertThat((double) came)
                .isCloseTo(of * share, org.assertj.core.data.Offset.offset(4 * Math.sqrt(of * share * (1 - share))));
    }

    private static long middle(List<Long> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    @Test
    void latencyDelaysEachRoundTrip() {
        bench.open("old", 1_000);
        double before = bench.median(201, "old");
        Injection injection = bench.begun(LinkBench.latency(100, Existing.KEEP));
        assertThat(bench.median(25, "old") - before).isBetween(100.0, 103.0);
        bench.open("new", 1_000);
        assertThat(bench.median(25, "new") - before).isBetween(100.0, 103.0);
        bench.ask("new", "/bytes/4000000"); // As many packets as nobody would take for noise.
        Injection.Healed healed = undone(injection);
        assertThat(healed.touched()).as(healed.evidence().toString()).isTrue();
        assertThat(bench.median(51, "old")).isLessThan(before + 3);
    }

    @Test
    void latencyHasADirectionJitterAndAShare() {
        Injection both = bench.begun(
                new Latency(Duration.ofMillis(50), Duration.ofMillis(20), Direction.BOTH, 1, Existing.KEEP));
        List<Long> took = bench.took(30, "/bytes/5");
        assertThat(took).allSatisfy(millis -> assertThat(millis).isGreaterThanOrEqualTo(60L));
        assertThat(middle(took)).isBetween(90L, 120L);
        assertThat(Collections.max(took) - Collections.min(took)).isGreaterThan(15);
        undone(both);
        Injection some = bench.begun(new Latency(Duration.ofMillis(60), ZERO, Direction.REQUEST, 0.3, Existing.KEEP));
        assertShare(
                bench.took(120, "/bytes/5").stream()
                        .filter(millis -> millis >= 60)
                        .count(),
                120,
                0.3);
        undone(some);
    }

    @Test
    void latencyIsGradedInPlace() {
        bench.open("old", 1_000);
        Injection ramp = bench.begun(LinkBench.latency(0, Existing.KEEP));
        assertThat(bench.median(21, "old")).isLessThan(10);
        for (int millis : new int[] {20, 60, 40}) {
            assertThat(ramp.change(LinkBench.latency(millis, Existing.KEEP)).to())
                    .isLessThanOrEqualTo(System.nanoTime());
            assertThat(bench.median(11, "old")).isBetween((double) millis, millis + 10.0);
        }
        undone(ramp);
        assertThat(bench.median(21, "old")).isLessThan(10);
    }

    @Test
    void bandwidthIsWhatItSays() {
        Injection injection = bench.begun(new Bandwidth(1_000_000, Direction.RESPONSE, 1, Existing.KEEP));
        bench.open("new", 10_000);
        Seen seen = bench.ask("new", "/bytes/4000000");
        assertThat(seen.ending()).isEqualTo("200");
        assertThat(seen.dataNanos() / 1e9).isBetween(3.6, 4.4);
        undone(injection);
    }

    @Test
    void blackHoleIsSilence() {
        bench.open("old", 300);
        Injection injection = bench.begun(new BlackHole(ZERO, Direction.RESPONSE, 1, Existing.KEEP));
        assertThat(bench.open("new", 300)).isEqualTo("open");
        assertThat(bench.ask("new", "/bytes/5").ending()).isEqualTo("silent");
        assertThat(bench.ask("old", "/bytes/5").ending()).isEqualTo("silent");
        undone(injection);
    }

    @Test
    void blackHoleClosesInTheEndWhereItIsTold() {
        Injection injection = bench.begun(new BlackHole(Duration.ofMillis(200), Direction.REQUEST, 1, Existing.KEEP));
        bench.open("new", 2_000);
        Seen seen = bench.ask("new", "/bytes/5");
        assertThat(seen.ending()).isEqualTo("eof");
        assertThat(seen.endNanos() / 1e6).isBetween(190.0, 350.0);
        undone(injection);
    }

    @Test
    void resetIsAResetForNewConnections() {
        bench.open("old", 1_000);
        Injection injection = bench.begun(new Reset(ZERO, Direction.RESPONSE, 1, Existing.KEEP));
        assertThat(bench.each(10, "callee", "GET", "/bytes/5")).containsOnly("reset");
        assertThat(bench.ask("old", "/bytes/5").ending()).isIn("eof", "reset");
        undone(injection);
    }

    @Test
    void slicerSendsPieces() {
        Injection injection =
                bench.begun(new Slicer(64, 16, Duration.ofMillis(10), Direction.RESPONSE, 1, Existing.KEEP));
        bench.open("new", 3_000);
        Seen seen = bench.ask("new", "/bytes/1000");
        assertThat(seen.ending()).isEqualTo("200");
        assertThat(seen.reads()).isBetween(12, 40);
        assertThat(seen.most()).isLessThanOrEqualTo(2 * 80);
        assertThat(seen.dataNanos() / 1e6).isBetween(110.0, 500.0);
        undone(injection);
    }

    @Test
    void limitDataClosesAfterSoManyBytes() {
        Injection injection = bench.begun(new LimitData(5_000, Direction.RESPONSE, 1, Existing.KEEP));
        bench.open("new", 1_000);
        Seen seen = bench.ask("new", "/bytes/20000");
        assertThat(seen.ending()).isIn("eof", "reset");
        assertThat(seen.bytes()).isEqualTo(5_000);
        undone(injection);
    }

    @Test
    void refuseIsARefusal() {
        bench.open("old", 1_000);
        Injection injection = bench.begun(new Refuse());
        assertThat(bench.each(10, "callee", "GET", "/bytes/5")).containsOnly("refused");
        assertThat(bench.ask("old", "/bytes/5").ending()).isIn("eof", "reset");
        undone(injection);
    }

    @Test
    void existingConnectionsAreCutWhereAsked() {
        bench.open("old", 1_000);
        assertThat(bench.ask("old", "/bytes/5").ending()).isEqualTo("200");
        Injection injection =
                bench.begun(new Latency(Duration.ofMillis(30), ZERO, Direction.RESPONSE, 1, Existing.CUT));
        assertThat(bench.ask("old", "/bytes/5").ending()).isIn("eof", "reset");
        assertThat(middle(bench.took(5, "/bytes/5"))).isBetween(30L, 60L);
        undone(injection);
    }

    @Test
    void httpAnswersAShareOfTheRequestsWithAStatus() {
        bench.open("old", 1_000);
        Injection injection = bench.begun(LinkBench.status(429, 0.4));
        assertShare(Collections.frequency(bench.each(300, "callee", "GET", "/bytes/5"), "429"), 300, 0.4);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            kept.add(bench.ask("old", "/bytes/5").ending());
        }
        assertThat(kept).containsOnly("200", "429");
        assertShare(Collections.frequency(kept, "429"), 60, 0.4);
        Injection.Healed healed = undone(injection);
        assertThat(healed.touched()).as(healed.evidence().toString()).isTrue();
        assertThat(healed.evidence()).anyMatch(line -> line.startsWith("the fault met "));
    }

    @Test
    void httpDelaysOrAbortsWhatMatches() {
        Injection slow = bench.begun(new Http(
                1,
                Optional.empty(),
                Optional.of(Duration.ofMillis(120)),
                false,
                Optional.of("GET"),
                Optional.of("/bytes/1"),
                Existing.KEEP));
        Injection gone = bench.begun(new Http(
                0.5, Optional.empty(), Optional.empty(), true, Optional.of("POST"), Optional.empty(), Existing.KEEP));
        assertThat(middle(bench.took(8, "/bytes/10"))).isBetween(118L, 160L);
        assertThat(middle(bench.took(8, "/bytes/20"))).isLessThan(60);
        List<String> posted = bench.each(100, "callee", "POST", "/bytes/20");
        assertThat(posted).containsOnly("200", "eof");
        assertShare(Collections.frequency(posted, "eof"), 100, 0.5);
        undone(slow);
        assertThat(middle(bench.took(8, "/bytes/10"))).isLessThan(60);
        undone(gone);
    }

    @Test
    void httpUndoneLetsGoOfWhatWaits() throws Exception {
        Injection slow = bench.begun(new Http(
                1,
                Optional.empty(),
                Optional.of(Duration.ofSeconds(20)),
                false,
                Optional.empty(),
                Optional.empty(),
                Existing.KEEP));
        bench.open("waits", 5_000);
        bench.send("waits", "/bytes/5");
        java.util.concurrent.TimeUnit.MILLISECONDS.sleep(100); // Until its request waits in the proxy.
        undone(slow);
        assertThat(bench.ask("waits", "/bytes/5").endNanos() / 1e6).isLessThan(1_000);
    }

    @Test
    void twoFaultsBeginAndEndInAnyOrder() {
        Injection first = bench.begun(LinkBench.latency(30, Existing.KEEP));
        Injection second = bench.begun(LinkBench.latency(60, Existing.KEEP));
        bench.open("old", 1_000);
        assertThat(bench.median(9, "old")).isBetween(90.0, 105.0);
        undone(first);
        assertThat(bench.median(9, "old")).isBetween(60.0, 70.0);
        Injection third = bench.begun(new Refuse());
        assertThat(bench.open("new", 500)).isEqualTo("refused");
        undone(second);
        assertThat(bench.open("new", 500)).isEqualTo("refused");
        Injection fourth = bench.begun(new Refuse());
        undone(third);
        assertThat(bench.open("new", 500)).isEqualTo("refused");
        undone(fourth);
        bench.whole();
    }

    @Test
    void faultsOfBothKindsOfProxiesBeginAndEndInAnyOrder() {
        Injection slow = bench.begun(LinkBench.latency(40, Existing.KEEP));
        Injection bad = bench.begun(LinkBench.status(500, 1));
        assertThat(bench.each(3, "callee", "GET", "/bytes/5")).containsOnly("500");
        assertThat(middle(bench.took(3, "/bytes/5"))).isGreaterThanOrEqualTo(40);
        undone(slow);
        assertThat(bench.each(3, "callee", "GET", "/bytes/5")).containsOnly("500");
        Injection again = bench.begun(LinkBench.latency(40, Existing.KEEP));
        undone(bad);
        assertThat(middle(bench.took(3, "/bytes/5"))).isBetween(40L, 70L);
        undone(again);
    }

    @Test
    void aToxicTakesEffectAtItsInstant() {
        List<Double> asked = new ArrayList<>();
        List<Double> undone = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Injection injection = bench.prepared(PAIR, LinkBench.latency(10, Existing.KEEP));
            Injection.Effect effect = LinkBench.begin(injection);
            asked.add((effect.effective().to() - effect.asked()) / 1e6);
            Injection.Healed healed = injection.undo();
            undone.add((healed.undone().to() - healed.undone().from()) / 1e6);
        }
        Collections.sort(asked);
        Collections.sort(undone);
        System.out.printf(
                "asked to effective: p50 %.2f ms, p99 %.2f ms; undone: p50 %.2f ms, p99 %.2f ms%n",
                asked.get(25), asked.get(49), undone.get(25), undone.get(49));
        assertThat(asked.get(25)).isLessThan(10);
    }
}
