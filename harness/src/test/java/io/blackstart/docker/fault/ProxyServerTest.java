package io.blackstart.docker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.docker.Pod;
import io.blackstart.docker.ProxyHost;
import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import io.blackstart.fault.Direction;
import io.blackstart.fault.Existing;
import io.blackstart.fault.Latency;
import io.blackstart.fault.OnLink;
import io.blackstart.fault.Refuse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kept state of a kind of proxies, and what becomes of it when their server is lost. */
class ProxyServerTest {

    private static final Pod.PodAddress CALLEE = new Pod.PodAddress("default", "n1", "198.18.0.3");
    private static final List<String> WAYS = List.of("a", "b");

    private final Host host = new Host();
    private final ProxyServer server = new ProxyServer(new Kind(), host, new Clock());

    @BeforeEach
    void carryTwo() {
        server.attach(List.of(CALLEE));
        assertThat(server.carry("a", "default", "198.18.0.3:1")).isEqualTo("198.18.0.254:20001");
        assertThat(server.carry("b", "default", "198.18.0.4:1")).isEqualTo("198.18.0.254:20002");
    }

    private static Latency latency(int millis) {
        return new Latency(Duration.ofMillis(millis), Duration.ZERO, Direction.RESPONSE, 1, Existing.KEEP);
    }

    @Test
    void faultsBeginAndEndInAnyOrder() {
        server.begin("1", WAYS, latency(10));
        server.begin("2", List.of("b"), new Refuse());
        assertThat(host.now().has("b")).containsOnlyKeys("1", "2");
        server.end("1", WAYS);
        assertThat(host.now().has("a")).isEmpty();
        assertThat(host.now().has("b")).containsOnlyKeys("2");
        assertThat(server.suffers(List.of("a"))).isFalse();
        assertThat(server.suffers(List.of("b"))).isTrue();
        server.end("2", List.of("b"));
        assertThat(server.end("2", List.of("b")).done()).isTrue();
        assertThat(host.now().has("b")).isEmpty();
    }

    @Test
    void aWayThatMovesKeepsItsPortAndItsFaults() {
        server.begin("1", WAYS, latency(10));
        assertThat(server.carry("a", "default", "198.18.0.253:7")).isEqualTo("198.18.0.254:20001");
        server.end("1", List.of("b"));
        assertThat(server.suffers(List.of("a"))).isTrue();
        assertThat(host.now().carried.get("a").upstream()).isEqualTo("198.18.0.253:7");
    }

    /** A cut disables a proxy and enables it again: a refusal that began in between would be gone. */
    @Test
    @Timeout(30)
    void aRefusalBeginsBeforeOrAfterACutButNeverInIt() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        host.now().cutGoesOn = goOn;
        List<Thread> waiting = new ArrayList<>();
        Thread cutting = started(() -> server.cut(List.of("a")));
        assertThat(host.now().cutBegan.await(10, TimeUnit.SECONDS)).isTrue();
        waiting.add(started(() -> server.begin("2", List.of("a"), new Refuse())));
        waiting.add(started(() -> server.shown("2", List.of("a"), new Refuse())));
        for (Thread thread : waiting) {
            while (thread.getState() != Thread.State.BLOCKED && thread.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
        }
        assertThat(host.now().log).containsExactly("cut begins");
        goOn.countDown();
        cutting.join();
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(host.now().log).startsWith("cut begins", "cut ends").contains("set [2]");
    }

    @Test
    void aWayThatItDoesNotCarryIsNotCut() {
        assertThat(server.cut(List.of("of another kind", "a")).done()).isTrue();
        assertThat(host.now().log).containsExactly("cut begins", "cut ends");
    }

