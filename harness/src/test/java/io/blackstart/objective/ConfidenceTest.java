package io.blackstart.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceTest {

    /** Sample sizes of Wilks' one-sided limits, first order. */
    @ParameterizedTest
    @CsvSource({
        "0.50, 0.50, 1",
        "0.50, 0.95, 5",
        "0.90, 0.90, 22",
        "0.90, 0.95, 29",
        "0.95, 0.90, 45",
        "0.95, 0.95, 59",
        "0.95, 0.99, 90",
        "0.99, 0.95, 299",
        "0.99, 0.99, 459"
    })
    void whatTheLargestAloneNeeds(double quantile, double level, int needed) {
        assertThat(new Confidence(quantile, level).repeatsNeeded(Relation.AT_MOST))
                .isEqualTo(needed);
    }

    @Test
    void theSmallestNeedsAsManyOnTheOtherSide() {
        assertThat(new Confidence(0.05, 0.95).repeatsNeeded(Relation.AT_LEAST)).isEqualTo(59);
        assertThat(new Confidence(0.01, 0.95).repeatsNeeded(Relation.ABOVE)).isEqualTo(299);
    }

    @Test
    void certaintyIsNotToBeHad() {
        assertThatThrownBy(() -> new Confidence(0.95, 1)).hasMessageContaining("level must be above 0 and below 1");
        assertThatThrownBy(() -> new Confidence(0, 0.95)).hasMessageContaining("quantile must be above 0");
    }
}
