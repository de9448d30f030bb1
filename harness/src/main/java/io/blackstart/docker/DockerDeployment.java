package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import io.blackstart.docker.fault.Injectors;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.Injection;
import io.blackstart.engine.JournalSink;
import io.blackstart.engine.Platform;
import io.blackstart.engine.PlatformUnavailable;
import io.blackstart.fault.Existing;
import io.blackstart.journal.Bracket;
import io.blackstart.topology.Entry;
import io.blackstart.topology.Ledger;
import io.blackstart.topology.Marker;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topology on a Docker engine, from its first network to the last thing removed. */
final class DockerDeployment implements Deployment {

    private static final Logger LOG = LoggerFactory.getLogger(DockerDeployment.class);

    private final DockerClient docker;
    private final String run;
    private final Topology topology;
    private final Map<String, Bracket> ready = new ConcurrentHashMap<>();
    private final Map<String, NodeProbe> probes = new ConcurrentHashMap<>();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private Optional<RunScope> scope = Optional.empty();
    private Optional<Injectors> injectors = Optional.empty();
    /** Output from before belongs to an earlier execution. */
    private Instant logsSince = Instant.EPOCH;

    private EntryPoint entry = new EntryPoint("", "not up", false);

    DockerDeployment(DockerClient docker, String run, Topology topology) {
        this.docker = docker;
        this.run = run;
        this.topology = topology;
    }

    void pods(RunScope up, Injectors faults) {
        scope = Optional.of(up);
        injectors = Optional.of(faults);
    }

    void probe(String node, NodeProbe probe) {
        probes.put(node, probe);
    }

    void ready(String node, Bracket when) {
        ready.put(node, when);
    }

    /** It ended, as it should. */
    void completed(String node) {
        completed.add(node);
        probes.remove(node);
    }

    /** Looks where the load is to go: the sandbox's own address where it can be reached, else the published port. */
    void findEntry() {
        Entry at = topology.entry().orElseThrow();
        Pod pod = scope.orElseThrow()
                .pods()
                .get(topology.nodesOf(at.service()).get(0).name());
        if (scope.orElseThrow().hostReachesPods()) {
            entry = new EntryPoint(
                    "http://" + pod.address() + ":" + at.port(), "the entry's own address, nothing in between", true);
        } else {
            entry = new EntryPoint(
                    "http://127.0.0.1:" + publishedPort(pod, at),
                    "a port published on 127.0.0.1: the engine's proxy accepts on behalf of the dead, so a refusal looks"
                            + " like a closed connection and such a write is unknown",
                    false);
        }
    }

    private String publishedPort(Pod pod, Entry at) {
        InspectContainerResponse sandbox =
                docker.inspectContainerCmd(pod.sandboxId()).exec();
        Ports.Binding[] bindings =
                sandbox.getNetworkSettings().getPorts().getBindings().get(ExposedPort.tcp(at.port()));
        if (bindings == null || bindings.length == 0) {
            throw new PlatformUnavailable(
                    "The entry's port " + at.port()
                            + " was not published, and its address cannot be reached from here.",
                    null);
        }
        return bindings[0].getHostPortSpec();
    }

    @Override
    public EntryPoint entry() {
        return entry;
    }

    @Override
    public Map<String, Bracket> ready() {
        return new TreeMap<>(ready);
    }

    @Override
    public Map<String, String> images() {
        Map<String, String> ids = new TreeMap<>();
        for (Service service : topology.services()) {
            if (service.replicas() == 0) {
                continue;
            }
            String reference = service.image().reference();
            ids.put(reference, docker.inspectImageCmd(reference).exec().getId());
        }
        return ids;
    }

    @Override
    public Injection prepare(String id, Platform.Targeted step) {
        return injectors.orElseThrow().prepare(id, step);
    }

    @Override
    public Redirection redirect(Platform.Targeted step, Existing existing) {
        return injectors.orElseThrow().redirect(step, existing)::run;
    }

    @Override
    public void loadBegins() {
        injectors.orElseThrow().loadBegins();
    }

    @Override
    public void again() {
        injectors.orElseThrow().again();
        logsSince = Instant.now();
    }

    @Override
    public List<String> holders(String role) throws RoleUnknown {
        return new Roles(scope.orElseThrow()).holders(role);
    }

    @Override
    public Watch watchMarker(String marker, java.util.function.LongConsumer seen) {
        Marker wanted = Optional.ofNullable(topology.markers().get(marker))
                .orElseThrow(() -> new IllegalArgumentException("the topology has no marker " + marker));
        return new MarkerWatch(scope.orElseThrow(), wanted, seen);
    }

    @Override
    public Watch watchHealth(HealthListener listener) {
        completed.forEach(node -> listener.healthy(node, Bracket.at(System.nanoTime())));
        return new HealthWatcher(probes, listener);
    }

    @Override
    public Watch watchSigns(JournalSink journal) {
        return SignWatch.of(scope.orElseThrow(), journal);
    }

    @Override
    public void readLedger(String node, Ledger.Read read, long timeoutNanos, OutputStream out)
            throws LedgerUnreadable, IOException {
        new LedgerReader(docker, scope.orElseThrow().pods().get(node)).read(read, timeoutNanos, out);
    }

    @Override
    public List<String> breaks() {
        return injectors.map(Injectors::breaks).orElse(List.of());
    }

    @Override
    public void ask() {
        docker.pingCmd().exec();
    }

    @Override
    public void collectLogs(Path runFolder) {
        Path logs = runFolder.resolve("logs");
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new UncheckedIOException("could not make " + logs, e);
        }
        injectors.ifPresent(faults -> faults.writeEvents(runFolder.resolve("events.ndjson")));
        scope.ifPresent(up -> Parallel.forEach(
                up.pods().values(),
                pod -> Logs.save(
                        docker,
                        pod.containerId(),
                        logsSince,
                        logs.resolve(pod.node().name() + ".log"))));
    }

    @Override
    public List<Notice> notices(Path runFolder) {
        List<Notice> notices = new ArrayList<>(new Markers(topology, runFolder.resolve("logs")).notices());
        injectors.ifPresent(faults -> notices.addAll(faults.healthNotices()));
        return notices;
    }

    @Override
    public List<String> keep() {
        injectors.ifPresent(Injectors::withdraw);
        injectors.ifPresent(Injectors::close);
        Sweeper sweeper = new Sweeper(docker);
        sweeper.markKept(run);
        return sweeper.removeHelpers(run);
    }

    @Override
    public List<String> tearDown() {
        try {
            injectors.ifPresent(Injectors::close);
        } catch (RuntimeException e) {
            LOG.warn("what the faults of {} had open did not close", run, e);
        }
        return new Sweeper(docker).remove(run);
    }
}
