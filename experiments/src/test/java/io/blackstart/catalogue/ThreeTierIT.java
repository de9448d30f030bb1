package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackstart.cli.Main;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The flagship and its broken twin, whole. */
@Timeout(240)
class ThreeTierIT {

    private static final String FLAGSHIP = Run.experiment("three-tier/api-node-crash.yaml");
    private static final String BROKEN = Run.experiment("topologies/three-tier-broken.compose.yaml");

    @TempDir
    private Path runs;

    @Test
    void theFlagshipPassesAndEverythingIsProven() throws Exception {
        Run run = Run.of(runs, FLAGSHIP);
        assertThat(run.exit()).as(run::said).isZero();
        JsonNode report = run.report();
        for (JsonNode finding : report.get("findings")) {
            assertThat(finding.get("low").isNumber()).as(finding.toString()).isTrue();
            assertThat(finding.get("high").isNumber()).as(finding.toString()).isTrue();
            assertThat(finding.get("method").asText()).isNotBlank();
        }
        JsonNode repeat = report.get("runs").get(0);
        for (JsonNode injection : repeat.get("injections")) {
            assertThat(injection.get("applied").asBoolean()).isTrue();
            assertThat(injection.get("touched").asBoolean()).isTrue();
            assertThat(injection.get("evidence")).isNotEmpty();
            assertThat(injection.get("effective").get(0).asDouble()).isBetween(9.9, 12.0);
        }
        JsonNode load = repeat.get("load");
        assertThat(load.get("arrivals").asLong())
                .isEqualTo(load.get("arrivalsPlanned").asLong())
                .isGreaterThan(4_000);
        assertThat(repeat.get("ledger").get("acknowledged").asLong()).isGreaterThan(4_000);
        assertThat(repeat.get("ledger").get("lost").asLong()).isZero();
        validAgainstSurefiresSchema(run.folder().resolve("junit.xml"));
        rebuiltByteForByte(run.folder());
        assertThat(run.folder().resolve("logs/api-1.log")).isNotEmptyFile();
        assertThat(run.folder().resolve("events.ndjson")).isNotEmptyFile();
        assertThat(run.folder().resolve("definition/images.json")).isNotEmptyFile();
        assertThat(Engine.left()).isEmpty();
    }

    private static void validAgainstSurefiresSchema(Path junit) throws Exception {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(ThreeTierIT.class.getResource("/surefire-test-report.xsd"))
                .newValidator()
                .validate(new StreamSource(junit.toFile()));
    }

    private static void rebuiltByteForByte(Path folder) throws IOException {
        for (String name : new String[] {"report.json", "junit.xml", "summary.md"}) {
            byte[] before = Files.readAllBytes(folder.resolve(name));
            Files.delete(folder.resolve(name));
            PrintStream nowhere = new PrintStream(java.io.OutputStream.nullOutputStream());
            assertThat(Main.run(nowhere, nowhere, Map.of(), "report", folder.toString()))
                    .isZero();
            assertThat(Files.readAllBytes(folder.resolve(name))).isEqualTo(before);
        }
    }

    @Test
    void withoutHealthChecksTheSameCrashFails() throws IOException {
        Run run = Run.of(runs, "--topology", BROKEN, FLAGSHIP);
        assertThat(run.exit()).as(run::said).isEqualTo(1);
        assertThat(run.report().get("findings"))
                .anyMatch(finding -> finding.get("verdict").asText().equals("FAIL")
                        && finding.get("objective").asText().matches("(failover|success).*"));
    }
}
