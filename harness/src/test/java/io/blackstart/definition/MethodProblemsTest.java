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

/** What is wrong in methods, and in what the topology says for them. */
class MethodProblemsTest {

    /** Where the first step stands. */
    private static final String FIRST = "experiment.yaml:11:";

    @TempDir
    private Path folder;

    static Stream<Arguments> starts() {
        return Stream.of(
                problem("{ fault: crash, target: db }", FIRST + "5: a step has neither 'at' nor 'after'"),
                problem("{ at: 0s, after: { step: x }, fault: crash, target: db }", "both 'at' and 'after'"),
                problem("{ after: {}, fault: crash, target: db }", "no event; expected one of step, marker, role"),
                problem("{ after: { step: 1, role: primary }, fault: crash, target: db }", "2 events"),
                problem("{ after: { stp: 1 }, fault: crash, target: db }", "'stp' is not known; did you mean 'step'?"),
                problem(
                        "{ id: first, at: 0s, fault: crash, target: db }\n- { after: { step: frist }, fault: crash, target: api }",
                        "experiment.yaml:12:22: the step 'frist' is not known; did you mean 'first'?"),
                problem(
                        "{ after: { marker: elcted }, fault: crash, target: db }",
                        "the marker 'elcted' is not known; did you mean 'elected'?"),
                problem("{ after: { role: primry }, fault: crash, target: db }", "did you mean 'primary'?"),
                problem("{ after: { acknowledgedWrites: 0 }, fault: crash, target: db }", "expected at least 1"),
                problem(
                        "{ after: { role: primary, plus: 7h }, fault: crash, target: db }",
                        "a method of 7 h; expected at most 6h"),
                problem("{ after: { step: 1, plus: soon }, fault: crash, target: db }", "found 'soon'"),
                problem("{ after: { step: 1 }, fault: crash, target: db }", "wait for each other: 1 → 1"),
                problem(
                        "{ id: a, after: { step: b }, fault: crash, target: db }\n- { id: b, after: { step: a }, fault: crash, target: api }",
                        FIRST + "5: steps that wait for each other: a → b → a"),
                problem("{ id: a#1, at: 0s, fault: crash, target: db }", "the id 'a#1'; expected one without '#'"));
    }

    static Stream<Arguments> courses() {
        return Stream.of(
                problem("{ at: 0s, fault: crash, target: db, every: 4s }", "'every' without 'times'"),
                problem("{ at: 0s, fault: crash, target: db, times: 3 }", "'times' without 'every'"),
                problem("{ at: 0s, fault: crash, target: db, every: 4s, times: 1 }", "'times' of 1; expected 2 to"),
                problem(
                        "{ at: 0s, fault: isolate, target: db, for: 5s, every: 4s, times: 2 }",
                        FIRST + "52: isolate would begin again before it is over"),
                problem("{ at: 0s, fault: isolate, target: db, every: 4s, times: 2 }", "isolate has no 'for'"),
                problem(
                        "{ at: 0s, fault: crash, target: db, for: 4s, every: 4s, times: 2 }",
                        "step 1 (crash) leaves its process 0 ms between two times"),
                problem("{ at: 0s, fault: crash, target: db, for: 0s }", "no time at all"),
                problem(
                        "{ at: 0s, fault: loss, target: db, share: { from: 0%, to: 10%, over: 5s }, for: 3s }",
                        "loss would be over before it is what it grows to"),
                problem("{ at: 0s, fault: loss, target: db, share: 110%, for: 3s }", "expected a share from 0 %"),
                problem(
                        "{ at: 0s, fault: loss, target: db, share: 0.0004%, for: 3s }",
                        "'share' of 0.0004%; expected 0.001% to 100%"),
                problem(
                        "{ at: 0s, fault: loss, target: db, share: { from: 0%, to: 0%, over: 1s }, for: 3s }",
                        "'share' of 0%; expected 0.001% to 100%"));
    }

