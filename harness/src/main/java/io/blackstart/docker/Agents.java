package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import io.blackstart.engine.Ticker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The agents of a run: one a container, made when it is first asked for. */
public final class Agents implements AutoCloseable {

    private final DockerClient docker;
    private final Ticker ticker;
    private final Map<String, Agent> byContainer = new ConcurrentHashMap<>();

    public Agents(DockerClient docker, Ticker ticker) {
        this.docker = docker;
        this.ticker = ticker;
    }

    /** The agent of a sandbox. */
    public Agent in(String container) {
        return byContainer.computeIfAbsent(container, id -> Agent.beside(docker, id, ticker));
    }

    /** The agent of a helper ({@link #helper}). */
    public Agent of(String container) {
        return byContainer.computeIfAbsent(container, id -> Agent.first(docker, id, ticker));
    }

    /** The beginning of a helper: a container of which the agent is the first process. */
    public CreateContainerCmd helper() {
        return docker.createContainerCmd(DockerImages.SANDBOX)
                .withEntrypoint(Agent.PROGRAM)
                .withStdinOpen(true)
                .withStdInOnce(true);
    }

    @Override
    public void close() {
        byContainer.values().forEach(Agent::close);
    }
}
