package io.blackstart.definition;

import io.blackstart.experiment.Repeats;
import io.blackstart.objective.Confidence;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
    private static final String REQUESTS = "requests";

    /** Of what repeats come to; those of the upper half can be bounded from above, those of the lower from below. */
    private static final List<String> QUANTILES = List.of("p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p99");

    private final Problems problems;
    private final Optional<Repeats> repeats;
    private final Optional<DetectionReader> detection;

    private ObjectiveReader(Problems problems, Optional<Repeats> repeats, Optional<DetectionReader> detection) {
        this.problems = problems;
        this.repeats = repeats;
        this.detection = detection;
    }

    /**
     * Of what is judged in each of those repeats, or over all of them.
     *
     * @param detection knows by which signs a fault may be noticed
     */
    static ObjectiveReader over(Repeats repeats, DetectionReader detection, Problems problems) {
        return new ObjectiveReader(problems, Optional.of(repeats), Optional.of(detection));
    }

    /** Of what is judged once. */
    static ObjectiveReader ofOneTime(Problems problems) {
        return new ObjectiveReader(problems, Optional.empty(), Optional.empty());
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
            } else if (key.equals(DetectionReader.KEY) && detection.isPresent()) {
                Fields.items(entry.value())
                        .forEach(one -> detection.get().read(one).ifPresent(objectives::add));
            } else {
                objectives.addAll(objectives(key, entry, figures, Optional.empty()));
            }
        });
        detection.ifPresent(signs -> signs.check(fields.all()));
        return objectives;
    }

    private List<Objective> requests(Value value) {
        List<Objective> objectives = new ArrayList<>();
        Fields.of(value, problems, "objectives by request").all().forEach((request, entry) -> Fields.of(
                        entry.value(), problems, "objectives of a request")
                .all()
                .forEach((key, one) ->
                        objectives.addAll(objectives(key, one, Figure.OF_REQUESTS, Optional.of(request)))));
        return objectives;
    }

    private List<Objective> objectives(String key, Value.Entry entry, List<Figure> figures, Optional<String> request) {
        if (Figure.NOT_YET.contains(key)) {
            problems.notYet(entry.key(), "the figure '" + key + "'");
            return List.of();
        }
        Optional<Figure> figure = Figure.of(key).filter(figures::contains);
        if (figure.isEmpty()) {
            Set<String> valid =
                    new LinkedHashSet<>(figures.stream().map(Figure::key).toList());
            if (request.isEmpty()) {
                valid.add(REQUESTS);
            }
            if (detection.isPresent()) {
                valid.add(DetectionReader.KEY);
            }
            problems.unknown(entry.key(), Figure.of(key).isPresent() ? "here the figure" : "the figure", key, valid);
            return List.of();
        }
        if (entry.value() instanceof Value.Mapping) {
            return quantiles(figure.get(), entry.value(), request);
        }
        return Scalars.text(entry.value(), problems)
                .flatMap(text -> bounded(figure.get(), text.strip(), entry.value(), request, Optional.empty()))
                .stream()
                .toList();
    }

    /** {@code { p95: "<= 2s", confidence: 95% }}. */
    private List<Objective> quantiles(Figure figure, Value value, Optional<String> request) {
        Fields fields = Fields.of(value, problems, "a bound with a confidence");
        Optional<Double> level =
                fields.need("confidence", "how sure it has to be, such as 95%").flatMap(this::level);
        List<Objective> objectives = new ArrayList<>();
        for (String key : QUANTILES) {
            double quantile = Integer.parseInt(key.substring(1)) / 100.0;
            fields.take(key).ifPresent(bound -> Scalars.text(bound, problems)
                    .flatMap(text -> bounded(
                            figure,
                            text.strip(),
                            bound,
                            request,
                            Optional.of(new Confidence(quantile, level.orElse(0.5)))))
                    .ifPresent(objectives::add));
        }
        if (QUANTILES.stream().noneMatch(fields::has)) {
            problems.add(
                    value.place(),
                    "a confidence in nothing",
                    "expected a bound on one of " + String.join(", ", QUANTILES));
        }
        fields.end();
        level.ifPresent(known -> objectives.forEach(objective -> checkRepeats(objective, fields)));
        return objectives;
    }

    private Optional<Double> level(Value value) {
        Optional<Double> level = Scalars.share(value, problems);
        if (level.filter(share -> share < 0.5 || share > 0.9999).isPresent()) {
            problems.add(
                    value.place(), "found " + value.kind(), "expected a confidence from 50% to 99.99%, such as 95%");
        }
        return level.filter(share -> share >= 0.5 && share <= 0.9999);
    }

    private void checkRepeats(Objective objective, Fields fields) {
        if (repeats.isEmpty()) {
            problems.add(
                    fields.placeOf("confidence"),
                    "a confidence in the steady state",
                    "expected a bound without one: it is judged once, before anything is broken");
        } else if (!repeats.get().fresh()) {
            int needed = objective.confidence().orElseThrow().repeatsNeeded(objective.relation());
            problems.add(
                    fields.placeOf("confidence"),
                    "a confidence without independent repeats",
                    "expected repeat: { times: " + Math.min(needed, Repeats.MOST) + ", fresh: true }");
        }
    }

    private Optional<Objective> bounded(
            Figure figure, String text, Value value, Optional<String> request, Optional<Confidence> confidence) {
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
        if (confidence.isPresent() && !fits(confidence.get(), relation, value)) {
            return Optional.empty();
        }
        String said = request.map(name -> name + ": ").orElse("") + figure.key()
                + confidence.map(one -> " p" + percent(one.quantile())).orElse("") + " " + relation.symbol() + " "
                + bound
                + confidence.map(one -> " (" + percent(one.level()) + " %)").orElse("");
        return Optional.of(new Objective(figure, relation, number.getAsDouble(), request, said, confidence));
    }

    /** A bound that only the best of repeats need to keep promises nothing. */
    private boolean fits(Confidence confidence, Relation relation, Value value) {
        boolean upper = relation == Relation.AT_MOST || relation == Relation.BELOW;
        boolean lower = relation == Relation.AT_LEAST || relation == Relation.ABOVE;
        double quantile = confidence.quantile();
        boolean fits = (upper && quantile >= 0.5) || (lower && quantile <= 0.5);
        if (!fits) {
            String other = "p" + percent(1 - quantile);
            problems.add(
                    value.place(),
                    "'" + relation.symbol() + "' for p" + percent(quantile),
                    upper || lower
                            ? "expected it for " + other + ": of p" + percent(quantile) + " most repeats may break it"
                            : "expected <=, <, >= or >");
        }
        return fits;
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share * 100)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
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
