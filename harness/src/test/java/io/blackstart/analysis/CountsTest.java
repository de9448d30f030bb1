package io.blackstart.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 1_023, 1_024, 1_025, 5_000})
    void asAnArrayWouldCount(int length) {
        Random random = new Random(length);
        Counts counts = new Counts(length);
        int[] expected = new int[length];
        for (int i = 0; i < length / 3; i++) {
            int index = random.nextInt(length);
            int more = random.nextInt(5) - 1;
            counts.add(index, more);
            expected[index] += more;
        }
        counts.add(length - 1, 7);
        expected[length - 1] += 7;

        for (int index = 0; index < length; index++) {
            assertThat(counts.get(index)).isEqualTo(expected[index]);
        }
    }
}
