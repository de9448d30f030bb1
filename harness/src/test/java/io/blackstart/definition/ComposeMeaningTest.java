package io.blackstart.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.topology.Files;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rarer forms of Compose mean: variables and their files, typing, several addresses, tags, what is noted. */
class ComposeMeaningTest {

    @TempDir
    private Path folder;

    private Topology topology(String compose) throws IOException {
        new Workbench(folder).file("only.yaml", compose);
        return read("only.yaml");
    }

    private Topology read(String... names) {
        Result<Topology> result = new Definitions(Map.of("S", "shell"))
                .topology(java.util.Arrays.stream(names).map(folder::resolve).toList());
        assertThat(result.problems()).isEmpty();
        return result.value().orElseThrow();
    }

    private Service service(String fields) throws IOException {
        return topology("services:\n  s:\n    image: i\n    " + fields + "\nvolumes: { v: {} }\n")
                .service("s")
                .orElseThrow();
    }

    static Stream<Arguments> linesOfVariables() {
        return Stream.of(
                Arguments.of("V=${A}/x", "one/x"),
                Arguments.of("V=$A", "one"),
                Arguments.of("V=${S}", "shell"),
                Arguments.of("V=${NONE:-d}", "d"),
                Arguments.of("V=\"q\" # z", "q"),
                Arguments.of("V=\"$A # z\" # z", "one # z"),
                Arguments.of("V='$A # z' # z", "$A # z"),
                Arguments.of("V=\"a\\nb\"", "a\nb"),
                Arguments.of("V='a\\nb'", "a\\nb"),
                Arguments.of("V='it\\'s'", "it's"),
                Arguments.of("V=\"a\nb\"", "a\nb"),
                Arguments.of("V='a\n#b'", "a\n#b"),
                Arguments.of("export V=x # z\r", "x"),
                Arguments.of("export  V = x", "x"),
                Arguments.of("V: 5", "5"),
                Arguments.of("V=a#b", "a#b"),
                Arguments.of("V=$$A", "$A"),
                Arguments.of("V=", ""));
    }

    @ParameterizedTest
    @MethodSource("linesOfVariables")
    void filesOfVariables(String line, String expected) throws IOException {
        new Workbench(folder).file("one.env", "A=one\n\n# comment\n" + line + "\nS\nGONE\nLAST=1");
        assertThat(service("env_file: one.env").program().environment())
                .containsEntry("V", expected)
                .containsEntry("S", "shell")
                .containsEntry("LAST", "1")
                .doesNotContainKey("GONE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "A B=1      | one.env:3:1: 'A B=1'; expected NAME=value",
                "1A=1       | one.env:3:1: '1A=1'; expected NAME=value",
                "A=\"b\" c  | one.env:3:6: 'c' behind a quoted value",
                "A=\"b      | one.env:3:3: a quote that is not closed",
                "A=$1       | one.env:3:3: invalid interpolation format",
            })
    void badLinesHaveTheirPlace(String line, String expected) throws IOException {
        new Workbench(folder)
                .file("one.env", "\nX=1\n" + line + "\n")
                .file("only.yaml", "services:\n  s: { image: i, env_file: one.env }\n");
        assertThat(new Definitions(Map.of())
                        .topology(List.of(folder.resolve("only.yaml")))
                        .problems())
                .anySatisfy(problem -> assertThat(problem.toString()).contains(expected));
    }

    @Test
    void variablesThatDoubleAreBounded() throws IOException {
        StringBuilder lines = new StringBuilder("A0=0123456789\n");
        for (int i = 1; i < 40; i++) {
            lines.append(String.format("A%d=$A%d$A%d\n", i, i - 1, i - 1));
        }
        new Workbench(folder).file(".env", lines.toString()).file("only.yaml", "services:\n  s: { image: i }\n");
        assertThat(new Definitions(Map.of())
                        .topology(List.of(folder.resolve("only.yaml")))
                        .problems())
                .singleElement()
                .asString()
                .contains(".env:")
                .contains("variables make this file grow");
    }

    @ParameterizedTest
    @CsvSource({"'\"${A:-null}\"', null", "'\"${A:-true}\"', true", "'${A:-5}', 5", "'${A:-null}', ''"})
    void quotedTextStaysText(String written, String expected) throws IOException {
        Map<String, String> variables =
                service("environment:\n      V: " + written).program().environment();
        assertThat(variables.getOrDefault("V", "")).isEqualTo(expected);
        assertThat(variables.containsKey("V")).isEqualTo(!expected.isEmpty());
    }

