package io.blackstart.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holding ids together changes nothing of what is said of each. */
class CopiesTest {

    /** Numbered ones, and such as could be taken for another. */
    private static final List<String> IDS = Stream.concat(
                    IntStream.range(0, 250).mapToObj(number -> "7z-abcd-" + number),
                    Stream.of(
                            "",
                            "1",
                            "01",
                            "12",
                            "112",
                            "x",
                            "x1",
                            "x01",
                            "x12",
                            "x112",
                            "7z-abcd-",
                            "7z-abcd-00",
                            "7z-abcd-007",
                            "a-ü",
                            "a-1ü",
                            "a-٣٤",
                            "a-/0",
                            "a-0:",
                            "550e8400-e29b-41d4-a716-446655440000",
                            "550e8400-e29b-41d4-a716-4466554400ff"))
            .toList();

    private static Stream<List<List<String>>> replicas() {
        Random random = new Random(11);
        return IntStream.range(0, 60).mapToObj(i -> IntStream.rangeClosed(1, 1 + random.nextInt(4))
                .mapToObj(replica -> some(random))
                .toList());
    }

    /** Most ids, in any order, a few of them more than once. */
    private static List<String> some(Random random) {
        double share = random.nextBoolean() ? 0.95 : random.nextDouble();
        List<String> some = new ArrayList<>();
        for (String id : IDS) {
            int times = random.nextDouble() < share ? 1 + (random.nextInt(10) == 0 ? random.nextInt(3) : 0) : 0;
            some.addAll(Collections.nCopies(times, id));
        }
        Collections.shuffle(some, random);
        return some;
    }

    @ParameterizedTest
    @MethodSource("replicas")
    void eachIdIsJudgedByItself(List<List<String>> replicas) {
        Copies copies = new Copies();
        replicas.forEach(replica -> copies.replica(RunFacts.Scan.of(replica)));

        assertThat(IDS).allSatisfy(id -> assertThat(copies.find(id))
                .isEqualTo(new Copies.Found(
                        replicas.stream().anyMatch(replica -> replica.contains(id)),
                        replicas.stream().allMatch(replica -> replica.contains(id)),
                        replicas.stream().anyMatch(replica -> Collections.frequency(replica, id) > 1))));
    }

    @Test
    void aReplicaThatHasNothingHasNothing() {
        Copies copies = new Copies();
        copies.replica(RunFacts.Scan.of(List.of("w-1")));
        copies.replica(RunFacts.Scan.of(List.of()));

        assertThat(copies.find("w-1")).isEqualTo(new Copies.Found(true, false, false));
    }
}