    private static Thread started(Runnable task) {
        Thread thread = new Thread(task, "a step");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void aLostServerIsReplacedWithAllThatItHad() {
        server.begin("1", WAYS, latency(10));
        host.now().lost = true;
        ProxyServer.Change begun = server.begin("2", WAYS, latency(20));
        assertThat(begun.done()).isTrue();
        assertThat(host.started).isEqualTo(2);
        assertThat(host.now().carried).containsOnlyKeys("a", "b");
        assertThat(host.now().has("a")).containsOnlyKeys("1", "2");
        assertThat(server.lossesSince(begun.when().from()))
                .singleElement()
                .asString()
                .contains("fake was lost", "ended with exit code 137", "2 ways");
        assertThat(server.lossesSince(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void anUndoOnALostServerRestoresTheOthersOnly() {
        server.begin("1", WAYS, latency(10));
        server.begin("2", WAYS, latency(20));
        host.now().lost = true;
        assertThat(server.end("1", WAYS).done()).isTrue();
        assertThat(host.now().has("a")).containsOnlyKeys("2");
    }

    @Test
    void whatCannotBeReplacedIsNotDone() {
        server.begin("1", WAYS, latency(10));
        host.now().lost = true;
        host.broken = true;
        ProxyServer.Change ended = server.end("1", WAYS);
        assertThat(ended.done()).isFalse();
        assertThat(ended.said()).allMatch(line -> line.contains("could not be replaced"));
        host.broken = false;
        assertThat(server.end("1", WAYS).done()).isTrue();
        assertThat(host.now().has("a")).isEmpty();
    }

    @Test
    void whatTheServerRefusesWasNeverThere() {
        host.now().refuses = true;
        assertThat(server.begin("1", WAYS, latency(10)).done()).isFalse();
        host.now().refuses = false;
        server.begin("2", WAYS, latency(20));
        assertThat(host.now().has("a")).containsOnlyKeys("2");
    }

    @Test
    void aServerThatDoesNothingProvesNothing() {
        host.now().idle = true;
        server.begin("1", WAYS, latency(10));
        assertThat(server.shown("1", WAYS, latency(10)).done()).isFalse();
    }

    @Test
    void whatIsStillThereIsWhatItWasToldLast() {
        server.begin("1", WAYS, latency(10));
        server.begin("1", List.of("b"), latency(20));
        assertThat(server.still("1", WAYS).done()).isTrue();
        assertThat(server.still("1", WAYS).said()).hasSize(2);
        host.now().faults.put("b", Map.of("1", latency(10)));
        assertThat(server.still("1", WAYS).done()).isFalse();
        assertThat(server.still("none", WAYS).done()).isTrue();
    }

    @Test
    void aServerThatForgotIsReplacedWhereWhatIsStillThereIsAsked() {
        server.begin("1", WAYS, latency(10));
        long before = System.nanoTime();
        host.now().lost = true;
        assertThat(server.still("1", WAYS).done()).isTrue();
        assertThat(server.lossesSince(before)).hasSize(1);
        assertThat(host.now().has("b")).containsOnlyKeys("1");
    }

    @Test
    void aBreakIsSaidThoughNoFaultIsThere() {
        assertThat(server.breaks()).isEmpty();
        host.now().lost = true;
        server.begin("1", WAYS, latency(10));
        server.end("1", WAYS);
        host.interrupted = Optional.of("its container was started again");
        assertThat(server.breaks()).hasSize(2);
        assertThat(server.breaks().get(0)).contains("fake was lost");
        assertThat(server.breaks().get(1)).contains("fake was away (its container was started again)");
    }

    @Test
    void metIsCountedOverAllWays() {
        server.begin("1", WAYS, latency(10));
        assertThat(server.met("1", WAYS)).isEqualTo(OptionalLong.of(6));
        assertThat(server.met("none", WAYS)).isEmpty();
    }

    private static final class Fake implements LinkProxies.Server {
        private final Map<String, LinkProxies.Way> carried = new LinkedHashMap<>();
        private final Map<String, Map<String, OnLink>> faults = new ConcurrentHashMap<>();
        private volatile boolean lost;
        private volatile boolean refuses;
        private volatile boolean idle;
        private final List<String> log = new CopyOnWriteArrayList<>();
        private final CountDownLatch cutBegan = new CountDownLatch(1);
        private volatile CountDownLatch cutGoesOn = new CountDownLatch(0);

        Map<String, OnLink> has(String way) {
            return faults.getOrDefault(way, Map.of());
        }

        private void answer() throws LinkProxies.ServerLost {
            if (lost) {
                throw new LinkProxies.ServerLost("no answer", null);
            }
            if (refuses) {
                throw new IllegalStateException("refused");
            }
        }

        @Override
        public void carry(LinkProxies.Way way) throws LinkProxies.ServerLost {
            answer();
            carried.put(way.name(), way);
        }

        @Override
        public List<String> set(String way, Map<String, OnLink> wanted) throws LinkProxies.ServerLost {
            answer();
            log.add("set " + wanted.keySet());
            if (!idle) {
                faults.put(way, wanted);
            }
            return List.of();
        }

        @Override
        public List<String> shown(String way, String id, OnLink fault) throws LinkProxies.ServerLost {
            answer();
            log.add("shown");
            return fault.equals(has(way).get(id)) ? List.of(id) : List.of();
        }

        @Override
        public void cut(String way) throws LinkProxies.ServerLost {
            answer();
            log.add("cut begins");
            cutBegan.countDown();
            try {
                assertThat(cutGoesOn.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new LinkProxies.ServerLost("interrupted", e);
            }
            log.add("cut ends");
        }

        @Override
        public OptionalLong met(String way, String id) {
            return has(way).containsKey(id) ? OptionalLong.of(3) : OptionalLong.empty();
        }
    }

    private static final class Host implements ProxyHost {
        private volatile Fake now = new Fake();
        private volatile boolean broken;
        private volatile Optional<String> interrupted = Optional.empty();
        private int started;

        Fake now() {
            return now;
        }

        @Override
        public void attach(Collection<Pod.PodAddress> pods) {}

        @Override
        public String address(String network) {
            return "198.18.0.254";
        }

        @Override
        public Collection<String> addresses() {
            return Set.of("198.18.0.254");
        }

        @Override
        public synchronized LinkProxies.Server start() {
            started++;
            return now;
        }

        @Override
        public String state() {
            return "its container ended with exit code 137";
        }

        @Override
        public Optional<String> interruption() {
            return interrupted;
        }

        @Override
        public LinkProxies.Server replace() {
            if (broken) {
                throw new io.blackstart.engine.PlatformUnavailable("no engine", null);
            }
            now = new Fake();
            return start();
        }
    }

    private static final class Kind implements LinkProxies {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public boolean carries(OnLink fault) {
            return true;
        }

        @Override
        public Program program() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Server connect(String host, int port, Duration atMost) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Clock implements Ticker {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long wallNanos() {
            return 0;
        }

        @Override
        public boolean awaitUntil(long instant, StopSignal stop) {
            return true;
        }
    }
}
