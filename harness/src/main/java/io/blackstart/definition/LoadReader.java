package io.blackstart.definition;

import io.blackstart.load.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients do. */
final class LoadReader {

    private static final double MOST_RATE = 20_000;

    private final Path file;
    private final Problems problems;

    /**
     * A reader.
     *
     * @param file that class paths are relative to
     */
    LoadReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    Optional<Load> read(Value value) {
        Fields fields = Fields.of(value, problems, "a load");
        Optional<String> simulation =
                fields.need("simulation", "browse, ledger or a class").flatMap(one -> Scalars.text(one, problems));
        Optional<Duration> length = fields.take("for", Scalars::duration);
        length.filter(Duration::isZero)
                .ifPresent(none -> problems.add(fields.placeOf("for"), "a load of no time", "expected more than 0s"));
        Optional<Double> rate = fields.take("rate").flatMap(this::rate);
        Map<String, String> properties = new LinkedHashMap<>();
        fields.entries("properties", "NAME: value").forEach((key, entry) -> Scalars.text(entry.value(), problems)
                .ifPresent(text -> properties.put(key, text)));
        List<Path> classpath = new ArrayList<>();
        fields.list("classpath").forEach(item -> classpath.addAll(new ClassPath(file, problems).of(item)));
        fields.end();
        simulation.ifPresent(name -> checkSimulation(name, fields, classpath));
        return simulation.map(name -> new Load(name, List.copyOf(classpath), properties, rate.orElse(0.0), length));
    }

    private void checkSimulation(String name, Fields fields, List<Path> classpath) {
        boolean builtIn = Load.BUILT_IN.contains(name);
        Place place = fields.placeOf("simulation");
        if (builtIn && !fields.has("rate")) {
            problems.add(fields.place(), "the load has no 'rate'", "expected arrivals, such as 200/s");
        }
        if (!builtIn && fields.has("rate")) {
            problems.add(
                    fields.placeOf("rate"),
                    "a rate for a simulation of your own",
                    "leave it out: the simulation decides, and can read a property");
        }
        if (builtIn && fields.has("classpath")) {
            problems.add(fields.placeOf("classpath"), "a class path for a built-in simulation", "leave it out");
        }
        if (!builtIn && !name.contains(".")) {
            problems.unknown(place, "the simulation", name, Load.BUILT_IN);
        } else if (!builtIn && !fields.has("classpath")) {
            problems.add(fields.place(), "the class " + name + " has no 'classpath'", "expected jars or class folders");
        } else if (!builtIn && !ClassPath.has(classpath, name)) {
            problems.add(place, "no class " + name + " is on the class path", "expected it in one of " + classpath);
        }
    }

    private Optional<Double> rate(Value value) {
        if (value instanceof Value.Mapping) {
            problems.notYet(value.place(), "a graded rate");
            return Optional.empty();
        }
        return Scalars.rate(value, problems).filter(rate -> {
            boolean fine = rate > 0 && rate <= MOST_RATE;
            if (!fine) {
                problems.add(value.place(), "found " + value.kind(), "expected more than 0 and at most 20000/s");
            }
            return fine;
        });
    }
}
