package io.blackstart.definition;

import io.blackstart.experiment.Repetition;
import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Faults;
import io.blackstart.fault.Target;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The steps of a method. Each fault's own parameters are read here: one method a fault. */
final class StepReader {

    private final Problems problems;
    private final TargetReader targets;
    private final FaultReader faults;

    StepReader(Problems problems, Topology topology) {
        this.problems = problems;
        this.targets = new TargetReader(problems, topology);
        this.faults = new FaultReader(problems);
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
        Optional<Value> kind = group
                ? fields.take("fault")
                : fields.need(
                        "fault", "one of " + String.join(", ", Faults.byName().keySet()));
        Optional<FaultReader.Read> read = kind.flatMap(one -> faults.read(one, fields));
        Optional<Fault> fault = read.map(FaultReader.Read::fault);
        Optional<Target> target = fault.flatMap(known -> target(known, fields));
        if (fault.isPresent()) {
            fields.end();
        }
        fault.ifPresent(known -> needsEnd(known, length, fields));
        if (!fields.has("at") && !fields.has("after") && !group) {
            problems.add(fields.place(), "a step has no 'at'", "expected when it begins, such as at: 0s");
        }
        return fault.isPresent() && target.isPresent() && at.isPresent()
                ? Optional.of(new Step(
                        id,
                        new Start.At(at.get()),
                        fault.get(),
                        target.get(),
                        length,
                        traffic,
                        Repetition.once(),
                        read.flatMap(FaultReader.Read::ramp)))
                : Optional.empty();
    }

    private Optional<Target> target(Fault fault, Fields fields) {
        if (fault.scope() == Fault.Scope.GROUPS) {
            return Optional.of(new Target.OfFault());
        }
        return fields.need("target", "a node, a service, a zone or a link")
                .flatMap(one -> targets.read(one, fault.scope()));
    }

    private boolean traffic(Fields fields) {
        Optional<String> text = fields.take("traffic", Scalars::text);
        text.filter(found -> !found.equals("none-expected"))
                .ifPresent(found ->
                        problems.unknown(fields.placeOf("traffic"), "traffic", found, List.of("none-expected")));
        return text.isEmpty();
    }

    private void needsEnd(Fault fault, Optional<Duration> length, Fields fields) {
        if (length.isEmpty() && fault.needsEnd() && !fields.has("for")) {
            problems.add(
                    fields.place(), fault.kind() + " has no 'for'", "expected how long it lasts, such as for: 10s");
        }
        length.filter(Duration::isZero)
                .ifPresent(zero -> problems.add(fields.placeOf("for"), "no time at all", "expected more than 0s"));
    }
}
