package io.blackstart.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.blackstart.analysis.RunFacts;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.RunArchive;
import io.blackstart.experiment.Experiment;
import io.blackstart.journal.Event;
import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import io.blackstart.load.wire.WireReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The raw files of a run. */
public final class RunStore implements RunArchive, AutoCloseable {

    private static final String EXPERIMENT = "experiment.json";
    private static final String SAMPLES = "samples.bin";
    private static final String LEDGER = "ledger.bin";

    private final Path folder;
    private final JournalFile journal;

    /**
     * Begins the files of a run.
     *
     * @param folder exists
     * @param experiment resolved; written to {@code definition/}
     * @param sources the files that it came from; copied there
     * @param about seed, parameters, versions, machine; written there
     */
    public RunStore(Path folder, Experiment experiment, List<Path> sources, Map<String, Object> about)
            throws IOException {
        this.folder = folder;
        Path definition = Files.createDirectories(folder.resolve("definition"));
        write(definition.resolve(EXPERIMENT), experiment);
        write(definition.resolve("run.json"), about);
        for (int i = 0; i < sources.size(); i++) {
            Path source = sources.get(i);
            Files.copy(source, definition.resolve((i + 1) + "-" + source.getFileName()));
        }
        this.journal = new JournalFile(folder.resolve("journal.ndjson"));
    }

    private static void write(Path file, Object value) throws IOException {
        Files.writeString(file, Json.get().writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
    }

    @Override
    public void append(Event event) {
        journal.append(event);
    }

    @Override
    public long readBack(String node, Content content) throws Deployment.LedgerUnreadable {
        try {
            return new ReadBackFile(folder, node).write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("what was read back from " + node + " cannot be written", e);
        }
    }

    @Override
    public void images(Map<String, String> digests) {
        try {
            write(folder.resolve("definition").resolve("images.json"), new TreeMap<>(digests));
        } catch (IOException e) {
            throw new UncheckedIOException("the images' digests cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    /** The image digests that {@link #images} wrote; empty where the run did not come so far. */
    public static Map<String, String> imagesOf(Path folder) throws IOException {
        Path file = folder.resolve("definition").resolve("images.json");
        return Files.exists(file)
                ? Json.get().readValue(file.toFile(), new TypeReference<Map<String, String>>() {})
                : Map.of();
    }

    /**
     * What the judges see of a run.
     *
     * @throws IOException where a file of it is missing or damaged, with its name
     */
    public static RunFacts facts(Path folder) throws IOException {
        Path journalFile = folder.resolve("journal.ndjson");
        Path experimentFile = folder.resolve("definition").resolve(EXPERIMENT);
        for (Path needed : List.of(journalFile, experimentFile)) {
            if (!Files.isRegularFile(needed)) {
                throw new IOException(folder + " is not the folder of a run: it has no " + folder.relativize(needed));
            }
        }
        Experiment experiment = Json.get().readValue(experimentFile.toFile(), Experiment.class);
        List<Event> events = JournalFile.read(journalFile);
        return new RunFacts(
                experiment,
                events,
                samples(folder),
                arrivals(folder, experiment),
                writes(folder.resolve(LEDGER)),
                readBacks(folder, events));
    }

    /** The requests of a run, in order of their ends. */
    public static RunFacts.Scan<Sample> samples(Path folder) {
        return each -> scan(folder.resolve(SAMPLES), each, at -> {}, write -> {});
    }

    /** Those of built-in simulations are the plan's, and nobody writes them down. */
    private static RunFacts.Scan<Long> arrivals(Path folder, Experiment experiment) {
        return experiment.load().builtIn()
                ? each -> {}
                : each -> scan(folder.resolve(SAMPLES), sample -> {}, each, write -> {});
    }

    private static RunFacts.Scan<Write> writes(Path file) {
        return each -> scan(file, sample -> {}, at -> {}, each);
    }

    private static Map<String, RunFacts.Scan<String>> readBacks(Path folder, List<Event> events) {
        Map<String, RunFacts.Scan<String>> all = new TreeMap<>();
        for (Event event : events) {
            if (event instanceof Event.LedgerRead read) {
                all.put(read.node(), new ReadBackFile(folder, read.node()).ids(read.ids()));
            }
        }
        return all;
    }

    /** A run that ended before its load has no such file: nothing is in it, then. */
    private static void scan(
            Path file,
            Consumer<? super Sample> samples,
            Consumer<? super Long> arrivals,
            Consumer<? super Write> writes) {
        if (!Files.exists(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            new WireReader(in).readAll(new WireReader.Handler() {
                @Override
                public void sample(Sample sample) {
                    samples.accept(sample);
                }

                @Override
                public void arrival(long at) {
                    arrivals.accept(at);
                }

                @Override
                public void write(Write write) {
                    writes.accept(write);
                }

                @Override
                public void mark(String name, long value) throws IOException {
                    throw new IOException("a mark stands in it");
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
