package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import io.blackstart.engine.Ticker;
import io.blackstart.topology.Topology;
import java.util.Map;

/**
 * What belongs to one run on one engine.
 *
 * @param run the run's name
 * @param prefix of the names of containers, networks and volumes
 * @param labels on everything that is made
 * @param docker the engine
 * @param ticker the clock
 * @param pods node name to pod
 * @param topology what is up
 * @param networkIds key of the Compose file to the engine's id
 * @param agents the shells that stay in sandboxes and helpers
 * @param hostReachesPods whether pods' addresses can be reached from here
 */
public record RunScope(
        String run,
        String prefix,
        Map<String, String> labels,
        DockerClient docker,
        Ticker ticker,
        Map<String, Pod> pods,
        Topology topology,
        Map<String, String> networkIds,
        Agents agents,
        boolean hostReachesPods) {}
