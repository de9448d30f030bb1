package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import java.util.List;

/** What is known of a node that did not come up: state, exit code, health output, last lines. */
final class Diagnosis {

    private static final int LINES = 20;

    private Diagnosis() {}

    static String of(DockerClient docker, Pod pod, String what, String lastLook) {
        InspectContainerResponse.ContainerState state =
                docker.inspectContainerCmd(pod.containerId()).exec().getState();
        List<String> lines = Logs.tail(docker, pod.containerId(), LINES);
        return "node " + pod.node().name() + " " + what + " (state " + state.getStatus() + ", exit code "
                + state.getExitCodeLong() + "); last look: " + lastLook
                + (lines.isEmpty() ? "; it wrote nothing" : "; its last lines:\n  " + String.join("\n  ", lines));
    }
}
