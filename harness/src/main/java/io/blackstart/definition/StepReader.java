package io.blackstart.definition;

import io.blackstart.experiment.Step;
import io.blackstart.fault.Crash;
import io.blackstart.fault.Direction;
import io.blackstart.fault.Fault;
import io.blackstart.fault.HostLoss;
import io.blackstart.fault.Latency;
import io.blackstart.fault.Target;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The steps of a method. Each fault's own parameters are read here: one method a fault. */
final class StepReader {

    private static final Set<String> FAULTS = new TreeSet<>(Set.of("crash", "host-loss", "latency"));
    private static final Set<String> LATER = Set.of(
            "freeze",
            "restart",
            "oom",
            "isolate",
            "reject",
            "dns-outage",
            "refuse",
            "stop",
            "partition",
            "loss",
            "bandwidth",
            "slow-close",
            "black-hole",
            "reset",
            "slicer",
            "limit-data",
            "http",
            "cpu",
            "memory",
            "disk-full",
            "destroy-data",
            "clock-skew",
            "exec",
            "surge",
            "scale");
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private final Problems problems;
    private final TargetReader targets;

    StepReader(Problems problems, Topology topology) {
        this.problems = problems;
        this.targets = new TargetReader(problems, topology);
    }

    List<Step> read(Value value) {
        if (!(value instanceof Value.Items items)) {
            problems.add(value.place(), "found " + value.kind(), "expected a list of steps, or [] for a control run");
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < items.items().size(); i++) {
            Value item = items.items().get(i);
            step(item, Integer.toString(i + 1)).ifPresent(step -> {
                if (!ids.add(step.id())) {
                    problems.add(
                            item.place(), "a second step with the id '" + step.id() + "'", "expected each id once");
                }
                steps.add(step);
            });
        }
        return steps;
    }

    private Optional<Step> step(Value value, String place) {
        Fields fields = Fields.of(value, problems, "a step");
        fields.notYet("after", "every", "times", "parallel", "sequence");
        boolean group = fields.has("parallel") || fields.has("sequence");
        String id = fields.take("id", Scalars::text).orElse(place);
        Optional<Duration> at = fields.take("at", Scalars::duration);
        Optional<Duration> length = fields.take("for", Scalars::duration);
        boolean traffic = traffic(fields);
        Optional<Value> kind =
                group ? fields.take("fault") : fields.need("fault", "one of " + String.join(", ", FAULTS));
        Optional<Fault> fault = kind.flatMap(one -> fault(one, fields));
        Optional<Value> aim =
                group ? fields.take("target") : fields.need("target", "a node, a service, a zone or a link");
        Optional<Target> target = fault.flatMap(known -> aim.flatMap(one -> targets.read(one, known.scope())));
        if (fault.isPresent()) {
            fields.end();
        }
        fault.ifPresent(known -> needsEnd(known, length, fields));
        if (!fields.has("at") && !fields.has("after") && !group) {
            problems.add(fields.place(), "a step has no 'at'", "expected when it begins, such as at: 0s");
        }
        return fault.isPresent() && target.isPresent() && at.isPresent()
                ? Optional.of(new Step(id, at.get(), fault.get(), target.get(), length, traffic))
                : Optional.empty();
    }

    private boolean traffic(Fields fields) {
        Optional<String> text = fields.take("traffic", Scalars::text);
        text.filter(found -> !found.equals("none-expected"))
                .ifPresent(found ->
                        problems.unknown(fields.placeOf("traffic"), "traffic", found, List.of("none-expected")));
        return text.isEmpty();
    }

    /** A crash ends by itself; all else would be undone in the instant in which it began. */
    private void needsEnd(Fault fault, Optional<Duration> length, Fields fields) {
        if (length.isEmpty() && !(fault instanceof Crash) && !fields.has("for")) {
            problems.add(
                    fields.place(), fault.kind() + " has no 'for'", "expected how long it lasts, such as for: 10s");
        }
        length.filter(Duration::isZero)
                .ifPresent(zero -> problems.add(fields.placeOf("for"), "no time at all", "expected more than 0s"));
    }

    private Optional<Fault> fault(Value value, Fields fields) {
        Optional<String> kind = Scalars.text(value, problems);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        return switch (kind.get()) {
            case "crash" -> Optional.of(new Crash());
            case "host-loss" -> Optional.of(new HostLoss());
            case "latency" -> latency(fields);
            default -> unknown(value, kind.get());
        };
    }

    private Optional<Fault> unknown(Value value, String kind) {
        if (LATER.contains(kind)) {
            problems.notYet(value.place(), "the fault '" + kind + "'");
        } else {
            problems.unknown(value.place(), "the fault", kind, FAULTS);
        }
        return Optional.empty();
    }

    private Optional<Fault> latency(Fields fields) {
        Optional<Duration> delay = fields.need("delay", "how much later, such as 300ms")
                .flatMap(value -> graded(value))
                .filter(length -> within(length, fields.placeOf("delay")));
        Duration jitter = fields.take("jitter", Scalars::duration).orElse(Duration.ZERO);
        Optional<Direction> direction = direction(fields);
        double share = fields.take("share", Scalars::share).orElse(1.0);
        if (delay.isPresent() && jitter.compareTo(delay.get()) > 0) {
            problems.add(fields.placeOf("jitter"), "a jitter greater than the delay", "expected at most the delay");
            return Optional.empty();
        }
        return delay.flatMap(length -> direction.map(way -> new Latency(length, jitter, way, share)));
    }

    private Optional<Duration> graded(Value value) {
        if (value instanceof Value.Mapping) {
            problems.notYet(value.place(), "a graded value");
            return Optional.empty();
        }
        return Scalars.duration(value, problems);
    }

    private boolean within(Duration delay, Place place) {
        boolean fine = !delay.isZero() && delay.compareTo(LONGEST_DELAY) <= 0;
        if (!fine) {
            problems.add(place, "a delay of " + delay.toMillis() + " ms", "expected more than 0s and at most 1h");
        }
        return fine;
    }

    private Optional<Direction> direction(Fields fields) {
        String text = fields.take("direction", Scalars::text).orElse("response");
        for (Direction direction : Direction.values()) {
            if (direction.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(direction);
            }
        }
        problems.unknown(fields.placeOf("direction"), "the direction", text, List.of("request", "response", "both"));
        return Optional.empty();
    }
}
