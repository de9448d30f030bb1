package io.blackstart.docker;

import com.github.dockerjava.api.exception.DockerException;
import io.blackstart.engine.Deployment.RoleUnknown;
import io.blackstart.topology.Node;
import io.blackstart.topology.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks every node that may hold a role whether it does, all at once. */
final class Roles {

    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private final RunScope scope;

    Roles(RunScope scope) {
        this.scope = scope;
    }

    private record Answer(String node, boolean holds, String said) {}

    List<String> holders(String name) throws RoleUnknown {
        Role role = Optional.ofNullable(scope.topology().roles().get(name))
                .orElseThrow(() -> new RoleUnknown("the topology has no role " + name));
        List<Answer> answers = Parallel.map(scope.topology().nodesOf(role.of()), node -> ask(node, role));
        List<String> holders =
                answers.stream().filter(Answer::holds).map(Answer::node).toList();
        if (holders.isEmpty()) {
            throw new RoleUnknown("no node says that it is " + name + ": "
                    + answers.stream().map(Answer::said).collect(Collectors.joining("; ")));
        }
        return holders;
    }

    private Answer ask(Node node, Role role) {
        try {
            Exec.Result result =
                    Exec.run(scope.docker(), scope.pods().get(node.name()).containerId(), role.exec(), AT_MOST);
            boolean holds = result.out().strip().equals(role.is());
            return new Answer(
                    node.name(),
                    holds,
                    node.name() + " said \"" + result.said() + "\" with exit code " + result.exit());
        } catch (DockerException e) {
            return new Answer(node.name(), false, node.name() + " could not be asked: " + e.getMessage());
        }
    }
}
