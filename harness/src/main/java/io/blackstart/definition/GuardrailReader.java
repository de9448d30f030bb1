package io.blackstart.definition;

import io.blackstart.experiment.Guardrail;
import io.blackstart.experiment.RunLimits;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ends a run before its time, and what it may do at most. */
final class GuardrailReader {

    private static final Pattern BOUND = Pattern.compile("(<=|<|>=|>)\\s*(\\S.*)");
    private static final List<String> PERCENTILES = List.of("p50", "p90", "p95", "p99", "p99.9");
    private static final Set<Relation> LESS = Set.of(Relation.BELOW, Relation.AT_MOST);
    private static final Set<Relation> MORE = Set.of(Relation.ABOVE, Relation.AT_LEAST);
    /** The window that is kept of the live samples. */
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(10);

    private static final Duration LONGEST = Duration.ofHours(6);

    private final Problems problems;

    GuardrailReader(Problems problems) {
        this.problems = problems;
    }

    /** A bound as written. */
    private record Bound(Relation relation, String value) {
        private String text() {
            return relation.symbol() + " " + value;
        }
    }

    /** A condition, and its text. */
    private record Met(Guardrail.Condition condition, String text) {}

    List<Guardrail> guardrails(Value value) {
        List<Guardrail> guardrails = new ArrayList<>();
        if (!(value instanceof Value.Items)) {
            problems.add(value.place(), "found " + value.kind(), "expected a list, such as [{ abortWhen: … }]");
            return guardrails;
        }
        Fields.items(value).forEach(item -> guardrail(item).ifPresent(guardrails::add));
        return guardrails;
    }

    private Optional<Guardrail> guardrail(Value value) {
        Fields fields = Fields.of(value, problems, "a guardrail");
        Optional<Met> met = fields.need("abortWhen", "a condition").flatMap(this::condition);
        Verdict verdict = fields.take("verdict", Scalars::text)
                .filter(text -> verdict(text, fields.placeOf("verdict")))
                .filter(text -> text.equals("fail"))
                .map(fail -> Verdict.FAIL)
                .orElse(Verdict.INCONCLUSIVE);
        fields.end();
        return met.map(one -> new Guardrail(one.condition(), verdict, one.text()));
    }

    private boolean verdict(String text, Place place) {
        List<String> valid = List.of("fail", "inconclusive");
        if (!valid.contains(text)) {
            problems.unknown(place, "the verdict", text, valid);
        }
        return valid.contains(text);
    }

    private Optional<Met> condition(Value value) {
        Fields fields = Fields.of(value, problems, "a condition");
        List<Optional<Met>> conditions = new ArrayList<>();
        fields.take("noSuccessFor").ifPresent(one -> conditions.add(noSuccess(one)));
        fields.take("success").ifPresent(one -> conditions.add(success(one, fields)));
        PERCENTILES.forEach(key -> fields.take(key).ifPresent(one -> conditions.add(percentile(key, one, fields))));
        fields.take("lostNode").ifPresent(one -> conditions.add(lostNode(one)));
        fields.take("exec").ifPresent(one -> conditions.add(exec(one)));
        fields.end();
        if (conditions.size() != 1 && value instanceof Value.Mapping) {
            problems.add(
                    value.place(),
                    conditions.isEmpty() ? "no condition" : conditions.size() + " conditions",
                    "expected one of noSuccessFor, success, " + String.join(", ", PERCENTILES) + ", lostNode, exec");
            return Optional.empty();
        }
        return conditions.stream().findFirst().flatMap(one -> one);
    }

    private Optional<Met> noSuccess(Value value) {
        return length(value, LONGEST)
                .map(length -> new Met(new Guardrail.NoSuccess(length), "noSuccessFor " + text(value)));
    }

    private Optional<Met> success(Value value, Fields fields) {
        Optional<Duration> over = over(fields);
        return bound(value, LESS, "a share, such as \"< 50%\"")
                .filter(bound -> fine(Units.ratio(bound.value()).isPresent(), value, "a share, such as \"< 50%\""))
                .flatMap(bound -> over.map(window -> new Met(
                        new Guardrail.Success(
                                bound.relation(), Units.ratio(bound.value()).getAsDouble(), window),
                        "success " + bound.text() + window(fields))));
    }

    private Optional<Met> percentile(String key, Value value, Fields fields) {
        Optional<Duration> over = over(fields);
        double percentile = Double.parseDouble(key.substring(1));
        return bound(value, MORE, "a duration, such as \"> 2s\"")
                .filter(bound -> fine(Units.duration(bound.value()).isPresent(), value, "a duration, such as \"> 2s\""))
                .flatMap(bound -> over.map(window -> new Met(
                        new Guardrail.Percentile(
                                percentile,
                                bound.relation(),
                                Units.duration(bound.value()).orElseThrow(),
                                window),
                        key + " " + bound.text() + window(fields))));
    }

    private Optional<Met> lostNode(Value value) {
        String expected = "a number of nodes, such as \"> 1\"";
        return bound(value, MORE, expected)
                .filter(bound -> fine(bound.value().matches("\\d{1,4}"), value, expected))
                .map(bound -> new Met(
                        new Guardrail.LostNodes(
                                Integer.parseInt(bound.value()) - (bound.relation() == Relation.AT_LEAST ? 1 : 0)),
                        "lostNode " + bound.text()));
    }

    private Optional<Met> exec(Value value) {
        return Scalars.words(value, problems)
                .map(argv -> new Met(new Guardrail.Command(argv), "exec " + String.join(" ", argv)));
    }

    private Optional<Bound> bound(Value value, Set<Relation> valid, String expected) {
        Matcher matched = BOUND.matcher(text(value).strip());
        Optional<Bound> bound = matched.matches()
                ? valid.stream()
                        .filter(one -> one.symbol().equals(matched.group(1)))
                        .map(one -> new Bound(one, matched.group(2)))
                        .findFirst()
                : Optional.empty();
        return fine(bound.isPresent(), value, expected) ? bound : Optional.empty();
    }

    private static String text(Value value) {
        return value instanceof Value.Scalar scalar ? scalar.text() : "";
    }

    private boolean fine(boolean fine, Value value, String expected) {
        if (!fine) {
            problems.add(value.place(), "found " + value.kind(), "expected " + expected);
        }
        return fine;
    }

    private Optional<Duration> over(Fields fields) {
        return fields.need("over", "the window, such as 5s").flatMap(one -> length(one, LONGEST_WINDOW));
    }

    private static String window(Fields fields) {
        return fields.take("over").map(window -> " over " + text(window)).orElse("");
    }

    private Optional<Duration> length(Value value, Duration most) {
        return Scalars.duration(value, problems)
                .filter(length -> fine(
                        !length.isZero() && length.compareTo(most) <= 0,
                        value,
                        "more than 0s and at most " + (most.toMinutes() < 60 ? most.toMinutes() + "m" : "6h")));
    }

    RunLimits limits(Value value) {
        Fields fields = Fields.of(value, problems, "limits");
        Optional<Integer> nodes = fields.take("nodesDown").flatMap(one -> Scalars.integer(one, problems)
                .filter(many -> fine(many >= 0 && many <= 10_000, one, "a number of nodes"))
                .map(Long::intValue));
        Optional<Duration> time = fields.take("runTime").flatMap(one -> length(one, LONGEST));
        fields.end();
        return new RunLimits(nodes.map(OptionalInt::of).orElse(OptionalInt.empty()), time);
    }
}
