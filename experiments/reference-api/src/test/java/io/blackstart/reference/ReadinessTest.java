package io.blackstart.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {

    @ParameterizedTest
    @CsvSource({
        "ALWAYS, false, false, false",
        "ALWAYS, true,  false, false",
        "ALWAYS, true,  true,  true",
        "ONCE,   false, false, false",
        "ONCE,   true,  false, true",
        "ONCE,   true,  true,  true",
        "NEVER,  false, false, true",
    })
    void depends_on_the_database_as_the_rule_says(Settings.Readiness rule, boolean met, boolean up, boolean ready) {
        assertThat(new Readiness(rule, true, () -> met, () -> up).isReady()).isEqualTo(ready);
    }

    @Test
    void a_node_without_a_database_needs_none() {
        assertThat(new Readiness(Settings.Readiness.ALWAYS, false, () -> false, () -> false).isReady())
                .isTrue();
    }

    @Test
    void a_node_that_leaves_wants_no_more_requests() {
        var readiness = new Readiness(Settings.Readiness.NEVER, false, () -> true, () -> true);

        readiness.withdraw();

        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.describe()).isEqualTo("{\"ready\":false,\"shuttingDown\":true,\"database\":\"off\"}");
    }
}
