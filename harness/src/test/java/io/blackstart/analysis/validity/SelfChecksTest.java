package io.blackstart.analysis.validity;

import static io.blackstart.analysis.validity.Watched.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackstart.analysis.validity.Checked.State;
import io.blackstart.analysis.validity.Rule.Effect;
import io.blackstart.load.LoadCounts;
import io.blackstart.load.Vitals;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check by literal timelines: what holds, what holds just so, and what does not. */
class SelfChecksTest {

    private static Arguments at(String key, String name, Watched run, double measured) {
        return Arguments.of(key, Named.of(name, run), measured);
    }

    private static Watched counts(long planned, long arrivals, long tapped, long logged, long late) {
        return watched().counted(new LoadCounts(planned, arrivals, tapped, logged, late, false));
    }

    private static Watched busyFor(int seconds, double share) {
        Watched run = watched();
        for (int second = 1; second <= seconds; second++) {
            run.busiest(second, share);
        }
        return run;
    }

    static Stream<Arguments> held() {
        return Stream.of(
                at("arrivals", "all began", counts(3000, 3000, 3000, 3000, 0), 0),
                at("lateStarts", "none", counts(3000, 3000, 3000, 3000, 0), 0),
                at("lateStarts", "one of a hundred", counts(3000, 3000, 3000, 3000, 30), 0.01),
                at("lateStarts", "nobody arrived", counts(0, 0, 3000, 3000, 0), 0),
                at("tapAgainstLog", "alike", counts(3000, 3000, 3000, 3000, 0), 0),
                at("tapAgainstRecord", "alike", counts(3000, 3000, 3000, 3000, 0), 0),
                at("cpuSteal", "a tenth of one of two", watched().stolen(1, 0.1), 0.05),
                at("cpuSteal", "just so", watched().stolen(1, 0.1).stolen(2, 0.5), 0.25),
                at("cpuSteal", "a short look says little", watched().stretch(9, 9.01, 0.02, 0, 0, 0, 0), 0.01),
                at("cpuSteal", "before the load", watched().stolen(-1, 2).stolen(1, 0), 0),
                at("cpuSteal", "after it", watched().stolen(1, 0).stolen(12, 2), 0),
                at("generatorThrottling", "just so", watched().throttled(3, 0.25), 0.25),
                at("generatorWaiting", "just so", watched().waited(3, 0.4), 0.4),
                at("cpuPressure", "just so", watched().pressed(1, 0.9).pressed(2, 0.5), 0.7),
                at("generatorSaturation", "just so", busyFor(5, 0.9), 0.9),
                at("generatorSaturation", "one second of work", busyFor(5, 0.8).busiest(6, 1), 0.84),
                at(
                        "clockSteps",
                        "together",
                        watched().clocks(-3, 7).clocks(1, 7).clocks(2, 7),
                        0),
                at("clockSteps", "just so", watched().clocks(1, 7).clocks(2, 7.1), 0.1),
                at("clockSteps", "slow to read", watched().clocks(1, 7).clocks(2, 3, 7.5), 0),
                at(
                        "clockSteps",
                        "set before",
                        watched().clocks(-3, 7).clocks(-2, 9).clocks(1, 9),
                        0),
                at("engineLatency", "fast", watched().engine(1, 1.004).engine(2, 2.002), 0.004),
                at("engineLatency", "just so", watched().engine(1, 1.5), 0.5),
                at("engineLatency", "slow before", watched().engine(-9, -1).engine(1, 1.001), 0.001),
                at(
                        "entryProxy",
                        "direct",
                        watched().entry("http://198.18.0.2", false).unanswered(9),
                        0),
                at("entryProxy", "all answered", watched().entry("http://127.0.0.1", true), 0));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("held")
    void upToItsThresholdACheckHolds(String key, Watched run, double measured) {
        Checked checked = run.says(key);

        assertThat(checked.measured().orElseThrow()).isCloseTo(measured, within(1e-9));
        assertThat(checked.state()).isEqualTo(State.HELD);
        assertThat(checked.doubt()).isFalse();
        assertThat(checked.warning()).isFalse();
    }

    private static Arguments broken(String key, Effect effect, Watched run, String reason) {
        return Arguments.of(key, effect, Named.of(key, run), reason);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(
                        "arrivals",
                        Effect.DOUBT,
                        counts(3001, 3000, 3000, 3000, 0),
                        "arrivals are missing: 3001 were planned and 3000 began"),
                broken(
                        "lateStarts",
                        Effect.DOUBT,
                        counts(3000, 3000, 3000, 3000, 31),
                        "the generator fell behind its plan: 31 of 3000 arrivals began late"),
                broken(
                        "tapAgainstLog",
                        Effect.DOUBT,
                        counts(3000, 3000, 3000, 2999, 0),
                        "requests are missing or too many: the tap saw 3000 requests, the generator's own log 2999"),
                broken(
                        "tapAgainstLog",
                        Effect.DOUBT,
                        counts(3000, 3000, 3000, -1, 0),
                        "requests are missing or too many: the generator's own log could not be read, so its count cannot be"
                                + " compared"),
                broken(
                        "tapAgainstRecord",
                        Effect.DOUBT,
                        counts(3000, 3000, 3001, 3001, 0),
                        "not every request was recorded once: the tap saw 3001 requests and 3000 were recorded"),
                broken(
                        "generatorSaturation",
                        Effect.DOUBT,
                        busyFor(4, 0.2)
                                .busiest(5, 0.95)
                                .busiest(6, 0.95)
                                .busiest(7, 0.95)
                                .busiest(8, 0.95)
                                .busiest(9, 0.8),
                        "the generator was saturated: its busiest thread was at work for 92.0 % of 5.000 s"),
                broken(
                        "generatorThrottling",
                        Effect.DOUBT,
                        watched().throttled(3, 0.1).throttled(4, 0.26).throttled(5, 0.1),
                        "the generator was throttled: its control group was kept from its processors for 26.0 % of the time,"
                                + " in the 1.000 s until 4.0 s"),
                broken(
                        "cpuSteal",
                        Effect.EXCUSE,
                        watched().stolen(3, 0.1).stolen(4, 0.52),
                        "the machine's processors were taken away: 26.0 % of their time was stolen, in the 1.000 s until"
                                + " 4.0 s"),
                broken(
                        "cpuSteal",
                        Effect.EXCUSE,
                        watched().stretch(1, 3, 1.1, 0, 0, 0, 0),
                        "the machine's processors were taken away: 27.5 % of their time was stolen, in the 2.000 s until"
                                + " 3.0 s"),
                broken(
                        "clockSteps",
                        Effect.DOUBT,
                        watched().clocks(1, 7).clocks(2, 7.101).clocks(3, 7.101),
                        "the wall clock was set, or the machine slept: the clocks moved against each other by 0.101 s, until"
                                + " 2.0 s"),
                broken(
                        "clockSteps",
                        Effect.DOUBT,
                        watched().clocks(-3, 7).clocks(2, 6),
                        "the wall clock was set, or the machine slept: the clocks moved against each other by 1.000 s, until"
                                + " 2.0 s"),
                broken(
                        "generatorWaiting",
                        Effect.WARNING,
                        watched().waited(3, 0.41),
                        "the generator waited for a processor: one of its threads was ready and had none for 41.0 % of the"
                                + " time, in the 1.000 s until 3.0 s"),
                broken(
                        "cpuPressure",
                        Effect.WARNING,
                        watched().pressed(1, 0.9).pressed(2, 0.52),
                        "the machine was short of processors: in 71.0 % of the time somebody waited for one"),
                broken(
                        "engineLatency",
                        Effect.WARNING,
                        watched().engine(1, 1.004).engine(2, 2.501).engine(3, 3.004),
                        "the engine was slow: asked 3 times, it took 0.501 s at most, until 2.5 s"),
                broken(
                        "engineLatency",
                        Effect.WARNING,
                        watched().engine(1, 1.004).engine(2, 2.001, "Connection refused"),
                        "the engine was slow: asked 2 times, it failed 1 times, at first with Connection refused"),
                broken(
                        "entryProxy",
                        Effect.WARNING,
                        watched().entry("http://127.0.0.1:18080", true).unanswered(12),
                        "failures may be those of the engine's port proxy: 12 requests failed without an answer, and went"
                                + " through it to http://127.0.0.1:18080"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("broken")
    void beyondItItDoesNot(String key, Effect effect, Watched run, String reason) {
        Checked checked = run.says(key);

        assertThat(checked.state()).isEqualTo(State.BROKEN);
        assertThat(checked.doubt()).isEqualTo(effect == Effect.DOUBT);
        assertThat(checked.excuse()).isEqualTo(effect == Effect.EXCUSE);
        assertThat(checked.warning()).isEqualTo(effect != Effect.DOUBT);
        assertThat(checked.reason()).isEqualTo(reason);
    }

    static Stream<Arguments> untold() {
        Vitals silent = new Vitals(2, Vitals.UNKNOWN, Vitals.UNKNOWN, Vitals.UNKNOWN, Vitals.UNKNOWN, Vitals.UNKNOWN);
        Watched tellsNothing = watched().vitals(0, 1, silent).vitals(1, 7, silent);
        return Stream.concat(
                SelfChecks.ALL.stream()
                        .map(check -> check.rule().key())
                        .map(key -> Arguments.of(
                                key,
                                Named.of("nothing was journalled", watched().neverCounted()))),
                Stream.of("cpuSteal", "cpuPressure", "generatorSaturation", "generatorWaiting", "generatorThrottling")
                        .map(key -> Arguments.of(key, Named.of("the machine does not tell", tellsNothing))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("untold")
    void whatNobodyToldIsNeitherHeldNorBroken(String key, Watched run) {
        Checked checked = run.says(key);

        assertThat(checked.state()).isEqualTo(State.UNKNOWN);
        assertThat(checked.measured()).isEmpty();
        assertThat(checked.evidence()).isNotEmpty();
        assertThat(checked.doubt()).isFalse();
        assertThat(checked.warning()).isFalse();
    }

    @Test
    void fourSecondsOfWorkAreNotEnoughToTellOfSaturation() {
        assertThat(busyFor(4, 1).says("generatorSaturation").state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void everyCheckIsTriedOnBothSidesOfItsThreshold() {
        assertThat(SelfChecks.ALL).extracting(check -> check.rule().key()).allSatisfy(key -> {
            assertThat(held()).anyMatch(arguments -> arguments.get()[0].equals(key));
            assertThat(broken()).anyMatch(arguments -> arguments.get()[0].equals(key));
        });
    }
}
