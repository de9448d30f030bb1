package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.engine.Injection;
import io.blackstart.fault.Loss;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of packets as a peer sees it from inside the network, when it begins and ends, and two of them at once. */
@Timeout(120)
class PacketFaultsIT {

    private static final int LOOKS = 20;
    private static final Set<String> OK = Set.of("ok");
    private static final Set<String> SILENCE = Set.of("silent", "unanswered");
    private static final Set<String> RESET = Set.of("refused", "reset");

    private static Lab lab;

    @BeforeAll
    static void up() {
        lab = Lab.of("lab/packets.yaml");
    }

    @AfterAll
    static void down() {
        lab.close();
    }

    /** Its peers see that and nothing else while the fault is there; all is well before and after. */
    private static void sees(String step, String peer, String callee, Set<String> meanwhile) {
        try (Probe probe = Probe.watch(peer, 5, 150, "http", callee, 80, "/")) {
            probe.await(LOOKS, attempt -> true);
            Injection injection = lab.injection(step);
            Injection.Effect effect = Nodes.begin(injection);
            probe.await(LOOKS, attempt -> attempt.start() > effect.effective().to());
            Injection.Healed healed = Nodes.end(injection);
            probe.await(
                    LOOKS,
                    attempt -> attempt.start() > healed.undone().to()
                            && attempt.outcome().equals("ok"));
            List<Probe.Attempt> seen = probe.seen();
            assertThat(outcomes(seen, 0, effect.effective().from())).isEqualTo(OK);
            assertThat(outcomes(seen, effect.effective().to(), healed.undone().from()))
                    .isNotEmpty()
                    .isSubsetOf(meanwhile);
            assertThat(outcomes(seen, healed.undone().to(), Long.MAX_VALUE)).isEqualTo(OK);
        }
    }

    private static Set<String> outcomes(List<Probe.Attempt> attempts, long from, long to) {
        return attempts.stream()
                .filter(attempt -> attempt.within(from, to))
                .map(Probe.Attempt::outcome)
                .collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void anIsolatedNodeHearsNobodyEither() {
        sees("isolate", "web-1", "web-3", SILENCE);
    }

    /** Directly, over Toxiproxy and over HAProxy. */
    static Stream<Arguments> callersAndFaults() {
        return Stream.of("web-2", "web-3", "web-4")
                .flatMap(caller -> Stream.of(
                        Arguments.of(caller, "isolate", SILENCE),
                        Arguments.of(caller, "one-against-all", SILENCE),
                        Arguments.of(caller, "not-to-one", SILENCE),
                        Arguments.of(caller, "not-from-one", SILENCE),
                        Arguments.of(caller, "all-lost", SILENCE),
                        Arguments.of(caller, "isolate-callers", SILENCE),
                        Arguments.of(caller, "reject-callers", SILENCE),
                        Arguments.of(caller, "reject", RESET)));
    }

    @ParameterizedTest
    @MethodSource("callersAndFaults")
    void aProxyInTheLinkMakesNoDifference(String caller, String step, Set<String> meanwhile) {
        sees(step, caller, "web-1", meanwhile);
    }

    /** A connection comes to be where a packet comes through each way: of two lost halves a quarter is left. */
    @ParameterizedTest
    @ValueSource(strings = {"web-2", "web-3", "web-4"})
    void halfIsLostEachWay(String caller) {
        Injection loss = lab.begun("loss");
        List<Probe.Attempt> attempts;
        try (Probe probe = Probe.watch(caller, 10, 300, "http", "web-1", 80, "/")) {
            probe.await(300, attempt -> true);
            attempts = probe.seen();
        }
        Injection.Healed healed = Nodes.end(loss);
        long silent = attempts.stream()
                .filter(attempt -> attempt.outcome().equals("silent"))
                .count();
        assertThat((double) silent / attempts.size()).isBetween(0.65, 0.85);
        assertThat(healed.evidence()).anyMatch(line -> line.startsWith(caller + ": its rules acted on "));
    }

    /** As a ramp does, from nothing on. */
    @Test
    void lossGrowsFromNoneToAll() {
        Injection loss = lab.begun("loss");
        loss.change(new Loss(0));
        assertThat(now()).isEqualTo(OK);
        loss.change(new Loss(0.01));
        loss.change(new Loss(1));
        assertThat(now()).isSubsetOf(SILENCE);
        Nodes.end(loss);
        assertThat(now()).isEqualTo(OK);
    }

    @Test
    void othersDoNotNoticeAnIsolatedNode() {
        sees("isolate", "web-2", "web-3", OK);
    }

    @Test
    void aPartitionIsSilentBothWays() {
        sees("both", "web-2", "web-1", SILENCE);
        sees("both", "web-1", "web-2", SILENCE);
    }

    @Test
    void whoIsInNoGroupReachesEverybody() {
        sees("both", "web-3", "web-1", OK);
        sees("both", "web-3", "web-2", OK);
    }

    @Test
    void oneWayDatagramsPassTheOtherWay() {
        Injection cut = lab.injection("forward");
        cut.arm();
        assertThat(cut.inject().applied()).isTrue();
        assertThat(Intensity.datagrams(lab, "web-1", "web-2", 200)).isZero();
        assertThat(Intensity.datagrams(lab, "web-2", "web-1", 200)).isEqualTo(200);
        assertThat(cut.undo().healed()).isTrue();
        assertThat(Intensity.datagrams(lab, "web-1", "web-2", 200)).isEqualTo(200);
    }

    @Test
    void noNamesForTheNodeAlone() {
        Injection outage = lab.injection("names");
        outage.arm();
        assertThat(Probe.ask("web-1", 3, 300, "names", "web-2"))
                .extracting(Probe.Attempt::outcome)
                .containsOnly("ok");
        assertThat(outage.inject().applied()).isTrue();
        assertThat(Probe.ask("web-1", 3, 300, "names", "web-2"))
                .extracting(Probe.Attempt::outcome)
                .containsOnly("lost");
        assertThat(Probe.ask("web-2", 3, 300, "names", "web-1"))
                .extracting(Probe.Attempt::outcome)
                .containsOnly("ok");
        Injection.Healed healed = outage.undo();
        assertThat(healed.touched()).as(healed.evidence().toString()).isTrue();
        assertThat(Probe.ask("web-1", 3, 300, "names", "web-2"))
                .extracting(Probe.Attempt::outcome)
                .containsOnly("ok");
    }

    /** Two on one node begin and end in each order: the stronger one is seen while it is there, the other one after it. */
    @Test
    void silenceAndResetsAtOnce() {
        for (boolean silenceEndsFirst : new boolean[] {true, false}) {
            Injection silence = lab.injection("isolate");
            Injection resets = lab.injection("reject");
            resets.arm();
            silence.arm();
            assertThat(resets.inject().applied()).isTrue();
            assertThat(now()).isSubsetOf(RESET);
            assertThat(silence.inject().applied()).isTrue();
            assertThat(now()).isSubsetOf(SILENCE);
            (silenceEndsFirst ? silence : resets).undo();
            assertThat(now()).isSubsetOf(silenceEndsFirst ? RESET : SILENCE);
            (silenceEndsFirst ? resets : silence).undo();
            assertThat(now()).isEqualTo(OK);
        }
    }

    private static Set<String> now() {
        return outcomes(Probe.ask("web-2", 5, 150, "http", "web-1", 80, "/"), 0, Long.MAX_VALUE);
    }
}
