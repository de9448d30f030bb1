package io.blackstart.definition;

import io.blackstart.objective.Figure;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
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
    private static final Set<String> NOT_YET = Set.of("detection", "rto.fault", "rto.detection", "rto.declaration");
    private static final String REQUESTS = "requests";

    private final Problems problems;

    ObjectiveReader(Problems problems) {
        this.problems = problems;
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
            } else {
                objective(key, entry, figures, Optional.empty()).ifPresent(objectives::add);
            }
        });
        return objectives;
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
