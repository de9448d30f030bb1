package io.blackstart.docker.fault;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import io.blackstart.docker.Agent;
import io.blackstart.docker.RunLabels;
import io.blackstart.docker.RunScope;
import java.util.HashMap;
import java.util.Map;

/**
 * A container of ours beside the nodes, without network, that is the agent: it runs from the first thing that it is asked, or
 * from its opening, until the agent is closed.
 */
final class Helper {

    /** It does little, and that at an instant: it goes before the load (the default is 1024). */
    private static final int SHARES = 64 * 1024;

    private final RunScope scope;
    private final String container;

    private Helper(RunScope scope, String container) {
        this.scope = scope;
        this.container = container;
    }

    /** Makes it; nothing of it runs yet. */
    static Helper create(RunScope scope, String name, HostConfig host) {
        Map<String, String> labels = new HashMap<>(scope.labels());
        labels.put(RunLabels.ROLE, "helper");
        String id = scope.agents()
                .helper()
                .withName(scope.prefix() + name)
                .withLabels(labels)
                .withHostConfig(host.withNetworkMode("none").withCpuShares(SHARES))
                .exec()
                .getId();
        return new Helper(scope, id);
    }

    /** Starts it. */
    Helper start() {
        agent().open();
        return this;
    }

    Agent agent() {
        return scope.agents().of(container);
    }

    /** Its container's id. */
    String container() {
        return container;
    }

    /** Idempotent. */
    void remove() {
        agent().close();
        try {
            scope.docker().removeContainerCmd(container).withForce(true).exec();
        } catch (NotFoundException e) {
            // Gone already.
        }
    }
}
