package io.blackstart.docker.fault;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.blackstart.docker.Agent;
import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.topology.Files.NamedVolume;
import io.blackstart.topology.Volume;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From where a volume can be reached: a helper each. No sandbox will do, though it holds those with a size limit: their folders
 * belong to the service's user, and a sandbox has no right to pass over that.
 */
final class VolumePlaces {

    private final RunScope scope;
    private final Map<String, Helper> helpers = new ConcurrentHashMap<>();

    VolumePlaces(RunScope scope) {
        this.scope = scope;
    }

    /** Makes their helpers. */
    void ready(Collection<String> volumes) {
        List<String> known = scope.topology().volumes().stream()
                .map(Volume::key)
                .filter(volumes::contains)
                .toList();
        Parallel.forEach(known, key -> helpers.computeIfAbsent(key, this::helper));
    }

    private Helper helper(String key) {
        String name = scope.prefix() + key;
        HostConfig host = HostConfig.newHostConfig()
                .withCapDrop(Capability.ALL)
                .withCapAdd(Capability.DAC_OVERRIDE, Capability.FOWNER)
                .withMounts(List.of(
                        new Mount().withType(MountType.VOLUME).withSource(name).withTarget(path(key))));
        return Helper.create(scope, "volume-" + key, host).start();
    }

    private String path(String key) {
        return "/held/" + scope.prefix() + key;
    }

    /** Whether it is full at a size of its own. */
    static boolean limited(Volume volume) {
        return "tmpfs".equals(volume.driverOptions().get("type"));
    }

    /**
     * A volume of a node's service.
     *
     * @throws IllegalArgumentException where it has none of that name
     */
    Volume volume(Pod pod, String key) {
        boolean mounts = scope.topology().service(pod.node().service()).orElseThrow().files().mounts().stream()
                .anyMatch(mount ->
                        mount instanceof NamedVolume named && named.volume().equals(key));
        return scope.topology().volumes().stream()
                .filter(volume -> mounts && volume.key().equals(key))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("node " + pod.node().name() + " mounts no named volume " + key));
    }

    /** Where it is reached. */
    record Place(Agent agent, String path) {}

    Place of(String key) {
        return new Place(helpers.get(key).agent(), path(key));
    }
}
