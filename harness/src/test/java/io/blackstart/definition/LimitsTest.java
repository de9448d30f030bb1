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

/** What is wrong in guardrails and limits, and what breaks a limit. */
class LimitsTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> guardrails() {
        return Stream.of(
                Arguments.of("[{ verdict: fail }]", "a guardrail has no 'abortWhen'"),
                Arguments.of("[{ abortWhen: {} }]", "no condition; expected one of noSuccessFor, success"),
                Arguments.of("[{ abortWhen: { noSuccessFor: 1s, lostNode: '> 1' } }]", "2 conditions"),
                Arguments.of("[{ abortWhen: { noSuccesFor: 1s } }]", "did you mean 'noSuccessFor'?"),
                Arguments.of("[{ abortWhen: { noSuccessFor: 0s } }]", "expected more than 0s and at most 6h"),
                Arguments.of("[{ abortWhen: { success: '< 50%' } }]", "a condition has no 'over'"),
                Arguments.of("[{ abortWhen: { success: '> 50%', over: 5s } }]", "found '> 50%'; expected a share"),
                Arguments.of("[{ abortWhen: { success: '< 2s', over: 5s } }]", "found '< 2s'; expected a share"),
                Arguments.of("[{ abortWhen: { success: '< 50%', over: 1h } }]", "more than 0s and at most 10m"),
                Arguments.of("[{ abortWhen: { p95: '< 2s', over: 5s } }]", "expected a duration, such as \"> 2s\""),
                Arguments.of("[{ abortWhen: { p96: '> 2s', over: 5s } }]", "the key 'p96' is not known; did you mean"),
                Arguments.of("[{ abortWhen: { lostNode: 1 } }]", "expected a number of nodes, such as \"> 1\""),
                Arguments.of(
                        "[{ abortWhen: { exec: \"test -f /x\" } }]",
                        "experiment.yaml:3:35: found 'test -f /x'; expected a list of words, such as [test, -f, /x]"),
                Arguments.of("[{ abortWhen: { exec: [] } }]", "expected a command and its arguments"),
                Arguments.of("[{ abortWhen: { noSuccessFor: 1s }, verdict: failed }]", "did you mean 'fail'?"));
    }

    @ParameterizedTest
    @MethodSource("guardrails")
    void inGuardrails(String guardrails, String expected) throws IOException {
        assertThat(new Workbench(folder).top("guardrails: " + guardrails).problems())
                .anySatisfy(problem -> assertThat(problem).contains(expected));
    }

    static Stream<Arguments> limits() {
        String two = "- { at: 0s, fault: crash, target: api, for: 5s }";
        String flip =
                "- { at: 0s, fault: crash, target: api-1, for: 5s }\n- { at: 6s, fault: isolate, target: api-2, for: 5s }";
        return Stream.of(
                Arguments.of("{ nodesDwn: 1 }", two, "did you mean 'nodesDown'?"),
                Arguments.of("{ nodesDown: -1 }", two, "expected a number of nodes"),
                Arguments.of(
                        "{ nodesDown: 1 }",
                        two,
                        "experiment.yaml:3:1: 2 nodes may be down at once (api-1, api-2) by step 1 (crash) (line 12); "
                                + "expected at most 1"),
                Arguments.of(
                        "{ nodesDown: 1 }",
                        flip.replace("at: 6s", "at: 4s"),
                        "(api-1, api-2) by step 1 (crash) (line 12), step 2 (isolate) (line 13)"),
                Arguments.of(
                        "{ nodesDown: 1 }",
                        flip.replace(", for: 5s }\n", " }\n"),
                        "step 1 (crash) (line 12, which has no 'for')"),
                Arguments.of(
                        "{ nodesDown: 1 }",
                        flip.replace("at: 6s", "after: { marker: elected }"),
                        "2 nodes may be down at once"),
                Arguments.of(
                        "{ nodesDown: 2 }",
                        flip.replace("api-1", "{ any: api }").replace("api-2", "{ any: api }")
                                + "\n- { after: { acknowledgedWrites: 9 }, fault: freeze, target: { role: primary }, for: 1s }"
                                + "\n- { at: 1s, fault: isolate, target: { any: api }, for: 1s }",
                        "3 nodes may be down at once (api-1, api-2, db)"),
                Arguments.of(
                        "{ nodesDown: 0 }",
                        "- { at: 0s, fault: reject, target: api-1, for: 5s }",
                        "1 nodes may be down at once (api-1) by step 1 (reject)"),
                Arguments.of(
                        "{ nodesDown: 0 }",
                        "- { at: 0s, fault: partition, groups: [[b], [a]], for: 5s }",
                        "1 nodes may be down at once (api-2) by step 1 (partition)"),
                Arguments.of(
                        "{ nodesDown: 1 }",
                        "- { at: 0s, fault: partition, groups: [[db], [api-1]], direction: forward, for: 5s }\n"
                                + "- { at: 1s, fault: crash, target: db, for: 5s }",
                        "2 nodes may be down at once (api-1, db) by step 1 (partition) (line 12), step 2 (crash)"),
                Arguments.of("{ runTime: 0s }", two, "expected more than 0s and at most 6h"),
                Arguments.of("{ runTime: 10s }", two, "whose method alone needs 10000 ms"));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void inLimits(String limits, String method, String expected) throws IOException {
        assertThat(new Workbench(folder).method(method).top("limits: " + limits).problems())
                .anySatisfy(problem -> assertThat(problem).contains(expected));
    }

    @Test
    void limitsThatAreKept() throws IOException {
        String flip = """
                - { at: 0s, fault: crash, target: { any: api }, for: 3s, every: 10s, times: 3 }
                - { at: 4s, fault: isolate, target: { any: api }, for: 5s, every: 10s, times: 3 }
                - { at: 0s, fault: restart, target: db }
                - { at: 60s, fault: partition, groups: [[db], [api]], for: 5s }
                - { at: 70s, fault: reject, target: db, for: 5s }
                """;
        assertThat(new Workbench(folder)
                        .method(flip)
                        .top("limits: { nodesDown: 1, runTime: 2m }")
                        .problems())
                .isEmpty();
    }
}
