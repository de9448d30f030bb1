package io.blackstart.docker.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.RestartPolicy;
import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The restart policies of a run's nodes: taken away, so that the engine does not bring a dead node back, and given back. What a
 * node's own policy is, is read once a run: a fault that comes while the last one is being undone must not take "none" for it.
 */
final class RestartPolicies {

    /** {@link RestartPolicy#noRestart} has no name, which the engine takes for "leave it as it is". */
    private static final RestartPolicy NEVER = never();

    private final RunScope scope;
    private final Map<String, RestartPolicy> own = new ConcurrentHashMap<>();

    RestartPolicies(RunScope scope) {
        this.scope = scope;
    }

    private static RestartPolicy never() {
        try {
            return new ObjectMapper().readValue("{\"Name\":\"no\",\"MaximumRetryCount\":0}", RestartPolicy.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("docker-java's restart policies are no longer read from JSON", e);
        }
    }

    /**
     * Takes them away.
     *
     * @throws IllegalStateException where the engine ignores what it does not understand: a node that comes back by itself would
     *     be no fault at all
     */
    void take(List<Pod> pods) {
        Parallel.forEach(pods, pod -> {
            own.computeIfAbsent(pod.containerId(), id -> current(pod));
            set(pod, NEVER);
            RestartPolicy now = current(pod);
            if (!List.of("", "no").contains(String.valueOf(now.getName()))) {
                throw new IllegalStateException("the engine does not let go of the restart policy " + now + " of "
                        + pod.node().name());
            }
        });
    }

    /** Gives a node its own back; nothing happens where it was never taken. */
    void giveBack(Pod pod) {
        Optional.ofNullable(own.get(pod.containerId())).ifPresent(policy -> set(pod, policy));
    }

    private RestartPolicy current(Pod pod) {
        return Optional.ofNullable(scope.docker()
                        .inspectContainerCmd(pod.containerId())
                        .exec()
                        .getHostConfig()
                        .getRestartPolicy())
                .orElse(NEVER);
    }

    private void set(Pod pod, RestartPolicy policy) {
        scope.docker()
                .updateContainerCmd(pod.containerId())
                .withRestartPolicy(policy)
                .exec();
    }
}
