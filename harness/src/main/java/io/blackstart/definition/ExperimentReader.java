package io.blackstart.definition;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Guardrail;
import io.blackstart.experiment.Recovery;
import io.blackstart.experiment.Repeats;
import io.blackstart.experiment.RunLimits;
import io.blackstart.experiment.Start;
import io.blackstart.experiment.SteadyState;
import io.blackstart.experiment.Step;
import io.blackstart.load.Load;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Objective;
import io.blackstart.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** An experiment file, with the topology that it names. */
final class ExperimentReader {

    private static final String LEDGER = "ledger";
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Set<String> OF_LEDGER = Set.of(
            "lostWrites", "lostAfter", "duplicatedWrites", "resurrectedWrites", "staleWrites", "unknownWrites", "rpo");

    private final Path file;
    private final List<Path> topologyOverride;
    private final Map<String, String> environment;
    private final Map<String, String> set;
    private final Problems problems;

    ExperimentReader(
            Path file,
            List<Path> topologyOverride,
            Map<String, String> environment,
            Map<String, String> set,
            Problems problems) {
        this.file = file;
        this.topologyOverride = topologyOverride;
        this.environment = environment;
        this.set = set;
        this.problems = problems;
    }

    /** The experiment and the files that it came from. */
    record Read(Experiment experiment, List<Path> sources) {}

    Optional<Read> read() {
        return YamlFile.read(file, problems).flatMap(this::document);
    }

    private Optional<Read> document(Value document) {
        Map<String, String> parameters = parameters(document);
        Value filled = Interpolation.strict(parameters, problems).of(document);
        Fields fields = Fields.of(filled, problems, "an experiment");
        fields.take("parameters");
        fields.notYet("matrix");
        Optional<String> name = fields.need("experiment", "its name").flatMap(this::name);
        String hypothesis = fields.take("hypothesis", Scalars::text).orElse("");
        List<String> tags = fields.texts("tags");
        List<Path> files = topologyFiles(fields);
        int before = problems.count();
        Optional<Topology> topology = files.isEmpty() ? Optional.empty() : topology(files, parameters);
        Optional<Topology> sound = topology.filter(whole -> problems.count() == before);
        Optional<Load> load = fields.need("load", "what clients do").flatMap(new LoadReader(file, problems)::read);
        SteadyState steady =
                fields.take("steadyState").map(this::steadyState).orElse(new SteadyState(Duration.ZERO, List.of()));
        Repeats repeats = fields.take("repeat")
                .map(value -> new RepeatsReader(problems).read(value, withoutSteps(fields)))
                .orElse(Repeats.once());
        Optional<Value> objectivesAt = fields.need("objectives", "at least one bound on a figure");
        DetectionReader detection = new DetectionReader(problems, sound);
        List<Objective> objectives = objectivesAt
                .map(value -> ObjectiveReader.over(repeats, detection, problems).read(value, Figure.ALL))
                .map(said -> Stream.concat(said.stream(), detection.unsaid(said).stream())
                        .toList())
                .orElse(List.of());
        Recovery recovery = fields.take("recovery").map(this::recovery).orElse(Recovery.defaults());
        OptionalLong seed =
                fields.take("seed", Scalars::integer).map(OptionalLong::of).orElse(OptionalLong.empty());
        Optional<Value> method = fields.has("method")
                ? Optional.ofNullable(fields.all().get("method")).map(Value.Entry::value)
                : fields.need("method", "a list of steps, or [] for a control run");
        boolean countsWrites = load.map(one -> one.simulation().equals(LEDGER)).orElse(true);
        MethodReader.Read steps = method.filter(value -> topology.isPresent())
                .map(value -> new MethodReader(problems, topology.get(), countsWrites).read(value))
                .orElse(MethodReader.Read.nothing());
        GuardrailReader guardrails = new GuardrailReader(problems);
        List<Guardrail> ends =
                fields.take("guardrails").map(guardrails::guardrails).orElse(List.of());
        RunLimits limits = fields.take("limits").map(guardrails::limits).orElse(RunLimits.none());
        fields.end();
        OptionalLong drawn = problems.any() ? OptionalLong.empty() : seed;
        sound.ifPresent(whole -> new MethodRules(problems, steps.places(), fields.placeOf("limits"))
                .check(new MethodRules.Method(
                        whole, steps.sound(), drawn, limits, steady.duration(), load.flatMap(Load::duration))));
        if (name.isEmpty() || topology.isEmpty() || load.isEmpty()) {
            return Optional.empty();
        }
        Experiment experiment = new Experiment(
                name.get(),
                hypothesis,
                tags,
                topology.get(),
                load.get(),
                steady,
                steps.steps(),
                objectives,
                recovery,
                ends,
                limits,
                seed,
                repeats);
        check(experiment, fields, objectivesAt);
        List<Path> sources = new ArrayList<>(List.of(file));
        sources.addAll(files);
        return Optional.of(new Read(experiment, sources));
    }

