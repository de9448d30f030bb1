package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.engine.Injection;
import io.blackstart.journal.Bracket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each fault of packets as a peer sees it from inside the network, when it begins and ends, and two of them at once. */
@Timeout(120)
class PacketFaultsIT {

    private static final Set<String> OK = Set.of("ok");
    private static final Set<String> SILENCE = Set.of("silent", "unanswered");
    private static final Set<String> RESET = Set.of("refused", "reset");

    private static Lab lab;

    @BeforeAll
    static void up() {
        lab = Lab.of("packets.yaml");
    }

    @AfterAll
    static void down() {
        lab.close();
    }

    /** What a peer saw before, while and after a fault was there, by what the injection claims. */
    private record Seen(
            Set<String> before, Set<String> meanwhile, Set<String> after, Bracket effective, double wholeMillis) {}

    private static Set<String> outcomes(List<Lab.Attempt> attempts, long from, long to) {
        return attempts.stream()
                .filter(attempt -> attempt.start() >= from && attempt.end() <= to)
                .map(Lab.Attempt::outcome)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static Seen look(String step, String peer, String callee) throws Exception {
        CompletableFuture<List<Lab.Attempt>> attempts = lab.attempts(peer, "tcp", callee, 80, 400, 5, 150);
        Lab.pause(500);
        Injection injection = lab.injection(step);
        injection.arm();
        Injection.Effect effect = injection.inject();
        assertThat(effect.applied()).as(effect.evidence().toString()).isTrue();
        Lab.pause(700);
        Injection.Healed healed = injection.undo();
        assertThat(healed.healed()).as(healed.evidence().toString()).isTrue();
        assertThat(injection.undo()).isEqualTo(healed);
        List<Lab.Attempt> all = attempts.get();
        Bracket effective = effect.effective();
        FaultRows.record(step, effect, healed, all);
        return new Seen(
                outcomes(all, 0, effective.from()),
                outcomes(all, effective.to(), healed.undone().from()),
                outcomes(all, healed.undone().to(), Long.MAX_VALUE),
                effective,
                0);
    }

    private static void sees(String step, String peer, String callee, Set<String> meanwhile) throws Exception {
        Seen seen = look(step, peer, callee);
        assertThat(seen.before()).isEqualTo(OK);
        assertThat(seen.meanwhile()).isNotEmpty().isSubsetOf(meanwhile);
        assertThat(seen.after()).isEqualTo(OK);
    }

    @Test
    void anIsolatedNodeIsSilent() throws Exception {
        sees("isolate", "web-2", "web-1", SILENCE);
    }

    @Test
    void anIsolatedNodeHearsNobodyEither() throws Exception {
        sees("isolate", "web-1", "web-3", SILENCE);
    }

    @Test
    void othersDoNotNoticeAnIsolatedNode() throws Exception {
        sees("isolate", "web-2", "web-3", OK);
    }

    @Test
    void aRejectingNodeResets() throws Exception {
        sees("reject", "web-2", "web-1", RESET);
    }

    @Test
    void aPartitionIsSilentBothWays() throws Exception {
        sees("both", "web-2", "web-1", SILENCE);
        sees("both", "web-1", "web-2", SILENCE);
    }

    @Test
    void whoIsInNoGroupReachesEverybody() throws Exception {
        sees("both", "web-3", "web-1", OK);
        sees("both", "web-3", "web-2", OK);
    }

    @Test
    void oneWayDatagramsPassTheOtherWay() throws Exception {
        Injection cut = lab.injection("forward");
        cut.arm();
        assertThat(cut.inject().applied()).isTrue();
        assertThat(datagrams("web-1", "web-2", 200)).isZero();
        assertThat(datagrams("web-2", "web-1", 200)).isEqualTo(200);
        assertThat(cut.undo().healed()).isTrue();
        assertThat(datagrams("web-1", "web-2", 200)).isEqualTo(200);
    }

    private static int datagrams(String from, String to, int count) throws Exception {
        CompletableFuture<String> sink =
                CompletableFuture.supplyAsync(() -> lab.peer(to, "sink", 999, 2 + count / 4_000));
        Lab.pause(500);
        int sent = Integer.parseInt(lab.peer(from, "udp", to, 999, count, 1));
        assertThat(sent).as("no sender is told that its packets are dropped").isEqualTo(count);
        return Integer.parseInt(sink.get());
    }

    @Test
    void lossIsTheShareThatWasAskedFor() throws Exception {
        int count = 20_000;
        Injection loss = lab.injection("loss");
        loss.arm();
        assertThat(loss.inject().applied()).isTrue();
        double in = 1 - datagrams("web-2", "web-1", count) / (double) count;
        double out = 1 - datagrams("web-1", "web-2", count) / (double) count;
        Injection.Healed healed = loss.undo();
        FaultRows.intensity(
                "loss", "5 %", String.format(java.util.Locale.ROOT, "%.2f %% in, %.2f %% out", in * 100, out * 100));
        assertThat(in).isBetween(0.045, 0.055);
        assertThat(out).isBetween(0.045, 0.055);
        assertThat(healed.touched()).as(healed.evidence().toString()).isTrue();
        assertThat(datagrams("web-2", "web-1", 2_000)).isEqualTo(2_000);
    }

    @Test
    void noNamesForTheNodeAlone() throws Exception {
        Injection outage = lab.injection("names");
        outage.arm();
        assertThat(lab.attempts("web-1", "names", "web-2", 3, 300).get())
                .extracting(Lab.Attempt::outcome)
                .containsOnly("ok");
        assertThat(outage.inject().applied()).isTrue();
        assertThat(lab.attempts("web-1", "names", "web-2", 3, 300).get())
                .extracting(Lab.Attempt::outcome)
                .containsOnly("silent");
        assertThat(lab.attempts("web-2", "names", "web-1", 3, 300).get())
                .extracting(Lab.Attempt::outcome)
                .containsOnly("ok");
        Injection.Healed healed = outage.undo();
        assertThat(healed.touched()).as(healed.evidence().toString()).isTrue();
        assertThat(lab.attempts("web-1", "names", "web-2", 3, 300).get())
                .extracting(Lab.Attempt::outcome)
                .containsOnly("ok");
    }

    @Test
    void aLostHostIsSilentAndComesBackAsABootingOneDoes() throws Exception {
        Seen seen = look("lost", "web-2", "web-1");
        assertThat(seen.before()).isEqualTo(OK);
        assertThat(seen.meanwhile()).isNotEmpty().isSubsetOf(SILENCE);
        assertThat(seen.after()).contains("ok").isSubsetOf(Set.of("ok", "refused"));
    }

    /** Two on one node begin and end in each order: the stronger one is seen while it is there, the other one after it. */
    @Test
    void silenceAndResetsAtOnce() throws Exception {
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

    private static Set<String> now() throws Exception {
        return outcomes(lab.attempts("web-2", "tcp", "web-1", 80, 5, 5, 150).get(), 0, Long.MAX_VALUE);
    }
}
