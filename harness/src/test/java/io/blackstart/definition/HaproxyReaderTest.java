package io.blackstart.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.topology.Balancer;
import io.blackstart.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an HAProxy configuration means, as far as failover follows from it; and where one is found. */
class HaproxyReaderTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("  server a b:1 # check", List.of("server", "a", "b:1")),
                Arguments.of("# nothing", List.of()),
                Arguments.of("a\tb  c", List.of("a", "b", "c")),
                Arguments.of("a\\ b \\# \\\\", List.of("a b", "#", "\\")),
                Arguments.of("'a \"$N\" # b' c", List.of("a \"$N\" # b", "c")),
                Arguments.of("\"$N-${N}${NONE}-${NONE-else}\"x", List.of("5s-5s-elsex")),
                Arguments.of("$N ${N}", List.of("$N", "${N}")),
                Arguments.of("\"\\\"\\$N 5$\" ''", List.of("\"$N 5$", "")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void wordsAreAsTheManualQuotesThem(String line, List<String> words) {
        assertThat(HaproxyWords.of(line, Map.of("N", "5s"))).isEqualTo(words);
    }

    private static Balancer read(String text) {
        return new HaproxyReader(Map.of("INTER", "3s")).read("lb", text);
    }

    private static Balancer.Backend backend(String lines) {
        return read("backend pool\n" + lines).backends().get(0);
    }

    private static Balancer.Server server(String parameters) {
        return backend("server s api-1:8080 " + parameters).servers().get(0);
    }

    private static Balancer.Check check(String parameters) {
        return server("check " + parameters).check().orElseThrow();
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void whatIsNotSaidIsAsTheManualSays() {
        Balancer.Backend backend = backend("server s api-1:8080 check observe layer4");
        assertThat(backend)
                .isEqualTo(new Balancer.Backend(
                        "pool",
                        new Balancer.Retries(3, true, false, false),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new Balancer.Server(
                                "s",
                                "api-1",
                                Optional.of(new Balancer.Check(
                                        false, millis(2000), millis(2000), millis(2000), 3, 2, Optional.empty())),
                                Optional.of(new Balancer.Observed(false, 10, true)),
                                List.of()))));
        assertThat(server("").check()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "250us,0", "7ms,7", "2s,2000", "3m,180000", "1h,3600000", "1d,86400000"})
    void timesHaveUnits(String text, long millis) {
        assertThat(check("inter " + text).inter().toMillis()).isEqualTo(millis);
    }

    @Test
    void intervalsFallBackToInter() {
        assertThat(check("inter 1s fastinter 100ms").down()).isEqualTo(millis(1000));
        assertThat(check("inter 1s fastinter 100ms").fast()).isEqualTo(millis(100));
        assertThat(check("inter 1s downinter 5s").fast()).isEqualTo(millis(1000));
        assertThat(check("inter 1s downinter 5s").down()).isEqualTo(millis(5000));
        assertThat(check("inter \"$INTER\"").inter()).isEqualTo(millis(3000));
    }

    @Test
    void aDefaultServerIsThatOfTheServersBelowIt() {
        Balancer.Backend backend = backend("""
                server first a
                default-server check inter 1s fall 5
                server second b fall 7
                server third c no-check
                default-server rise 9
                server fourth d
                """);
        assertThat(backend.servers().get(0).check()).isEmpty();
        assertThat(backend.servers().get(1).check().orElseThrow().fall()).isEqualTo(7);
        assertThat(backend.servers().get(1).check().orElseThrow().rise()).isEqualTo(2);
        assertThat(backend.servers().get(2).check()).isEmpty();
        assertThat(backend.servers().get(3).check().orElseThrow())
                .isEqualTo(new Balancer.Check(false, millis(1000), millis(1000), millis(1000), 5, 9, Optional.empty()));
    }

    @Test
    void sectionsHaveWhatTheirDefaultsSay() {
        Balancer balancer = read("""
                global
                    spread-checks 20
                    server not one
                defaults slow
                    mode http
                    timeout connect 9s
                    retries 7
                    default-server check
                defaults
                    timeout connect 1s
                    timeout server 5s
                    option redispatch
                frontend in
                    bind :80
                    default_backend two
                backend one from slow
                    server a a:1
                backend two
                    timeout connect 2s
                    server b b:1
                listen three
                    no option redispatch
                    server c c:1
                resolvers four
                    server not one
                """);
        assertThat(balancer.spread()).isEqualTo(0.2);
        assertThat(balancer.backends()).extracting(Balancer.Backend::name).containsExactly("one", "two", "three");
        Balancer.Backend one = balancer.backends().get(0);
        assertThat(one.connect()).contains(millis(9000));
        assertThat(one.answer()).isEmpty();
        assertThat(one.retries()).isEqualTo(new Balancer.Retries(7, true, false, false));
        assertThat(one.servers().get(0).check()).isPresent();
        Balancer.Backend two = balancer.backends().get(1);
        assertThat(two.connect()).contains(millis(2000));
        assertThat(two.answer()).contains(millis(5000));
        assertThat(two.retries().elsewhere()).isTrue();
        assertThat(two.servers().get(0).check()).isEmpty();
        assertThat(balancer.backends().get(2).retries().elsewhere()).isFalse();
    }

    static Stream<Arguments> retries() {
        return Stream.of(
                Arguments.of("retries 0", 0, true, false, false),
                Arguments.of("option redispatch 1", 3, true, false, true),
                Arguments.of("option redispatch 0", 3, true, false, false),
                Arguments.of("mode http\nretry-on none", 3, false, false, false),
                Arguments.of("mode http\nretry-on conn-failure response-timeout", 3, true, true, false),
                Arguments.of("mode http\nretry-on all-retryable-errors", 3, true, true, false),
                Arguments.of("mode http\nretry-on 503", 3, false, false, false),
                Arguments.of("mode tcp\nretry-on none", 3, true, false, false));
    }

    @ParameterizedTest
    @MethodSource("retries")
    void retries(String lines, int times, boolean connection, boolean silence, boolean elsewhere) {
        assertThat(backend(lines + "\nserver s a").retries())
                .isEqualTo(new Balancer.Retries(times, connection, silence, elsewhere));
    }

    @ParameterizedTest
    @CsvSource({
        "'',false",
        "option httpchk GET /health,true",
        "option pgsql-check user a,true",
        "option tcp-check,false",
        "'option httpchk\nno option httpchk',false",
        "'option tcp-check\ntcp-check expect string x',true"
    })
    void aCheckNeedsAnAnswerOrOnlyAConnection(String lines, boolean answered) {
        assertThat(backend(lines + "\nserver s a check")
                        .servers()
                        .get(0)
                        .check()
                        .orElseThrow()
                        .answered())
                .isEqualTo(answered);
        assertThat(check("ssl").answered()).isTrue();
    }

    @Test
    void whatIsLearntFromRequests() {
        assertThat(server("observe layer4").observed()).isEmpty();
        assertThat(server("check observe layer7 error-limit 3 on-error mark-down")
                        .observed())
                .contains(new Balancer.Observed(true, 3, true));
        assertThat(server("check observe layer4 on-error fastinter").observed())
                .contains(new Balancer.Observed(false, 10, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"track pool/a", "agent-check", "addr 10.0.0.1", "port 81", "disabled", "backup", "weight 0"})
    void aParameterThatNoRuleKnowsIsKept(String parameter) {
        assertThat(server("check " + parameter).unread())
                .containsExactly(
                        parameter.equals("weight 0") ? parameter : parameter.split(" ", -1)[0]);
    }

    @Test
    void whatChangesNothingIsNot() {
        assertThat(server("check port 8080 cookie track weight 5 maxconn 10 disabled enabled")
                        .unread())
                .isEmpty();
        assertThat(backend("option external-check\nserver s a check")
                        .servers()
                        .get(0)
                        .unread())
                .containsExactly("option external-check");
        assertThat(read("backend p\nserver-template api 3 api:80 check")
                        .backends()
                        .get(0)
                        .servers()
                        .get(0)
                        .unread())
                .containsExactly("server-template");
    }

    @Test
    void whatCannotBeReadIsSaid() {
        assertThatThrownBy(() -> check("inter soon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'soon' is no time");
        assertThatThrownBy(() -> read(".if defined(X)\nglobal\n.endif"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("what counts depends on a condition (.if)");
    }

    private static final String CONFIG = "backend p\nserver s api:80 check inter 1s\n";

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of("volumes: ['./lb.cfg:/etc/haproxy/haproxy.cfg:ro']", true),
                Arguments.of("volumes: ['./folder:/usr/local/etc/haproxy:ro']", true),
                Arguments.of("volumes: ['./lb.cfg:/etc/lb.cfg:ro']\n    command: [haproxy, -f, /etc/lb.cfg]", true),
                Arguments.of("volumes: ['./folder:/etc/lb']\n    entrypoint: [haproxy, -f, /etc/lb/other.cfg]", true),
                Arguments.of("configs: [{ source: file, target: /etc/haproxy/haproxy.cfg }]", true),
                Arguments.of("configs: [{ source: text, target: /etc/haproxy/haproxy.cfg }]", true),
                Arguments.of("volumes: ['./lb.cfg:/etc/lb.cfg:ro']", false),
                Arguments.of("volumes: ['./lb.cfg:/etc/lb.cfg:ro']\n    command: [envoy, -f, /etc/lb.cfg]", false),
                Arguments.of("command: [haproxy]", false));
    }

    @ParameterizedTest
    @MethodSource("places")
    void aConfigurationIsFoundAmongWhatAServiceMounts(String fields, boolean found) throws IOException {
        List<Balancer> balancers = topology(fields, CONFIG).balancers();
        assertThat(balancers).hasSize(found ? 1 : 0);
        balancers.forEach(balancer -> {
            assertThat(balancer.service()).isEqualTo("lb");
            assertThat(balancer.backends().get(0).servers().get(0).host()).isEqualTo("api");
        });
    }

    private Topology topology(String fields, String config) throws IOException {
        new Workbench(folder)
                .file("lb.cfg", config)
                .file("folder/haproxy.cfg", config)
                .file("folder/other.cfg", config)
                .file(
                        "compose.yaml",
                        "services:\n  lb:\n    image: i\n    " + fields + "\n  api: { image: i }\n"
                                + "configs: { file: { file: ./lb.cfg }, text: { content: \""
                                + config.replace("\n", "\\n") + "\" } }\n");
        Result<Topology> result = new Definitions(Map.of()).topology(List.of(folder.resolve("compose.yaml")));
        assertThat(result.problems()).isEmpty();
        return result.value().orElseThrow();
    }

    @Test
    void oneThatCannotBeReadIsSaidAndNotGuessedFrom() throws IOException {
        Topology topology = topology(
                "volumes: ['./lb.cfg:/etc/haproxy/haproxy.cfg:ro']", "backend p\nserver s api check inter soon\n");
        assertThat(topology.balancers()).isEmpty();
        assertThat(topology.notes())
                .contains("lb: nothing is predicted from its HAProxy configuration: 'soon' is no time");
    }
}