    private Map<String, String> parameters(Value document) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (document instanceof Value.Mapping mapping && mapping.entries().containsKey("parameters")) {
            Fields.of(mapping.entries().get("parameters").value(), problems, "parameters")
                    .all()
                    .forEach((key, entry) ->
                            Scalars.text(entry.value(), problems).ifPresent(text -> parameters.put(key, text)));
        }
        set.forEach((key, value) -> {
            if (parameters.containsKey(key)) {
                parameters.put(key, value);
            } else {
                problems.unknown(Place.whole(file), "the parameter", key, parameters.keySet());
            }
        });
        return parameters;
    }

    private Optional<String> name(Value value) {
        return Scalars.text(value, problems).filter(text -> {
            boolean fine = text.matches("[a-z0-9][a-z0-9-]{0,62}");
            if (!fine) {
                problems.add(
                        value.place(), "the name '" + text + "'", "expected small letters, digits and -, at most 63");
            }
            return fine;
        });
    }

    private List<Path> topologyFiles(Fields fields) {
        Optional<Value> value = fields.need("topology", "a Compose file, or a list of them");
        if (!topologyOverride.isEmpty()) {
            return topologyOverride;
        }
        List<Path> files = new ArrayList<>();
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        value.ifPresent(one -> Fields.items(one)
                .forEach(item -> Scalars.text(item, problems).ifPresent(text -> {
                    Path path = folder.resolve(text).normalize();
                    if (java.nio.file.Files.isRegularFile(path)) {
                        files.add(path);
                    } else {
                        problems.add(item.place(), "there is no file " + path, "expected a Compose file");
                    }
                })));
        return value.isPresent() && Fields.items(value.get()).size() == files.size() ? files : List.of();
    }

    private Optional<Topology> topology(List<Path> files, Map<String, String> parameters) {
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.putAll(parameters);
        return new ComposeReader(variables, problems).read(files);
    }

    private SteadyState steadyState(Value value) {
        Fields fields = Fields.of(value, problems, "a steady state");
        Duration length = fields.need("for", "how long it is watched, such as 10s")
                .flatMap(one -> Scalars.duration(one, problems))
                .orElse(Duration.ZERO);
        List<Objective> objectives = fields.need("objectives", "what must hold")
                .map(one -> ObjectiveReader.ofOneTime(problems).read(one, Figure.OF_REQUESTS))
                .orElse(List.of());
        if (length.isZero() && fields.has("for")) {
            problems.add(fields.placeOf("for"), "a steady state of no time", "expected more than 0s");
        }
        Optional<Value> said = fields.take("objectives");
        if (said.filter(one -> nothing(one, objectives)).isPresent()) {
            problems.add(
                    fields.placeOf("objectives"),
                    "no objectives of the steady state",
                    "expected at least one: without any, nothing is steady");
        }
        fields.end();
        return new SteadyState(length, objectives);
    }

    private boolean nothing(Value value, List<Objective> read) {
        return ObjectiveReader.entries(value).isEmpty() || (read.isEmpty() && !problems.any());
    }

    private Recovery recovery(Value value) {
        Recovery defaults = Recovery.defaults();
        Fields fields = Fields.of(value, problems, "recovery");
        Recovery recovery = new Recovery(
                positive(fields, "atMost", defaults.atMost()),
                positive(fields, "hold", defaults.hold()),
                positive(fields, "window", defaults.window()),
                fields.take("ratio", Scalars::share).map(OptionalDouble::of).orElse(OptionalDouble.empty()));
        fields.end();
        return recovery;
    }

    private Duration positive(Fields fields, String key, Duration byDefault) {
        Duration length = fields.take(key, Scalars::duration).orElse(byDefault);
        if (length.isZero() || length.compareTo(LONGEST) > 0) {
            problems.add(fields.placeOf(key), "'" + key + "' of " + length.toMillis() + " ms", "expected 1ms to 6h");
        }
        return length;
    }

    /** What only the whole can tell. */
    private void check(Experiment experiment, Fields fields, Optional<Value> objectives) {
        Place load = fields.placeOf("load");
        if (experiment.topology().entry().isEmpty()) {
            problems.add(
                    fields.placeOf("topology"),
                    "the topology has no entry",
                    "expected x-blackstart: { entry: { service: …, port: … } } in one of its files");
        }
        if (experiment.load().simulation().equals(LEDGER)
                && experiment.topology().ledger().isEmpty()) {
            problems.add(
                    load,
                    "the simulation 'ledger' without a ledger",
                    "expected x-blackstart: { ledger: … } in the topology");
        }
        if (withoutSteps(fields) && experiment.load().duration().isEmpty()) {
            problems.add(load, "a control run whose load has no 'for'", "expected how long it lasts");
        }
        checkLength(experiment, load);
        objectives.ifPresent(value -> checkLedgerFigures(experiment, value));
        if (objectives.isPresent() && experiment.objectives().isEmpty() && !problems.any()) {
            problems.add(
                    fields.placeOf("objectives"),
                    "no objectives",
                    "expected at least one: a run without any proves nothing");
        }
    }

    private static boolean withoutSteps(Fields fields) {
        Value.Entry method = fields.all().get("method");
        return method != null
                && method.value() instanceof Value.Items items
                && items.items().isEmpty();
    }

    private void checkLength(Experiment experiment, Place load) {
        Duration last = experiment.method().stream()
                .map(ExperimentReader::lastEnd)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plus(experiment.steadyState().duration());
        boolean own = experiment.load().duration().isPresent();
        if (own && !experiment.method().isEmpty()) {
            problems.add(
                    load, "a load with a 'for' beside a method", "leave it out: the load lasts until the watch ends");
        }
        if (last.compareTo(LONGEST) > 0) {
            problems.add(load, "a method of " + last.toHours() + " h", "expected at most 6h");
        }
    }

    /** When a step is over at the earliest: from the end of the steady state, or as if its event came then. */
    static Duration lastEnd(Step step) {
        Duration begin = step.start() instanceof Start.After after
                ? after.plus()
                : step.offset().orElseThrow();
        return begin.plus(step.length());
    }

    private void checkLedgerFigures(Experiment experiment, Value objectives) {
        if (experiment.load().simulation().equals(LEDGER)) {
            return;
        }
        ObjectiveReader.entries(objectives).forEach((key, entry) -> {
            if (OF_LEDGER.contains(key)) {
                problems.add(
                        entry.key(),
                        "a bound on " + key + " with the simulation '"
                                + experiment.load().simulation() + "'",
                        "expected the simulation ledger, which keeps count of writes");
            }
        });
    }
}
