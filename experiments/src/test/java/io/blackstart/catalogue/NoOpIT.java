package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.docker.Engine;
import io.blackstart.engine.Injection;
import io.blackstart.fault.Faults;
import io.blackstart.fault.Manual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An injector whose effect is taken out never claims that its fault was there: its step is not applied, and so its experiment is
 * INCONCLUSIVE, however well clients fared. For every fault there is, on the engine.
 */
@Timeout(120)
class NoOpIT {

    @TempDir
    private static Path folder;

    private static Lab lab;

    static Stream<String> faults() {
        return Faults.byName().keySet().stream();
    }

    @BeforeAll
    static void up() throws IOException {
        Engine engine = Engine.connect();
        lab = Lab.of(
                experiment(),
                new Engine(Disabled.client(engine.client()), engine.version(), engine.apiVersion()),
                Platforms.proxies().stream().map(Disabled::proxies).toList());
    }

    /** The example of every page, one after the other. */
    private static Path experiment() throws IOException {
        StringBuilder sequence = new StringBuilder();
        Faults.byName()
                .forEach((name, type) -> sequence.append(type.getAnnotation(Manual.class)
                        .example()
                        .replaceFirst("at: 0s", "id: " + name + "\n  at: 2s")
                        .indent(6)));
        String text = """
                experiment: no-op
                hypothesis: Nothing happens.
                topology: %s
                load: { simulation: browse, rate: 1/s }
                method:
                  - at: 0s
                    sequence:
                %sobjectives:
                  success: ">= 1%%"
                """.formatted(Run.experiment("topologies/faults.compose.yaml"), sequence);
        return Files.writeString(folder.resolve("no-op.yaml"), text);
    }

    @AfterAll
    static void down() {
        lab.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isNotApplied(String fault) {
        Injection injection = lab.injection(fault);
        List<String> said = new ArrayList<>();
        injection.arm();
        Injection.Effect effect = injection.inject();
        said.addAll(effect.evidence());
        said.addAll(injection.undo().evidence());
        assertThat(effect.applied()).as(said.toString()).isFalse();
    }
}
