package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.BindOptions;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.blackstart.engine.PlatformUnavailable;
import io.blackstart.topology.Files.AnonymousVolume;
import io.blackstart.topology.Files.HostBind;
import io.blackstart.topology.Files.NamedVolume;
import io.blackstart.topology.Files.Tmpfs;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import io.blackstart.topology.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The volumes of a run and what a service mounts. A host folder that is mounted for writing becomes a volume of the run with
 * a copy of its content, and a host file a copy in the container: a run never writes to the user's files.
 */
final class Volumes {

    /**
     * What a service mounts.
     *
     * @param mounts for the engine
     * @param tmpfs target to options
     * @param copies what is copied in before the start: host path to absolute target
     */
    record Mounts(List<Mount> mounts, Map<String, String> tmpfs, Map<Path, String> copies) {}

    private final DockerClient docker;
    private final String prefix;
    private final Map<String, String> labels;
    private final boolean allowHostWrites;
    private final Set<Path> copied = ConcurrentHashMap.newKeySet();

    Volumes(DockerClient docker, String prefix, Map<String, String> labels, boolean allowHostWrites) {
        this.docker = docker;
        this.prefix = prefix;
        this.labels = labels;
        this.allowHostWrites = allowHostWrites;
    }

    /** Makes every named volume of the topology. */
    void make(Topology topology) {
        Parallel.forEach(topology.volumes(), volume -> create(prefix + volume.key(), volume.driverOptions()));
    }

    /** Names of volumes that live in memory and would be emptied with the last container that mounts them. */
    List<String> held(Topology topology, Service service) {
        return topology.volumes().stream()
                .filter(volume -> "tmpfs".equals(volume.driverOptions().get("type")))
                .map(Volume::key)
                .filter(key -> mountsVolume(service, key))
                .map(key -> prefix + key)
                .toList();
    }

    private static boolean mountsVolume(Service service, String key) {
        return service.files().mounts().stream()
                .anyMatch(mount ->
                        mount instanceof NamedVolume named && named.volume().equals(key));
    }

    Mounts of(Service service) {
        Mounts all = new Mounts(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (io.blackstart.topology.Files.Mount mount : service.files().mounts()) {
            if (mount instanceof NamedVolume named) {
                all.mounts().add(volume(prefix + named.volume(), named.target()).withReadOnly(named.readOnly()));
            } else if (mount instanceof AnonymousVolume anonymous) {
                all.mounts().add(new Mount().withType(MountType.VOLUME).withTarget(anonymous.target()));
            } else if (mount instanceof Tmpfs tmpfs) {
                all.tmpfs().put(tmpfs.target(), String.join(",", tmpfs.options()));
            } else if (mount instanceof HostBind bind) {
                bind(all, bind);
            }
        }
        return all;
    }

    private static Mount volume(String name, String target) {
        return new Mount().withType(MountType.VOLUME).withSource(name).withTarget(target);
    }

    private void bind(Mounts all, HostBind bind) {
        boolean missing = !Files.exists(bind.source());
        if (missing && !bind.createHostPath()) {
            throw new PlatformUnavailable(
                    "The path " + bind.source() + ", mounted at " + bind.target() + ", is not there.", null);
        }
        if (!missing && (bind.readOnly() || allowHostWrites)) {
            all.mounts()
                    .add(new Mount()
                            .withType(MountType.BIND)
                            .withSource(bind.source().toString())
                            .withTarget(bind.target())
                            .withReadOnly(bind.readOnly())
                            .withBindOptions(new BindOptions()));
        } else if (!missing && Files.isRegularFile(bind.source())) {
            all.copies().put(bind.source(), bind.target());
        } else {
            folder(all, bind, missing);
        }
    }

    /** One volume a host folder: services that share the folder share the copy. */
    private synchronized void folder(Mounts all, HostBind bind, boolean missing) {
        String name = prefix + "host-" + Integer.toHexString(bind.source().hashCode());
        all.mounts().add(volume(name, bind.target()).withReadOnly(bind.readOnly()));
        if (copied.add(bind.source())) {
            create(name, Map.of());
            if (!missing) {
                HostFolder.check(bind.source());
                all.copies().put(bind.source(), bind.target());
            }
        }
    }

    private void create(String name, Map<String, String> options) {
        docker.createVolumeCmd()
                .withName(name)
                .withLabels(labels)
                .withDriverOpts(options)
                .exec();
    }
}
