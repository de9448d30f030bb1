package io.blackstart.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault carries its manual and keeps its ranges. */
class FaultsTest {

    /** Keys of a step: a parameter of that name could not be told from them. */
    private static final Set<String> STEP_KEYS =
            Set.of("id", "at", "after", "fault", "target", "for", "every", "times", "traffic", "parallel", "sequence");

    static Stream<Class<? extends Fault>> all() {
        return Faults.byName().values().stream();
    }

    @Test
    void thereAreAsManyAsTheContractHas() {
        assertThat(Faults.byName().keySet())
                .containsExactlyInAnyOrder(
                        "crash",
                        "freeze",
                        "host-loss",
                        "restart",
                        "oom",
                        "isolate",
                        "reject",
                        "dns-outage",
                        "refuse",
                        "stop",
                        "partition",
                        "loss",
                        "latency",
                        "bandwidth",
                        "slow-close",
                        "black-hole",
                        "reset",
                        "slicer",
                        "limit-data",
                        "http",
                        "cpu",
                        "memory",
                        "disk-full",
                        "destroy-data",
                        "clock-skew",
                        "exec");
    }

    @ParameterizedTest
    @MethodSource("all")
    void hasItsPage(Class<? extends Fault> fault) {
        Manual manual = fault.getAnnotation(Manual.class);
        assertThat(manual).isNotNull();
        assertThat(Stream.of(manual.says(), manual.peers(), manual.how(), manual.limits()))
                .allSatisfy(text -> assertThat(text).endsWith("."));
        assertThat(manual.example()).contains("fault: " + Fault.kindOf(fault) + "\n");
    }

    @ParameterizedTest
    @MethodSource("all")
    void itsParametersAreToldAndAreNoKeysOfAStep(Class<? extends Fault> fault) {
        assertThat(fault.getRecordComponents())
                .allSatisfy(component -> assertThat(component.getAnnotation(Parameter.class))
                        .as(component.getName())
                        .isNotNull());
        assertThat(Arrays.stream(fault.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toSet()))
                .doesNotContainAnyElementsOf(STEP_KEYS);
    }

    @Test
    void whatIsOutOfRangeIsSaidWithItsRange() {
        assertThatThrownBy(() -> new Loss(1.5)).hasMessage("share must be 0.001% to 100%, was 150%");
        assertThatThrownBy(() -> new Stop(Duration.ofHours(1))).hasMessage("grace must be 0s to 600s, was 1h");
        assertThatThrownBy(() -> new Bandwidth(10, Direction.BOTH, 1, Existing.KEEP))
                .hasMessage("rate must be at least 1KB/s, was 10B/s");
    }

    @Test
    void aRampMayBeginWhereNoStepMayBe() {
        Latency none = new Latency(Duration.ZERO, Duration.ZERO, Direction.RESPONSE, 1, Existing.KEEP);
        Latency full = new Latency(Duration.ofMillis(400), Duration.ZERO, Direction.RESPONSE, 1, Existing.KEEP);
        assertThat(((Latency) Grades.between(none, full, 0.25)).delay()).isEqualTo(Duration.ofMillis(100));
        assertThat(((Loss) Grades.between(new Loss(0), new Loss(0.2), 0.5)).share())
                .isEqualTo(0.1);
        assertThatThrownBy(() -> Grades.between(none, new Loss(0.2), 0.5)).hasMessageContaining("no way leads");
    }
}
