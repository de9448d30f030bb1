package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.engine.Injection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fault of one mechanism and a fault of another on the same node, begun and ended in each order: at each moment peers see what
 * the set of those that are there says.
 */
@Timeout(120)
class MechanismPairsIT {

    private static final int LOOKS = 3;

    private static Lab lab;
    private static View beside;
    private static View link;
    private static View volume;
    private static List<View> views;

    private final List<Injection> begun = new ArrayList<>();

    @BeforeAll
    static void up() {
        lab = Lab.of("lab/conformance.yaml");
        beside = new View(
                "beside",
                Probe.watch("web-2", 10, 150, "http", "web-1", 80, "/"),
                there -> {
                    if (there.contains("isolate")) {
                        return Set.of("silent");
                    } else if (there.contains("crash")) {
                        return Set.of("refused");
                    }
                    return Set.of(there.contains("freeze") ? "unanswered" : "ok");
                },
                Probe.Attempt::outcome);
        link = new View(
                "link",
                Probe.watch("web-3", 10, 250, "http", "web-1", 80, "/"),
                there -> {
                    if (there.contains("isolate")) {
                        return Set.of("silent");
                    } else if (there.contains("crash")) {
                        return Set.of("reset", "cut"); // The proxy has accepted.
                    } else if (there.contains("freeze")) {
                        return Set.of("unanswered");
                    }
                    return Set.of(there.contains("latency") ? "late" : "ok");
                },
                attempt -> attempt.outcome().equals("ok") && attempt.millis() > 80 ? "late" : attempt.outcome());
        volume = new View(
                "volume",
                Probe.watch("web-2", 10, 150, "write", "/data/new", 65_536),
                there -> Set.of(there.contains("disk-full") ? "full" : "ok"),
                Probe.Attempt::outcome);
        views = List.of(beside, link, volume);
    }

    @AfterAll
    static void down() {
        views.forEach(view -> view.probe.close());
        lab.close();
    }

    /** Also where an expectation failed: the next pair begins with a whole node. */
    @AfterEach
    void undo() {
        begun.forEach(Nodes::end);
    }

    /** From somewhere, what is to be seen while some faults are there, and what an attempt saw. */
    private record View(
            String name,
            Probe probe,
            Function<Set<String>, Set<String>> expected,
            Function<Probe.Attempt, String> sees) {

        void awaitStart(Set<String> there) {
            long ended = System.nanoTime();
            probe.await(1, one -> one.start() > ended && expected.apply(there).contains(sees.apply(one)));
        }

        void agrees(Set<String> there, long from) {
            probe.await(LOOKS, one -> one.start() > from);
            Set<String> seen = probe.seen().stream()
                    .filter(one -> one.start() > from)
                    .map(sees)
                    .collect(Collectors.toSet());
            assertThat(seen).as("%s, while %s", name, there).isSubsetOf(expected.apply(there));
        }
    }

    /** Packet rules, process, cgroup, proxy and volume, each with each other. */
    static Stream<Arguments> pairs() {
        List<List<String>> pairs = List.of(
                List.of("isolate", "freeze"),
                List.of("isolate", "crash"),
                List.of("isolate", "memory"),
                List.of("isolate", "latency"),
                List.of("isolate", "disk-full"),
                List.of("crash", "memory"),
                List.of("crash", "latency"),
                List.of("freeze", "latency"),
                List.of("crash", "disk-full"),
                List.of("memory", "latency"),
                List.of("memory", "disk-full"),
                List.of("latency", "disk-full"));
        List<Arguments> all = new ArrayList<>();
        for (List<String> pair : pairs) {
            for (boolean firstEndsFirst : new boolean[] {true, false}) {
                all.add(Arguments.of(pair.get(0), pair.get(1), firstEndsFirst));
                all.add(Arguments.of(pair.get(1), pair.get(0), firstEndsFirst));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void peersSeeTheSet(String first, String second, boolean firstEndsFirst) {
        agree(Set.of(), false);
        Injection one = begun(first);
        agree(Set.of(first), false);
        Injection other = begun(second);
        agree(Set.of(first, second), false);
        Nodes.end(firstEndsFirst ? one : other);
        String ended = firstEndsFirst ? first : second;
        agree(Set.of(firstEndsFirst ? second : first), ended.equals("crash"));
        Nodes.end(firstEndsFirst ? other : one);
        agree(Set.of(), true);
    }

    private Injection begun(String step) {
        Injection injection = lab.begun(step);
        begun.add(injection);
        return injection;
    }

    private static void agree(Set<String> there, boolean starting) {
        if (starting) {
            views.forEach(view -> view.awaitStart(there));
        }
        long from = System.nanoTime();
        views.forEach(view -> view.agrees(there, from));
        if (!there.contains("crash") && !there.contains("freeze")) {
            String limit =
                    Containers.exec("web-1", "cat", Look.Cgroups.memory()).strip();
            assertThat(limit.equals("64000000") || limit.startsWith("6399"))
                    .as("limit %s, while %s", limit, there)
                    .isEqualTo(there.contains("memory"));
        }
    }
}
