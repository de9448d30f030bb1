package io.blackstart.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.blackstart.analysis.validity.Checked;
import io.blackstart.analysis.validity.Observed;
import io.blackstart.analysis.validity.SelfChecks;
import io.blackstart.engine.LoadDriver;
import io.blackstart.engine.StopSignal;
import io.blackstart.gatling.GatlingDriver;
import io.blackstart.journal.Event;
import io.blackstart.load.Load;
import io.blackstart.load.Sample;
import io.blackstart.load.Vitals;
import io.blackstart.load.Write;
import io.blackstart.topology.Ledger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A generator that is kept from its processors is noticed, by what the operating system really says of it. */
@Timeout(90)
class GeneratorWatchedIT {

    private static final Path LIBRARIES = Path.of("target/lib").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final long SECOND = 1_000_000_000L;
    private static final int SECONDS = 4;

    @TempDir
    private Path folder;

    private final List<Event> journal = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void serveNoMore() {
        server.stop(0);
    }

    /** Some seconds of load, read each second. */
    private Map<String, Checked> watch(Path java) {
        LoadDriver.Order order = new LoadDriver.Order(
                new Load("ledger", List.of(), Map.of(), 100, Optional.empty()),
                Optional.of(new Ledger("PUT", "/ledger/{id}", List.of(), new Ledger.ByHttp(1, "/"))),
                "X-Node",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                Duration.ofSeconds(60),
                folder,
                "w7");
        try (LoadDriver.Generator generator =
                new GatlingDriver(java, LIBRARIES).prepare(order, new Deaf(), new StopSignal())) {
            generator.vitals();
            long zero = generator.release();
            long since = System.nanoTime();
            for (int second = 1; second <= SECONDS; second++) {
                waitUntil(zero + second * SECOND);
                long now = System.nanoTime();
                Vitals vitals = generator.vitals().orElseThrow();
                journal.add(new Event.VitalsRead(now, since, vitals));
                since = now;
            }
            Observed seen = new Observed(journal, Optional.empty(), 0, 0, zero, since);
            return SelfChecks.of(seen).stream()
                    .collect(java.util.stream.Collectors.toMap(checked -> checked.rule().key(), checked -> checked));
        }
    }

    private static void waitUntil(long instant) {
        while (System.nanoTime() < instant) {
            LockSupport.parkNanos(instant - System.nanoTime());
        }
    }

    /** A tenth of one processor: a program in the place of java that goes into such a group first. */
    private Path throttledJava(Path group) throws IOException {
        Path program = folder.resolve("java");
        Files.writeString(
                program,
                "#!/bin/sh\necho $$ > " + group.resolve("cgroup.procs") + " && exec " + JAVA + " \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    /** Of version 1, where the controller has a hierarchy of its own, or of version 2. */
    private static Optional<Path> group(String name) {
        Path one = Path.of("/sys/fs/cgroup/cpu");
        Path two = Path.of("/sys/fs/cgroup");
        try {
            if (Files.isWritable(one.resolve("cgroup.procs"))) {
                Path group = Files.createDirectory(one.resolve(name));
                Files.writeString(group.resolve("cpu.cfs_quota_us"), "20000");
                return Optional.of(group);
            }
            if (Files.isWritable(two.resolve("cgroup.subtree_control"))) {
                Path group = Files.createDirectory(two.resolve(name));
                Files.writeString(group.resolve("cpu.max"), "20000 100000");
                return Optional.of(group);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    @Test
    void aThrottledGeneratorIsADoubt() throws IOException {
        Optional<Path> group = group("blackstart-throttled-" + ProcessHandle.current().pid());
        assumeTrue(group.isPresent(), "needs the right to make control groups");
        try {
            Checked throttling = watch(throttledJava(group.get())).get("generatorThrottling");

            assertThat(throttling.doubt()).as(throttling.reason()).isTrue();
        } finally {
            Files.deleteIfExists(group.get());
        }
    }

    @Test
    void aGeneratorWithoutALimitIsNotThrottled() {
        Map<String, Checked> checks = watch(JAVA);

        assertThat(checks.get("generatorThrottling").measured()).hasValue(0);
        assertThat(checks.get("cpuSteal").measured()).isPresent();
        assertThat(checks.get("generatorWaiting").measured()).isPresent();
    }

    @Test
    void processorsThatOthersTakeAreAWarning() {
        int hogs = 6 * Runtime.getRuntime().availableProcessors();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < hogs; i++) {
            Thread hog = new Thread(GeneratorWatchedIT::hog, "hog");
            hog.setDaemon(true);
            threads.add(hog);
            hog.start();
        }
        try {
            Checked waiting = watch(JAVA).get("generatorWaiting");

            assertThat(waiting.warning()).as(waiting.reason()).isTrue();
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    private static void hog() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    /** Hears nothing: what comes of the requests is of no interest here. */
    private static final class Deaf implements LoadDriver.LoadListener {
        @Override
        public void sample(Sample sample) {}

        @Override
        public void write(Write write) {}

        @Override
        public void ended() {}

        @Override
        public void died(String why) {}
    }
}
