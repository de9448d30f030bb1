package io.blackstart.docker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.fault.Cpu;
import io.blackstart.fault.Memory;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What several limits on one node come to, and what is felt of them. */
class LimitsTest {

    private static final long MIB = 1 << 20;
    private static final EngineLimits NONE = new EngineLimits(0, 0, 0, 0, 0);
    private static final EngineLimits OWN = new EngineLimits(800_000_000, 0, 0, 96 * MIB, 192 * MIB);

    @Test
    void theTightestCounts() {
        List<io.blackstart.fault.OnLimits> faults =
                List.of(new Cpu(0.5), new Memory(64 * MIB), new Cpu(0.25), new Memory(32 * MIB));
        assertThat(NodeLimits.cpu(faults)).hasValue(0.25);
        assertThat(NodeLimits.memory(faults)).hasValue(32 * MIB);
        assertThat(NodeLimits.cpu(List.of())).isEmpty();
        assertThat(NodeLimits.memory(List.of(new Cpu(0.5)))).isEmpty();
    }

    @Test
    void cpuIsAShareOfTheNodesOwnLimitElseOfOneCore() {
        EngineLimits ofOwn = OWN.narrowed(OptionalDouble.of(0.25), OptionalLong.empty());
        EngineLimits ofCore = NONE.narrowed(OptionalDouble.of(0.25), OptionalLong.empty());
        EngineLimits ofQuota =
                new EngineLimits(0, 20_000, 50_000, 0, 0).narrowed(OptionalDouble.of(0.5), OptionalLong.empty());
        assertThat(ofOwn.cores()).hasValue(0.2);
        assertThat(ofOwn.sameMemory(OWN)).isTrue();
        assertThat(ofCore.cores()).hasValue(0.25);
        assertThat(ofQuota.cores()).hasValue(0.2);
    }

    @Test
    void noQuotaIsLessThanTheKernelTakes() {
        EngineLimits small =
                new EngineLimits(0, 5_000, 100_000, 0, 0).narrowed(OptionalDouble.of(0.01), OptionalLong.empty());
        EngineLimits nano =
                new EngineLimits(100_000_000, 0, 0, 0, 0).narrowed(OptionalDouble.of(0.01), OptionalLong.empty());
        assertThat(small.cpuQuota()).isEqualTo(1_000);
        assertThat(nano.nanoCpus()).isEqualTo(10_000_000);
    }

    @Test
    void memoryNeverGetsMoreThanItsOwn() {
        EngineLimits less = OWN.narrowed(OptionalDouble.empty(), OptionalLong.of(64 * MIB));
        EngineLimits more = OWN.narrowed(OptionalDouble.empty(), OptionalLong.of(128 * MIB));
        assertThat(less.memory()).isEqualTo(64 * MIB);
        assertThat(less.memorySwap()).isBetween(64 * MIB, 65 * MIB);
        assertThat(less.sameCpu(OWN)).isTrue();
        assertThat(more).isEqualTo(OWN);
    }

    private static CgroupSamples.Sample sample(int second, long throttled, long usage, long failures) {
        return new CgroupSamples.Sample(second * 1_000_000_000L, throttled, throttled, 0, usage, 64 * MIB, failures);
    }

    @Test
    void throttlingIsFeltAndTrafficAloneIsNot() {
        List<CgroupSamples.Sample> samples = List.of(sample(1, 7, 0, 0), sample(2, 7, 0, 0), sample(3, 9, 0, 0));
        assertThat(LimitTouch.cpu("web", new CgroupCourse(samples)).touched()).isTrue();
        assertThat(LimitTouch.cpu("web", new CgroupCourse(samples.subList(0, 2)))
                        .touched())
                .isFalse();
        assertThat(LimitTouch.cpu("web", new CgroupCourse(samples.subList(0, 1)))
                        .evidence())
                .contains("no statistics");
    }

    @Test
    void memoryIsFeltAtTheLimitAndByDeath() {
        CgroupCourse far = new CgroupCourse(List.of(sample(1, 0, MIB, 4), sample(2, 0, MIB, 4)));
        CgroupCourse at = new CgroupCourse(List.of(sample(1, 0, MIB, 4), sample(2, 0, 63 * MIB, 4)));
        CgroupCourse failed = new CgroupCourse(List.of(sample(1, 0, MIB, 4), sample(2, 0, MIB, 5)));
        assertThat(LimitTouch.memory("web", far, false).touched()).isFalse();
        assertThat(LimitTouch.memory("web", at, false).touched()).isTrue();
        assertThat(LimitTouch.memory("web", failed, false).touched()).isTrue();
        assertThat(LimitTouch.memory("web", far, true).touched()).isTrue();
        assertThat(LimitTouch.memory("web", new CgroupCourse(List.of()), false).touched())
                .isFalse();
    }

    @Test
    void countersThatFallHaveBegunAnew() {
        CgroupCourse course = new CgroupCourse(List.of(sample(1, 10, 0, 0), sample(2, 12, 0, 0), sample(3, 3, 0, 0)));
        assertThat(course.growth(CgroupSamples.Sample::throttled)).isEqualTo(5);
    }

    @Test
    void aCourseBeginsWithTheLastSampleBefore() {
        List<CgroupSamples.Sample> all =
                List.of(sample(1, 0, 0, 0), sample(2, 0, 0, 0), sample(3, 0, 0, 0), sample(4, 0, 0, 0));
        assertThat(times(CgroupCourse.of(all, 2_500_000_000L, 3_500_000_000L))).containsExactly(2, 3);
        assertThat(times(CgroupCourse.of(all, 2_200_000_000L, 2_500_000_000L))).containsExactly(2, 3);
        assertThat(times(CgroupCourse.of(all, 0, 1_500_000_000L))).containsExactly(1, 2);
        assertThat(times(CgroupCourse.of(all, 4_500_000_000L, 5_000_000_000L))).isEmpty();
    }

    private static List<Integer> times(CgroupCourse course) {
        return course.samples().stream()
                .map(sample -> (int) (sample.at() / 1_000_000_000L))
                .toList();
    }
}