    @Test
    void unsetVariablesAreNotedOnce() throws IOException {
        assertThat(topology("services:\n  s: { image: i, command: \"$GONE $GONE ${GONE:-x}\" }\n")
                        .notes())
                .singleElement()
                .asString()
                .endsWith("only.yaml:2:27: the variable GONE is not set; it is empty here");
    }

    @Test
    void hostsInBothFormsWithSeveralAddresses() throws IOException {
        assertThat(service(
                                "extra_hosts: [\"a=1.1.1.1\", \"b:2.2.2.2\", \"a:3.3.3.3\", \"c=[::1]\", \"d:host-gateway\"]")
                        .networking()
                        .extraHosts())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a", List.of("1.1.1.1", "3.3.3.3"),
                        "b", List.of("2.2.2.2"),
                        "c", List.of("::1"),
                        "d", List.of("host-gateway")));
        assertThat(service("extra_hosts: { a: 1.1.1.1, b: [2.2.2.2, \"::1\"] }")
                        .networking()
                        .extraHosts())
                .containsEntry("a", List.of("1.1.1.1"))
                .containsEntry("b", List.of("2.2.2.2", "::1"));
    }

    @Test
    void memoryFileSystemsKeepTheirOptions() throws IOException {
        assertThat(service("tmpfs: [\"/run:size=50%,mode=1777,uid=5,noexec\", \"/tmp\"]")
                        .files()
                        .mounts())
                .containsExactly(
                        new Files.Tmpfs("/run", List.of("size=50%", "mode=1777", "uid=5", "noexec")),
                        new Files.Tmpfs("/tmp", List.of()));
    }

    @Test
    void ranges() throws IOException {
        assertThat(service("ports: [\"8000-8010:80\", \"[::1]:81:81\", \"127.0.0.1::82\", \"9000-9001:83-84\"]")
                        .networking()
                        .expose())
                .containsExactly(80, 81, 82, 83, 84);
    }

    @Test
    void coresBelowOneAndServicesWithoutNodes() throws IOException {
        assertThat(service("cpus: .5").limits().cpus()).hasValue(0.5);
        assertThat(service("deploy: { replicas: 0 }").nodes()).isEmpty();
    }

    @Test
    void tagsTakeAwayAndReplace() throws IOException {
        new Workbench(folder).file("base.yaml", """
                        services:
                          a:
                            image: i
                            command: [one]
                            ports: ["80"]
                            environment: { X: base, Y: base }
                            dns: [1.1.1.1]
                            expose: ["1"]
                        """).file("over.yaml", """
                        services:
                          a:
                            command: !reset null
                            ports: !override ["81"]
                            environment: !override { Z: over }
                            dns: !reset []
                            expose: ["2"]
                        """);
        Service a = read("base.yaml", "over.yaml").service("a").orElseThrow();
        assertThat(a.program().command()).isEmpty();
        assertThat(a.networking().expose()).containsExactly(1, 2, 81);
        assertThat(a.program().environment()).containsExactlyInAnyOrderEntriesOf(Map.of("Z", "over"));
        assertThat(a.networking().dns()).isEmpty();
        assertThat(read("over.yaml", "base.yaml")
                        .service("a")
                        .orElseThrow()
                        .networking()
                        .expose())
                .containsExactly(1, 2, 80, 81);
    }

    @Test
    void whatHasNoEffectOfNetworksAndPortsIsNoted() throws IOException {
        assertThat(topology(
                                "services:\n  s: { image: i, ports: [{ target: 1, host_ip: 127.0.0.1, mode: host }],"
                                        + " volumes: [\"v:/x:nocopy\"] }\nnetworks: { n: { driver: bridge } }\nvolumes: { v: {} }\n")
                        .notes())
                .anySatisfy(note -> assertThat(note).contains("networks.driver has no effect"))
                .anySatisfy(note -> assertThat(note).contains("ports.host_ip has no effect"))
                .anySatisfy(note -> assertThat(note).contains("ports.mode has no effect"))
                .anySatisfy(note -> assertThat(note).contains("the option nocopy of a mount has no effect"));
    }
}
