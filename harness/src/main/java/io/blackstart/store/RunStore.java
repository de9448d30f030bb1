package io.blackstart.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.blackstart.analysis.NoiseFloor;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The raw files of a run. */
public final class RunStore implements RunArchive, AutoCloseable {

    private static final String EXPERIMENT = "experiment.json";
    private static final String SAMPLES = "samples.bin";
    private static final String LEDGER = "ledger.bin";

    private static final String JOURNAL = "journal.ndjson";
    private static final String DEFINITION = "definition";
    private static final Path CONTROL = Path.of(DEFINITION, "control.json");

    private final Path folder;
    private final Path definition;
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
        this.definition = Files.createDirectories(folder.resolve(DEFINITION));
        write(definition.resolve(EXPERIMENT), experiment);
        write(definition.resolve("run.json"), about);
        for (int i = 0; i < sources.size(); i++) {
            Path source = sources.get(i);
            Files.copy(source, definition.resolve((i + 1) + "-" + source.getFileName()));
        }
        this.journal = new JournalFile(folder.resolve(JOURNAL));
    }

    private RunStore(Path folder, Path definition) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.definition = definition;
        this.journal = new JournalFile(folder.resolve(JOURNAL));
    }

    /**
     * Begins the files of a repeat, in a folder of its own below the run's; the definition is the run's.
     *
     * @param number from 1
     */
    public RunStore repeat(int number) throws IOException {
        return new RunStore(repeat(folder, number), definition);
    }

    private static Path repeat(Path run, int number) {
        return run.resolve("repeat-" + number);
    }

    /** Where its files are. */
    public Path folder() {
        return folder;
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
            write(definition.resolve("images.json"), new TreeMap<>(digests));
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
        Path file = folder.resolve(DEFINITION).resolve("images.json");
        return Files.exists(file)
                ? Json.get().readValue(file.toFile(), new TypeReference<Map<String, String>>() {})
                : Map.of();
    }

    /** Keeps what a control run shows beside a run, so that its reports can be rebuilt without the other. */
    public static void keep(Path folder, NoiseFloor floor) throws IOException {
        write(folder.resolve(CONTROL), floor);
    }

    /** The noise floor that was kept; absent where none was. */
    public static Optional<NoiseFloor> floor(Path folder) throws IOException {
        Path file = folder.resolve(CONTROL);
        return Files.exists(file)
                ? Optional.of(Json.get().readValue(file.toFile(), NoiseFloor.class))
                : Optional.empty();
    }

    /**
     * What was carried out.
     *
     * @param folder of a run, or of a repeat
     * @throws IOException where that is not the folder of a run, or the file is damaged, with its name
     */
    public static Experiment experiment(Path folder) throws IOException {
        Path run = isRepeat(folder) ? folder.toRealPath().getParent() : folder;
        return Json.get().readValue(needed(run, Path.of(DEFINITION, EXPERIMENT)).toFile(), Experiment.class);
    }

    /** Whether that is the folder of a repeat, below its run's. */
    public static boolean isRepeat(Path folder) {
        return !Files.isDirectory(folder.resolve(DEFINITION)) && Files.isRegularFile(folder.resolve(JOURNAL));
    }

    private static Path needed(Path folder, Path file) throws IOException {
        Path needed = folder.resolve(file);
        if (!Files.isRegularFile(needed)) {
            throw new IOException(folder + " is not the folder of a run: it has no " + file);
        }
        return needed;
    }

    /**
     * The journal in that folder: of a run, or of a repeat.
     *
     * @throws IOException where there is none, or it is damaged, with its name
     */
    public static List<Event> journal(Path folder) throws IOException {
        return JournalFile.read(needed(folder, Path.of(JOURNAL)));
    }

    /** The folders of a run's repeats, in order; none where it was carried out once and its files stand in its own. */
    public static List<Path> repeats(Path folder) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> repeat(folder, number))
                .takeWhile(repeat -> Files.isRegularFile(repeat.resolve(JOURNAL)))
                .toList();
    }

    /**
     * What the judges see of a run that was carried out once, or of a repeat.
     *
     * @throws IOException where a file of it is missing or damaged, with its name, or where it has repeats
     */
    public static RunFacts facts(Path folder) throws IOException {
        List<Path> repeats = repeats(folder);
        if (!repeats.isEmpty()) {
            throw new IOException(folder + " has repeats; expected the folder of one, such as " + repeats.get(0));
        }
        return facts(folder, experiment(folder));
    }

    /**
     * What the judges see of one execution.
     *
     * @param folder its own: of the run, or of a repeat
     * @param experiment of the run
     * @throws IOException where a file of it is missing or damaged, with its name
     */
    public static RunFacts facts(Path folder, Experiment experiment) throws IOException {
        List<Event> events = journal(folder);
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
