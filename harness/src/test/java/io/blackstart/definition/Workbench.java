package io.blackstart.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder with an experiment and a Compose file that are valid, to be spoilt. */
final class Workbench {

    static final String EXPERIMENT = """
            experiment: sample
            hypothesis: It holds.
            topology: compose.yaml
            load:
              simulation: ledger
              rate: 50/s
            steadyState:
              for: 5s
              objectives: { success: ">= 99%" }
            method:
              - at: 0s
                fault: crash
                target: { any: api }
                for: 3s
            objectives:
              failover: "<= 2s"
              lostWrites: 0
            """;

    static final String COMPOSE = """
            services:
              api:
                image: example/api:1
                deploy: { replicas: 2 }
                depends_on: [db]
              db:
                image: example/db:1
                volumes: ["data:/data"]
            volumes:
              data: {}
            x-blackstart:
              entry: { service: api, port: 8080 }
              zones: { a: [api-1, db], b: [api-2] }
              links: { db: { from: api, to: db, port: 5432 } }
              ledger:
                write: PUT /ledger/{id}
                read: { from: db, exec: [list] }
              roles: { primary: { of: db, exec: [ask], is: "t" } }
              markers: { elected: { from: db, line: "elected .*" } }
              clock: [api]
            """;

    private final Path folder;
    private String experiment = EXPERIMENT;
    private String compose = COMPOSE;

    Workbench(Path folder) {
        this.folder = folder;
    }

    /** Replaces a text that has to be there once. */
    Workbench experiment(String found, String replaced) {
        experiment = replace(experiment, found, replaced);
        return this;
    }

    Workbench compose(String found, String replaced) {
        compose = replace(compose, found, replaced);
        return this;
    }

    /** Another method, from its second line on indented as a list of steps is. */
    Workbench method(String steps) {
        int from = experiment.indexOf("method:");
        int to = experiment.indexOf("objectives:\n  failover");
        experiment = experiment.substring(0, from) + "method:\n" + steps.indent(2) + experiment.substring(to);
        return this;
    }

    /** More keys of the experiment, below its name. */
    Workbench top(String keys) {
        return experiment("hypothesis: It holds.", "hypothesis: It holds.\n" + keys.strip());
    }

    private static String replace(String text, String found, String replaced) {
        if (!text.contains(found)) {
            throw new IllegalArgumentException("nothing to replace: " + found);
        }
        return text.replace(found, replaced);
    }

    Workbench file(String name, String content) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), content);
        return this;
    }

    Result<Definitions.Source> read(Map<String, String> environment, Map<String, String> parameters)
            throws IOException {
        file("experiment.yaml", experiment);
        file("compose.yaml", compose);
        return new Definitions(environment).experiment(folder.resolve("experiment.yaml"), List.of(), parameters);
    }

    Definitions.Source valid() throws IOException {
        Result<Definitions.Source> result = read(Map.of(), Map.of());
        if (!result.problems().isEmpty()) {
            throw new AssertionError("not valid: " + result.problems());
        }
        return result.value().orElseThrow();
    }

    /** The problems, without the folder's name. */
    List<String> problems() throws IOException {
        return read(Map.of(), Map.of()).problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}
