package io.blackstart.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void without_an_address_there_is_no_database() {
        assertThat(Settings.from(Map.of("DB_URL", "")).database()).isEmpty();
    }

    @Test
    void the_node_is_the_host_unless_named() {
        assertThat(Settings.from(Map.of("HOSTNAME", "api-2")).node()).isEqualTo("api-2");
        assertThat(Settings.from(Map.of("HOSTNAME", "api-2", "NODE_NAME", "b")).node())
                .isEqualTo("b");
    }

    @Test
    void reads_durations_in_both_units() {
        var settings = Settings.from(Map.of("SHUTDOWN_NOTICE", "1500ms", "SHUTDOWN_DRAIN", "3s"));

        assertThat(settings.shutdownNotice()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.shutdownDrain()).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, 70000, a number from 0 to 65535",
        "PORT, many, a number from 0 to 65535",
        "DB_POOL_TIMEOUT, 100ms, 250ms or more",
        "DB_QUERY_TIMEOUT, soon, a duration as 250ms or 2s",
        "READY_NEEDS_DB, sometimes, 'always, once or never'",
    })
    void refuses_what_cannot_be_meant(String name, String found, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(Map.of("DB_URL", "jdbc:postgresql://db/x", name, found)))
                .withMessage(name + "=" + found + "; expected " + expected);
    }
}
