package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of a real Alertmanager: those that somebody is told of, and those that nobody is. */
@Timeout(120)
class AlertsIT {

    private static final Path EXPERIMENT =
            Path.of("src/test/resources/alerts/alerts.yaml").toAbsolutePath();

    @TempDir
    private Path runs;

    @Test
    void onlyAnAlertThatReachesSomebodyIsADetection() throws IOException {
        Run run = Run.of(runs, EXPERIMENT.toString());

        assertThat(run.exit()).as(run::said).isEqualTo(1);
        assertThat(findings(run))
                .as(run::said)
                .containsExactly(
                        "detection by alert Told <= 2s: PASS",
                        "detection by alert Silenced <= 2s: FAIL",
                        "detection by alert Elsewhere <= 2s: FAIL",
                        "falseAlarms <= 0: PASS");
    }

    private static Stream<String> findings(Run run) throws IOException {
        JsonNode findings = run.report().get("findings");
        return StreamSupport.stream(findings.spliterator(), false)
                .map(finding -> finding.get("objective").asText() + ": "
                        + finding.get("verdict").asText());
    }
}
