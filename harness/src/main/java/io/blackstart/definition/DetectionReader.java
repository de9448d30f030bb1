package io.blackstart.definition;

import io.blackstart.journal.Sign;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Objectives on being noticed: {@code detection} by a sign, and what has to be there for other figures of signs. */
final class DetectionReader {

    static final String KEY = "detection";
    private static final String FALSE_ALARMS = "falseAlarms";
    /** Figures that count from signs, whichever they are. */
    private static final List<String> OF_SIGNS = List.of("mttd", "rto.detection");

    private static final List<String> KINDS = List.of("marker", "health", "alert", "balancer");
    private static final Set<String> HEALTHS = Set.of("unhealthy");
    private static final Set<String> STATES = Set.of("down");
    private static final String ALERTS = "{ alerts: { from: …, port: 9093 } }";
    private static final String BALANCER = "{ balancer: { from: …, port: 8404, get: \"/stats;csv\" } }";

    private final Problems problems;
    private final Set<String> markers;
    private final Optional<Topology> topology;

    /**
     * Signs of a topology.
     *
     * @param topology absent where it could not be read: then nothing is said of what it lacks
     */
    DetectionReader(Problems problems, Optional<Topology> topology) {
        this.problems = problems;
        this.markers = topology.map(found -> found.markers().keySet()).orElse(Set.of());
        this.topology = topology;
    }

    /** One sign, and how soon it has to be seen. */
    Optional<Objective> read(Value value) {
        Fields fields = Fields.of(value, problems, "a detection");
        fields.oneOf(KINDS.toArray(String[]::new));
        Optional<Sign> sign = sign(fields);
        if (KINDS.stream().noneMatch(fields::has)) {
            problems.add(
                    value.place(),
                    "a detection by nothing",
                    "expected a marker of the topology, health: unhealthy, an alert, or balancer: down");
        }
        Optional<Duration> within =
                fields.need("within", "how soon, such as 2s").flatMap(one -> Scalars.duration(one, problems));
        String written = fields.take("within")
                .flatMap(one -> Scalars.text(one, problems))
                .orElse("");
        fields.end();
        return sign.flatMap(one -> within.map(bound -> new Objective(
                Figure.detection(one),
                Relation.AT_MOST,
                bound.toNanos() / 1e9,
                Optional.empty(),
                KEY + " by " + one.text() + " <= " + written)));
    }

    private Optional<Sign> sign(Fields fields) {
        Optional<Sign> marker = fields.take("marker", Scalars::text)
                .filter(name -> known(fields.placeOf("marker"), "the marker", name, markers))
                .map(Sign::marker);
        Optional<Sign> health = fields.take("health", Scalars::text)
                .filter(status -> known(fields.placeOf("health"), "the health", status, HEALTHS))
                .map(Sign::health);
        Optional<Sign> alert = fields.take("alert", Scalars::text)
                .filter(name -> alertsKnown(fields.placeOf("alert"), "the alert '" + name + "'"))
                .map(Sign::alert);
        Optional<Sign> balancer = fields.take("balancer", Scalars::text)
                .filter(state -> known(fields.placeOf("balancer"), "the balancer's word", state, STATES))
                .filter(state -> said(
                        Topology::balancer,
                        fields.placeOf("balancer"),
                        "what the balancer says of its servers",
                        BALANCER))
                .map(Sign::balancer);
        return marker.or(() -> health).or(() -> alert).or(() -> balancer);
    }

    private boolean known(Place place, String what, String name, Set<String> names) {
        if (!names.contains(name)) {
            problems.unknown(place, what, name, names);
        }
        return names.contains(name);
    }

    private boolean alertsKnown(Place place, String what) {
        return said(Topology::alerts, place, what, ALERTS);
    }

    /** Whether the topology says who can be asked. */
    private boolean said(Function<Topology, Optional<?>> who, Place place, String what, String expected) {
        boolean nobody = topology.isPresent() && who.apply(topology.get()).isEmpty();
        if (nobody) {
            problems.add(
                    place,
                    what + ": nobody is there to be asked",
                    "expected x-blackstart: " + expected + " in the topology");
        }
        return !nobody;
    }

    /** Figures that tell of signs need somebody who shows them. */
    void check(Map<String, Value.Entry> objectives) {
        if (objectives.containsKey(FALSE_ALARMS)) {
            alertsKnown(objectives.get(FALSE_ALARMS).key(), "the figure " + FALSE_ALARMS);
        }
        OF_SIGNS.stream()
                .filter(figure -> objectives.containsKey(figure) && !objectives.containsKey(KEY))
                .forEach(figure -> problems.add(
                        objectives.get(figure).key(),
                        "the figure " + figure + " without a detection",
                        "expected an objective on detection, which says by which sign a fault is noticed"));
    }

    /** What is wanted wherever alerts are known, unless the file bounds it: that none fires while nothing is broken. */
    List<Objective> unsaid(List<Objective> said) {
        boolean bounded =
                said.stream().anyMatch(objective -> objective.figure().key().equals(FALSE_ALARMS));
        boolean alerts = topology.flatMap(Topology::alerts).isPresent();
        return alerts && !said.isEmpty() && !bounded
                ? Figure.of(FALSE_ALARMS).stream()
                        .map(figure ->
                                new Objective(figure, Relation.AT_MOST, 0, Optional.empty(), FALSE_ALARMS + " <= 0"))
                        .toList()
                : List.of();
    }
}