    static Stream<Arguments> groups() {
        return Stream.of(
                problem("{ at: 0s, parallel: [] }", "a group without steps"),
                problem("{ sequence: [{ fault: crash, target: db }] }", "a group has neither 'at' nor 'after'"),
                problem("{ at: 0s, parallel: [{ fault: crash, target: db }], for: 3s }", "the key 'for' is not known"),
                problem(
                        "{ at: 0s, parallel: [{ fault: crash, target: db }], sequence: [] }",
                        "the key 'sequence' is not known"),
                problem(
                        "{ at: 0s, sequence: [{ after: { step: 1 }, fault: crash, target: db }] }",
                        "'after' in a group"),
                problem(
                        "{ id: g, after: { step: g }, parallel: [{ fault: crash, target: db }] }",
                        "wait for each other: g.1 → g.1"),
                problem(
                        "{ at: 0s, sequence: [{ parallel: [{ fault: crash, target: db }, { fault: crash, target: api-1 }] }, "
                                + "{ fault: crash, target: api-2 }] }",
                        "when the group before it is over is not known"),
                problem(
                        "{ at: 0s, id: x, parallel: [{ id: x, fault: crash, target: db }] }",
                        "a second step with the id 'x'"),
                problem(
                        "{ at: 0s, parallel: " + "[{ parallel: ".repeat(5) + "[]" + "}]".repeat(5) + " }",
                        "more than 4 deep"));
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                problem("{ at: 0s, fault: partition, groups: [[api]], for: 1s }", "groups must be two or more"),
                problem(
                        "{ at: 0s, fault: partition, groups: [[api-1], [api-2], [db]], direction: forward, for: 1s }",
                        FIRST + "33: partition: groups must be two where direction is forward"),
                problem(
                        "{ at: 0s, fault: partition, groups: [[api], [dbb]], for: 1s }",
                        FIRST + "50: the node, service or zone 'dbb' is not known; did you mean 'db'?"),
                problem("{ at: 0s, fault: partition, groups: [[a], [api-1]], for: 1s }", "'api-1' in two groups"),
                problem(
                        "{ at: 0s, fault: partition, groups: [[a], [b]], target: db, for: 1s }",
                        "'target' is not known"),
                problem(
                        "{ at: 0s, fault: crash, target: { zone: b, except: api-2 } }",
                        FIRST + "5: step 1: the target stands for no node"),
                problem("{ at: 0s, fault: crash, target: { any: api, except: api } }", "1 of api are wanted of 0"),
                problem(
                        "{ at: 0s, fault: refuse, target: [{ link: db }], for: 1s }",
                        "a list of links is not supported yet"),
                problem(
                        "{ at: 0s, fault: refuse, target: { link: db, except: api }, for: 1s }",
                        "the key 'except' is not known"),
                problem(
                        "{ at: 0s, fault: clock-skew, target: db, offset: 1h, for: 1s }",
                        "'db', which has not opted in"),
                problem("{ at: 0s, fault: disk-full, target: db, volume: dta, for: 1s }", "did you mean 'data'?"),
                problem(
                        "{ at: 0s, fault: disk-full, target: api, volume: data, for: 1s }",
                        "'api', which does not mount it"),
                problem(
                        "{ at: 0s, fault: disk-full, target: db, volume: data, for: 1s }",
                        "'data' has no size of its own"),
                problem(
                        "{ at: 0s, fault: destroy-data, target: { zone: a }, volume: data, for: 1s }",
                        "does not mount it"));
    }

    static Stream<Arguments> together() {
        return Stream.of(
                problem(
                        "{ at: 0s, fault: crash, target: db, for: 5s }\n- { at: 3s, fault: freeze, target: db, for: 5s }",
                        "experiment.yaml:12:5: step 2 (freeze) and step 1 (crash) (line 11) on db: both act on its process"),
                problem(
                        "{ at: 0s, fault: crash, target: { zone: a }, for: 5s }\n- { at: 5s, fault: stop, target: api, for: 5s }",
                        "step 2 (stop) and step 1 (crash) (line 11) on api-1"),
                problem(
                        "{ at: 0s, fault: crash, target: db, for: 5s }\n- { after: { marker: elected }, fault: freeze, target: db, for: 5s }",
                        "step 2 (freeze) and step 1 (crash)"),
                problem(
                        "{ at: 0s, fault: freeze, target: { role: primary }, for: 5s }\n- { at: 1s, fault: crash, target: db }",
                        "step 2 (crash) and step 1 (freeze)"),
                problem(
                        "{ at: 0s, fault: freeze, target: [{ role: primary }, api-1], for: 5s }\n- { at: 1s, fault: crash, target: [db, api-2] }",
                        "(line 11) on db: both act"),
                problem(
                        "{ at: 0s, fault: freeze, target: api, for: 5s }\n- { at: 2s, fault: exec, run: [a], undo: [b], target: api-1, for: 8s }",
                        "exec begins or ends while freeze may hold its process"),
                problem(
                        "{ at: 0s, fault: freeze, target: api, for: 5s }\n- { at: 2s, fault: clock-skew, rate: 2, target: api, for: 1s }",
                        "clock-skew begins or ends while freeze may hold its process"),
                problem(
                        "{ at: 0s, fault: clock-skew, rate: 2, target: api, for: 9s }\n- { at: 4s, fault: restart, target: api-1 }",
                        "a rate of clock-skew counts from the start of its process, and restart starts it again"),
                problem(
                        "{ at: 4s, fault: crash, target: api, for: 1s }\n- { at: 0s, fault: clock-skew, rate: 2, target: api-1, for: 9s }",
                        "a rate of clock-skew counts from the start of its process, and crash starts it again"),
                problem(
                        "{ at: 0s, fault: crash, target: { any: api }, for: 5s }\n- { at: 2s, fault: crash, target: { count: 2, of: api }, for: 5s }",
                        "experiment.yaml:12:5: step 2: 2 of api are wanted of 2, and steps that rule this one out may be on api-"),
                problem(
                        "{ at: 0s, sequence: [{ fault: crash, target: db }, { fault: crash, target: db }] }",
                        "step 1.2 (crash) and step 1.1 (crash)"));
    }

    static Stream<Arguments> dead() {
        return Stream.of(
                problem(
                        "{ id: cr, at: 0s, fault: crash, target: db }\n- { at: 20s, fault: freeze, target: db, for: 2s }",
                        "experiment.yaml:12:5: step 2 (freeze) and step cr (crash) (line 11) on db: "
                                + "the process of db is dead from step cr (crash) on: nothing restarts it; expected another node for "
                                + "one of them, a 'for' of the one that kills it, or a restart policy"),
                problem(
                        "{ at: 0s, fault: oom, target: db }\n- { at: 20s, fault: crash, target: db, for: 2s }",
                        "the process of db is dead from step 1 (oom) on"),
                problem(
                        "{ at: 0s, fault: crash, target: api-1 }\n- { at: 20s, fault: exec, run: [a], undo: [b], target: api, for: 2s }",
                        "on api-1: the process of api-1 is dead from step 1 (crash) on"),
                problem(
                        "{ at: 0s, fault: exec, run: [a], undo: [b], target: api-1, for: 20s }\n- { at: 5s, fault: crash, target: api-1 }",
                        "the process of api-1 is dead from step 2 (crash) on"),
                problem(
                        "{ id: x, at: 0s, fault: exec, run: [a], undo: [b], target: api-1, for: 20s }\n- { after: { step: x, plus: 5s }, fault: crash, target: api-1 }",
                        "the process of api-1 is dead from step 2 (crash) on"),
                problem(
                        "{ at: 0s, sequence: [{ fault: crash, target: db }, { at: 5s, fault: restart, target: db }] }",
                        "the process of db is dead from step 1.1 (crash) on"),
                problem(
                        "{ at: 0s, fault: crash, target: db }\n- { after: { marker: elected, plus: 9s }, fault: stop, target: db, for: 2s }",
                        "the process of db is dead from step 1 (crash) on"),
                problem(
                        "{ at: 0s, fault: crash, target: { role: primary } }\n- { at: 9s, fault: freeze, target: { role: primary }, for: 2s }",
                        "the process of db is dead from step 1 (crash) on"),
                problem(
                        "{ at: 0s, fault: crash, target: { any: api } }\n- { at: 9s, fault: freeze, target: { count: 2, of: api }, for: 2s }",
                        "step 2: 2 of api are wanted of 2, and steps that rule this one out may be on api-"),
                problem(
                        "{ at: 0s, fault: crash, target: db, every: 9s, times: 2 }",
                        "step 1 (crash) is repeated, and the process of db is dead"));
    }

    static Stream<Arguments> parameters() {
        String http = "{ at: 0s, fault: http, target: { link: db }, for: 1s, ";
        String exec = "{ at: 0s, fault: exec, target: db, for: 1s, ";
        return Stream.of(
                problem(
                        exec + "run: \"touch /x y\", undo: [rm] }",
                        FIRST + "54: found 'touch /x y'; expected a list of words, such as [touch, /x, y]"),
                problem(
                        exec + "run: [touch], undo: \"a 'b c'\" }",
                        "expected a list of words, such as [touch, /tmp/x]"),
                problem(exec + "run: [touch, [x]], undo: [rm] }", "found a list; expected a word"),
                problem(exec + "run: [], undo: [rm] }", "an empty list; expected a command and its arguments"),
                problem(
                        http + "status: 503, path: items }",
                        "http: the path 'items'; expected how a path begins: with '/'"),
                problem(http + "status: 503, path: \"/a b\" }", "http: the path '/a b'"),
                problem(http + "status: 503, path: \"/a?b=c\" }", "http: the path '/a?b=c'"),
                problem(http + "status: 503, method: get }", "http: the method 'get'; did you mean 'GET'?"),
                problem(
                        http + "status: 503, method: G ET }",
                        FIRST + "72: http: the method 'G ET'; did you mean 'GET'?"),
                problem(http + "status: 503, method: \"1\" }", "expected upper-case letters, such as GET"),
                problem(
                        http + "share: 5% }",
                        FIRST
                                + "5: http: nothing that becomes of the requests; expected exactly one of status, delay, abort"),
                problem(http + "status: 503, abort: true }", "http: status and abort at once; expected exactly one of"),
                problem(
                        "{ at: 0s, fault: clock-skew, target: api, for: 1s }",
                        "clock-skew: neither offset nor rate; expected exactly one of offset, rate"),
                problem(
                        "{ at: 0s, fault: refuse, target: { from: db, to: db, port: 80 }, for: 1s }",
                        FIRST + "50: a link from 'db' to itself; expected at least two different nodes"),
                problem(
                        "{ at: 0s, fault: refuse, target: { from: api-1, to: [api-1], port: 80 }, for: 1s }",
                        "a link from 'api-1' to itself"));
    }

    static Stream<Arguments> ids() {
        String loss = "at: 0s, fault: loss, target: db, share: 5%, for: 1s }";
        return Stream.of(
                problem("{ id: \"\", " + loss, FIRST + "11: an empty id; an id must not be empty"),
                problem("{ id: \"x\\ny\", " + loss, "the id 'x\\ny'; expected one without '#'"),
                problem("{ id: \"x\\n\", " + loss, "the id 'x\\n'; expected one without '#'"),
                problem(
                        "{ id: 2, " + loss + "\n- { " + loss,
                        FIRST
                                + "11: a second step with the id '2': it is the default id, the number, of that in line 12; "
                                + "expected another one, or an id for that step"),
                problem(
                        "{ " + loss + "\n- { id: 1, " + loss,
                        "experiment.yaml:12:11: a second step with the id '1': it is the default id, the number, of that in line 11"),
                problem(
                        "{ id: x, " + loss + "\n- { id: x, " + loss,
                        "experiment.yaml:12:11: a second step with the id 'x'; expected each id once"));
    }

    private static Arguments problem(String step, String expected) {
        return Arguments.of("- " + step, expected);
    }

    @ParameterizedTest
    @MethodSource({"starts", "courses", "groups", "targets", "together", "dead", "parameters", "ids"})
    void inMethods(String method, String expected) throws IOException {
        assertThat(new Workbench(folder).method(method).problems())
                .anySatisfy(problem -> assertThat(problem).contains(expected));
    }

    static Stream<String> senseful() {
        return Stream.of(
                // Far enough apart.
                "- { at: 0s, fault: crash, target: db, for: 5s }\n- { at: 6s, fault: freeze, target: db, for: 5s }",
                // Both count from the same event.
                "- { after: { role: primary }, sequence: [{ fault: crash, target: db, for: 5s }, { at: 1s, fault: stop, target: db, for: 5s }] }",
                // Not before the other is over.
                "- { id: x, at: 0s, fault: crash, target: db, for: 5s }\n- { after: { step: x, plus: 7s }, fault: stop, target: db, for: 5s }",
                "- { at: 0s, fault: freeze, target: db, for: 3s }\n- { at: 9s, fault: crash, target: db }",
                "- { id: x, at: 0s, fault: exec, run: [a], undo: [b], target: db, for: 3s }\n"
                        + "- { after: { step: x, plus: 9s }, fault: crash, target: db }",
                // Dead is one, drawn is the other.
                "- { at: 0s, fault: crash, target: { any: api } }\n- { at: 9s, fault: freeze, target: { any: api }, for: 2s }",
                // Packets and limits need no process.
                "- { at: 0s, fault: crash, target: db }\n- { at: 9s, fault: isolate, target: db, for: 2s }",
                // Never so early.
                "- { at: 0s, sequence: [{ fault: crash, target: db, for: 3s }, { at: 2s, fault: restart, target: db }, "
                        + "{ at: 2s, fault: crash, target: db, for: 3s }, { at: 2s, fault: freeze, target: db, for: 3s }] }",
                "- { at: 0s, fault: crash, target: db, for: 3s }\n- { after: { acknowledgedWrites: 9, plus: 5s }, fault: crash, target: db }",
                // It is there before and after.
                "- { at: 0s, fault: exec, run: [a], undo: [b], target: api, for: 20s }\n- { at: 5s, fault: crash, target: api, for: 5s }",
                "- { at: 0s, fault: clock-skew, offset: 1h, target: api, for: 20s }\n- { at: 5s, fault: crash, target: api, for: 5s }",
                // Its process is the same one afterwards.
                "- { at: 0s, fault: clock-skew, rate: 2, target: api, for: 20s }\n- { at: 5s, fault: freeze, target: api, for: 5s }",
                "- { at: 0s, fault: clock-skew, rate: 2, target: api, for: 3s }\n- { at: 5s, fault: crash, target: api, for: 5s }",
                // Drawn for different nodes.
                "- { at: 0s, fault: crash, target: { any: api }, for: 5s }\n- { at: 2s, fault: crash, target: { any: api }, for: 5s }",
                "- { at: 0s, fault: crash, target: { any: api }, for: 5s }\n- { at: 2s, fault: exec, run: [a], undo: [b], target: { any: api }, for: 1s }",
                // Nodes that hold a role, and others.
                "- { at: 0s, fault: crash, target: { share: 100%, of: api, except: { role: primary } }, for: 5s }\n"
                        + "- { at: 0s, fault: crash, target: { role: primary }, for: 5s }",
                // Among the replicas of a service there are two.
                "- { at: 0s, fault: refuse, target: { from: api, to: api, port: 80 }, for: 1s }",
                "- { at: 0s, fault: refuse, target: { from: api-1, to: api, port: 80 }, for: 1s }",
                "- { at: 0s, fault: http, target: { link: db }, method: M-SEARCH, path: /, status: 503, for: 1s }",
                // Faults of other mechanisms on one node.
                "- { at: 0s, fault: crash, target: db, for: 5s }\n- { at: 2s, fault: isolate, target: db, for: 5s }");
    }

    @ParameterizedTest
    @MethodSource("senseful")
    void whatMakesSenseTogetherIsFine(String method) throws IOException {
        assertThat(new Workbench(folder).method(method).problems()).isEmpty();
    }

    static Stream<String> restarted() {
        return Stream.of(
                "- { at: 0s, sequence: [{ fault: crash, target: db }, { at: 5s, fault: crash, target: db }] }",
                "- { at: 0s, fault: oom, target: db }\n- { at: 9s, fault: freeze, target: db, for: 2s }",
                "- { at: 0s, fault: crash, target: db, every: 9s, times: 2 }");
    }

    @ParameterizedTest
    @MethodSource("restarted")
    void whatARestartPolicyBringsBackIsThereAgain(String method) throws IOException {
        Workbench bench = new Workbench(folder).method(method);
        assertThat(bench.problems()).isNotEmpty();
        bench.compose("image: example/db:1", "image: example/db:1\n    restart: on-failure");
        assertThat(bench.problems()).isEmpty();
    }

    /** The dead one does not say that it holds the role. */
    @Test
    void aRoleMovesOnFromTheDead() throws IOException {
        String twice = "- { at: 0s, fault: crash, target: { role: primary } }\n"
                + "- { at: 20s, fault: freeze, target: { role: primary }, for: 2s }";
        assertThat(new Workbench(folder)
                        .compose("primary: { of: db", "primary: { of: api")
                        .method(twice)
                        .problems())
                .isEmpty();
    }

    /** Two targets that stand for nothing, a conflict, what is wrong in one step, and what waits for that, which is left out. */
    @Test
    void allAtOnce() throws IOException {
        assertThat(new Workbench(folder)
                        .method("""
                                - { id: fr, at: 0s, fault: crash, target: db, for: 6s }
                                - { id: f2, at: 1s, fault: freeze, target: db, for: 2s }
                                - { id: f3, at: 0s, fault: loss, share: 1%, target: { any: api, except: api }, for: 2s }
                                - { id: f4, at: 0s, fault: loss, share: 1%, target: { count: 2, of: api, except: api-1 }, for: 2s }
                                - { id: f5, at: 0s, fault: loss, share: 1%, target: dbb, for: 2s }
                                - { after: { step: f5 }, fault: freeze, target: db, for: 2s }
                                """)
                        .top("guardrails: []\nlimits: { nodesDwn: 1 }")
                        .problems())
                .satisfiesExactly(
                        problem -> assertThat(problem).contains(":4:", "'nodesDwn' is not known"),
                        problem ->
                                assertThat(problem).contains(":14:", "step f2 (freeze) and step fr (crash) (line 13)"),
                        problem -> assertThat(problem).contains(":15:", "step f3: 1 of api are wanted of 0"),
                        problem -> assertThat(problem).contains(":16:", "step f4: 2 of api are wanted of 1"),
                        problem -> assertThat(problem).contains(":17:", "'dbb' is not known"));
    }

    static Stream<Arguments> extensions() {
        return Stream.of(
                Arguments.of("of: db", "of: dbb", "the service or node 'dbb' is not known; did you mean 'db'?"),
                Arguments.of(
                        "exec: [ask]", "exec: ask it", "found 'ask it'; expected a list of words, such as [ask, it]"),
                Arguments.of("exec: [list]", "exec: list", "found 'list'; expected a list of words, such as [list]"),
                Arguments.of("links: { db: { from: api,", "links: { db: { from: db,", "a link from 'db' to itself"),
                Arguments.of("exec: [ask]", "exe: [ask]", "a role has no 'exec'"),
                Arguments.of(", is: \"t\"", "", "a role has no 'is'; expected what the holder prints"),
                Arguments.of("elected .*", "elected (", "'elected (' is no regular expression"),
                Arguments.of("line: \"elected .*\"", "lines: a", "a marker has no 'line'"),
                Arguments.of(
                        "clock: [api]",
                        "alerts: { from: db }",
                        "alerts has no 'port'; expected its port, such as 9093"),
                Arguments.of("clock: [api]", "alerts: { from: watch, port: 9093 }", "the service or node 'watch'"),
                Arguments.of(
                        "clock: [api]",
                        "alerts: { from: db, port: 9093, path: alerts }",
                        "found 'alerts'; expected a path such as /alertmanager"),
                Arguments.of(
                        "clock: [api]",
                        "balancer: { from: db, port: 8404 }",
                        "a balancer's status has no 'get'; expected the path of its statistics as a table"),
                Arguments.of("clock: [api]", "clock: [api-1]", "the service 'api-1' is not known"));
    }

    @Test
    void aClockNeedsAFileInEtc() throws IOException {
        assertThat(new Workbench(folder)
                        .method("- { at: 0s, fault: clock-skew, target: api, offset: 1h, for: 1s }")
                        .compose("image: example/api:1", "image: example/api:1\n    read_only: true")
                        .problems())
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("experiment.yaml:11:")
                        .contains("'api', whose root file system is for reading only"));
    }

    @ParameterizedTest
    @MethodSource("extensions")
    void inTopologies(String found, String replaced, String expected) throws IOException {
        assertThat(new Workbench(folder).compose(found, replaced).problems())
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("compose.yaml:").contains(expected));
    }

    @Test
    void acknowledgedWritesNeedTheLedger() throws IOException {
        assertThat(new Workbench(folder)
                        .experiment("simulation: ledger", "simulation: browse")
                        .experiment("at: 0s", "after: { acknowledgedWrites: 100 }")
                        .problems())
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("experiment.yaml:11:")
                        .contains("acknowledged writes with another simulation than ledger"));
    }

    /** A draw that comes out badly with the file's own seed is the file's problem; without one, another seed is drawn. */
    @Test
    void theFilesOwnSeedHasToComeOut() throws IOException {
        String method = """
                - { at: 0s, fault: crash, target: { any: api }, for: 3s }
                - { at: 10s, fault: crash, target: { any: api }, for: 3s }
                - { at: 1s, fault: stop, target: { any: api }, for: 11s }
                """;
        assertThat(new Workbench(folder).method(method).problems()).isEmpty();
        assertThat(Stream.iterate(1, seed -> seed + 1).limit(20).map(seed -> seeded(method, seed)))
                .anySatisfy(problems -> assertThat(problems).contains("1 of api are wanted of 2"))
                .anySatisfy(problems -> assertThat(problems).isEmpty());
    }

    private String seeded(String method, int seed) {
        try {
            return String.join(
                    "\n",
                    new Workbench(folder).method(method).top("seed: " + seed).problems());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
