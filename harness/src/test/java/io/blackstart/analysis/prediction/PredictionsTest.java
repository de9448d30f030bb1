package io.blackstart.analysis.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.fault.Crash;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Freeze;
import io.blackstart.fault.HostLoss;
import io.blackstart.fault.Isolate;
import io.blackstart.fault.Manual;
import io.blackstart.fault.Oom;
import io.blackstart.fault.Reject;
import io.blackstart.fault.Restart;
import io.blackstart.fault.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule by itself. All ranges are 0.1 s wider either way than the rule says, and none begins below 0. */
class PredictionsTest {

    private static final Crash CRASH = new Crash();
    private static final Freeze FREEZE = new Freeze();
    private static final Isolate ISOLATE = new Isolate();

    private static Hit hit(Fault fault, String node, int seconds) {
        return new Hit(fault, List.of(node), Optional.of(Duration.ofSeconds(seconds)));
    }

    private static Hit endless(Fault fault, String node) {
        return new Hit(fault, List.of(node), Optional.empty());
    }

    private static Prediction of(String figure, Shop shop, Hit... hits) {
        return Predictions.of(shop.topology(), List.of(hits)).stream()
                .filter(prediction -> prediction.figure().equals(figure))
                .findFirst()
                .orElseThrow();
    }

    /** Such as {@code 0.1 … 0.8}, {@code 0.1 …} or {@code none}. */
    private static String range(Prediction prediction) {
        return prediction.made() ? (text(prediction.low()) + " … " + text(prediction.high())).strip() : "none";
    }

    private static String text(OptionalDouble end) {
        return end.isPresent() ? Double.toString(end.getAsDouble()) : "";
    }

    private static Shop shop() {
        return new Shop();
    }

    private static Shop fast() {
        return shop().every(500, 200, 1000).counts(2, 3);
    }

    static Stream<Arguments> detections() {
        return Stream.of(
                detection("as HAProxy is: 2 × 2 s … 3 × 2 s", shop(), hit(CRASH, "api-1", 20), "3.9 … 6.1"),
                detection("first inter, then fastinter", fast(), hit(CRASH, "api-1", 20), "0.1 … 0.8"),
                detection("one is enough", fast().counts(1, 1), hit(CRASH, "api-1", 20), "0.0 … 0.6"),
                detection("spread intervals", fast().spread(0.5), hit(CRASH, "api-1", 20), "0.0 … 1.15"),
                detection("oom as crash", fast(), hit(new Oom(), "api-1", 20), "0.1 … 0.8"),
                detection("reject as crash", fast(), hit(new Reject(), "api-1", 20), "0.1 … 0.8"),
                detection(
                        "silence, no time-outs: inter is the check's", fast(), hit(ISOLATE, "api-1", 20), "1.1 … 1.8"),
                detection(
                        "silence: min(timeout connect, inter)",
                        fast().timeouts(300, 2000, 5000),
                        hit(ISOLATE, "api-1", 20),
                        "0.7 … 1.4"),
                detection(
                        "silence: a long timeout connect is cut by inter",
                        fast().timeouts(9000, 2000, 5000),
                        hit(new HostLoss(), "api-1", 20),
                        "1.1 … 1.8"),
                detection(
                        "silence in the middle of a check: its answer's time-out",
                        fast().answered().timeouts(300, 2000, 5000),
                        hit(ISOLATE, "api-1", 20),
                        "0.7 … 2.6"),
                detection(
                        "a frozen node connects: its answer's time-out",
                        fast().answered().timeouts(300, 400, 5000),
                        hit(FREEZE, "api-1", 20),
                        "0.9 … 1.6"),
                detection(
                        "a frozen node and no timeout check: inter",
                        fast().answered(),
                        hit(FREEZE, "api-1", 20),
                        "1.1 … 1.8"),
                detection("connecting to a frozen node never fails", fast(), hit(FREEZE, "api-1", 20), "none"),
                detection(
                        "requests may mark it down at once",
                        fast().observes(false, 3, true),
                        hit(CRASH, "api-1", 20),
                        "0.0 … 0.8"),
                detection(
                        "requests that only speed checks up change nothing",
                        fast().observes(false, 3, false),
                        hit(CRASH, "api-1", 20),
                        "0.1 … 0.8"),
                detection(
                        "requests to a silent node fail after timeout connect",
                        fast().timeouts(300, 2000, 5000).observes(false, 3, true),
                        hit(ISOLATE, "api-1", 20),
                        "0.2 … 1.4"),
                detection(
                        "connections to a frozen node succeed",
                        fast().answered().timeouts(300, 400, 500).observes(false, 3, true),
                        hit(FREEZE, "api-1", 20),
                        "0.9 … 1.6"),
                detection(
                        "answers of a frozen node do not come",
                        fast().answered().timeouts(300, 400, 500).observes(true, 3, true),
                        hit(FREEZE, "api-1", 20),
                        "0.4 … 1.6"),
                detection("nobody checks", fast().unchecked(), hit(CRASH, "api-1", 20), "none"),
                detection("a parameter without a rule", fast().unread("track"), hit(CRASH, "api-1", 20), "none"),
                detection("a fault without a rule", fast(), hit(new Stop(Duration.ZERO), "api-1", 20), "none"),
                detection("nobody in front", fast(), hit(CRASH, "db", 20), "none"));
    }

