package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds by label what runs have made, and removes it. */
public final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final DockerClient docker;

    public Sweeper(DockerClient docker) {
        this.docker = docker;
    }

    /**
     * What a run has on the engine.
     *
     * @param run its name
     * @param state of its owner
     * @param things how many containers, networks and volumes
     */
    public record Leftover(String run, Owner.State state, int things) {}

    /** Everything of every run, by run. */
    public List<Leftover> leftovers() {
        Map<String, List<String>> owners = new TreeMap<>();
        containers(List.of(RunLabels.RUN)).forEach(found -> add(owners, found.getLabels()));
        networks(RunLabels.RUN).forEach(found -> add(owners, found.getLabels()));
        volumes(RunLabels.RUN).forEach(labels -> add(owners, labels));
        Owner observer = Owner.self();
        return owners.entrySet().stream()
                .map(run -> new Leftover(
                        run.getKey(),
                        state(run.getValue(), observer),
                        run.getValue().size()))
                .toList();
    }

    private static void add(Map<String, List<String>> owners, Map<String, String> labels) {
        owners.computeIfAbsent(labels.get(RunLabels.RUN), run -> new ArrayList<>())
                .add(labels.getOrDefault(RunLabels.OWNER, ""));
    }

    private static Owner.State state(List<String> labels, Owner observer) {
        return Owner.parse(labels.get(0)).map(owner -> owner.state(observer)).orElse(Owner.State.FOREIGN);
    }

    /** What a user wants to look at is no leftover: the next command leaves it alone, {@code clean} removes it. */
    void markKept(String run) {
        Map<String, String> labels = new HashMap<>(RunLabels.of(run));
        labels.put(RunLabels.KEPT, "true");
        docker.createVolumeCmd().withName("kept-" + run).withLabels(labels).exec();
    }

    /** Runs whose topology was kept. */
    public Set<String> kept() {
        return volumes(RunLabels.KEPT).stream()
                .map(labels -> labels.get(RunLabels.RUN))
                .collect(Collectors.toSet());
    }

    /** Removes what a run had beside its topology: the helpers of its faults. */
    List<String> removeHelpers(String run) {
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        List<String> helpers = containers(List.of(RunLabels.RUN + "=" + run, RunLabels.ROLE + "=helper")).stream()
                .map(found -> found.getId())
                .toList();
        each(helpers, failures, "container", id -> docker.removeContainerCmd(id)
                .withForce(true)
                .exec());
        return List.copyOf(failures);
    }

    /**
     * Removes all of a run; goes on after failures, and looks again afterwards.
     *
     * @return what is still there, a line each
     */
    public List<String> remove(String run) {
        String label = RunLabels.RUN + "=" + run;
        List<String> left = new ArrayList<>();
        try {
            for (int round = 0; round < 3; round++) {
                left = round(label);
                if (left.isEmpty() && nothing(label)) {
                    return List.of();
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("what carries the label {} could not be looked for", label, e);
            return List.of("what carries the label " + label
                    + ", because the engine does not answer; `blackstart clean` removes it when it does");
        }
        return left.isEmpty() ? List.of("what carries the label " + label) : left;
    }

    private boolean nothing(String label) {
        return containers(List.of(label)).isEmpty()
                && networks(label).isEmpty()
                && volumes(label).isEmpty();
    }

    private List<String> round(String label) {
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        each(
                containers(List.of(label)).stream().map(found -> found.getId()).toList(),
                failures,
                "container",
                id -> docker.removeContainerCmd(id)
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec());
        List<Runnable> rest = new ArrayList<>();
        networks(label)
                .forEach(found -> rest.add(() ->
                        attempt(failures, "network " + found.getName(), () -> docker.removeNetworkCmd(found.getId())
                                .exec())));
        volumeNames(label)
                .forEach(name -> rest.add(() -> attempt(failures, "volume " + name, () -> docker.removeVolumeCmd(name)
                        .exec())));
        Parallel.forEach(rest, Runnable::run);
        return List.copyOf(failures);
    }

    private static void each(Collection<String> ids, List<String> failures, String what, Consumer<String> remove) {
        Parallel.forEach(ids, id -> attempt(failures, what + " " + id, () -> remove.accept(id)));
    }

    private static void attempt(List<String> failures, String what, Runnable remove) {
        try {
            remove.run();
        } catch (NotFoundException e) {
            // Gone already: somebody else removes the same run.
        } catch (ConflictException e) {
            failures.add(what + " is being removed by somebody else: " + e.getMessage());
        } catch (RuntimeException e) {
            failures.add(what + ": " + e.getMessage());
        }
    }

    private List<com.github.dockerjava.api.model.Container> containers(List<String> labels) {
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(labels)
                .exec();
    }

    private List<com.github.dockerjava.api.model.Network> networks(String label) {
        return docker.listNetworksCmd().withFilter("label", List.of(label)).exec();
    }

    private List<Map<String, String>> volumes(String label) {
        return found(label).stream().map(volume -> volume.getLabels()).toList();
    }

    private List<String> volumeNames(String label) {
        return found(label).stream().map(volume -> volume.getName()).toList();
    }

    private List<com.github.dockerjava.api.command.InspectVolumeResponse> found(String label) {
        return Optional.ofNullable(docker.listVolumesCmd()
                        .withFilter("label", List.of(label))
                        .exec()
                        .getVolumes())
                .orElse(List.of());
    }
}
