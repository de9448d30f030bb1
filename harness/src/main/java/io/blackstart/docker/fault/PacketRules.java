package io.blackstart.docker.fault;

import io.blackstart.docker.Exec;
import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.List;

/** Packet rules in sandboxes: one transaction a node, all nodes at once. */
final class PacketRules {

    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final RunScope scope;

    PacketRules(RunScope scope) {
        this.scope = scope;
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

    Applied apply(List<Pod> pods, String script) {
        List<One> each = Parallel.map(pods, pod -> one(pod, script));
        Bracket when = each.stream().map(One::when).reduce(Bracket::span).orElseThrow();
        boolean done = each.stream().allMatch(One::done);
        return new Applied(when, done, each.stream().map(One::evidence).toList());
    }

    private One one(Pod pod, String script) {
        long from = scope.ticker().nanos();
        List<String> argv =
                List.of("/bin/sh", "-c", "date +%s%N; printf '%s' \"$0\" | nft -f - || exit 1; date +%s%N", script);
        Exec.Result result = Exec.run(scope.docker(), pod.sandboxId(), argv, AT_MOST);
        Bracket call = new Bracket(from, scope.ticker().nanos());
        boolean done = result.exit() == 0;
        String evidence = pod.node().name() + ": " + (done ? "packet rules taken" : "nft said " + result.said());
        return new One(Stamps.narrow(call, result.out(), scope.ticker()), done, evidence);
    }
}
