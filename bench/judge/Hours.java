import io.blackstart.definition.Definitions;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Step;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.load.LoadCounts;
import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import io.blackstart.load.wire.WireWriter;
import io.blackstart.store.RunStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Writes the folder of a run as 2,800 requests a second leave it: every three minutes a crash with an outage of 400 ms, three
 * seconds in which one of three nodes refuses, and a freeze of two seconds; a failure in a thousand besides. With a ledger every
 * request is a write too, which two replicas hold, but for three that each has and the other has not, seven that both have lost,
 * and two that one gives twice. Arguments: folder, experiment, requests, and {@code ledger} or nothing.
 */
final class Hours {

    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;
    private static final long ZERO = 5_000 * SECOND;
    private static final double RATE = 2_800;
    private static final long CYCLE = 180 * SECOND;
    private static final long STEADY = 10 * SECOND;
    private static final int LOST = 7;
    private static final int STALE = 3;
    private static final int TWICE = 2;

    private final Path folder;
    private final long requests;
    private final boolean ledger;
    private final Random random = new Random(5);
    private final PriorityQueue<Sample> open = new PriorityQueue<>(Comparator.comparingLong(Sample::end));
    private final List<OutputStream> streams = new ArrayList<>();
    private final WireWriter samples;
    private final WireWriter writes;
    private final OutputStream[] replicas = new OutputStream[2];
    private final long[] held = new long[2];
    private long written;
    private long acknowledged;

    private Hours(Path folder, long requests, boolean ledger) throws IOException {
        this.folder = folder;
        this.requests = requests;
        this.ledger = ledger;
        this.samples = new WireWriter(stream("samples.bin"));
        this.writes = new WireWriter(stream("ledger.bin"));
        Files.createDirectories(folder.resolve("readback"));
        for (int i = 0; i < replicas.length; i++) {
            replicas[i] = stream("readback/db-" + (i + 1) + ".txt");
        }
    }

    private OutputStream stream(String name) throws IOException {
        OutputStream stream = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 16);
        streams.add(stream);
        return stream;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        long requests = Long.parseLong(args[2]);
        long cycles = Math.max(2, Math.round(requests / (RATE * CYCLE / SECOND)));
        Experiment experiment = new Definitions(Map.of())
                .experiment(Path.of(args[1]), List.of(), Map.of("times", Long.toString(cycles)))
                .value()
                .orElseThrow(() -> new IllegalArgumentException(args[1] + " is not valid"))
                .experiment();
        new Hours(folder, requests, args.length > 3).write(experiment);
    }

    private void write(Experiment experiment) throws Exception {
        for (long i = 0; i < requests; i++) {
            request(i);
        }
        end(Long.MAX_VALUE);
        for (OutputStream stream : streams) {
            stream.close();
        }
        try (RunStore store = new RunStore(folder, experiment, List.of(), Map.of())) {
            journal(store, experiment);
        }
    }

    private void request(long number) throws IOException {
        long intended = ZERO + Math.round(number / RATE * SECOND);
        long start = intended + (long) (random.nextDouble() * 0.2 * MS);
        end(start);
        boolean order = number % 4 == 0;
        int node = 1 + random.nextInt(3);
        long took = (long) (4 * MS * Math.exp(0.6 * random.nextGaussian()));
        long within = (start - ZERO - STEADY) % CYCLE;
        boolean out = in(within, 20 * SECOND, 400 * MS)
                || (node == 2 && in(within, 60 * SECOND, 3 * SECOND))
                || random.nextInt(1_000) == 0;
        if (in(within, 120 * SECOND, 2 * SECOND)) {
            took += 122 * SECOND - within;
        }
        long end = start + (out ? MS / 2 : took);
        open.add(new Sample("shop", order ? "order" : "browse", intended, start, end, out ? Outcome.FAILED : Outcome.OK,
                out ? 0 : 200, out ? "" : "api-" + node, true, true));
    }

    private static boolean in(long within, long from, long length) {
        return within >= from && within < from + length;
    }

    /** Requests are recorded when they end. */
    private void end(long until) throws IOException {
        while (!open.isEmpty() && open.peek().end() <= until) {
            Sample sample = open.poll();
            samples.sample(sample);
            if (ledger) {
                wrote(sample);
            }
        }
    }

    private void wrote(Sample sample) throws IOException {
        String id = "3w5e11264sgsf-abcd-" + written++;
        boolean ok = sample.outcome() == Outcome.OK;
        writes.write(new Write(id, sample.start(), sample.end(), ok ? Write.Answer.ACKNOWLEDGED : Write.Answer.REFUSED));
        if (!ok) {
            return;
        }
        byte[] line = (id + "\n").getBytes(StandardCharsets.UTF_8);
        acknowledged++;
        for (int i = 0; i < replicas.length; i++) {
            boolean stale = acknowledged > LOST + i * STALE && acknowledged <= LOST + (i + 1) * STALE;
            int times = acknowledged <= LOST || stale ? 0 : i == 0 && acknowledged > 100 && acknowledged <= 100 + TWICE ? 2 : 1;
            for (int time = 0; time < times; time++) {
                replicas[i].write(line);
                held[i]++;
            }
        }
    }

    private void journal(RunStore store, Experiment experiment) throws Exception {
        long end = ZERO + Math.round(requests / RATE * SECOND) + SECOND;
        store.append(new Event.RunStarted(ZERO - 3 * SECOND, "2026-11-25T08:00:00Z", "bench", "hours", 5, Map.of(), Map.of()));
        store.append(new Event.LoadReleased(ZERO, ZERO, RATE));
        store.append(new Event.SteadyStateJudged(ZERO + STEADY, true, List.of()));
        for (long at = ZERO; at < end; at += SECOND) {
            store.append(new Event.ClockRead(at, new Bracket(at, at + 1_000), at));
        }
        for (Step step : experiment.method()) {
            for (int time = 1; time <= step.repetition().times(); time++) {
                fault(store, step, time);
            }
        }
        store.append(new Event.LoadStopped(end, end, new LoadCounts(requests, requests, requests, requests, 0, false)));
        if (ledger) {
            readBack(store, end);
        }
        store.append(new Event.RunEnded(end + SECOND, List.of()));
    }

    private static void fault(RunStore store, Step step, int time) {
        String id = step.occurrence(time);
        long at = ZERO + STEADY + step.offset().orElseThrow().toNanos() + (time - 1) * CYCLE;
        long over = at + step.duration().orElseThrow().toNanos();
        List<String> targets = List.of("api-1");
        store.append(new Event.InjectionIntended(at - MS, id, step.id(), targets, at, Map.of()));
        store.append(new Event.Injected(at + MS, id, at - MS, new Bracket(at - MS, at + MS), true, List.of("137")));
        store.append(new Event.UndoIntended(over, id));
        store.append(new Event.Undone(over + MS, id, new Bracket(over, over + MS), true, true, List.of("met")));
    }

    private void readBack(RunStore store, long end) {
        for (int i = 0; i < replicas.length; i++) {
            store.append(new Event.LedgerRead(end, "db-" + (i + 1), held[i]));
        }
    }
}
