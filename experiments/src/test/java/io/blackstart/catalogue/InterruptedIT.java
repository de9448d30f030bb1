package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signals to a run in the middle of its method. Many more instants: {@code bench/signals.sh}. */
@Timeout(180)
class InterruptedIT {

    @TempDir
    private Path folder;

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Run.HOME.resolve("blackstart").toString(),
                        "run",
                        "--out",
                        folder.resolve("runs").toString(),
                        Run.HOME.resolve("bench/signals/short.yaml").toString())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private void awaitMethod(Process launcher) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!Files.readString(folder.resolve("err")).contains("step 1: host-loss")) {
            assertThat(launcher.isAlive() && System.nanoTime() < until)
                    .as(() -> "the method never began: " + said())
                    .isTrue();
            Thread.onSpinWait();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void signal(String name, long process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static ProcessHandle jvm(Process launcher) {
        return launcher.children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void interruptedItUndoesRemovesAndReports() throws Exception {
        Process launcher = start();
        awaitMethod(launcher);
        signal("INT", launcher.pid());
        assertThat(launcher.waitFor()).as(said()).isEqualTo(130);
        assertThat(Engine.left()).isEmpty();
        Path run = folder.resolve("runs/latest");
        assertThat(Files.readString(run.resolve("report.json"))).contains("interrupted by SIGINT");
        assertThat(Files.readString(run.resolve("journal.ndjson")))
                .contains("\"undone\"")
                .contains("\"run-ended\"");
    }

    @Test
    void whenTheJvmIsKilledTheLauncherCleansUp() throws Exception {
        Process launcher = start();
        awaitMethod(launcher);
        signal("KILL", jvm(launcher).pid());
        assertThat(launcher.waitFor()).as(said()).isEqualTo(70);
        assertThat(Engine.left()).isEmpty();
    }

    @Test
    void whenBothAreKilledCleanDoesIt() throws Exception {
        Process launcher = start();
        awaitMethod(launcher);
        ProcessHandle jvm = jvm(launcher);
        signal("KILL", launcher.pid());
        signal("KILL", jvm.pid());
        jvm.onExit().get(10, TimeUnit.SECONDS);
        assertThat(Engine.left()).hasSize(1);
        Process clean = new ProcessBuilder(Run.HOME.resolve("blackstart").toString(), "clean")
                .redirectErrorStream(true)
                .start();
        String output = new String(clean.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(clean.waitFor()).isZero();
        assertThat(output).contains("removing what the dead run");
        assertThat(Engine.left()).isEmpty();
    }
}
