package io.blackstart.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.blackstart.engine.LoadDriver;
import io.blackstart.engine.StopSignal;
import io.blackstart.gatling.GatlingDriver;
import io.blackstart.load.Load;
import io.blackstart.load.LoadCounts;
import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import io.blackstart.topology.Ledger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The generator's own process against a server that knows what it was asked. */
@Timeout(90)
class GeneratorIT {

    private static final Path LIBRARIES = Path.of("target/lib").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path folder;

    private final Set<String> asked = Collections.synchronizedSet(new HashSet<>());
    private final Heard heard = new Heard();
    private final StopSignal stop = new StopSignal();
    private HttpServer server;
    private volatile int status = 201;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> {
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().set("X-Node", "node-7");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void serveNoMore() {
        server.stop(0);
    }

    private LoadDriver.Order order(Load load) {
        return new LoadDriver.Order(
                load,
                Optional.of(new Ledger("PUT", "/ledger/{id}", List.of(), new Ledger.ByHttp(1, "/"))),
                "X-Node",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                Duration.ofSeconds(60),
                folder,
                "w7");
    }

    private static Load ledger(double rate) {
        return new Load("ledger", List.of(), Map.of(), rate, Optional.empty());
    }

    private LoadDriver.Generator prepare(Load load) {
        return new GatlingDriver(JAVA, LIBRARIES).prepare(order(load), heard, stop);
    }

    @Test
    void everyCountAgreesAndEveryWriteIsKnown() throws InterruptedException {
        LoadDriver.Stopped stopped;
        long zero;
        try (LoadDriver.Generator generator = prepare(ledger(100))) {
            zero = generator.release();
            heard.await(300);
            stopped = generator.stop();
        }
        LoadCounts counts = stopped.counts();
        assertThat(counts.arrivals()).isEqualTo(counts.arrivalsPlanned());
        assertThat(counts.arrivalsPlanned()).isEqualTo((long) Math.ceil((stopped.at() - zero) * 100 / 1e9));
        assertThat(counts.tapped()).isEqualTo(counts.logged()).isEqualTo(heard.samples.size());
        assertThat(counts.endedByItself()).isFalse();
        assertThat(heard.writes).extracting(Write::id).doesNotHaveDuplicates();
        assertThat(asked)
                .containsAll(heard.writes.stream()
                        .map(write -> "PUT /ledger/" + write.id())
                        .toList());
        assertThat(heard.samples).allSatisfy(sample -> {
            assertThat(sample.exact()).isTrue();
            assertThat(sample.planned()).isTrue();
            assertThat(sample.node()).isEqualTo("node-7");
            assertThat(sample.intended()).isLessThanOrEqualTo(sample.start());
            assertThat(sample.start()).isLessThan(sample.end());
        });
        assertThat(folder.resolve("samples.bin")).isNotEmptyFile();
        assertThat(folder.resolve("generator.socket")).doesNotExist();
    }

    @Test
    void refusalsAndFailuresAreToldApart() throws InterruptedException {
        try (LoadDriver.Generator generator = prepare(ledger(100))) {
            generator.release();
            heard.await(20);
            status = 503;
            heard.await(heard.samples.size() + 40);
            status = 409;
            heard.await(heard.samples.size() + 40);
            server.stop(0);
            heard.await(heard.samples.size() + 40);
            generator.stop();
        }
        assertThat(heard.writes)
                .extracting(Write::outcome)
                .contains(Write.Answer.ACKNOWLEDGED, Write.Answer.UNKNOWN, Write.Answer.REFUSED);
        assertThat(heard.samples.stream().filter(sample -> sample.status() == 503))
                .isNotEmpty()
                .allMatch(sample -> sample.outcome() == Outcome.FAILED);
        assertThat(heard.samples.stream().filter(sample -> sample.status() == 0 && sample.outcome() == Outcome.FAILED))
                .isNotEmpty();
    }

    @Test
    void aUsersOwnSimulationRunsUnmodified() throws InterruptedException {
        Load shop = new Load(
                "io.blackstart.generator.acme.ShopSimulation",
                List.of(Path.of("target/test-classes").toAbsolutePath()),
                Map.of("shop.rate", "30"),
                0,
                Optional.empty());
        LoadDriver.Stopped stopped;
        try (LoadDriver.Generator generator = prepare(shop)) {
            generator.release();
            assertThat(heard.ended.await(30, TimeUnit.SECONDS)).isTrue();
            stopped = generator.stop();
        }
        assertThat(stopped.counts().endedByItself()).isTrue();
        assertThat(stopped.counts().arrivals()).isEqualTo(60);
        assertThat(stopped.counts().tapped())
                .isEqualTo(120)
                .isEqualTo(stopped.counts().logged());
        assertThat(heard.samples).extracting(Sample::request).containsOnly("look", "buy");
        assertThat(heard.samples).noneMatch(Sample::exact);
        assertThat(asked).contains("GET /look", "POST /buy");
    }

    @Test
    void aSimulationThatIsNotThereIsSaid() {
        Load none = new Load("com.acme.None", List.of(folder), Map.of(), 0, Optional.empty());
        assertThatThrownBy(() -> prepare(none))
                .isInstanceOf(LoadDriver.LoadFailed.class)
                .hasMessageContaining("com.acme.None");
    }

    @Test
    void aKilledGeneratorIsNoticed() throws Exception {
        try (LoadDriver.Generator generator = prepare(ledger(50))) {
            generator.release();
            heard.await(10);
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().commandLine().orElse("").contains("io.blackstart.generator.Main"))
                    .forEach(ProcessHandle::destroyForcibly);
            assertThat(heard.died.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(generator::stop).isInstanceOf(LoadDriver.LoadFailed.class);
        }
        assertThat(Files.size(folder.resolve("samples.bin"))).isPositive();
    }

    @Test
    void itEndsWhenItsHarnessHangsUp() throws Exception {
        LoadDriver.Generator generator = prepare(ledger(50));
        generator.release();
        heard.await(10);
        generator.close();
        assertThat(ProcessHandle.current()
                        .children()
                        .filter(child ->
                                child.info().commandLine().orElse("").contains("io.blackstart.generator.Main")))
                .isEmpty();
    }

    /** What the listener was told. */
    private static final class Heard implements LoadDriver.LoadListener {
        private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Write> writes = new ConcurrentLinkedQueue<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final CountDownLatch died = new CountDownLatch(1);

        @Override
        public void sample(Sample sample) {
            synchronized (this) {
                samples.add(sample);
                notifyAll();
            }
        }

        @Override
        public void write(Write write) {
            writes.add(write);
        }

        @Override
        public void ended() {
            ended.countDown();
        }

        @Override
        public void died(String why) {
            died.countDown();
        }

        synchronized void await(int count) throws InterruptedException {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (samples.size() < count && System.nanoTime() < until) {
                wait(100);
            }
            assertThat(samples.size()).as("requests within 30 s").isGreaterThanOrEqualTo(count);
        }
    }
}
