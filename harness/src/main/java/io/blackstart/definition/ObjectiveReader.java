package io.blackstart.definition;

import io.blackstart.journal.Sign;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Objectives: a figure and its bound. */
final class ObjectiveReader {

    private static final List<Relation> LONGEST_FIRST = java.util.Arrays.stream(Relation.values())
            .sorted(Comparator.comparingInt(
                    (Relation relation) -> -relation.symbol().length()))
            .toList();
    private static final Set<String> NOT_YET = Set.of("rto.fault", "rto.detection", "rto.declaration");
    private static final String REQUESTS = "requests";
    private static final String DETECTION = "detection";
    private static final Set<String> HEALTHS = Set.of("unhealthy");

    private final Problems problems;
    private final Set<String> markers;

    ObjectiveReader(Problems problems) {
        this(problems, Set.of());
    }

    /**
     * Of a topology.
     *
     * @param markers the names of its markers, by which a fault may be noticed
     */
    ObjectiveReader(Problems problems, Set<String> markers) {
        this.problems = problems;
        this.markers = markers;
    }

    /**
     * Objectives.
     *
     * @param figures those that may be bounded here
     */
    List<Objective> read(Value value, List<Figure> figures) {
        List<Objective> objectives = new ArrayList<>();
        Fields fields = Fields.of(value, problems, "objectives");
        fields.all().forEach((key, entry) -> {
            if (key.equals(REQUESTS)) {
                requests(entry.value()).forEach(objectives::add);
            } else if (key.equals(DETECTION) && figures.equals(Figure.ALL)) {
                Fields.items(entry.value()).forEach(one -> detection(one).ifPresent(objectives::add));
            } else {
                objective(key, entry, figures, Optional.empty()).ifPresent(objectives::add);
            }
        });
        return objectives;
    }

    /** One sign, and how soon it has to be seen. */
    private Optional<Objective> detection(Value value) {
        Fields fields = Fields.of(value, problems, "a detection");
        fields.notYet("alert");
        fields.oneOf("marker", "health", "alert");
        Optional<Sign> sign = fields.take("marker", Scalars::text)
                .filter(name -> known(fields.placeOf("marker"), "the marker", name, markers))
                .map(Sign::marker)
                .or(() -> fields.take("health", Scalars::text)
                        .filter(status -> known(fields.placeOf("health"), "the health", status, HEALTHS))
                        .map(Sign::health));
        if (!fields.has("marker") && !fields.has("health") && !fields.has("alert")) {
            problems.add(
                    value.place(), "a detection by nothing", "expected a marker of the topology, or health: unhealthy");
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
                DETECTION + " by " + one.text() + " <= " + written)));
    }

    private boolean known(Place place, String what, String name, Set<String> names) {
        if (!names.contains(name)) {
            problems.unknown(place, what, name, names);
        }
        return names.contains(name);
    }

    private List<Objective> requests(Value value) {
        List<Objective> objectives = new ArrayList<>();
        Fields.of(value, problems, "objectives by request").all().forEach((request, entry) -> Fields.of(
                        entry.value(), problems, "objectives of a request")
                .all()
                .forEach((key, one) -> objective(key, one, Figure.OF_REQUESTS, Optional.of(request))
                        .ifPresent(objectives::add)));
        return objectives;
    }

    private Optional<Objective> objective(
            String key, Value.Entry entry, List<Figure> figures, Optional<String> request) {
        if (NOT_YET.contains(key)) {
            problems.notYet(entry.key(), "the figure '" + key + "'");
            return Optional.empty();
        }
        Optional<Figure> figure = Figure.of(key).filter(figures::contains);
        if (figure.isEmpty()) {
            Set<String> valid =
                    new LinkedHashSet<>(figures.stream().map(Figure::key).toList());
            if (request.isEmpty()) {
                valid.add(REQUESTS);
            }
            if (figures.equals(Figure.ALL)) {
                valid.add(DETECTION);
            }
            problems.unknown(entry.key(), Figure.of(key).isPresent() ? "here the figure" : "the figure", key, valid);
            return Optional.empty();
        }
        return Scalars.text(entry.value(), problems)
                .flatMap(text -> bounded(figure.get(), text.strip(), entry.value(), request));
    }

    private Optional<Objective> bounded(Figure figure, String text, Value value, Optional<String> request) {
        Relation relation = LONGEST_FIRST.stream()
                .filter(candidate -> text.startsWith(candidate.symbol()))
                .findFirst()
                .orElse(Relation.AT_MOST);
        String bound = text.startsWith(relation.symbol())
                ? text.substring(relation.symbol().length()).strip()
                : text;
        OptionalDouble number = bound(figure, bound);
        if (number.isEmpty()) {
            problems.add(value.place(), "the bound '" + text + "' for " + figure.key(), "expected " + form(figure));
            return Optional.empty();
        }
        String said =
                request.map(name -> name + ": ").orElse("") + figure.key() + " " + relation.symbol() + " " + bound;
        return Optional.of(new Objective(figure, relation, number.getAsDouble(), request, said));
    }

    private static OptionalDouble bound(Figure figure, String text) {
        return switch (figure.unit()) {
            case SECONDS ->
                Units.duration(text)
                        .map(duration -> OptionalDouble.of(duration.toNanos() / 1e9))
                        .orElse(text.equals("0") ? OptionalDouble.of(0) : OptionalDouble.empty());
            case RATIO -> Units.ratio(text);
            case COUNT ->
                text.matches("\\d{1,12}") ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
        };
    }

    private static String form(Figure figure) {
        return switch (figure.unit()) {
            case SECONDS -> "a duration, such as \"<= 2s\"";
            case RATIO -> "a share, such as \">= 99.9%\"";
            case COUNT -> "a count, such as 0";
        };
    }

    /** The objectives by key, for checks that need places. */
    static Map<String, Value.Entry> entries(Value value) {
        return value instanceof Value.Mapping mapping ? mapping.entries() : Map.of();
    }
}
