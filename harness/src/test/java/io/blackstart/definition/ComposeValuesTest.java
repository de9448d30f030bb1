package io.blackstart.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of a service that the engine would refuse only when it is made, or that would be lost without a word. */
class ComposeValuesTest {

    private static final String REST = "\nvolumes: { v: {} }\nx-end: 1\n";

    @TempDir
    private Path folder;

    private List<String> problems(String fields, String rest) throws IOException {
        String image = fields.startsWith("image:") ? "" : "    image: i\n";
        new Workbench(folder).file("c.yaml", "services:\n  s:\n" + image + "    " + fields + rest);
        return new Definitions(Map.of())
                .topology(List.of(folder.resolve("c.yaml"))).problems().stream()
                        .map(problem -> problem.toString().replace(folder + "/", ""))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "cap_add: [FOO]                        | the capability 'FOO' is not known",
                "cap_drop: [NET_ADMN]                  | did you mean 'NET_ADMIN'?",
                "healthcheck: {test: [CMD-SHELL]}      | expected a command behind CMD-SHELL",
                "healthcheck: {test: [CMD]}            | expected a command behind CMD",
                "healthcheck: {test: \"\"}             | a health test without a command",
                "healthcheck: {retries: 5000000000}    | found '5000000000'; expected 0 to 1000000",
                "healthcheck: {retries: -1}            | found '-1'; expected 0 to",
                "ports: [\"70000:80\"]                 | '70000:80'; expected a port",
                "ports: [\"abc:81\"]                   | 'abc:81'; expected a port",
                "ports: [\"-5:82\"]                    | '-5:82'; expected a port",
                "ports: [\"8000-8002:80-81\"]          | '8000-8002:80-81'; expected a port",
                "ports: [\"1.2.3.400:80:80\"]          | '1.2.3.400:80:80'; expected a port",
                "ports: [\"80/tpc\"]                   | the protocol 'tpc' is not known; expected one of",
                "ports: [{target: 1, published: abc}]  | 'abc'; expected a port or a range",
                "ports: [{target: 1, published: 99999}] | '99999'; expected a port or a range",
                "ports: [{target: 1, protocol: tpc}]   | the protocol 'tpc' is not known",
                "ports: [{target: 1, mode: hots}]      | the mode 'hots' is not known; did you mean 'host'?",
                "ports: [{target: 1, host_ip: here}]   | 'here'; expected an address",
                "expose: [\"80:80\"]                   | '80:80'; expected a port of the node alone",
                "mem_limit: 99999999999999t            | expected a size",
                "restart: \"always:5\"                 | the restart policy 'always:5'",
                "restart: on-failure:abc               | the restart policy 'on-failure:abc'",
                "ulimits: {nofile: {soft: 2, hard: 1}} | a soft limit above the hard one; expected at most 1",
                "ulimits: {nofiles: 1}                 | the ulimit 'nofiles' is not known; did you mean 'nofile'?",
                "image: \"\"                           | the image ''",
                "image: \"a b\"                        | the image 'a b'; expected NAME, NAME:TAG or NAME@DIGEST",
                "image: \"a:\"                         | the image 'a:'",
                "pids_limit: -99                       | found '-99'; expected -1 or more than 0",
                "deploy: {resources: {limits: {pids: 0}}} | found '0'; expected -1 or more than 0",
                "platform: \"linux amd64\"             | the platform 'linux amd64'",
                "pull_policy: build                    | the pull policy 'build'; expected a 'build' beside it",
                "extra_hosts: [\"a:1.1.1\"]            | the address '1.1.1'; expected IPv4, IPv6 or host-gateway",
                "extra_hosts: [a]                      | a name without an address",
                "dns: [dns.example.org]                | expected the address of a name server",
                "volumes: [\"v:/x:rox\"]               | the option 'rox' is not known; did you mean 'ro'?",
                "volumes: [\"/etc/hosts:/h:readonly\"] | the option 'readonly' is not known",
                "volumes: [{type: bind, source: ., target: /x, tmpfs: {}}] | options of a tmpfs for a mount of type bind",
                "volumes: [{type: volume, source: v, target: /x, volume: {subpath: a}}] | 'subpath' is refused",
                "volumes: [{type: volume, source: v, target: /x, volume: {sub: a}}] | the key 'sub' is not known",
                "tmpfs: [\"/run:size=abc\"]            | the size 'abc' of a tmpfs; expected a size such as 64m or 50%",
                "tmpfs: [\"/run:sise=1m\"]             | the option 'sise' is not known; did you mean 'size'?",
                "command: \"run $1\"                   | invalid interpolation format: '$1' in 'run $1'; expected $$",
                "command: \"run ${A\"                  | an unfinished variable",
            })
    void isRefused(String fields, String expected) throws IOException {
        assertThat(problems(fields, REST))
                .anySatisfy(problem ->
                        assertThat(problem).matches("c.yaml:\\d+:\\d+: (?s).*").contains(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{type: ext4, device: /dev/sda1}         | a run touches no device of this machine",
                "{device: /dev/sda1}                     | a run touches no device of this machine",
                "{type: none, o: bind, device: /etc}     | a volume that binds a folder of this machine",
                "{type: nfs, o: addr=a, device: \":/x\"} | a volume of a file server without 'ro'",
                "{typ: tmpfs}                            | the option 'typ' is not known; did you mean 'type'?",
            })
    void aVolumeIsTheRunsOwn(String options, String expected) throws IOException {
        assertThat(problems("init: true", "\nvolumes: { v: { driver_opts: " + options + " } }\n"))
                .anySatisfy(problem -> assertThat(problem).contains(expected));
    }

    @Test
    void longNamesAreRefusedAndNothingElse() throws IOException {
        assertThat(problems("image: a" + "/a".repeat(50_000), REST))
                .anySatisfy(problem -> assertThat(problem).contains("the image 'a/a"));
        assertThat(problems("cpus: " + "9".repeat(400), REST))
                .anySatisfy(problem -> assertThat(problem).contains("expected a number"));
    }

    @ParameterizedTest
    @CsvSource({"'{type: tmpfs, device: tmpfs, o: size=1m}'", "'{type: nfs, o: \"addr=a,ro\", device: \":/x\"}'"})
    void volumesThatAreAllowed(String options) throws IOException {
        assertThat(problems("init: true", "\nvolumes: { v: { driver_opts: " + options + " } }\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/var/run/docker.sock  | the engine's socket",
                "/run/docker.sock      | the engine's socket",
                "/run/containerd       | the engine's socket",
                "/run                  | the engine's socket is in it",
                "/var/run              | the engine's socket is in it",
                "/                     | it is the whole machine",
                "/etc/..               | it is the whole machine",
                "/dev                  | this machine's devices and kernel",
                "/proc/sys             | this machine's devices and kernel",
                "/sys/fs/cgroup        | this machine's devices and kernel",
            })
    void pathsOfTheMachine(String path, String reason) throws IOException {
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, Path.of(path));
        for (String source : List.of(path, link.toString())) {
            for (String options : List.of("", ":ro")) {
                assertThat(problems("volumes: [\"" + source + ":/x" + options + "\"]", REST))
                        .anySatisfy(problem -> assertThat(problem)
                                .startsWith("c.yaml:4:15: ")
                                .contains(reason)
                                .contains("is refused"));
            }
        }
    }

    @Test
    void aSocketOfTheEngineElsewhereIsFound() throws IOException {
        Files.createDirectory(folder.resolve("user"));
        Files.createFile(folder.resolve("user/docker.sock"));
        assertThat(problems("volumes: [\"./user:/x\"]", REST))
                .anySatisfy(problem -> assertThat(problem).contains("the engine's socket is in it"));
        assertThat(problems("volumes: [\"./user/docker.sock:/x\"]", REST))
                .anySatisfy(problem -> assertThat(problem).contains("the engine's socket is refused"));
        assertThat(problems("volumes: [\"./other:/x\", \"/etc/hosts:/h:ro\"]", REST))
                .isEmpty();
    }
}
