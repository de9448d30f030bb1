package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.engine.Injection;
import io.blackstart.fault.Faults;
import io.blackstart.journal.Bracket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault as a peer sees it: of what kind it is, how strong, and that it begins and ends when its injection says. The kind and
 * the bounds of its strength are those that {@code docs/faults.md} promises; {@code bench/faults.sh} writes that page with this
 * test's own table.
 */
@Timeout(600)
class ConformanceIT {

    /** How often each fault is begun; more for figures that are published. */
    private static final int TIMES = Integer.getInteger("conformance.times", 1);

    /** Whether the page is about to be written from what is measured, so that it promises nothing yet. */
    private static final boolean PUBLISH = Boolean.getBoolean("conformance.publish");

    private static final int BEATS = 8;
    private static final Map<String, FaultsPage.Row> ROWS = new TreeMap<>();

    private static Lab lab;
    private static Map<String, Supplier<Intensity>> intensities;

    @BeforeAll
    static void up() {
        lab = Lab.of("lab/conformance.yaml");
        intensities = Intensity.all(lab);
        Containers.exec(
                "web-1", "sh", "-c", "head -c 50000 /dev/zero > /srv/page && head -c 10000000 /dev/zero > /srv/big");
        Containers.exec("web-3", "sh", "-c", "head -c 50000 /dev/zero > /srv/page");
    }

    @AfterAll
    static void down() throws IOException {
        Files.writeString(Path.of("target/faults.md"), FaultsPage.table(ROWS));
        lab.close();
    }

    static Stream<String> faults() {
        return Look.ALL.stream().map(Look::step);
    }

    @Test
    void everyFaultIsLookedAtAndDocumented() throws IOException {
        assertThat(faults()).containsExactlyInAnyOrderElementsOf(Faults.byName().keySet());
        if (!PUBLISH) {
            assertThat(FaultsPage.promises().keySet()).isEqualTo(Faults.byName().keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isWhatItsPageSays(String fault) throws IOException {
        Look look = Look.ALL.stream()
                .filter(one -> one.step().equals(fault))
                .findFirst()
                .orElseThrow();
        FaultsPage.Row row = looked(look);
        ROWS.put(fault, row);
        row.intensity()
                .ifPresent(strength ->
                        assertThat(strength.held()).as(strength.toString()).isTrue());
        if (!PUBLISH) {
            FaultsPage.Promise promise = FaultsPage.promises().get(fault);
            TreeSet<String> promised = new TreeSet<>(promise.sees());
            if (look.extent() == Look.Extent.SOON) {
                promised.add("reset"); // Of what it had accepted when it was told: seen or not, by chance.
            }
            assertThat(row.sees()).isNotEmpty().isSubsetOf(promised);
            assertThat(row.sees().contains(Look.WHOLE)).isEqualTo(promise.sees().contains(Look.WHOLE));
            assertThat(row.intensity().map(Intensity::bounds).orElse("–")).isEqualTo(promise.bounds());
        }
    }

    private static FaultsPage.Row looked(Look look) {
        List<Time> times = new ArrayList<>();
        try (Probe echoes = Probe.echoes("web-1", 4000);
                Probe probe =
                        Probe.watch(look.node(), 4, look.patience(), look.look().toArray())) {
            for (int i = 0; i < TIMES; i++) {
                times.add(Time.of(look, probe));
            }
        }
        TreeSet<String> sees =
                times.stream().flatMap(time -> time.sees.stream()).collect(Collectors.toCollection(TreeSet::new));
        Optional<Intensity> intensity =
                Optional.ofNullable(intensities.get(look.step())).map(Supplier::get);
        return new FaultsPage.Row(
                look.step(),
                sees,
                times.stream().map(time -> time.effective).toList(),
                times.stream().map(time -> time.whole).toList(),
                intensity);
    }

    /** One time that a fault was there. */
    private record Time(TreeSet<String> sees, double effective, double whole) {

        static Time of(Look look, Probe probe) {
            Predicate<Probe.Attempt> whole =
                    attempt -> look.sees().apply(attempt).equals(Look.WHOLE);
            if (look.step().equals("destroy-data")) {
                Containers.exec("web-1", "touch", "/data/record"); // Something to lose.
            }
            long from = System.nanoTime();
            probe.await(BEATS, attempt -> attempt.start() > from && whole.test(attempt));
            Injection injection = lab.injection(look.step());
            Injection.Effect effect = Nodes.begin(injection);
            Bracket effective = effect.effective();
            probe.await(1, attempt -> attempt.end() > effect.asked() && !whole.test(attempt));
            if (!look.step().equals("restart")) {
                probe.await(BEATS, attempt -> attempt.start() > effective.to());
            }
            long endAsked = System.nanoTime();
            Injection.Healed healed = Nodes.end(injection);
            probe.await(BEATS, attempt -> attempt.start() > healed.undone().to() && whole.test(attempt));
            List<Probe.Attempt> seen = probe.seen();
            List<Probe.Attempt> since =
                    seen.stream().filter(one -> one.end() > effect.asked()).toList();
            agree(look, seen.stream().filter(one -> one.start() > from).toList(), effective, healed, whole);
            Probe.Attempt first =
                    since.stream().filter(whole.negate()).findFirst().orElseThrow();
            long lastBad = since.stream()
                    .filter(whole.negate())
                    .mapToLong(Probe.Attempt::start)
                    .max()
                    .orElseThrow();
            Probe.Attempt served = since.stream()
                    .filter(one -> one.start() > lastBad)
                    .findFirst()
                    .orElseThrow();
            return new Time(
                    kinds(look, since, effective.to(), healed.undone().from()),
                    Math.max(0, first.start() - effect.asked()) / 1e6,
                    Math.max(0, served.end() - endAsked) / 1e6);
        }

        /** What was seen wholly within; where the fault was over too soon for that, whatever was not as ever. */
        private static TreeSet<String> kinds(Look look, List<Probe.Attempt> since, long from, long to) {
            TreeSet<String> within = since.stream()
                    .filter(one -> one.within(from, to))
                    .map(look.sees())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (look.extent() == Look.Extent.SOON) {
                within.remove(Look.WHOLE);
            }
            if (within.isEmpty()) {
                since.stream()
                        .map(look.sees())
                        .filter(kind -> !kind.equals(Look.WHOLE))
                        .forEach(within::add);
            }
            return within;
        }

        /** No peer contradicts what the injection claims: nothing is amiss before, all of it is while it is there, nothing after it. */
        private static void agree(
                Look look,
                List<Probe.Attempt> seen,
                Bracket effective,
                Injection.Healed healed,
                Predicate<Probe.Attempt> whole) {
            assertThat(seen.stream().filter(one -> one.end() < effective.from()))
                    .as("before it was there, effective %s", effective)
                    .allMatch(whole);
            assertThat(seen.stream()
                            .filter(one -> one.start() >= healed.undone().to())
                            .map(look.sees()))
                    .as("after it was there, undone %s", healed.undone())
                    .isSubsetOf(look.starts() ? Set.of(Look.WHOLE, "refused") : Set.of(Look.WHOLE));
            if (look.extent() == Look.Extent.ALL) {
                assertThat(seen.stream()
                                .filter(one -> one.within(
                                        effective.to(), healed.undone().from())))
                        .as("while it was there, effective %s, undone %s", effective, healed.undone())
                        .noneMatch(whole);
            }
        }
    }
}
