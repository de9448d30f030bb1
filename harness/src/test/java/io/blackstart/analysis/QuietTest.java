package io.blackstart.analysis;

import static io.blackstart.analysis.Story.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.load.Outcome;
import io.blackstart.objective.Estimate;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Background that the objective allows makes no outage, however long one looks. */
class QuietTest {

    private static final int RUNS = 40;

    @ParameterizedTest(name = "{0} allowed, {1} failing, {2}/s")
    @CsvSource({"0.99, 0.008, 200", "0.999, 0.0009, 500", "0.95, 0.045, 100", "0.999, 0.0005, 1000", "1.0, 0, 200"})
    void backgroundThatIsAllowedIsNoOutage(double ratio, double failing, double rate) {
        long alarms = IntStream.range(0, RUNS)
                .mapToObj(seed -> background(seed, ratio, failing, rate).figure("failover"))
                .filter(failover -> !isNone(failover))
                .count();

        assertThat(alarms).isZero();
    }

    private static boolean isNone(Estimate failover) {
        return failover.value().isPresent() && failover.value().getAsDouble() == 0;
    }

    private static Story background(int seed, double ratio, double failing, double rate) {
        Random random = new Random(seed * 31L + 5);
        Story story = story().steady(5, "success >= " + ratio).injectedAt(10);
        for (double start = 0; start < Story.END; start -= Math.log(1 - random.nextDouble()) / rate) {
            Outcome outcome = random.nextDouble() < failing ? Outcome.FAILED : Outcome.OK;
            story.request(start, start + 0.002 + 0.01 * random.nextDouble(), outcome);
        }
        return story;
    }
}
