package io.blackstart.docker.fault;

import io.blackstart.docker.Agent;
import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Scripts of packet rules in sandboxes: one transaction a node, all nodes at once. */
final class PacketRules {

    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final int COMPLAINT_AT_MOST = 300;

    private final RunScope scope;

    PacketRules(RunScope scope) {
        this.scope = scope;
    }

    /** Opens the agents of these nodes, so that rules cost a few milliseconds. */
    void open(Collection<Pod> pods) {
        Parallel.forEach(pods, pod -> scope.agents().in(pod.sandboxId()).open());
    }

    /**
     * What became of it.
     *
     * @param when from the first node's transaction to the last one's
     * @param done whether every node took it
     * @param evidence a line a node
     */
    record Applied(Bracket when, boolean done, List<String> evidence) {}

    private record One(Bracket when, boolean done, String evidence) {}

    Applied apply(Map<Pod, List<String>> scripts) {
        List<One> each = Parallel.map(scripts.entrySet(), script -> one(script.getKey(), script.getValue()));
        Bracket when = each.stream()
                .map(One::when)
                .reduce(Bracket::span)
                .orElseGet(() -> Bracket.at(scope.ticker().nanos()));
        boolean done = each.stream().allMatch(One::done);
        return new Applied(when, done, each.stream().map(One::evidence).toList());
    }

    private One one(Pod pod, List<String> script) {
        Agent.Answer answer = scope.agents().in(pod.sandboxId()).ask("nft", script, AT_MOST);
        String evidence =
                pod.node().name() + ": " + (answer.ok() ? "packet rules taken" : "nft said " + complaint(answer.out()));
        return new One(answer.when(), answer.ok(), evidence);
    }

    /** Its first line: what follows is the script, which is long. */
    static String complaint(String out) {
        String first = out.lines().filter(line -> !line.isBlank()).findFirst().orElse("nothing");
        return first.length() <= COMPLAINT_AT_MOST ? first : first.substring(0, COMPLAINT_AT_MOST) + "…";
    }
}
