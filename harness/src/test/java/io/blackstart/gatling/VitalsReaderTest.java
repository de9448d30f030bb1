package io.blackstart.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.load.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that looks like /proc, on machines of each kind. */
class VitalsReaderTest {

    private static final long PID = 42;

    @TempDir
    private Path root;

    private Path proc;
    private Path groups;

    @BeforeEach
    void aMachine() throws IOException {
        proc = root.resolve("proc");
        groups = root.resolve("groups");
        machine(7, 1_000);
        thread(43, "gatling-1-1", 100, 200);
        thread(44, "C1 CompilerThre", 0, 0);
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void machine(long stolenTicks, long pressedMicros) throws IOException {
        write(
                proc.resolve("stat"),
                "cpu  9 0 8 70 6 0 5 " + stolenTicks
                        + " 0 0\ncpu0 1 0 1 1 1 0 1 1 0 0\ncpu1 1 0 1 1 1 0 1 1 0 0\nintr 1\n");
        write(
                proc.resolve("pressure/cpu"),
                "some avg10=1.00 avg60=1.00 avg300=1.00 total=" + pressedMicros
                        + "\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n");
    }

    private void thread(long tid, String name, long worked, long waited) throws IOException {
        Path thread = proc.resolve(PID + "/task/" + tid);
        write(thread.resolve("schedstat"), worked + " " + waited + " 3\n");
        write(thread.resolve("comm"), name + "\n");
    }

    private void inGroup(String line, String mount) throws IOException {
        write(proc.resolve(PID + "/cgroup"), "9:name=systemd:/\n" + line + "\n");
        write(proc.resolve("self/mountinfo"), "31 23 0:28 / /tmp rw - tmpfs tmpfs rw\n" + mount + "\n");
    }

    private VitalsReader reader() {
        VitalsReader reader = new VitalsReader(proc, PID);
        assertThat(reader.read())
                .as("at first there is nothing to compare with")
                .isEmpty();
        return reader;
    }

    @Test
    void onlyWhatCameSinceTheLastCallCounts() throws IOException {
        VitalsReader reader = reader();
        machine(10, 1_500);
        thread(43, "gatling-1-1", 600, 250);
        thread(45, "gatling-1-2", 300, 90);

        assertThat(reader.read()).contains(new Vitals(2, 30_000_000, 500_000, 500, 90, Vitals.UNKNOWN));
        assertThat(reader.read()).contains(new Vitals(2, 0, 0, 0, 0, Vitals.UNKNOWN));
    }

    @Test
    void compilersKeepNobodyWaiting() throws IOException {
        VitalsReader reader = reader();
        thread(44, "C1 CompilerThre", 900_000, 900_000);

        assertThat(reader.read().orElseThrow().busiestNanos()).isZero();
    }

    @Test
    void whatTheKernelDoesNotTellIsUnknown() throws IOException {
        Files.delete(proc.resolve("pressure/cpu"));
        Files.delete(proc.resolve(PID + "/task/43/schedstat"));

        assertThat(reader().read())
                .contains(new Vitals(2, 0, Vitals.UNKNOWN, Vitals.UNKNOWN, Vitals.UNKNOWN, Vitals.UNKNOWN));
    }

    @Test
    void withoutProcNothingIsTold() {
        VitalsReader reader = new VitalsReader(root.resolve("none"), PID);

        assertThat(reader.read()).isEmpty();
        assertThat(reader.read()).isEmpty();
    }

    @Test
    void aLimitOfVersionOneThrottlesWhoeverIsBelowIt() throws IOException {
        inGroup("1:cpu,cpuacct:/ci/job", "32 31 0:29 / " + groups + " rw - cgroup cgroup rw,cpu,cpuacct");
        write(groups.resolve("cpu.stat"), "nr_periods 0\nnr_throttled 0\nthrottled_time 0\n");
        write(groups.resolve("ci/cpu.stat"), "nr_periods 5\nnr_throttled 1\nthrottled_time 1000\n");
        write(groups.resolve("ci/job/cpu.stat"), "nr_periods 0\nnr_throttled 0\nthrottled_time 0\n");
        VitalsReader reader = reader();
        write(groups.resolve("ci/cpu.stat"), "nr_periods 9\nnr_throttled 3\nthrottled_time 8000\n");

        assertThat(reader.read().orElseThrow().throttledNanos()).isEqualTo(7_000);
    }

    @Test
    void ofVersionTwoInMicroseconds() throws IOException {
        inGroup("0::/ci/job", "41 31 0:38 /ci " + groups + " rw,relatime shared:4 - cgroup2 cgroup2 rw");
        write(groups.resolve("job/cpu.stat"), "usage_usec 7\nnr_throttled 1\nthrottled_usec 5\n");
        VitalsReader reader = reader();
        write(groups.resolve("job/cpu.stat"), "usage_usec 9\nnr_throttled 2\nthrottled_usec 25\n");

        assertThat(reader.read().orElseThrow().throttledNanos()).isEqualTo(20_000);
    }

    @Test
    void aGroupWithoutALimitIsNotThrottled() throws IOException {
        inGroup("0::/", "41 31 0:38 / " + groups + " rw - cgroup2 cgroup2 rw");
        write(groups.resolve("cpu.stat"), "usage_usec 7\nuser_usec 5\nsystem_usec 2\n");

        assertThat(reader().read().orElseThrow().throttledNanos()).isZero();
    }

    @Test
    void aGroupOutsideOfWhatIsMountedHasTheMountsOwn() throws IOException {
        inGroup("0::/../other", "41 31 0:38 / " + groups + " rw - cgroup2 cgroup2 rw");
        write(groups.resolve("cpu.stat"), "throttled_usec 1\n");
        VitalsReader reader = reader();
        write(groups.resolve("cpu.stat"), "throttled_usec 2\n");

        assertThat(reader.read().orElseThrow().throttledNanos()).isEqualTo(1_000);
    }
}
