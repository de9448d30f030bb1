package io.blackstart.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Guardrail;
import io.blackstart.experiment.Repetition;
import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import io.blackstart.experiment.Trigger;
import io.blackstart.fault.ClockSkew;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Faults;
import io.blackstart.fault.Latency;
import io.blackstart.fault.Loss;
import io.blackstart.fault.Partition;
import io.blackstart.fault.Target;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import io.blackstart.topology.Alerts;
import io.blackstart.topology.Marker;
import io.blackstart.topology.Role;
import io.blackstart.topology.StatusPage;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What methods, guardrails and limits mean. */
class MethodMeaningTest {

    private static final String CRASH = "fault: crash, target: api-1";

    @TempDir
    private Path folder;

    private List<Step> steps(String method) throws IOException {
        return new Workbench(folder).method(method).valid().experiment().method();
    }

    private Map<String, Start> starts(String method) throws IOException {
        Map<String, Start> starts = new LinkedHashMap<>();
        steps(method).forEach(step -> starts.put(step.id(), step.start()));
        return starts;
    }

    private static Start at(long seconds) {
        return new Start.At(Duration.ofSeconds(seconds));
    }

    private static Start after(Trigger trigger, long seconds) {
        return new Start.After(trigger, Duration.ofSeconds(seconds));
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of("{ marker: elected }", after(new Trigger.MarkerSeen("elected"), 0)),
                Arguments.of("{ role: primary, plus: 2s }", after(new Trigger.RoleMoved("primary"), 2)),
                Arguments.of("{ acknowledgedWrites: 5000 }", after(new Trigger.AcknowledgedWrites(5000), 0)),
                Arguments.of("{ step: \"2\", plus: 1m }", after(new Trigger.StepBegan("2"), 60)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void aStepWaitsForAnEvent(String event, Start expected) throws IOException {
        String method = "- { after: " + event + ", fault: crash, target: db }\n- { at: 5s, fault: crash, target: api }";
        assertThat(steps(method).get(0).start()).isEqualTo(expected);
    }

    @Test
    void flapping() throws IOException {
        Step step = steps("- { at: 0s, " + CRASH + ", for: 2s, every: 5s, times: 3 }")
                .get(0);
        assertThat(step.repetition()).isEqualTo(new Repetition(Duration.ofSeconds(5), 3));
        assertThat(step.length()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void aRampGrowsFromWhereItBegins() throws IOException {
        Step step = steps("- { at: 0s, fault: latency, target: { link: db }, for: 30s, "
                        + "delay: { from: 0ms, to: 500ms, over: 20s } }")
                .get(0);
        assertThat(((Latency) step.fault()).delay()).hasMillis(500);
        assertThat(((Latency) step.ramp().orElseThrow().from()).delay()).isZero();
        assertThat(step.ramp().orElseThrow().over()).hasSeconds(20);
    }

    @Test
    void inAParallelGroupStepsCountFromItsStart() throws IOException {
        assertThat(starts(
                        "- { at: 3s, parallel: [{ " + CRASH + " }, { id: late, at: 2s, fault: crash, target: db }] }"))
                .containsExactly(Map.entry("1.1", at(3)), Map.entry("late", at(5)));
    }

    @Test
    void inASequenceEachBeginsWhenTheOneBeforeIsOver() throws IOException {
        assertThat(
                        starts(
                                "- { id: roll, at: 1s, sequence: [{ " + CRASH + ", for: 2s, every: 5s, times: 2 }, "
                                        + "{ at: 4s, fault: crash, target: api-2, for: 3s }, { fault: isolate, target: db, for: 1s }] }"))
                .containsExactly(Map.entry("roll.1", at(1)), Map.entry("roll.2", at(12)), Map.entry("roll.3", at(15)));
    }

    @Test
    void afterAStepWhoseEndNobodyKnowsTheEventIsWaitedFor() throws IOException {
        Trigger over = new Trigger.StepOver("1.1");
        assertThat(starts("- { at: 0s, sequence: [{ " + CRASH + " }, { fault: isolate, target: db, for: 4s }, "
                        + "{ fault: isolate, target: api, for: 1s }] }"))
                .containsExactly(
                        Map.entry("1.1", at(0)), Map.entry("1.2", after(over, 0)), Map.entry("1.3", after(over, 4)));
    }

    @Test
    void groupsInGroups() throws IOException {
        Trigger moved = new Trigger.RoleMoved("primary");
        assertThat(starts("- { after: { role: primary, plus: 1s }, sequence: ["
                        + "{ parallel: [{ " + CRASH
                        + ", for: 2s }, { at: 1s, fault: crash, target: api-2, for: 5s }] }, "
                        + "{ fault: isolate, target: db, for: 1s }] }"))
                .containsExactly(
                        Map.entry("1.1.1", after(moved, 1)),
                        Map.entry("1.1.2", after(moved, 2)),
                        Map.entry("1.2", after(moved, 7)));
    }

    @Test
    void afterAGroupMeansAfterItsFirstStep() throws IOException {
        assertThat(starts("- { id: g, at: 0s, sequence: [{ id: a, " + CRASH + " }] }\n"
                        + "- { after: { step: g }, fault: crash, target: db }"))
                .containsEntry("2", after(new Trigger.StepBegan("a"), 0));
    }

    static Stream<Arguments> faults() {
        Target api = new Target.Named("api");
        return Stream.of(
                Arguments.of(
                        "fault: partition, groups: [[a], [api-2]], direction: forward",
                        new Partition(List.of(List.of("a"), List.of("api-2")), Partition.Cut.FORWARD),
                        new Target.OfFault()),
                Arguments.of(
                        "fault: loss, share: 50%, target: { share: 50%, of: api }",
                        new Loss(0.5), new Target.ShareOf(0.5, "api")),
                Arguments.of(
                        "fault: clock-skew, offset: -1h, target: api",
                        new ClockSkew(Optional.of(Duration.ofHours(-1)), Optional.empty()),
                        api),
                Arguments.of(
                        "fault: loss, share: 5%, target: { role: primary }",
                        new Loss(0.05), new Target.Role("primary")),
                Arguments.of(
                        "fault: loss, share: 5%, target: { zone: a, except: db }",
                        new Loss(0.05), new Target.Except(new Target.Zone("a"), new Target.Named("db"))),
                Arguments.of(
                        "fault: loss, share: 5%, target: [api, { zone: a }]",
                        new Loss(0.05), new Target.AllOf(List.of(api, new Target.Zone("a")))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultsAndTargets(String step, Fault fault, Target target) throws IOException {
        Step read = steps("- { at: 0s, for: 1s, " + step + " }").get(0);
        assertThat(read.fault()).isEqualTo(fault);
        assertThat(read.target()).isEqualTo(target);
    }

    @Test
    void aVolumeWithASizeCanBeFilled() throws IOException {
        assertThat(new Workbench(folder)
                        .method("- { at: 0s, fault: disk-full, target: db, volume: data, for: 1s }")
                        .compose(
                                "data: {}",
                                "data: { driver_opts: { type: tmpfs, device: tmpfs, o: 'mode=700,size=16m' } }")
                        .problems())
                .isEmpty();
    }

    static Stream<Arguments> guardrails() {
        Duration five = Duration.ofSeconds(5);
        return Stream.of(
                Arguments.of("noSuccessFor: 20s", new Guardrail.NoSuccess(Duration.ofSeconds(20)), "noSuccessFor 20s"),
                Arguments.of(
                        "success: \"< 50%\", over: 5s",
                        new Guardrail.Success(Relation.BELOW, 0.5, five), "success < 50% over 5s"),
                Arguments.of(
                        "p99.9: \">=2s\", over: 5s",
                        new Guardrail.Percentile(99.9, Relation.AT_LEAST, Duration.ofSeconds(2), five),
                        "p99.9 >= 2s over 5s"),
                Arguments.of("lostNode: \"> 1\"", new Guardrail.LostNodes(1), "lostNode > 1"),
                Arguments.of("lostNode: \">= 1\"", new Guardrail.LostNodes(0), "lostNode >= 1"),
                Arguments.of(
                        "exec: [test, -f, /x]", new Guardrail.Command(List.of("test", "-f", "/x")), "exec test -f /x"));
    }

    @ParameterizedTest
    @MethodSource("guardrails")
    void guardrailsMean(String when, Guardrail.Condition condition, String text) throws IOException {
        Experiment experiment = new Workbench(folder)
                .top("guardrails: [{ abortWhen: { " + when + " } }, { abortWhen: { " + when + " }, verdict: fail }]")
                .valid()
                .experiment();
        assertThat(experiment.guardrails())
                .containsExactly(
                        new Guardrail(condition, Verdict.INCONCLUSIVE, text),
                        new Guardrail(condition, Verdict.FAIL, text));
    }

    @Test
    void limits() throws IOException {
        Experiment experiment = new Workbench(folder)
                .top("limits: { nodesDown: 1, runTime: 5m }")
                .valid()
                .experiment();
        assertThat(experiment.limits().nodesDown()).hasValue(1);
        assertThat(experiment.limits().runTime()).contains(Duration.ofMinutes(5));
    }

    @Test
    void rolesMarkersAndClocks() throws IOException {
        var topology = new Workbench(folder).valid().experiment().topology();
        assertThat(topology.roles())
                .containsExactly(Map.entry("primary", new Role(List.of("db"), List.of("ask"), "t")));
        assertThat(topology.markers()).containsExactly(Map.entry("elected", new Marker(List.of("db"), "elected .*")));
        assertThat(topology.clock()).containsExactly("api");
    }

    @Test
    void whoCanBeAskedForSigns() throws IOException {
        var topology = new Workbench(folder)
                .compose(
                        "clock: [api]",
                        "alerts: { from: db, port: 9093, path: /am, receiver: on-call }\n"
                                + "  balancer: { from: api, port: 8404, get: \"/stats;csv\" }")
                .valid()
                .experiment()
                .topology();
        assertThat(topology.alerts()).contains(new Alerts(List.of("db"), 9093, "/am", Optional.of("on-call")));
        assertThat(topology.balancer()).contains(new StatusPage(List.of("api"), 8404, "/stats;csv"));
    }

    @Test
    void whereAlertsAreKnownNoneMayFireWhileNothingIsBroken() throws IOException {
        Workbench known = new Workbench(folder).compose("clock: [api]", "alerts: { from: db, port: 9093 }");
        assertThat(known.valid().experiment().objectives())
                .extracting(Objective::text)
                .containsExactly("failover <= 2s", "lostWrites <= 0", "falseAlarms <= 0");
        Workbench said = known.experiment(
                "lostWrites: 0", "falseAlarms: \"<= 1\"\n  detection: { alert: Down, within: 5s }\n  mttd: 3s");
        assertThat(said.valid().experiment().objectives())
                .extracting(Objective::text)
                .containsExactly("failover <= 2s", "falseAlarms <= 1", "detection by alert Down <= 5s", "mttd <= 3s");
    }

    @Test
    void theHeaderThatNamesANode() throws IOException {
        assertThat(new Workbench(folder).valid().experiment().topology().servedBy())
                .isEqualTo("X-Served-By");
        assertThat(new Workbench(folder)
                        .compose("clock: [api]", "clock: [api]\n  servedBy: X-Backend")
                        .valid()
                        .experiment()
                        .topology()
                        .servedBy())
                .isEqualTo("X-Backend");
    }

    /** Steps and their faults' parameters share one mapping. */
    @Test
    void noParameterHasTheNameOfAStepsKey() {
        assertThat(Faults.byName().values().stream()
                        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                        .map(RecordComponent::getName))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(StepReader.KEYS);
    }
}
