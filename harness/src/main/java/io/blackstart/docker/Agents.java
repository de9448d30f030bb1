package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
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

    /** The agent in a container of the image {@link DockerImages#SANDBOX}. */
    public Agent in(String container) {
        return byContainer.computeIfAbsent(container, id -> new Agent(docker, id, ticker));
    }

    @Override
    public void close() {
        byContainer.values().forEach(Agent::close);
    }
}
