package io.blackstart.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.engine.TargetResolver;
import io.blackstart.experiment.Experiment;
import io.blackstart.fault.Direction;
import io.blackstart.fault.Existing;
import io.blackstart.fault.Latency;
import io.blackstart.fault.Target;
import io.blackstart.objective.Objective;
import io.blackstart.topology.Dependency;
import io.blackstart.topology.Files;
import io.blackstart.topology.HealthCheck;
import io.blackstart.topology.RestartPolicy;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What valid files mean. */
class MeaningTest {

    @TempDir
    private Path folder;

    private Topology topology(String compose, Map<String, String> environment) throws IOException {
        new Workbench(folder).file("only.yaml", compose);
        Result<Topology> result = new Definitions(environment).topology(List.of(folder.resolve("only.yaml")));
        assertThat(result.problems()).isEmpty();
        return result.value().orElseThrow();
    }

    private Service service(String fields) throws IOException {
        String indented = fields.strip().replace("\n", "\n    ");
        return topology("services:\n  s:\n    image: i\n    " + indented + "\nvolumes: { v: {} }\n", Map.of())
                .service("s")
                .orElseThrow();
    }

    @Test
    void anExperiment() throws IOException {
        Experiment experiment = new Workbench(folder).valid().experiment();
        assertThat(experiment.name()).isEqualTo("sample");
        assertThat(experiment.load().rate()).isEqualTo(50);
        assertThat(experiment.steadyState().duration()).isEqualTo(Duration.ofSeconds(5));
        assertThat(experiment.objectives())
                .extracting(Objective::text)
                .containsExactly("failover <= 2s", "lostWrites <= 0");
        assertThat(experiment.method().get(0).target()).isEqualTo(new Target.AnyOf("api"));
        assertThat(experiment.topology().nodes())
                .extracting(node -> node.name())
                .containsExactly("api-1", "api-2", "db");
        assertThat(experiment.topology().zones()).containsEntry("b", List.of("api-2"));
    }

    @Test
    void latencyTakesItsDefaults() throws IOException {
        Experiment experiment = new Workbench(folder)
                .experiment(
                        "fault: crash\n    target: { any: api }",
                        "fault: latency\n    delay: 300ms\n    target: { link: db }")
                .valid()
                .experiment();
        assertThat(experiment.method().get(0).fault())
                .isEqualTo(new Latency(Duration.ofMillis(300), Duration.ZERO, Direction.RESPONSE, 1, Existing.KEEP));
    }

    @Test
    void whatIsTakenOutIsSoBeforeAnythingIsDrawn() throws IOException {
        Experiment experiment = new Workbench(folder)
                .experiment("{ any: api }", "{ any: api, except: api-1 }")
                .valid()
                .experiment();
        for (long seed = 0; seed < 20; seed++) {
            assertThat(new TargetResolver(experiment.topology(), seed)
                            .resolveAll(experiment)
                            .get(0)
                            .target()
                            .nodes())
                    .containsExactly("api-2");
        }
    }

    @Test
    void trafficNoneExpected() throws IOException {
        Experiment experiment = new Workbench(folder)
                .experiment("for: 3s", "for: 3s\n    traffic: none-expected")
                .valid()
                .experiment();
        assertThat(experiment.method().get(0).trafficExpected()).isFalse();
    }

