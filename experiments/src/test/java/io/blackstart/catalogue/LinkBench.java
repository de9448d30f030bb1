package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.catalogue.peer.Seen;
import io.blackstart.definition.Definitions;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.engine.ResolvedTarget;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Direction;
import io.blackstart.fault.Existing;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Http;
import io.blackstart.fault.Latency;
import io.blackstart.fault.Partition;
import io.blackstart.fault.Target;
import io.blackstart.topology.Link;
import io.blackstart.topology.Topology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A caller and a callee that are up, and what the caller sees. */
final class LinkBench implements AutoCloseable {

    static final Link PAIR = new Link(List.of("caller"), List.of("callee"), 8080);
    static final Link OTHER = new Link(List.of("caller"), List.of("other"), 8080);

    static final Link SPARE = new Link(List.of("caller"), List.of("spare"), 8080);

    static final Link THIRD = new Link(List.of("caller"), List.of("third"), 8080);

    static final Link FOURTH = new Link(List.of("caller"), List.of("fourth"), 8080);

    static final Link FIFTH = new Link(List.of("caller"), List.of("fifth"), 8080);

    private static final Path COMPOSE = Path.of("src/test/resources/links/compose.yaml");

    private final Deployment up;
    private final Socket socket;
    private final BufferedReader answers;
    private final PrintStream tells;
    private final List<Injection> begun = new ArrayList<>();
    private int occurrences;

    private LinkBench(Deployment up) throws Exception {
        this.up = up;
        URI entry = URI.create(up.entry().baseUrl());
        this.socket = connect(entry);
        this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        this.tells = new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
        awaitAnswer();
    }

    private static Socket connect(URI entry) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                return new Socket(entry.getHost(), entry.getPort());
            } catch (IOException e) {
                assertThat(System.nanoTime()).as("no caller within 20 s: " + e).isLessThan(until);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private void awaitAnswer() throws Exception {
        for (String callee : List.of("callee", "other", "spare", "third", "fourth", "fifth")) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!each(1, callee, "GET", "/bytes/5").equals(List.of("200"))) {
                assertThat(System.nanoTime()).as("no answer within 20 s").isLessThan(until);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    /** With links that these faults are to act on. */
    static LinkBench up(String name, Link link, Fault... faults) throws Exception {
        Topology topology =
                new Definitions(Map.of()).topology(List.of(COMPOSE)).value().orElseThrow();
        List<Platform.Targeted> steps =
                Arrays.stream(faults).map(fault -> targeted("1", link, fault)).toList();
        return new LinkBench(Platforms.bringUp(Platforms.run(name), topology, steps));
    }

    static Platform.Targeted targeted(String id, Link link, Fault fault) {
        Step step = Step.at(
                id, Duration.ZERO, fault, new Target.LinkBetween(link), Optional.of(Duration.ofSeconds(5)), true);
        return new Platform.Targeted(step, new ResolvedTarget(List.of(), Optional.of(link), List.of("pair")));
    }

    static Latency latency(int millis, Existing existing) {
        return new Latency(Duration.ofMillis(millis), Duration.ZERO, Direction.RESPONSE, 1, existing);
    }

    static Http status(int status, double share) {
        return new Http(
                share, Optional.of(status), Optional.empty(), false, Optional.empty(), Optional.empty(), Existing.KEEP);
    }

    Deployment deployment() {
        return up;
    }

    /** Made ready, not begun. */
    Injection prepared(Link link, Fault fault) {
        String id = "step #" + ++occurrences;
        return prepared(id, targeted(id, link, fault));
    }

    /** No packets between the ends of a link, whatever way they take; begun. */
    Injection parted(Link link) {
        String id = "step #" + ++occurrences;
        List<String> ends =
                Stream.of(link.from(), link.to()).flatMap(List::stream).toList();
        Partition fault = new Partition(List.of(link.from(), link.to()), Partition.Cut.BOTH);
        Target target =
                new Target.AllOf(ends.stream().<Target>map(Target.Named::new).toList());
        Step step = Step.at(id, Duration.ZERO, fault, target, Optional.of(Duration.ofSeconds(5)), true);
        Injection injection =
                prepared(id, new Platform.Targeted(step, new ResolvedTarget(ends, Optional.empty(), ends)));
        begin(injection);
        return injection;
    }

    private Injection prepared(String id, Platform.Targeted step) {
        Injection injection = up.prepare(id, step);
        begun.add(injection);
        injection.arm();
        return injection;
    }

    /** Of nodes, made ready, not begun. */
    Injection prepared(Fault fault, String... nodes) {
        String id = "step #" + ++occurrences;
        Target target = nodes.length == 1 ? new Target.Named(nodes[0]) : new Target.OfFault();
        Step step = Step.at(id, Duration.ZERO, fault, target, Optional.of(Duration.ofSeconds(5)), true);
        Injection injection = up.prepare(
                id, new Platform.Targeted(step, new ResolvedTarget(List.of(nodes), Optional.empty(), List.of(nodes))));
        begun.add(injection);
        injection.arm();
        return injection;
    }

    /** Begun, with its evidence looked at. */
    Injection begun(Fault fault) {
        Injection injection = prepared(PAIR, fault);
        begin(injection);
        return injection;
    }

    static Injection.Effect begin(Injection injection) {
        Injection.Effect effect = injection.inject();
        assertThat(effect.applied()).as(effect.evidence().toString()).isTrue();
        return effect;
    }

    static Injection.Healed undone(Injection injection) {
        Injection.Healed healed = injection.undo();
        assertThat(healed.healed()).as(healed.evidence().toString()).isTrue();
        assertThat(injection.undo()).isEqualTo(healed);
        return healed;
    }

    private String tell(String words) {
        tells.println(words);
        try {
            return String.valueOf(answers.readLine());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Opens a connection of that name to the callee. */
    String open(String name, int timeoutMillis) {
        return open(name, "callee", timeoutMillis);
    }

    String open(String name, String callee, int timeoutMillis) {
        return tell("open " + name + " " + callee + " " + timeoutMillis);
    }

    Seen ask(String name, String path) {
        return Seen.parse(tell("ask " + name + " GET " + path));
    }

    String send(String name, String path) {
        return tell("send " + name + " GET " + path);
    }

    /** The middle of so many requests on one connection, milliseconds. */
    double median(int count, String name) {
        double[] all = Arrays.stream(
                        tell("same " + count + " " + name + " GET /bytes/5").split(" "))
                .mapToDouble(Double::parseDouble)
                .sorted()
                .toArray();
        return all[all.length / 2] / 1e6;
    }

    /** What becomes of so many requests on a connection each. */
    List<String> each(int count, String callee, String method, String path) {
        return Arrays.stream(tell("each " + count + " " + callee + " " + method + " " + path + " 1000")
                        .split(" "))
                .map(one -> one.substring(0, one.indexOf(':')))
                .toList();
    }

    /** How many milliseconds each of so many requests took, on a connection each. */
    List<Long> took(int count, String path) {
        return Arrays.stream(
                        tell("each " + count + " callee GET " + path + " 1000").split(" "))
                .map(one -> Long.parseLong(one.substring(one.indexOf(':') + 1)) / 1_000_000)
                .toList();
    }

    /** The link is as if nothing had ever been on it. */
    void whole() {
        begun.forEach(LinkBench::undone);
        begun.clear();
        assertThat(each(5, "callee", "GET", "/bytes/5")).containsOnly("200");
        assertThat(open("whole", 1_000)).isEqualTo("open");
        assertThat(median(21, "whole")).isLessThan(10);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        assertThat(up.tearDown()).isEmpty();
    }
}
