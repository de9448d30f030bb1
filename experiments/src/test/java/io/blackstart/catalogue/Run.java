package io.blackstart.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackstart.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code blackstart run} in this process. */
record Run(int exit, String out, String err, Path folder) {

    /** This source tree. */
    static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    static Run of(Path runs, String... arguments) {
        List<String> all = new ArrayList<>(List.of("run", "--out", runs.toString()));
        all.addAll(List.of(arguments));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(print(out), print(err), System.getenv(), all.toArray(String[]::new));
        return new Run(
                exit,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8),
                runs.resolve("latest"));
    }

    /** What a command that runs nothing prints. */
    static String printed(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(print(out), print(err), System.getenv(), arguments);
        if (exit != 0) {
            throw new AssertionError("exit " + exit + ": " + err.toString(StandardCharsets.UTF_8));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    JsonNode report() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    }

    /** For a message: all that it said. */
    String said() {
        return "exit " + exit + "\n" + out + "\n" + err;
    }

    static String experiment(String name) {
        return HOME.resolve("experiments").resolve(name).toString();
    }
}
