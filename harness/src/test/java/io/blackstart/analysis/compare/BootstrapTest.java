package io.blackstart.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Why the difference's interval is no bootstrap: of five values it promises too much. Decision 17 has the figure. */
class BootstrapTest {

    private static final int RESAMPLES = 400;
    private static final int TIMES = 1_000;

    @Test
    void ofFiveValuesItsNinetyFivePercentAreFewer() {
        Random random = new Random(1);
        int held = 0;
        for (int i = 0; i < TIMES; i++) {
            double[] before = random.doubles(5).toArray();
            double[] now = random.doubles(5, 3, 4).toArray();
            double[] differences = new double[RESAMPLES];
            for (int j = 0; j < RESAMPLES; j++) {
                differences[j] = mean(now, random) - mean(before, random);
            }
            Arrays.sort(differences);
            double low = differences[RESAMPLES / 40];
            double high = differences[RESAMPLES - 1 - RESAMPLES / 40];
            held += low <= 3 && 3 <= high ? 1 : 0;
        }
        assertThat(held / (double) TIMES).isBetween(0.87, 0.92);
    }

    private static double mean(double[] values, Random random) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[random.nextInt(values.length)];
        }
        return sum / values.length;
    }
}