    private static Arguments detection(String name, Shop shop, Hit hit, String expected) {
        return Arguments.of(name, shop, hit, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("detections")
    void detectionTakes(String name, Shop shop, Hit hit, String expected) {
        assertThat(range(of("detection", shop, hit))).isEqualTo(expected);
    }

    static Stream<Arguments> failovers() {
        return Stream.of(
                Arguments.of(
                        "until it is out", fast().retries(0, true, false, false), hit(CRASH, "api-1", 20), "0.1 … 0.8"),
                Arguments.of(
                        "hidden by another server",
                        fast().retries(3, true, false, true),
                        hit(CRASH, "api-1", 20),
                        "0.0 … 0.8"),
                Arguments.of(
                        "retry-on none hides nothing",
                        fast().retries(3, false, false, true),
                        hit(CRASH, "api-1", 20),
                        "0.1 … 0.8"),
                Arguments.of(
                        "no retries hide nothing",
                        fast().retries(0, true, false, true),
                        hit(CRASH, "api-1", 20),
                        "0.1 … 0.8"),
                Arguments.of(
                        "a request in a frozen node is not sent again",
                        fast().answered().timeouts(300, 400, 2000).retries(3, true, false, true),
                        hit(FREEZE, "api-1", 20),
                        "0.9 … 1.6"),
                Arguments.of(
                        "unless retry-on says so",
                        fast().answered().timeouts(300, 400, 2000).retries(3, true, true, true),
                        hit(FREEZE, "api-1", 20),
                        "0.0 … 1.6"),
                Arguments.of(
                        "a freeze that is over before requests time out fails nobody",
                        fast().answered().timeouts(300, 400, 2000),
                        hit(FREEZE, "api-1", 2),
                        "0.0 … 1.6"),
                Arguments.of(
                        "without timeout server clients wait on",
                        fast().answered(),
                        hit(FREEZE, "api-1", 20),
                        "0.0 … 1.8"),
                Arguments.of(
                        "silence, tried again at the same server",
                        fast().timeouts(300, 2000, 5000).retries(3, true, false, false),
                        hit(ISOLATE, "api-1", 20),
                        "0.7 … 1.4"),
                Arguments.of(
                        "silence that ends before the last try",
                        fast().timeouts(300, 2000, 5000).retries(3, true, false, false),
                        hit(ISOLATE, "api-1", 1),
                        "0.0 … 1.4"),
                Arguments.of(
                        "nobody checks: as long as the fault, and longer",
                        shop().unchecked().retries(0, true, false, false),
                        hit(CRASH, "api-1", 8),
                        "7.9 …"),
                Arguments.of(
                        "nobody checks, and retries wait for the last second",
                        shop().unchecked().retries(3, true, false, false),
                        hit(CRASH, "api-1", 8),
                        "4.9 …"),
                Arguments.of(
                        "nobody checks, and another server answers",
                        shop().unchecked().retries(3, true, false, true),
                        hit(CRASH, "api-1", 8),
                        "0.0 …"),
                Arguments.of(
                        "nobody checks, nothing brings it back",
                        shop().unchecked().retries(0, true, false, false).neverRestarted(),
                        endless(CRASH, "api-1"),
                        "none"),
                Arguments.of(
                        "may be restarted before it is out",
                        fast().retries(0, true, false, false),
                        endless(CRASH, "api-1"),
                        "0.0 … 0.8"),
                Arguments.of(
                        "stays down",
                        fast().retries(0, true, false, false).neverRestarted(),
                        endless(CRASH, "api-1"),
                        "0.1 … 0.8"),
                Arguments.of("where all come in", fast(), hit(CRASH, "lb", 4), "3.9 …"),
                Arguments.of("where all come in, restarted", fast(), endless(CRASH, "lb"), "0.0 …"),
                Arguments.of("where all come in, for good", fast().neverRestarted(), endless(CRASH, "lb"), "none"),
                Arguments.of("nobody comes in at the balancer", fast().entry("api"), hit(CRASH, "api-1", 20), "none"),
                Arguments.of("nobody in front", fast(), hit(CRASH, "db", 20), "none"),
                Arguments.of("a parameter without a rule", fast().unread("addr"), hit(CRASH, "api-1", 20), "none"),
                Arguments.of("a fault without a rule", fast(), hit(new Restart(), "api-1", 20), "none"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failovers")
    void failoverTakes(String name, Shop shop, Hit hit, String expected) {
        assertThat(range(of("failover", shop, hit))).isEqualTo(expected);
    }

    static Stream<Arguments> returns() {
        return Stream.of(
                Arguments.of("how long it takes to start is unknown", fast(), hit(CRASH, "api-1", 20), "0.3 …"),
                Arguments.of("one that ran on", fast(), hit(new Reject(), "api-1", 20), "0.3 … 1.5"),
                Arguments.of(
                        "a check may be under way in vain",
                        fast().timeouts(300, 400, 5000),
                        hit(ISOLATE, "api-1", 20),
                        "0.3 … 1.8"),
                Arguments.of("not out before the end", fast(), hit(new Reject(), "api-1", 0), "none"),
                Arguments.of("nobody undoes it", fast(), endless(CRASH, "api-1"), "none"),
                Arguments.of("never out", fast().unchecked(), hit(CRASH, "api-1", 20), "none"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("returns")
    void backInRotationTakes(String name, Shop shop, Hit hit, String expected) {
        assertThat(range(of("backInRotation", shop, hit))).isEqualTo(expected);
    }

    @Test
    void redundancyIsOnlyKnownFromTheEnginesFirstWait() {
        assertThat(range(of("redundancy", shop(), endless(CRASH, "db")))).isEqualTo("0.0 …");
        assertThat(of("redundancy", shop(), hit(CRASH, "db", 5)).rules())
                .containsExactly("no rule: how long db takes to be healthy after the undo is not configured");
        assertThat(of("redundancy", shop().neverRestarted(), endless(CRASH, "db"))
                        .rules())
                .containsExactly("nothing starts db again (Compose specification, restart: no)");
    }

    @Test
    void theWorstOfSeveralFaultsIsPredicted() {
        Shop shop = fast().answered().timeouts(300, 400, 2000).retries(0, true, false, false);
        assertThat(range(of("failover", shop, hit(CRASH, "api-1", 20), hit(FREEZE, "api-2", 20))))
                .isEqualTo("0.9 … 1.6");
    }

    @Test
    void oneFaultWithoutARuleLeavesNothingPredicted() {
        Prediction failover = of("failover", fast(), hit(CRASH, "api-1", 20), hit(new Restart(), "api-2", 20));
        assertThat(failover.made()).isFalse();
        assertThat(failover.rules()).containsExactly("no rule for restart");
    }

    @Test
    void whereEveryServerIsHitThereIsNothingToFailOverTo() {
        Hit all = new Hit(CRASH, List.of("api-1", "api-2", "api-3"), Optional.of(Duration.ofSeconds(20)));
        assertThat(of("failover", fast(), all).rules())
                .containsExactly("every server of pool is hit: nothing is left to fail over to");
        assertThat(range(of("detection", fast(), all))).isEqualTo("0.1 … 0.8");
    }

    @Test
    void whatMayBeBackSoonerIsSaid() {
        assertThat(of("detection", fast(), endless(CRASH, "api-1")).rules())
                .contains("api-1 may be back sooner: then it is never taken out");
        assertThat(of("detection", fast(), hit(CRASH, "api-1", 20)).rules())
                .noneMatch(rule -> rule.contains("may be back sooner"));
    }

    @Test
    void eachRuleHasItsSource() {
        assertThat(of("detection", fast().spread(0.1).observes(false, 3, true), hit(CRASH, "api-1", 20))
                        .rules())
                .containsExactly(
                        "crash: the node refuses connections at once",
                        "lb checks s1 every 0.5 s, every 0.2 s once a check has failed, and takes it out after 2 failed in a"
                                + " row (HAProxy 3.0 manual, 5.2: inter, fastinter, fall)",
                        "a check that is refused fails at once",
                        "intervals are spread by 10 % (HAProxy 3.0 manual, 3.2: spread-checks)",
                        "3 failed requests in a row may take it out sooner, from 0 s on (HAProxy 3.0 manual, 5.2: observe,"
                                + " error-limit, on-error)",
                        "0.1 s is allowed either way for connecting, refusing, waking up and the fault's act");
    }

    @Test
    void withoutAFaultNothingIsPredicted() {
        assertThat(Predictions.of(fast().topology(), List.of())).isEmpty();
    }

    static Stream<Arguments> measured() {
        return Stream.of(
                Arguments.of(0.5, 0.9, false),
                Arguments.of(0.9, 1.2, false),
                Arguments.of(1.1, 1.2, false),
                Arguments.of(2.0, 2.4, false),
                Arguments.of(0.5, 0.7, true),
                Arguments.of(2.1, 2.4, true),
                Arguments.of(2.1, Double.NaN, true),
                Arguments.of(1.9, Double.NaN, false),
                Arguments.of(Double.NaN, Double.NaN, false));
    }

    @ParameterizedTest
    @MethodSource("measured")
    void onlyAnIntervalThatLiesWhollyOutsideIsExcluded(double from, double to, boolean excluded) {
        Prediction prediction = new Prediction("failover", OptionalDouble.of(0.8), OptionalDouble.of(2), List.of());
        assertThat(prediction.excludes(end(from), end(to))).isEqualTo(excluded);
    }

    private static OptionalDouble end(double end) {
        return Double.isNaN(end) ? OptionalDouble.empty() : OptionalDouble.of(end);
    }

    @Test
    void nothingIsExcludedByNoPrediction() {
        Prediction none = new Prediction("failover", OptionalDouble.empty(), OptionalDouble.empty(), List.of());
        assertThat(none.excludes(end(1), end(2))).isFalse();
    }

    /** The manners are those that the manual of the faults tells. */
    @ParameterizedTest
    @ValueSource(classes = {Crash.class, Oom.class, Reject.class, HostLoss.class, Isolate.class, Freeze.class})
    void aMannerIsWhatTheManualSays(Class<? extends Fault> type) throws ReflectiveOperationException {
        String peers = type.getAnnotation(Manual.class).peers();
        Fault fault = type.getDeclaredConstructor().newInstance();
        String expected =
                switch (Manner.of(fault).orElseThrow()) {
                    case REFUSES -> "ECONNREFUSED";
                    case SILENT -> "Silence";
                    case HANGS -> "Connects succeed";
                };
        assertThat(peers).contains(expected);
    }
}
