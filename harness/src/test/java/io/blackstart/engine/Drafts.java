package io.blackstart.engine;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Guardrail;
import io.blackstart.experiment.Recovery;
import io.blackstart.experiment.RunLimits;
import io.blackstart.experiment.SteadyState;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Crash;
import io.blackstart.fault.Target;
import io.blackstart.load.Load;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.topology.Entry;
import io.blackstart.topology.Files;
import io.blackstart.topology.Image;
import io.blackstart.topology.Ledger;
import io.blackstart.topology.Limits;
import io.blackstart.topology.Link;
import io.blackstart.topology.Marker;
import io.blackstart.topology.Networking;
import io.blackstart.topology.Program;
import io.blackstart.topology.RestartPolicy;
import io.blackstart.topology.Role;
import io.blackstart.topology.Security;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Experiments of two API nodes and a database, for the platform of memory. */
final class Drafts {

    private Drafts() {}

    static Service service(String name, int replicas) {
        return new Service(
                name,
                replicas,
                new Image("i", Optional.empty(), "missing", Optional.empty()),
                new Program(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        false,
                        false,
                        false,
                        Duration.ofSeconds(10),
                        Optional.empty()),
                new Files(List.of(), List.of(), false, OptionalLong.empty()),
                new Networking(
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        Optional.empty()),
                new Limits(
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalDouble.empty(),
                        OptionalLong.empty(),
                        Map.of()),
                new Security(List.of(), List.of(), false),
                Optional.empty(),
                Map.of(),
                RestartPolicy.none(),
                Map.of());
    }

    static final Topology TOPOLOGY = new Topology(
            "sim",
            List.of(service("api", 2), service("db", 1)),
            List.of(),
            List.of(),
            Optional.of(new Entry("api", 80, OptionalInt.empty())),
            Map.of(),
            Map.of("db", new Link(List.of("api"), List.of("db"), 5432)),
            Map.of("primary", new Role(List.of("db"), List.of("ask"), "t")),
            Map.of("elected", new Marker(List.of("db"), "elected")),
            List.of(),
            Optional.of(new Ledger("PUT", "/{id}", List.of("db"), new Ledger.ByCommand(List.of("list")))),
            Topology.SERVED_BY,
            List.of(),
            List.of());

    static Objective objective(String key, Relation relation, double bound) {
        return new Objective(
                Figure.of(key).orElseThrow(),
                relation,
                bound,
                Optional.empty(),
                key + " " + relation.symbol() + " " + bound);
    }

    static Step crash(String id, double at, double length, boolean traffic) {
        return Step.at(id, seconds(at), new Crash(), new Target.Named("api-1"), Optional.of(seconds(length)), traffic);
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    static Experiment experiment(List<Step> method, Objective... objectives) {
        return guarded(method, List.of(), objectives);
    }

    static Experiment guarded(List<Step> method, List<Guardrail> guardrails, Objective... objectives) {
        return new Experiment(
                "sim",
                "It holds.",
                List.of(),
                TOPOLOGY,
                new Load(
                        "ledger",
                        List.of(),
                        Map.of(),
                        100,
                        method.isEmpty() ? Optional.of(seconds(8)) : Optional.empty()),
                new SteadyState(seconds(3), List.of(objective("success", Relation.AT_LEAST, 0.99))),
                method,
                List.of(objectives),
                new Recovery(seconds(20), seconds(5), seconds(1), OptionalDouble.empty()),
                guardrails,
                RunLimits.none(),
                OptionalLong.empty());
    }

    static Experiment crashed(Objective... objectives) {
        return experiment(List.of(crash("1", 1, 4, true)), objectives);
    }
}
