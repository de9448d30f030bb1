package io.blackstart.catalogue;

import static io.blackstart.catalogue.Nodes.ask;
import static io.blackstart.catalogue.Nodes.await;
import static io.blackstart.catalogue.Nodes.awaitAnswer;
import static io.blackstart.catalogue.Nodes.begin;
import static io.blackstart.catalogue.Nodes.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.engine.Injection;
import io.blackstart.fault.Cpu;
import io.blackstart.fault.Crash;
import io.blackstart.fault.DestroyData;
import io.blackstart.fault.DiskFull;
import io.blackstart.fault.Exec;
import io.blackstart.fault.Freeze;
import io.blackstart.fault.Memory;
import io.blackstart.fault.Oom;
import io.blackstart.fault.Restart;
import io.blackstart.fault.Stop;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults of nodes as a peer, or the node itself, sees them; that they are gone after their undo; several at once on one node. */
@Timeout(60)
class NodeFaultsIT {

    private static final Path COMPOSE = Path.of("src/test/resources/nodes/compose.yaml");
    private static final long MIB = 1 << 20;
    private static final long NO_LIMIT = 9_223_372_036_854_771_712L;

    private static Nodes nodes;
    private static InetSocketAddress web;

    @BeforeAll
    static void bringUp() {
        nodes = new Nodes(
                "nodes",
                COMPOSE,
                topology -> topology,
                List.of(
                        Map.entry("web", new Crash()),
                        Map.entry("web", new Freeze()),
                        Map.entry("store", new DestroyData("files")),
                        Map.entry("limited", new Memory(64 * MIB)),
                        Map.entry("store", new DiskFull("data", 0))));
        nodes.up.loadBegins();
        web = nodes.address("web", 80);
    }

    @AfterAll
    static void tearDown() {
        nodes.close();
    }

    @Test
    void frozenIsAcceptedAndNotAnswered() throws IOException {
        Injection freeze = nodes.fault(new Freeze(), "web");
        Injection.Effect effect = begin(freeze);
        assertThatThrownBy(() -> ask(web, 700))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("Read");
        assertThat(effect.effective().to() - effect.effective().from())
                .isLessThan(Duration.ofMillis(200).toNanos());
        end(freeze);
        assertThat(ask(web, 1_000)).contains("here");
    }

    @Test
    void stoppedIsRefusedUntilItIsStarted() {
        Injection stop = nodes.fault(new Stop(Duration.ofMillis(1500)), "web");
        Injection.Effect effect = begin(stop);
        assertThat(effect.evidence().toString()).contains("signal");
        await("refusal", NodeFaultsIT::refused);
        Nodes.pause(700); // As long as the restart policy would take.
        assertThat(refused()).isTrue();
        Injection.Healed healed = end(stop);
        assertThat(healed.evidence().toString()).contains("ended with exit code 0");
        assertThat(healed.gap()).isEmpty();
        awaitAnswer(web);
    }

    @Test
    void whatDoesNotStopInTimeIsKilled() {
        Injection stop = nodes.fault(new Stop(Duration.ofSeconds(30)), "store");
        begin(nodes.passing(new Exec(List.of("true"), List.of("true")), "store"));
        begin(stop);
        end(stop);
        assertThat(nodes.inspect("store").getState().getRunning()).isTrue();
    }

    /** It is killed by the undo: no stop ever happened, and the run has to say so. */
    @Test
    void whatIgnoresTheSignalHasNotStoppedWhenItsUndoBegins() {
        Injection stop = nodes.fault(new Stop(Duration.ofSeconds(10)), "deaf");
        begin(stop);
        Nodes.pause(1_500);
        assertThat(nodes.inspect("deaf").getState().getRunning()).isTrue();
        Injection.Healed healed = end(stop);
        assertThat(healed.gap().orElseThrow())
                .matches("deaf had not stopped after 1\\.[5-9] s when its undo began \\(grace 10s\\): "
                        + "it served on, or was killed by the undo");
        assertThat(nodes.inspect("deaf").getState().getRunning()).isTrue();
    }

    /** What the engine has killed at the end of its grace was down until the undo. */
    @Test
    void whatIsKilledInTimeHasStopped() {
        Injection stop = nodes.fault(new Stop(Duration.ofSeconds(1)), "deaf");
        begin(stop);
        await("end", () -> !Boolean.TRUE.equals(nodes.inspect("deaf").getState().getRunning()));
        Injection.Healed healed = end(stop);
        assertThat(healed.evidence().toString()).contains("ended with exit code 137");
        assertThat(healed.gap()).isEmpty();
    }

