package io.blackstart.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.objective.Confidence;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RanksTest {

    private static OptionalInt rank(int rank) {
        return rank == 0 ? OptionalInt.empty() : OptionalInt.of(rank);
    }

    /** The sizes with which the largest, the second largest and so on bound p95 with 95 % (Wilks 1941; 58 are too few). */
    @ParameterizedTest
    @CsvSource({"58, 0", "59, 59", "92, 92", "93, 92", "123, 122", "124, 122", "152, 150", "153, 150", "181, 177"})
    void fromAbove(int n, int upper) {
        assertThat(Ranks.of(n, new Confidence(0.95, 0.95)).upper()).isEqualTo(rank(upper));
    }

    @ParameterizedTest
    @CsvSource({"58, 0", "59, 1", "92, 1", "93, 2", "124, 3"})
    void fromBelowItIsTheMirrorImage(int n, int lower) {
        assertThat(Ranks.of(n, new Confidence(0.05, 0.95)).lower()).isEqualTo(rank(lower));
    }

    /** The signs' interval of the median, two-sided 95 %, as printed in tables: 5 values have none. */
    @ParameterizedTest
    @CsvSource({"5, 0, 0", "6, 1, 6", "10, 2, 9", "15, 4, 12", "20, 6, 15", "25, 8, 18"})
    void ofTheMedian(int n, int lower, int upper) {
        assertThat(Ranks.of(n, new Confidence(0.5, 0.975))).isEqualTo(new Ranks(rank(lower), rank(upper)));
    }
}
