package io.blackstart.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is said with its place, what was expected, and the nearest name. */
class ProblemsTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsRightHasNoProblems() throws IOException {
        assertThat(new Workbench(folder).problems()).isEmpty();
    }

    static Stream<Arguments> experiments() {
        return Stream.of(
                Arguments.of(
                        "steadyState:",
                        "steadyStat:",
                        "experiment.yaml:7:1: the key 'steadyStat' is not known; did you mean 'steadyState'?"),
                Arguments.of(
                        "failover: \"<= 2s\"",
                        "failver: \"<= 2s\"",
                        "experiment.yaml:16:3: the figure 'failver' is not known; did you mean 'failover'?"),
                Arguments.of(
                        "failover: \"<= 2s\"",
                        "failover: \"<= 2\"",
                        "experiment.yaml:16:13: the bound '<= 2' for failover; expected a duration, such as \"<= 2s\""),
                Arguments.of(
                        "success: \">= 99%\"",
                        "success: \">= 101%\"", "the bound '>= 101%' for success; expected a share"),
                Arguments.of("success: \">= 99%\"", "failover: 1s", "here the figure 'failover' is not known"),
                Arguments.of(
                        "fault: crash",
                        "fault: crush",
                        "experiment.yaml:12:12: the fault 'crush' is not known; did you mean 'crash'?"),
                Arguments.of("fault: crash", "fault: partition", "partition has no 'groups'; expected lists of names"),
                Arguments.of("fault: crash", "fault: host-loss\n    grace: 3s", "the key 'grace' is not known"),
                Arguments.of(
                        "{ any: api }",
                        "{ any: apy }",
                        "experiment.yaml:13:20: the service 'apy' is not known; did you mean 'api'?"),
                Arguments.of(
                        "{ any: api }", "api-3", "the service or node 'api-3' is not known; did you mean 'api-1'?"),
                Arguments.of("{ any: api }", "{ zone: c }", "the zone 'c' is not known; expected one of a, b"),
                Arguments.of("{ any: api }", "{ count: 3, of: api }", "3 of 'api'; expected 1 to 2"),
                Arguments.of("{ any: api }", "{ share: 0%, of: api }", "found '0%'; expected a share above 0 %"),
                Arguments.of(
                        "{ any: api }", "{ role: primry }", "the role 'primry' is not known; did you mean 'primary'?"),
                Arguments.of(
                        "{ any: api }",
                        "{ link: db }",
                        "a link for a fault on nodes; expected a node, a service or a zone"),
                Arguments.of(
                        "fault: crash\n    target: { any: api }",
                        "fault: latency\n    delay: 10ms\n    target: api",
                        "nodes for a fault on a link; expected { link: NAME }"),
                Arguments.of(
                        "fault: crash\n    target: { any: api }\n    for: 3s",
                        "fault: latency\n    delay: 10ms\n    target: { link: db }",
                        "latency has no 'for'; expected how long it lasts"),
                Arguments.of(
                        "fault: crash\n    target: { any: api }",
                        "fault: latency\n    delay: 10ms\n    jitter: 20ms\n    target: { link: db }",
                        "experiment.yaml:14:5: latency: jitter must be at most the delay"),
                Arguments.of(
                        "fault: crash\n    target: { any: api }",
                        "fault: latency\n    delay: { from: 0ms, to: 5ms }\n    target: { link: db }",
                        "a graded value has no 'over'; expected how long it takes"),
                Arguments.of(
                        "at: 0s",
                        "at: soon",
                        "experiment.yaml:11:9: found 'soon'; expected a duration such as 250ms, 2s or 1m30s"),
                Arguments.of("at: 0s", "after: { step: x }", "the step 'x' is not known; expected one of 1"),
                Arguments.of(
                        "rate: 50/s",
                        "rate: 50",
                        "experiment.yaml:6:9: found '50'; expected a rate such as 200/s or 12/min"),
                Arguments.of("rate: 50/s", "rate: 0/s", "expected more than 0"),
                Arguments.of("  rate: 50/s\n", "", "the load has no 'rate'"),
                Arguments.of(
                        "simulation: ledger",
                        "simulation: legder",
                        "the simulation 'legder' is not known; did you mean 'ledger'?"),
                Arguments.of(
                        "simulation: ledger\n  rate: 50/s",
                        "simulation: com.acme.Shop\n  classpath: nowhere",
                        "there is nothing at 'nowhere'"),
                Arguments.of(
                        "simulation: ledger",
                        "simulation: browse",
                        "a bound on lostWrites with the simulation 'browse'"),
                Arguments.of(
                        "topology: compose.yaml", "topology: composed.yaml", "experiment.yaml:3:11: there is no file"),
                Arguments.of("experiment: sample", "experiment: Sample One", "the name 'Sample One'"),
                Arguments.of(
                        "experiment: sample",
                        "experiment: sample\nguardrails: 20s",
                        "experiment.yaml:2:13: found '20s'; expected a list, such as [{ abortWhen: … }]"),
                Arguments.of("experiment: sample", "experiment: sample\nmatrix: {}", "'matrix' is not supported yet"),
                Arguments.of(
                        "experiment: sample",
                        "experiment: sample\nexperiment: twice",
                        "experiment.yaml:2:1: the key 'experiment' is there twice, first at line 1"),
                Arguments.of(
                        "experiment: sample",
                        "experiment: !!java.lang.String sample",
                        "the tag tag:yaml.org,2002:java.lang.String has no meaning here"),
                Arguments.of("experiment: sample", "experiment: ${name}", "the parameter 'name' is not known"),
                Arguments.of(
                        "experiment: sample",
                        "experiment: sample\nx-note: 1",
                        "experiment.yaml:2:1: the key 'x-note' is not known"),
                Arguments.of("    for: 3s\n", "    for: 3s\n    x-why: 1\n", "the key 'x-why' is not known"),
                Arguments.of(
                        "objectives: { success: \">= 99%\" }",
                        "objectives: {}", "experiment.yaml:9:3: no objectives of the steady state"),
                Arguments.of(
                        "{ any: api }",
                        "{ any: api, except: api }",
                        "experiment.yaml:11:5: step 1: 1 of api are wanted of 0"),
                Arguments.of(
                        "{ any: api }",
                        "{ count: 2, of: api, except: api-1 }",
                        "experiment.yaml:11:5: step 1: 2 of api are wanted of 1"),
                Arguments.of("{ any: api }", "[db, { any: api, except: api }]", "step 1: 1 of api are wanted of 0"),
                Arguments.of("rate: 50/s", "rate: 50/s\n  for: 0s", "experiment.yaml:7:3: a load of no time"),
                Arguments.of("hypothesis: It holds.", "hypothesis: [", "this is not YAML"),
                Arguments.of(
                        "lostWrites: 0",
                        "detection: { within: 5s }",
                        "a detection by nothing; expected a marker of the topology, health: unhealthy, an alert, or balancer: down"),
                Arguments.of("lostWrites: 0", "detection: 5s", "expected a detection as a mapping"),
                Arguments.of(
                        "lostWrites: 0",
                        "detection: { marker: electd, within: 5s }",
                        "the marker 'electd' is not known; did you mean 'elected'?"),
                Arguments.of(
                        "lostWrites: 0",
                        "detection: { marker: elected }",
                        "a detection has no 'within'; expected how soon"),
                Arguments.of(
                        "lostWrites: 0",
                        "detection: { health: unwell, within: 5s }",
                        "the health 'unwell' is not known"),
                Arguments.of(
                        "lostWrites: 0",
                        "detection: { health: unhealthy, marker: elected, within: 5s }",
                        "expected only one of marker, health, alert, balancer"),
                Arguments.of(
                        "lostWrites: 0",
                        "detection: { alert: Down, within: 5s }",
                        "the alert 'Down': nobody is there to be asked; expected x-blackstart: { alerts: "),
                Arguments.of(
                        "lostWrites: 0",
                        "detection: { balancer: down, within: 5s }",
                        "nobody is there to be asked; expected x-blackstart: { balancer: "),
                Arguments.of(
                        "lostWrites: 0",
                        "detection: { balancer: drained, within: 5s }",
                        "the balancer's word 'drained' is not known"),
                Arguments.of("lostWrites: 0", "falseAlarms: 0", "the figure falseAlarms: nobody is there to be asked"),
                Arguments.of("lostWrites: 0", "mttd: 5s", "the figure mttd without a detection"),
                Arguments.of("lostWrites: 0", "rto.detection: 5s", "the figure rto.detection without a detection"),
                Arguments.of(
                        "lostWrites: 0", "rto.declaration: 5s", "the figure 'rto.declaration' is not supported yet"),
                Arguments.of("failover: \"<= 2s\"\n  lostWrites: 0", "{}", "expected"),
                Arguments.of(
                        "method:\n  - at: 0s\n    fault: crash\n    target: { any: api }\n    for: 3s\n",
                        "method: []\n",
                        "a control run whose load has no 'for'"),
                Arguments.of(
                        "rate: 50/s", "rate: 50/s\n  for: 6s", "a load with a 'for' beside a method; leave it out"),
                Arguments.of(
                        "    for: 3s\n",
                        "    for: 3s\n  - at: 1s\n    id: \"1\"\n    fault: crash\n    target: db\n",
                        "a second step with the id '1'"));
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void inExperiments(String found, String replaced, String expected) throws IOException {
        assertThat(new Workbench(folder).experiment(found, replaced).problems())
                .anySatisfy(problem -> assertThat(problem).contains(expected));
    }

    static Stream<Arguments> composeFiles() {
        return Stream.of(
                Arguments.of(
                        "image: example/db:1",
                        "imge: example/db:1",
                        "compose.yaml:7:5: the key 'imge' is not known; did you mean 'image'?"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    privileged: true",
                        "compose.yaml:8:5: 'privileged' is refused"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    network_mode: host",
                        "network_mode 'host' is refused"),
                Arguments.of("image: example/db:1", "image: example/db:1\n    pid: host", "'pid' is refused"),
                Arguments.of(
                        "image: example/db:1", "image: example/db:1\n    devices: [/dev/kvm]", "'devices' is refused"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    extends: api",
                        "'extends' is not supported yet"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    restart: allways",
                        "the restart policy 'allways' is not known; did you mean 'always'?"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    ports: [\"80000\"]",
                        "'80000'; expected a port"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    mem_limit: lots",
                        "found 'lots'; expected a size"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    sysctls: { kernel.x: 1 }",
                        "the sysctl 'kernel.x' is refused"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    security_opt: [seccomp:unconfined]",
                        "security_opt 'seccomp:unconfined' is refused"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    healthcheck: { test: [pg_isready] }",
                        "expected it to begin with CMD"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    networks: [bak]",
                        "the network 'bak' is not known"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    secrets: [key]",
                        "the secret 'key' is not known"),
                Arguments.of("image: example/db:1", "image: example/db:1\n    env_file: none.env", "there is no file"),
                Arguments.of(
                        "image: example/db:1",
                        "image: \"${MISSING:?say which}\"",
                        "the variable MISSING is not set: say which"),
                Arguments.of("image: example/db:1", "image: \"${BROKEN\"", "an unfinished variable"),
                Arguments.of(
                        "data:/data",
                        "dta:/data",
                        "compose.yaml:8:15: the volume 'dta' is not known; did you mean 'data'?"),
                Arguments.of("data:/data", "/var/run/docker.sock:/sock", "the engine's socket is refused"),
                Arguments.of("data:/data", "/:/host", "a mount of / is refused"),
                Arguments.of("data:/data", "data:relative", "the target 'relative'; expected an absolute path"),
                Arguments.of(
                        "depends_on: [db]",
                        "depends_on: [dbb]",
                        "compose.yaml:5:18: the service 'dbb' is not known; did you mean 'db'?"),
                Arguments.of(
                        "depends_on: [db]",
                        "depends_on: { db: { condition: service_healty } }",
                        "did you mean 'service_healthy'?"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    depends_on: [api]",
                        "services that wait for each other: api → db → api"),
                Arguments.of("deploy: { replicas: 2 }", "deploy: { replicas: 101 }", "101 replicas; expected 0 to 100"),
                Arguments.of("data: {}", "data: { external: true }", "'external' is refused"),
                Arguments.of("data: {}", "data: { driver: nfs }", "the driver 'nfs' is refused; expected local"),
                Arguments.of(
                        "data: {}",
                        "data: { driver_opts: { type: none, o: bind, device: /etc } }",
                        "a volume that binds a folder of this machine is refused"),
                Arguments.of(
                        "entry: { service: api",
                        "entry: { service: apo",
                        "the service or node 'apo' is not known; did you mean 'api'?"),
                Arguments.of("  entry: { service: api, port: 8080 }\n", "", "the topology has no entry"),
                Arguments.of(
                        "links: { db: { from: api, to: db, port: 5432 } }",
                        "links: { db: { from: api, to: db } }",
                        "a link has no 'port'"),
                Arguments.of(
                        "write: PUT /ledger/{id}",
                        "write: PUT /ledger",
                        "expected PUT, POST or PATCH and a path with {id}"),
                Arguments.of(
                        "  ledger:\n    write: PUT /ledger/{id}\n    read: { from: db, exec: [list] }\n",
                        "  scaling: {}\n",
                        "'scaling' is not supported yet"),
                Arguments.of(
                        "deploy: { replicas: 2 }",
                        "deploy: { replicas: 0 }",
                        "compose.yaml:12:21: the service 'api' has no nodes; expected one with replicas"),
                Arguments.of("b: [api-2]", "b: []", "compose.yaml:13:31: an empty list"),
                Arguments.of("from: api, to: db", "from: [], to: db", "compose.yaml:14:24: an empty list"),
                Arguments.of("read: { from: db", "read: { from: []", "an empty list"),
                Arguments.of("clock: [api]", "servedBy: 'X Node'", "'X Node' is no header's name"),
                Arguments.of(
                        "x-blackstart:",
                        "x-free: &x { <<: *x }\nx-blackstart:",
                        "compose.yaml:11:9: an alias that contains itself"),
                Arguments.of("data: {}", "data: !custom {}", "the tag !custom has no meaning here"),
                Arguments.of(
                        "image: example/db:1",
                        "image: example/db:1\n    dns: [!reset 1.1.1.1]",
                        "the tag !reset has no meaning here"),
                Arguments.of("services:", "? [a]\n: b\nservices:", "compose.yaml:1:3: a key that is no word"),
                Arguments.of("services:", "x-a: \"\u0000\"\nservices:", "compose.yaml:1:7: the character U+0000"),
                Arguments.of("services:", "%YAML 3.0\n---\nservices:", "compose.yaml:1:1: another version of YAML"),
                Arguments.of("x-blackstart:", "---\nx-blackstart:", "a second document; expected one in a file"),
                Arguments.of(
                        "services:",
                        "secrets: { k: { content: a, environment: B } }\nservices:",
                        "compose.yaml:1:29: one of the secrets with 'content' and 'environment'"),
                Arguments.of("services:", "name: Shop One\nservices:", "the project name 'Shop One'"),
                Arguments.of("  db:\n    image", "  api-1:\n    image", "a node of 'api' would be called 'api-1'"),
                Arguments.of("services:", "include: [other.yaml]\nservices:", "'include' is not supported yet"));
    }

    @ParameterizedTest
    @MethodSource("composeFiles")
    void inComposeFiles(String found, String replaced, String expected) throws IOException {
        assertThat(new Workbench(folder).compose(found, replaced).problems())
                .anySatisfy(problem -> assertThat(problem).contains(expected));
    }

    @Test
    void allOfThemAtOnceInOrder() throws IOException {
        assertThat(new Workbench(folder)
                        .experiment("fault: crash", "fault: crush")
                        .experiment("at: 0s", "at: soon")
                        .compose("data:/data", "dta:/data")
                        .problems())
                .extracting(problem -> problem.split(": ", 2)[0])
                .containsExactly("compose.yaml:8:15", "experiment.yaml:11:9", "experiment.yaml:12:12");
    }

    @Test
    void aliasesThatGrowWithoutBoundsAreRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("x-a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("x-a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(new Workbench(folder)
                        .compose("services:", bomb + "services:")
                        .problems())
                .anySatisfy(problem -> assertThat(problem).contains("aliases make this file grow beyond"));
    }

    @Test
    void mergesThatGrowWithoutBoundsAreRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("x-a0: &a0 { k0: 1 }\n");
        for (int i = 1; i < 40; i++) {
            String below = ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1);
            bomb.append(String.format("x-a%d: &a%d { <<: [%s], k%d: 1 }\n", i, i, below, i));
        }
        assertThat(new Workbench(folder)
                        .compose("services:", bomb + "services:")
                        .problems())
                .anySatisfy(problem ->
                        assertThat(problem).matches("compose.yaml:\\d+:\\d+: aliases make this file grow.*"));
    }

    @Test
    void manyAliasesOfOneAnchorAreFine() throws IOException {
        String many = "x-a: &a { k: 1 }\nx-b: [" + "*a, ".repeat(200) + "*a]\n";
        assertThat(new Workbench(folder)
                        .compose("services:", many + "services:")
                        .problems())
                .isEmpty();
    }

    @Test
    void whatIsNotUtf8HasItsPlace() throws IOException {
        Workbench bench = new Workbench(folder);
        bench.problems();
        java.nio.file.Files.write(folder.resolve("experiment.yaml"), new byte[] {'a', ':', '\n', 'b', (byte) 0xff});
        assertThat(new Definitions(java.util.Map.of())
                        .experiment(folder.resolve("experiment.yaml"), java.util.List.of(), java.util.Map.of())
                        .problems())
                .extracting(problem -> problem.line() + ":" + problem.column() + " " + problem.found())
                .containsExactly("2:2 the file is not UTF-8");
    }

    @Test
    void nestedVariablesAreBounded() throws IOException {
        String deep = "${A:-".repeat(20_000) + "}".repeat(20_000);
        assertThat(new Workbench(folder)
                        .compose("image: example/db:1", "image: \"" + deep + "\"")
                        .problems())
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("compose.yaml:7:12: ")
                        .contains("variables are nested more than"));
    }

    @Test
    void depthIsBounded() throws IOException {
        String deep = "x-deep: " + "[".repeat(200) + "]".repeat(200) + "\n";
        assertThat(new Workbench(folder)
                        .compose("services:", deep + "services:")
                        .problems())
                .anySatisfy(problem -> assertThat(problem).startsWith("compose.yaml:1:58: values are nested"));
    }
}
