package io.blackstart.definition;

import io.blackstart.engine.Reach;
import io.blackstart.fault.ClockSkew;
import io.blackstart.fault.DestroyData;
import io.blackstart.fault.DiskFull;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Partition;
import io.blackstart.fault.Target;
import io.blackstart.topology.Files;
import io.blackstart.topology.Node;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import io.blackstart.topology.Volume;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether a fault can act where it is aimed: volumes, clocks, groups. */
final class FaultFits {

    private final Problems problems;
    private final Topology topology;
    private final Reach reach;

    FaultFits(Problems problems, Topology topology) {
        this.problems = problems;
        this.topology = topology;
        this.reach = new Reach(topology);
    }

    /** Says what does not fit. */
    void check(Fault fault, Target target, Fields fields) {
        if (fault instanceof DiskFull full) {
            mounted(fault, full.volume(), target, fields).ifPresent(volume -> limited(volume, fields));
        } else if (fault instanceof DestroyData destroyed) {
            mounted(fault, destroyed.volume(), target, fields);
        } else if (fault instanceof ClockSkew) {
            optedIn(target, fields);
            findsItsTime(target, fields);
        } else if (fault instanceof Partition) {
            fields.take("groups").ifPresent(this::groups);
        }
    }

    private Set<String> services(Target target) {
        Set<String> services = new LinkedHashSet<>();
        reach.nodes(target)
                .forEach(node -> topology.node(node).map(Node::service).ifPresent(services::add));
        return services;
    }

    /** The volume, where every service mounts it. */
    private Optional<Volume> mounted(Fault fault, String name, Target target, Fields fields) {
        Optional<Volume> volume = topology.volumes().stream()
                .filter(one -> one.key().equals(name))
                .findFirst();
        Place place = fields.placeOf("volume");
        if (volume.isEmpty()) {
            problems.unknown(
                    place,
                    "the volume",
                    name,
                    topology.volumes().stream().map(Volume::key).toList());
        }
        for (String service : services(target)) {
            if (volume.isPresent() && !mounts(topology.service(service).orElseThrow(), name)) {
                problems.add(
                        place,
                        fault.kind() + " of the volume '" + name + "' on '" + service + "', which does not mount it",
                        "expected a named volume that every node of the target mounts");
                return Optional.empty();
            }
        }
        return volume;
    }

    private static boolean mounts(Service service, String volume) {
        return service.files().mounts().stream()
                .anyMatch(mount -> mount instanceof Files.NamedVolume named
                        && named.volume().equals(volume));
    }

    private void limited(Volume volume, Fields fields) {
        boolean sized = Arrays.stream(
                        volume.driverOptions().getOrDefault("o", "").split(","))
                .anyMatch(option -> option.strip().startsWith("size="));
        if (!sized) {
            problems.add(
                    fields.placeOf("volume"),
                    "the volume '" + volume.key() + "' has no size of its own: its disk is the machine's",
                    "expected driver_opts: { type: tmpfs, device: tmpfs, o: size=16m } on it");
        }
    }

    private void optedIn(Target target, Fields fields) {
        services(target).stream()
                .filter(service -> !topology.clock().contains(service))
                .forEach(service -> problems.add(
                        fields.placeOf("target"),
                        "clock-skew on '" + service + "', which has not opted in: its library has to be preloaded "
                                + "when the service starts",
                        "expected x-blackstart: { clock: [" + service + "] } in the topology"));
    }

    /** Its processes may have an environment of their own (nginx), and then the library needs a file in /etc. */
    private void findsItsTime(Target target, Fields fields) {
        services(target).stream()
                .filter(service ->
                        topology.service(service).orElseThrow().files().readOnly())
                .forEach(service -> problems.add(
                        fields.placeOf("target"),
                        "clock-skew on '" + service
                                + "', whose root file system is for reading only: its library needs "
                                + "a file in /etc",
                        "expected a service without read_only"));
    }

    private void groups(Value groups) {
        Map<String, Integer> seen = new HashMap<>();
        List<Value> all = Fields.items(groups);
        for (int i = 0; i < all.size(); i++) {
            for (Value name : Fields.items(all.get(i))) {
                int group = i;
                members(name).forEach(node -> {
                    if (seen.getOrDefault(node, group) != group) {
                        problems.add(name.place(), "'" + node + "' in two groups", "expected each node in one");
                    }
                    seen.put(node, group);
                });
            }
        }
    }

    private Set<String> members(Value value) {
        String name = value instanceof Value.Scalar scalar ? scalar.text() : "";
        Set<String> nodes = reach.members(name);
        if (nodes.isEmpty()) {
            Set<String> valid = new TreeSet<>(ExtensionReader.valid(topology));
            valid.addAll(topology.zones().keySet());
            problems.unknown(value.place(), "the node, service or zone", name, valid);
        }
        return nodes;
    }
}
