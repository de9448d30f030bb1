package io.blackstart.definition;

import io.blackstart.experiment.Repetition;
import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Faults;
import io.blackstart.fault.Target;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One step of a method. */
final class StepReader {

    /** What a step itself has, beside its fault's parameters: no parameter may be called so. */
    static final Set<String> KEYS =
            Set.of("id", "at", "after", "fault", "target", "for", "every", "times", "traffic", "parallel", "sequence");

    private static final long MOST_TIMES = 1_000;

    private final Problems problems;
    private final TargetReader targets;
    private final FaultReader faults;
    private final FaultFits fits;

    StepReader(Problems problems, Topology topology) {
        this.problems = problems;
        this.targets = new TargetReader(problems, topology);
        this.faults = new FaultReader(problems);
        this.fits = new FaultFits(problems, topology);
    }

    /** What is written beside the fault and its target. */
    private record Course(Optional<Duration> length, Repetition repetition, boolean traffic) {}

    /**
     * The step.
     *
     * @param fields of which the start has been taken
     */
    Optional<Step> read(String id, Fields fields, Start start) {
        fields.take("id");
        Course course = new Course(fields.take("for", Scalars::duration), repetition(fields), traffic(fields));
        Optional<FaultReader.Read> read = fields.need(
                        "fault", "one of " + String.join(", ", Faults.byName().keySet()))
                .flatMap(one -> faults.read(one, fields));
        Optional<Target> target = read.flatMap(known -> target(known.fault(), fields));
        if (read.isEmpty()) {
            return Optional.empty();
        }
        fields.end();
        checkLength(read.get(), course, fields);
        checkRepetition(read.get().fault(), course, fields);
        target.ifPresent(where -> fits.check(read.get().fault(), where, fields));
        return target.map(where -> new Step(
                id,
                start,
                read.get().fault(),
                where,
                course.length(),
                course.traffic(),
                course.repetition(),
                read.get().ramp()));
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

    private Repetition repetition(Fields fields) {
        Optional<Duration> every = fields.take("every", Scalars::duration);
        Optional<Long> times = fields.take("times", Scalars::integer).filter(many -> counted(many, fields));
        if (fields.has("every") != fields.has("times")) {
            boolean has = fields.has("every");
            problems.add(
                    fields.placeOf(has ? "every" : "times"),
                    has ? "'every' without 'times'" : "'times' without 'every'",
                    "expected both, such as every: 4s and times: 3");
        }
        return every.isPresent() && times.isPresent()
                ? new Repetition(every.get(), times.get().intValue())
                : Repetition.once();
    }

    private boolean counted(long times, Fields fields) {
        boolean fine = times >= 2 && times <= MOST_TIMES;
        if (!fine) {
            problems.add(fields.placeOf("times"), "'times' of " + times, "expected 2 to " + MOST_TIMES);
        }
        return fine;
    }

    private void checkRepetition(Fault fault, Course course, Fields fields) {
        if (course.repetition().times() == 1) {
            return;
        }
        Duration every = course.repetition().every();
        if (every.isZero()) {
            problems.add(fields.placeOf("every"), "no time at all", "expected more than 0s");
        }
        course.length()
                .filter(length -> every.compareTo(length) < 0)
                .ifPresent(length -> problems.add(
                        fields.placeOf("every"),
                        fault.kind() + " would begin again before it is over",
                        "expected 'every' of at least 'for'"));
    }

    private void checkLength(FaultReader.Read read, Course course, Fields fields) {
        Fault fault = read.fault();
        if (!fields.has("for") && fault.needsEnd()) {
            problems.add(
                    fields.place(), fault.kind() + " has no 'for'", "expected how long it lasts, such as for: 10s");
        }
        course.length()
                .filter(Duration::isZero)
                .ifPresent(zero -> problems.add(fields.placeOf("for"), "no time at all", "expected more than 0s"));
        course.length()
                .filter(length -> read.ramp()
                        .filter(ramp -> ramp.over().compareTo(length) > 0)
                        .isPresent())
                .ifPresent(length -> problems.add(
                        fields.placeOf("for"),
                        fault.kind() + " would be over before it is what it grows to",
                        "expected 'for' of at least 'over'"));
    }
}
