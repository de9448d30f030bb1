package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fault on a node that no request reaches. */
@Timeout(120)
class IdleNodeIT {

    private static final Path RESOURCES = Path.of("src/test/resources/idle").toAbsolutePath();

    @TempDir
    private Path runs;

    @Test
    void provesNothing() throws IOException {
        Run run = Run.of(runs, RESOURCES.resolve("idle.yaml").toString());
        assertThat(run.exit()).as(run::said).isEqualTo(2);
        assertThat(run.out()).contains("step 1 (crash on web-2) was applied and no traffic met it");
        assertThat(run.report()
                        .get("runs")
                        .get(0)
                        .get("injections")
                        .get(0)
                        .get("applied")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void isJudgedWhereNoTrafficIsExpected() {
        Run run = Run.of(runs, RESOURCES.resolve("idle-expected.yaml").toString());
        assertThat(run.exit()).as(run::said).isZero();
    }
}