    @Test
    void parametersAreSetOverTheFilesOwn() throws IOException {
        Workbench bench = new Workbench(folder)
                .experiment("experiment: sample", "experiment: sample\nparameters: { rate: 50/s }")
                .experiment("  rate: 50/s", "  rate: ${rate}");
        assertThat(bench.valid().experiment().load().rate()).isEqualTo(50);
        assertThat(bench.read(Map.of(), Map.of("rate", "9/s"))
                        .value()
                        .orElseThrow()
                        .experiment()
                        .load()
                        .rate())
                .isEqualTo(9);
        assertThat(bench.read(Map.of(), Map.of("rte", "9/s")).problems())
                .anySatisfy(problem -> assertThat(problem.expected()).isEqualTo("did you mean 'rate'?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "$A            | one",
                "${A}          | one",
                "${A}b         | oneb",
                "${N:-x}       | x",
                "${E:-x}       | x",
                "${E-x}        | \"\"",
                "${N-x}        | x",
                "${A:-x}       | one",
                "${A:+yes}     | yes",
                "${E:+yes}     | \"\"",
                "${E+yes}      | yes",
                "${N:-${A}}    | one",
                "${N:-a}${A}   | aone",
                "$$A           | $A",
                "a$${A}        | a${A}",
            })
    void interpolation(String text, String expected) throws IOException {
        Topology topology = topology(
                "services:\n  s:\n    image: i\n    environment: { V: '" + text + "' }\n", Map.of("A", "one", "E", ""));
        assertThat(topology.service("s").orElseThrow().program().environment()).containsEntry("V", expected);
    }

    @Test
    void theEnvironmentWinsOverDotEnv() throws IOException {
        new Workbench(folder).file(".env", "# comment\nA=file\nB=\"quoted # no comment\"\nC=plain # comment\n");
        Topology topology =
                topology("services:\n  s:\n    image: i\n    environment: [\"V=$A $B $C\"]\n", Map.of("A", "shell"));
        assertThat(topology.service("s").orElseThrow().program().environment())
                .containsEntry("V", "shell quoted # no comment plain");
    }

    @Test
    void envFilesAreBelowTheEnvironment() throws IOException {
        new Workbench(folder).file("one.env", "A=file\nB=file\n");
        assertThat(service("env_file: one.env\nenvironment: { B: own }")
                        .program()
                        .environment())
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "file", "B", "own"));
    }

    @Test
    void commandsAreSplitAsAShellWould() throws IOException {
        assertThat(service("command: run --name 'a b' \"c\\\"d\" e\\ f")
                        .program()
                        .command())
                .contains(List.of("run", "--name", "a b", "c\"d", "e f"));
        assertThat(service("command: [a, 'b c']").program().command()).contains(List.of("a", "b c"));
    }

    @Test
    void mounts() throws IOException {
        assertThat(service(
                                "volumes: [\"v:/a\", \"/b\", \"./c:/c:ro\", { type: tmpfs, target: /d, tmpfs: { size: 1m } }]")
                        .files()
                        .mounts())
                .containsExactly(
                        new Files.NamedVolume("v", "/a", false),
                        new Files.AnonymousVolume("/b"),
                        new Files.HostBind(folder.resolve("c"), "/c", true, true),
                        new Files.Tmpfs("/d", List.of("size=1048576")));
    }

    @Test
    void portsExposeTheContainersSide() throws IOException {
        assertThat(service(
                                "ports: [\"8080:80\", \"443\", \"127.0.0.1:1:2/tcp\", \"53:53/udp\", \"9000-9001:9000-9001\", { target: 7 }]\nexpose: [\"6\"]")
                        .networking()
                        .expose())
                .containsExactly(2, 6, 7, 80, 443, 9000, 9001);
    }

    @Test
    void healthChecks() throws IOException {
        assertThat(service("healthcheck: { test: curl x, interval: 1m30s, retries: 5 }")
                        .health()
                        .orElseThrow())
                .satisfies(check -> {
                    assertThat(check.test()).containsExactly("CMD-SHELL", "curl x");
                    assertThat(check.interval()).contains(Duration.ofSeconds(90));
                    assertThat(check.timeout()).isEmpty();
                    assertThat(check.retries()).hasValue(5);
                });
        assertThat(service("init: true").health()).isEmpty();
        assertThat(service("healthcheck: { disable: true }").health()).contains(HealthCheck.none());
        assertThat(service("healthcheck: { test: [NONE] }").health()).contains(HealthCheck.none());
        assertThat(service("healthcheck: { interval: 1s }")
                        .health()
                        .orElseThrow()
                        .test())
                .isEmpty();
    }

    @Test
    void limitsAndRestart() throws IOException {
        Service service =
                service("mem_limit: 64m\ncpus: 0.5\nrestart: on-failure:3\nulimits: { nofile: { soft: 1, hard: 2 } }");
        assertThat(service.limits().memory()).hasValue(64L << 20);
        assertThat(service.limits().cpus()).hasValue(0.5);
        assertThat(service.restart()).isEqualTo(new RestartPolicy(RestartPolicy.Kind.ON_FAILURE, 3));
        assertThat(service.limits().ulimits().get("nofile").hard()).isEqualTo(2);
    }

    @Test
    void filesAreMergedAsComposeDoes() throws IOException {
        Workbench bench = new Workbench(folder).file("base.yaml", """
                        services:
                          a:
                            image: i
                            command: [one, two]
                            environment: { X: base, Y: base }
                            volumes: ["v:/data", "./f:/conf:ro"]
                            ports: ["80"]
                            depends_on: [b]
                          b: { image: j }
                        volumes: { v: {} }
                        """).file("over.yaml", """
                        services:
                          a:
                            command: [three]
                            environment: ["X=over", "Z=over"]
                            volumes: ["./g:/conf:ro"]
                            ports: ["81"]
                            depends_on: { b: { condition: service_healthy } }
                        x-blackstart:
                          over: base.yaml
                          entry: { service: a, port: 80 }
                        """);
        assertThat(bench).isNotNull();
        Topology topology = new Definitions(Map.of())
                .topology(List.of(folder.resolve("over.yaml")))
                .value()
                .orElseThrow();
        Service a = topology.service("a").orElseThrow();
        assertThat(a.program().command()).contains(List.of("three"));
        assertThat(a.program().environment())
                .containsExactlyInAnyOrderEntriesOf(Map.of("X", "over", "Y", "base", "Z", "over"));
        assertThat(a.files().mounts()).extracting(Files.Mount::target).containsExactly("/data", "/conf");
        assertThat(((Files.HostBind) a.files().mounts().get(1)).source()).isEqualTo(folder.resolve("g"));
        assertThat(a.networking().expose()).containsExactly(80, 81);
        assertThat(a.dependsOn().get("b").condition()).isEqualTo(Dependency.Condition.SERVICE_HEALTHY);
        assertThat(topology.entry().orElseThrow().port()).isEqualTo(80);
    }

    @Test
    void profilesAndMergeKeys() throws IOException {
        String compose = """
                x-common: &common { image: i, restart: always }
                services:
                  a: { <<: *common }
                  b: { <<: *common, restart: "no", profiles: [debug] }
                """;
        assertThat(topology(compose, Map.of()).services())
                .extracting(Service::name)
                .containsExactly("a");
        assertThat(topology(compose, Map.of("COMPOSE_PROFILES", "debug")).services())
                .extracting(service -> service.restart().kind())
                .containsExactly(RestartPolicy.Kind.ALWAYS, RestartPolicy.Kind.NO);
    }

    @Test
    void whatHasNoEffectIsNotedOnce() throws IOException {
        assertThat(topology("version: '3'\nservices:\n  s: { image: i, container_name: c, logging: {} }\n", Map.of())
                        .notes())
                .hasSize(3)
                .allSatisfy(note -> assertThat(note).contains("has no effect here"));
    }
}
