package io.blackstart.definition;

import io.blackstart.experiment.Repeats;
import java.time.Duration;
import java.util.Optional;

/** {@code repeat}: a number, or a mapping with {@code times}, {@code spread} and {@code fresh}. */
final class RepeatsReader {

    private static final Duration WIDEST = Duration.ofHours(1);

    private final Problems problems;

    RepeatsReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The repeats.
     *
     * @param control whether there is no method whose begin could be spread
     */
    Repeats read(Value value, boolean control) {
        if (value instanceof Value.Scalar) {
            return times(value).map(Repeats.once()::times).orElse(Repeats.once());
        }
        Fields fields = Fields.of(value, problems, "repeat");
        int times = fields.need("times", "how often, such as 5")
                .flatMap(this::times)
                .orElse(1);
        Duration spread = fields.take("spread", Scalars::duration).orElse(Duration.ZERO);
        boolean fresh = fields.take("fresh", Scalars::bool).orElse(false);
        if (spread.compareTo(WIDEST) > 0) {
            problems.add(fields.placeOf("spread"), "a spread of " + spread.toMinutes() + " min", "expected 0s to 1h");
        }
        if (control && !spread.isZero()) {
            problems.add(
                    fields.placeOf("spread"), "a spread of a control run", "leave it out: there is no method to begin");
        }
        fields.end();
        return new Repeats(times, spread, fresh);
    }

    private Optional<Integer> times(Value value) {
        return Scalars.within(1, Repeats.MOST).apply(value, problems).map(Long::intValue);
    }
}
