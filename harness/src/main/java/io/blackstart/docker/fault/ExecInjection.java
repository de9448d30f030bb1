package io.blackstart.docker.fault;

import com.github.dockerjava.api.exception.DockerException;
import io.blackstart.docker.Exec;
import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code exec}: the user's own command in a node, and the one that undoes it; see {@link io.blackstart.fault.Exec}. */
final class ExecInjection extends NodeInjection {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final io.blackstart.fault.Exec fault;
    private final RunScope scope;
    private final FaultTraffic traffic;
    /** Where it was run, even if it failed: what is half done has to be undone too. */
    private final Set<Pod> ran = ConcurrentHashMap.newKeySet();

    ExecInjection(List<Pod> pods, io.blackstart.fault.Exec fault, RunScope scope, FaultTraffic traffic) {
        super(pods);
        this.fault = fault;
        this.scope = scope;
        this.traffic = traffic;
    }

    @Override
    String deed() {
        return "run " + String.join(" ", fault.undo()) + " in";
    }

    @Override
    long now() {
        return scope.ticker().nanos();
    }

    @Override
    public Duration lead() {
        return Duration.ofMillis(60); // an exec, as measured
    }

    @Override
    Effect act() {
        ran.addAll(pods());
        return NodeEffect.together(now(), Parallel.map(pods(), pod -> run(pod, fault.run())));
    }

    private NodeEffect run(Pod pod, List<String> argv) {
        long from = now();
        Exec.Result result = result(pod, argv);
        String said = result.said().isEmpty() ? "" : ": " + result.said();
        String evidence = pod.node().name() + ": " + String.join(" ", argv) + " ended with exit code " + result.exit();
        return new NodeEffect(new Bracket(from, now()), result.exit() == 0, evidence + said);
    }

    private Exec.Result result(Pod pod, List<String> argv) {
        try {
            return Exec.run(scope.docker(), pod.containerId(), argv, AT_MOST);
        } catch (DockerException e) {
            return new Exec.Result(-1, "", "could not be run: " + e.getMessage());
        }
    }

    @Override
    Healed undoOnce() {
        FaultTraffic.Touch touch = read(() -> traffic.touchedNodes(pods()));
        List<NodeEffect> each = Parallel.map(ran, this::undo);
        Effect undone = NodeEffect.together(now(), each);
        List<String> evidence = new ArrayList<>(undone.evidence());
        evidence.addAll(touch.evidence());
        boolean healed = each.stream().allMatch(NodeEffect::applied);
        return new Healed(undone.effective(), healed, touch.touched(), List.copyOf(evidence));
    }

    private NodeEffect undo(Pod pod) {
        NodeEffect first = run(pod, fault.undo());
        return first.applied() ? first : run(pod, fault.undo());
    }
}