    private static boolean refused() {
        try {
            ask(web, 1_000);
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void restartedIsOverWhenItRunsAgain() {
        Long before = nodes.inspect("web").getState().getPidLong();
        Injection restart = nodes.passing(new Restart(), "web");
        Injection.Effect effect = begin(restart);
        Injection.Healed healed = end(restart);
        assertThat(healed.undone().to()).isGreaterThan(effect.effective().from());
        assertThat(nodes.inspect("web").getState().getPidLong()).isNotEqualTo(before);
        awaitAnswer(web);
    }

    @Test
    void oomIsTheKernelsDoingAndTheRestartPolicyActs() {
        Injection oom = nodes.passing(new Oom(), "web");
        Injection.Effect effect = begin(oom);
        assertThat(effect.evidence().toString()).contains("the kernel kill").contains("the service died");
        awaitAnswer(web);
        end(oom);
        assertThat(nodes.inspect("web").getHostConfig().getMemory()).isIn(0L, NO_LIMIT);
    }

    @Test
    void oomIsHeldAndTheNodesOwnLimitIsWrittenBack() {
        InetSocketAddress limited = nodes.address("limited", 80);
        Injection oom = nodes.fault(new Oom(), "limited");
        begin(oom);
        Nodes.pause(700);
        assertThatThrownBy(() -> ask(limited, 1_000)).isInstanceOf(ConnectException.class);
        end(oom);
        awaitAnswer(limited);
        assertThat(nodes.inspect("limited").getHostConfig().getMemory()).isEqualTo(96 * MIB);
    }

    @Test
    void destroyedDataIsGone() {
        for (String volume : List.of("files", "data")) {
            shell("store", "mkdir -p /" + volume + "/deep && touch /" + volume + "/.hidden /" + volume + "/deep/file");
            Injection destroy = nodes.fault(new DestroyData(volume), "store");
            Injection.Effect effect = begin(destroy);
            assertThat(effect.evidence().toString()).contains("had 3 entries, 0 are left");
            assertThat(nodes.inspect("store").getState().getRunning()).isFalse();
            end(destroy);
            assertThat(shell("store", "ls -A /" + volume)).isEmpty();
        }
    }

    @Test
    void aQuarterOfACoreIsAQuarter() {
        Injection cpu = nodes.fault(new Cpu(0.25), "store");
        begin(cpu);
        double most = 0; // Of this machine's cores others may want the rest.
        for (int i = 0; i < 3; i++) {
            most = Math.max(most, Nodes.coresBurnt("store", 1));
        }
        assertThat(most).isBetween(0.225, 0.275);
        Injection.Healed healed = end(cpu);
        assertThat(healed.touched()).as(healed.evidence().toString()).isTrue();
        assertThat(Nodes.coresBurnt("store", 1)).isGreaterThan(0.4);
    }

    private static String shell(String node, String script) {
        return Containers.exec(node, "sh", "-c", script).strip();
    }

    @Test
    void cpuThatNobodyMissesTouchesNothing() {
        Injection cpu = nodes.fault(new Cpu(0.9), "web");
        begin(cpu);
        Nodes.pause(1_500);
        Injection.Healed healed = end(cpu);
        assertThat(healed.touched()).as(healed.evidence().toString()).isFalse();
    }

    @Test
    void ofTwoCpusTheTightestCounts() {
        Injection half = nodes.fault(new Cpu(0.5), "web");
        Injection quarter = nodes.fault(new Cpu(0.25), "web");
        begin(half);
        begin(quarter);
        assertThat(quota("web")).isEqualTo(25_000);
        end(quarter);
        assertThat(quota("web")).isEqualTo(50_000);
        end(half);
        assertThat(quota("web")).isEqualTo(-1);
        Injection again = nodes.fault(new Cpu(0.25), "web");
        Injection other = nodes.fault(new Cpu(0.5), "web");
        begin(again);
        begin(other);
        assertThat(quota("web")).isEqualTo(25_000);
        again.change(new Cpu(0.75));
        assertThat(quota("web")).isEqualTo(50_000);
        end(other);
        assertThat(quota("web")).isEqualTo(75_000);
        end(again);
        assertThat(quota("web")).isEqualTo(-1);
    }

    private static long quota(String node) {
        return nodes.inspect(node).getHostConfig().getCpuQuota();
    }

    @Test
    void lessMemoryIsFeltAndGivenBack() {
        Injection memory = nodes.fault(new Memory(32 * MIB), "limited");
        Nodes.pause(1_200); // The engine reads once a second.
        begin(memory);
        shell("limited", "head -c 60000000 /dev/zero | tail > /dev/null");
        Nodes.pause(1_200); // The engine reads once a second.
        Injection.Healed healed = end(memory);
        assertThat(healed.touched()).as(healed.evidence().toString()).isTrue();
        assertThat(nodes.inspect("limited").getHostConfig().getMemory()).isEqualTo(96 * MIB);
    }

    @Test
    void moreMemoryThanItHasIsNoFault() {
        Injection memory = nodes.fault(new Memory(128 * MIB), "limited");
        Injection.Effect effect = memory.inject();
        assertThat(effect.applied()).as(effect.evidence().toString()).isFalse();
        end(memory);
    }

    @Test
    void cpuMemoryAndFreezeBeginAndEndInAnyOrder() throws IOException {
        InetSocketAddress limited = nodes.address("limited", 80);
        for (int first = 0; first < 3; first++) {
            List<Injection> faults = List.of(
                    nodes.fault(new Cpu(0.5), "limited"),
                    nodes.fault(new Memory(48 * MIB), "limited"),
                    nodes.fault(new Freeze(), "limited"));
            for (int i = 0; i < 3; i++) {
                begin(faults.get((first + i) % 3));
            }
            assertThatThrownBy(() -> ask(limited, 300)).isInstanceOf(SocketTimeoutException.class);
            end(faults.get(first));
            boolean thawed = first == 2;
            assertThat(nodes.inspect("limited").getState().getPaused()).isEqualTo(!thawed);
            assertThat(nodes.inspect("limited").getHostConfig().getMemory()).isEqualTo((first == 1 ? 96 : 48) * MIB);
            assertThat(nodes.inspect("limited").getHostConfig().getNanoCPUs())
                    .isEqualTo(first == 0 ? 800_000_000L : 400_000_000L);
            end(faults.get((first + 2) % 3));
            end(faults.get((first + 1) % 3));
            assertThat(ask(limited, 1_000)).contains("here");
            assertThat(nodes.inspect("limited").getHostConfig().getMemory()).isEqualTo(96 * MIB);
            assertThat(nodes.inspect("limited").getHostConfig().getNanoCPUs()).isEqualTo(800_000_000L);
        }
    }

    @Test
    void ofTwoFullDisksTheFullestCounts() {
        Injection some = nodes.fault(new DiskFull("data", MIB), "store");
        Injection all = nodes.fault(new DiskFull("data", 0), "store");
        begin(some);
        assertThat(write(512 << 10)).isEqualTo("taken");
        begin(all);
        assertThat(write(4096)).contains("No space left");
        end(all);
        assertThat(write(512 << 10)).isEqualTo("taken");
        assertThat(write(2 * MIB)).contains("No space left");
        end(some);
        assertThat(write(8 * MIB)).isEqualTo("taken");
        assertThat(shell("store", "ls -A /data")).isEmpty();
    }

    private static String write(long bytes) {
        return shell("store", "head -c " + bytes + " /dev/zero 2>&1 > /data/new && echo taken; rm -f /data/new");
    }

    @Test
    void theMachinesDiskIsNotFilled() {
        assertThatThrownBy(() -> nodes.fault(new DiskFull("files", 0), "store"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no size limit");
    }

    @Test
    void ownCommandsAreRunAndUndone() {
        Injection own =
                nodes.fault(new Exec(List.of("touch", "/tmp/broken here"), List.of("rm", "/tmp/broken here")), "store");
        begin(own);
        assertThat(shell("store", "ls '/tmp/broken here'")).isEqualTo("/tmp/broken here");
        end(own);
        assertThat(shell("store", "ls '/tmp/broken here' 2>&1")).contains("No such file");
        Injection failing = nodes.fault(new Exec(List.of("false"), List.of("false")), "store");
        assertThat(failing.inject().applied()).isFalse();
        assertThat(failing.undo().healed()).isFalse();
    }
}
