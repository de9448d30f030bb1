package io.blackstart.docker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Small decisions of faults of nodes. */
class NodeStateTest {

    @Test
    void theMemoryCgroupIsFoundInBothVersions() {
        String first = "9:name=systemd:/docker/x\n5:cpu,memory:/docker/abc\n0::/\n";
        assertThat(MemoryCgroup.parse(first)).contains(new MemoryCgroup(false, "/docker/abc"));
        assertThat(MemoryCgroup.parse("0::/system.slice/docker-abc.scope\n"))
                .contains(new MemoryCgroup(true, "/system.slice/docker-abc.scope"));
        assertThat(MemoryCgroup.parse("the agent did not answer")).isEmpty();
    }

    @Test
    void graceIsRoundedUpToSeconds() {
        assertThat(StopInjection.seconds(Duration.ZERO)).isZero();
        assertThat(StopInjection.seconds(Duration.ofMillis(1))).isEqualTo(1);
        assertThat(StopInjection.seconds(Duration.ofSeconds(10))).isEqualTo(10);
        assertThat(StopInjection.seconds(Duration.ofMillis(1500))).isEqualTo(2);
    }

    @Test
    void ofFullVolumesTheFullestCounts() {
        assertThat(FullVolumes.least(List.of(4096L, 0L, 100L))).hasValue(0);
        assertThat(FullVolumes.least(List.of())).isEmpty();
    }

    @Test
    void aStampOutsideOfTheCallIsNotBelieved() {
        EngineEvents.Seen seen = new EngineEvents.Seen(150, 150, "pause", "c", Map.of());
        assertThat(seen.since(100, 200)).isEqualTo(new Bracket(100, 150));
        assertThat(seen.since(160, 200)).isEqualTo(new Bracket(160, 200));
        assertThat(seen.since(100, 140)).isEqualTo(new Bracket(100, 140));
    }

    @Test
    void aFaultIsThereWhereItIsThereOnEveryNode() {
        NodeEffect good = new NodeEffect(new Bracket(1, 2), true, "a: there");
        NodeEffect bad = new NodeEffect(new Bracket(2, 5), false, "b: not there");
        var both = NodeEffect.together(0, List.of(good, bad));
        assertThat(both.applied()).isFalse();
        assertThat(both.effective()).isEqualTo(new Bracket(1, 5));
        assertThat(both.evidence()).containsExactly("a: there", "b: not there");
        assertThat(NodeEffect.together(0, List.of(good)).applied()).isTrue();
        assertThat(NodeEffect.together(0, List.of()).applied()).isFalse();
    }
}
