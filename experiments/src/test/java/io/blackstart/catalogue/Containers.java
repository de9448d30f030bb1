package io.blackstart.catalogue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.blackstart.docker.Owner;
import io.blackstart.docker.RunLabels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Looks into nodes of this process's runs. */
final class Containers {

    private Containers() {}

    /** A node's service container. */
    static String id(String node) {
        return io.blackstart.docker.Engine.connect()
                .client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(
                        RunLabels.NODE,
                        node,
                        RunLabels.ROLE,
                        "service",
                        RunLabels.OWNER,
                        Owner.self().label()))
                .exec()
                .get(0)
                .getId();
    }

    /** What a command in a node's service container prints. */
    static String exec(String node, String... command) {
        DockerClient docker = io.blackstart.docker.Engine.connect().client();
        String exec = docker.execCreateCmd(id(node))
                .withCmd(command)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        StringBuilder output = new StringBuilder();
        try {
            docker.execStartCmd(exec)
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            output.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                        }
                    })
                    .awaitCompletion(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return output.toString();
    }
}
