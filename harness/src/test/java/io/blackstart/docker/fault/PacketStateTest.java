package io.blackstart.docker.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.docker.Pod;
import io.blackstart.journal.Bracket;
import io.blackstart.topology.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a node's packets suffer is the set of its faults, whatever the order in which they come and go. */
class PacketStateTest {

    private static final Pod ONE = pod("one");
    private static final Pod TWO = pod("two");
    private static final PacketRule SILENCE = PacketRule.drop(PacketRule.Hook.IN, "meta nfproto ipv4");
    private static final PacketRule NONSENSE = PacketRule.drop(PacketRule.Hook.IN, "nonsense");
    private static final PacketRule LOSS =
            new PacketRule(PacketRule.Hook.IN, PacketRule.Rank.LOSE, "numgen random mod 100 < 5", "drop");
    private static final PacketRule NAMES =
            new PacketRule(PacketRule.Hook.IN, PacketRule.Rank.NAMES, "ct original proto-dst 53", "drop");

    private final Map<Pod, List<String>> there = new LinkedHashMap<>();
    private final Set<Pod> refusing = new HashSet<>();
    private final PacketState state = new PacketState(this::nft);

    /** Takes a node's script or not, one by one, as nft does; it refuses what it does not understand. */
    private PacketRules.Applied nft(Map<Pod, List<String>> scripts) {
        boolean all = true;
        for (Map.Entry<Pod, List<String>> script : scripts.entrySet()) {
            boolean taken = !refusing.contains(script.getKey())
                    && script.getValue().stream().noneMatch(line -> line.contains("nonsense"));
            all &= taken;
            if (taken) {
                there.put(script.getKey(), script.getValue());
            }
        }
        return new PacketRules.Applied(Bracket.at(0), all, List.of());
    }

    private static Pod pod(String name) {
        return new Pod(new Node(name, name, 1), name, name + "-service", List.of());
    }

    private List<String> rules(Pod pod) {
        return there.getOrDefault(pod, List.of()).stream()
                .filter(line -> line.startsWith("add rule"))
                .map(line -> line.replaceFirst("add rule inet \\S+ ", ""))
                .toList();
    }

    @Test
    void oneEndsAndTheOtherStays() {
        state.begin("a", () -> Map.of(ONE, List.of(SILENCE)));
        state.begin("b", () -> Map.of(ONE, List.of(LOSS), TWO, List.of(LOSS)));
        state.end("a");
        assertThat(rules(ONE))
                .containsExactly("in iif \"lo\" accept", "in numgen random mod 100 < 5 counter name fault_b drop");
        state.end("b");
        assertThat(rules(ONE)).isEmpty();
        assertThat(rules(TWO)).isEmpty();
    }

    @Test
    void theOrderInWhichTheyBeginMakesNoDifference() {
        state.begin("a", () -> Map.of(ONE, List.of(SILENCE)));
        state.begin("b", () -> Map.of(ONE, List.of(LOSS)));
        List<String> first = rules(ONE);
        state.end("a");
        state.begin("a", () -> Map.of(ONE, List.of(SILENCE)));
        assertThat(rules(ONE)).isEqualTo(first);
        assertThat(first.get(1)).contains("fault_a drop");
    }

    @Test
    void lookUpsAreMetBeforeTheLoopbackIsLetThrough() {
        state.begin("a", () -> Map.of(ONE, List.of(SILENCE, NAMES)));
        assertThat(rules(ONE).get(0)).contains("proto-dst 53");
        assertThat(rules(ONE).get(1)).isEqualTo("in iif \"lo\" accept");
    }

    @Test
    void eachChangeIsTheWholeSetInOneScript() {
        state.begin("a", () -> Map.of(ONE, List.of(SILENCE)));
        assertThat(there.get(ONE))
                .contains("flush chain inet blackstart_faults in", "add counter inet blackstart_faults fault_a");
    }

    @Test
    void aFaultIsChangedInPlace() {
        state.begin("a", () -> Map.of(ONE, List.of(SILENCE)));
        state.begin("a", () -> Map.of(TWO, List.of(LOSS)));
        assertThat(rules(ONE)).isEmpty();
        assertThat(rules(TWO)).hasSize(2);
    }

    @Test
    void anEndThatWasNotTakenCanBeTriedAgain() {
        state.begin("a", () -> Map.of(ONE, List.of(SILENCE)));
        refusing.add(ONE);
        assertThat(state.end("a").done()).isFalse();
        assertThat(state.end("a").done()).isFalse();
        refusing.clear();
        assertThat(state.end("a").done()).isTrue();
        assertThat(rules(ONE)).isEmpty();
    }

    @Test
    void whatWasNotTakenIsNotInstalledByAnother() {
        state.begin("a", () -> Map.of(ONE, List.of(SILENCE)));
        assertThat(state.begin("b", () -> Map.of(ONE, List.of(NONSENSE))).done())
                .isFalse();
        assertThat(state.begin("c", () -> Map.of(ONE, List.of(LOSS))).done()).isTrue();
        assertThat(rules(ONE)).hasSize(3).noneMatch(rule -> rule.contains("fault_b"));
        assertThat(state.end("a").done()).isTrue();
        assertThat(state.end("c").done()).isTrue();
        assertThat(state.end("b").done()).isTrue();
        assertThat(rules(ONE)).isEmpty();
    }

