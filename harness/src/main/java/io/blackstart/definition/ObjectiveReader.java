package io.blackstart.definition;

import io.blackstart.experiment.Repeats;
import io.blackstart.journal.Sign;
import io.blackstart.objective.Confidence;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
    private static final String REQUESTS = "requests";
    private static final String DETECTION = "detection";
    private static final Set<String> HEALTHS = Set.of("unhealthy");

    /** Of what repeats come to; those of the upper half can be bounded from above, those of the lower from below. */
    private static final List<String> QUANTILES = List.of("p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p99");

    private final Problems problems;
    private final Optional<Repeats> repeats;
    private final Set<String> markers;

    private ObjectiveReader(Problems problems, Optional<Repeats> repeats, Set<String> markers) {
        this.problems = problems;
        this.repeats = repeats;
        this.markers = markers;
    }

    /**
     * Of what is judged in each of those repeats, or over all of them.
     *
     * @param markers the names of the topology's markers, by which a fault may be noticed
     */
    static ObjectiveReader over(Repeats repeats, Set<String> markers, Problems problems) {
        return new ObjectiveReader(problems, Optional.of(repeats), markers);
    }

    /** Of what is judged once. */
    static ObjectiveReader ofOneTime(Problems problems) {
        return new ObjectiveReader(problems, Optional.empty(), Set.of());
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
                objectives.addAll(objectives(key, entry, figures, Optional.empty()));
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
            if (figures.equals(Figure.ALL)) {
                valid.add(DETECTION);
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
