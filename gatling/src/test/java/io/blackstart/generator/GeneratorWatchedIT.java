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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    private Map<String, Checked> watch(Path program, Change onceReady) throws IOException {
        LoadDriver.Order order = new LoadDriver.Order(
                new Load("ledger", List.of(), Map.of(), 100, Optional.empty()),
                Optional.of(new Ledger("PUT", "/ledger/{id}", List.of(), new Ledger.ByHttp(1, "/"))),
                "X-Node",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                Duration.ofSeconds(60),
                folder,
                "w7");
        try (LoadDriver.Generator generator =
                new GatlingDriver(program, LIBRARIES).prepare(order, new Deaf(), new StopSignal())) {
            onceReady.happen();
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
                    .collect(Collectors.toMap(checked -> checked.rule().key(), checked -> checked));
        }
    }

    /** What happens to the generator when it is warm. */
    private interface Change {
        void happen() throws IOException;
    }

    private static void waitUntil(long instant) {
        while (System.nanoTime() < instant) {
            LockSupport.parkNanos(instant - System.nanoTime());
        }
    }

    /** A program in the place of java that goes into a control group first. */
    private Path javaIn(Path group) throws IOException {
        Path program = folder.resolve("java");
        Files.writeString(
                program, "#!/bin/sh\necho $$ > " + group.resolve("cgroup.procs") + " && exec " + JAVA + " \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    /** Where this machine has the groups that limit processors: version 1, or version 2. */
    private static Optional<Path> groups() {
        return Stream.of(Path.of("/sys/fs/cgroup/cpu"), Path.of("/sys/fs/cgroup"))
                .filter(root -> Files.isWritable(root.resolve("cgroup.procs")))
                .findFirst();
    }

    private static boolean limits(Path group) {
        return Files.exists(group.resolve("cpu.max")) || Files.exists(group.resolve("cpu.cfs_quota_us"));
    }

    /** A twentieth of one processor. */
    private static void limit(Path group) throws IOException {
        Path two = group.resolve("cpu.max");
        Files.writeString(
                Files.exists(two) ? two : group.resolve("cpu.cfs_quota_us"),
                Files.exists(two) ? "5000 100000" : "5000");
    }

    @Test
    void aThrottledGeneratorIsADoubt() throws IOException {
        Optional<Path> groups = groups();
        assumeTrue(groups.isPresent(), "needs the right to make control groups");
        Path group = Files.createDirectory(groups.get()
                .resolve("blackstart-throttled-" + ProcessHandle.current().pid()));
        try {
            assumeTrue(limits(group), "needs groups that limit processors");
            Checked throttling = watch(javaIn(group), () -> limit(group)).get("generatorThrottling");

            assertThat(throttling.doubt()).as(throttling.reason()).isTrue();
        } finally {
            Files.delete(group);
        }
    }

    @Test
    void aGeneratorWithoutALimitIsNotThrottled() throws IOException {
        Map<String, Checked> checks = watch(JAVA, () -> {});

        assertThat(checks.get("generatorThrottling").measured()).hasValue(0);
        assertThat(checks.get("cpuSteal").measured()).isPresent();
        assertThat(checks.get("generatorWaiting").measured()).isPresent();
    }

    @Test
    void processorsThatOthersTakeAreAWarning() throws IOException {
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> hogs = IntStream.range(0, 6 * Runtime.getRuntime().availableProcessors())
                .mapToObj(i -> new Thread(() -> hog(enough), "hog " + i))
                .toList();
        try {
            Checked waiting = watch(JAVA, () -> hogs.forEach(Thread::start)).get("generatorWaiting");

            assertThat(waiting.warning()).as(waiting.reason()).isTrue();
        } finally {
            enough.set(true);
        }
    }

    private static void hog(AtomicBoolean enough) {
        while (!enough.get()) {
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
