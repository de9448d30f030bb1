package io.blackstart.docker.fault;

import io.blackstart.docker.Agent;
import io.blackstart.docker.ClockKit;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.fault.ClockSkew;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One node's clock, told through the file that libfaketime reads there. Thread-safe. */
final class NodeClock {

    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final Pod pod;
    private final RunScope scope;
    private final SkewSet skews = new SkewSet();
    private ClockLooker looker;

    NodeClock(Pod pod, RunScope scope) {
        this.pod = pod;
        this.scope = scope;
    }

    private String folder() {
        return "/held/" + ClockKit.volume(scope.prefix(), pod.node());
    }

    /** Puts the library where the service will find it, before it starts, and makes the helper that looks who follows. */
    void equip() {
        Agent.Answer answer = agent().ask("clock-files", List.of(folder()), AT_MOST);
        if (!answer.ok()) {
            throw new IllegalStateException(
                    "libfaketime could not be given to node " + pod.node().name() + ": " + answer.out());
        }
        looker = ClockLooker.make(pod, scope);
    }

    private Agent agent() {
        return scope.agents().in(pod.sandboxId());
    }

    /** Why the library does not work in the node; empty where each of its processes carries it and finds what it is told. */
    Optional<String> unable() {
        return looker.unable();
    }

    /** A fault is there from here on. */
    synchronized NodeEffect begin(String id, ClockSkew fault) {
        skews.begin(id, fault, scope.ticker().wallNanos());
        NodeEffect told = tell();
        if (!told.applied()) {
            skews.end(id);
        }
        return told;
    }

    /** It is gone; true time where it was the last. */
    synchronized NodeEffect end(String id) {
        skews.end(id);
        return tell();
    }

    private NodeEffect tell() {
        long now = scope.ticker().wallNanos();
        String text = skews.text(now, started(now));
        Agent.Answer answer = agent().ask("clock", List.of(folder(), text), AT_MOST);
        boolean taken = answer.ok() && answer.out().equals(text);
        String evidence = taken
                ? String.format(
                        Locale.ROOT,
                        "%s: its clock is told to be %+.3f s ahead and to run at %.4f",
                        pod.node().name(),
                        skews.ahead(now),
                        skews.rate())
                : pod.node().name() + ": its clock was not told: " + answer.out();
        return new NodeEffect(answer.when(), taken, evidence);
    }

    private long started(long now) {
        if (skews.rate() == 1) {
            return now;
        }
        Instant at = Instant.parse(scope.docker()
                .inspectContainerCmd(pod.containerId())
                .exec()
                .getState()
                .getStartedAt());
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }
}