    @Test
    void whatSomeNodesTookGoesAtOnceWhereOthersRefused() {
        refusing.add(TWO);
        assertThat(state.begin("a", () -> Map.of(ONE, List.of(SILENCE), TWO, List.of(SILENCE)))
                        .done())
                .isFalse();
        assertThat(rules(ONE)).isEmpty();
        refusing.clear();
        assertThat(state.begin("b", () -> Map.of(TWO, List.of(LOSS))).done()).isTrue();
        assertThat(rules(ONE)).isEmpty();
        assertThat(rules(TWO)).hasSize(2).noneMatch(rule -> rule.contains("fault_a"));
    }

    @Test
    void whereThePeersRefuseNothingIsLeftOnTheNodeItself() {
        refusing.add(TWO);
        assertThat(state.begin("a", () -> Map.of(ONE, List.of(SILENCE), TWO, List.of(SILENCE)), List.of(ONE))
                        .done())
                .isFalse();
        assertThat(rules(ONE)).isEmpty();
    }

    @Test
    void whereTheNodeItselfRefusesItsPeersAreNotAsked() {
        refusing.add(ONE);
        assertThat(state.begin("a", () -> Map.of(ONE, List.of(SILENCE), TWO, List.of(SILENCE)), List.of(ONE))
                        .done())
                .isFalse();
        assertThat(there).isEmpty();
    }

    @Test
    void anEndThatWasNotTakenIsTriedAgainAtTheNextChange() {
        state.begin("a", () -> Map.of(ONE, List.of(SILENCE)));
        refusing.add(ONE);
        assertThat(state.end("a").done()).isFalse();
        assertThat(rules(ONE)).isNotEmpty();
        refusing.clear();
        state.begin("b", () -> Map.of(TWO, List.of(LOSS)));
        assertThat(rules(ONE)).isEmpty();
        assertThat(state.end("a").done()).isTrue();
    }

    @Test
    void aNodeThatRefusesSpoilsNoOther() {
        state.begin("a", () -> Map.of(ONE, List.of(SILENCE)));
        refusing.add(ONE);
        state.end("a");
        assertThat(state.begin("b", () -> Map.of(TWO, List.of(LOSS))).done()).isTrue();
        assertThat(state.end("b").done()).isTrue();
        assertThat(rules(TWO)).isEmpty();
    }

    /** As a ramp does: the step is still there, as it was. */
    @Test
    void aChangeThatWasNotTakenLeavesWhatWasThere() {
        state.begin("a", () -> Map.of(ONE, List.of(SILENCE)));
        List<String> before = rules(ONE);
        assertThat(state.begin("a", () -> Map.of(ONE, List.of(LOSS), TWO, List.of(NONSENSE)))
                        .done())
                .isFalse();
        assertThat(rules(ONE)).isEqualTo(before);
        assertThat(state.end("a").done()).isTrue();
        assertThat(rules(ONE)).isEmpty();
    }

    /** A link that is redirected opens a way that no rule knew. */
    @Test
    void aNewWayIsMetByWhatIsThereAlready() {
        Map<Pod, List<PacketRule>> plan = new LinkedHashMap<>(Map.of(ONE, List.of(SILENCE)));
        state.begin("a", () -> Map.copyOf(plan));
        state.begin("b", () -> Map.of(ONE, List.of(LOSS)));
        plan.put(TWO, List.of(SILENCE));
        state.replan();
        assertThat(rules(TWO)).hasSize(2);
        assertThat(rules(ONE)).hasSize(3);
        state.end("a");
        assertThat(rules(TWO)).isEmpty();
        assertThat(rules(ONE)).hasSize(2);
    }

    @Test
    void aNewWayThatIsNotMetIsNotOpened() {
        Map<Pod, List<PacketRule>> plan = new LinkedHashMap<>(Map.of(ONE, List.of(SILENCE)));
        state.begin("a", () -> Map.copyOf(plan));
        plan.put(TWO, List.of(SILENCE));
        refusing.add(TWO);
        assertThatThrownBy(state::replan).hasMessageContaining("could not be made to reach the new ways");
        refusing.clear();
        state.end("a");
        assertThat(there).containsKeys(ONE, TWO);
    }

    @Test
    void withoutAFaultANewWayIsNothing() {
        state.replan();
        assertThat(there).isEmpty();
    }

    @Test
    void theEndOfWhatWasNeverThereIsNothing() {
        assertThat(state.end("a").done()).isTrue();
        assertThat(there).isEmpty();
    }

    /** The node's own rules make the fault; its peers' follow, and do not widen the claim. */
    @Test
    void theNodesOwnRulesComeFirst() {
        List<Integer> sizes = new java.util.ArrayList<>();
        PacketState two = new PacketState(scripts -> {
            sizes.add(scripts.size());
            return new PacketRules.Applied(Bracket.at(sizes.size()), true, List.of());
        });
        PacketRules.Applied applied =
                two.begin("a", () -> Map.of(ONE, List.of(SILENCE), TWO, List.of(LOSS)), List.of(ONE));
        assertThat(sizes).containsExactly(1, 2);
        assertThat(applied.when()).isEqualTo(Bracket.at(1));
    }

    @Test
    void ofAComplaintThereIsTheFirstLine() {
        assertThat(PacketRules.complaint(
                        "\nError: Value 100000 exceeds valid range\nadd table inet t; add chain\n  ^^^"))
                .isEqualTo("Error: Value 100000 exceeds valid range");
        assertThat(PacketRules.complaint("x".repeat(10_000))).hasSize(301);
        assertThat(PacketRules.complaint("")).isEqualTo("nothing");
    }
}
