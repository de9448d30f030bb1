package io.blackstart.engine;

import io.blackstart.analysis.Judge;
import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.RepeatsJudge;
import io.blackstart.analysis.RunFacts;
import io.blackstart.experiment.Experiment;
import io.blackstart.fault.Fault;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.journal.Sign;
import io.blackstart.load.LoadCounts;
import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.load.Vitals;
import io.blackstart.load.Write;
import io.blackstart.objective.Verdict;
import io.blackstart.topology.Ledger;
import io.blackstart.topology.Topology;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * A platform, a load and a clock of memory: whole runs in milliseconds, against a system whose true failover and losses are
 * known. Time goes on only while somebody waits for it.
 */
final class SimulatedWorld implements Platform, LoadDriver, Ticker {

    private static final long MILLISECOND = 1_000_000L;
    private static final long SERVICE_TIME = 5 * MILLISECOND;

    /** Something that happens at an instant. */
    private record Due(long at, long order, Runnable act) {}

    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final List<Event> journal = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final Set<String> stored = new LinkedHashSet<>();
    private final Map<String, RunFacts.Scan<String>> readBack = new LinkedHashMap<>();
    final StopSignal stop = new StopSignal();
    final List<String> activeFaults = new ArrayList<>();

    private long now = 5_000_000_000_000L;
    private long order;
    private boolean loading;
    private long planned;
    private long outageFrom = Long.MAX_VALUE;
    private long outageTo = Long.MIN_VALUE;
    int brought;
    int torn;
    int again;
    int unwritable;
    long seed = 7;
    final List<Event> ofRun = new ArrayList<>();
    RepeatedRun.Kept kept;
    IntConsumer beforeRepeat = repeat -> {};
    final List<String> prepared = new ArrayList<>();
    boolean keep;
    List<String> keptWith;

    Duration trueFailover = Duration.ofMillis(700);
    boolean touched = true;
    boolean applied = true;
    boolean touchesClients = true;
    int lostWrites;
    double steadySuccess = 1;
    RuntimeException imagesFail;
    boolean bringUpFails;
    RuntimeException injectFails;
    int undoFailures;
    boolean ledgerFails;
    boolean ledgerFillsTheDisk;
    long miscounted;
    boolean neverAcknowledges;
    String neverSeen = "";
    Optional<Duration> simulationEndsAfter = Optional.empty();
    List<String> leftBehind = List.of();
    List<String> ownBreaks = List.of();
    Error injectError;
    final Map<String, List<String>> hit = new LinkedHashMap<>();
    private final Map<Duration, Runnable> afterOrigin = new LinkedHashMap<>();
    final Map<String, Fault> stages = new LinkedHashMap<>();
    int journalTakes = Integer.MAX_VALUE;
    List<String> holders = List.of();
    Optional<Duration> markerAfter = Optional.empty();
    Optional<Duration> alertAfter = Optional.empty();
    /** Watches that were begun and not ended. */
    int signWatches;

    Optional<Duration> lostFrom = Optional.empty();
    Optional<String> commandFails = Optional.empty();
    Duration actTakes = Duration.ofMillis(2);
    Optional<Vitals> vitals = Optional.empty();
    Runnable engine = () -> {};
    Duration wallSteps = Duration.ZERO;
    Optional<Duration> generatorDiesAfter = Optional.empty();

    /** Runs it, and judges it from what it left. */
    Judgement run(Experiment experiment) {
        RunOrder order = new RunOrder(
                experiment, "sim-run-abcd", Path.of("."), 7, Map.of(), Map.of(), keep, "2026-01-01T00:00:00Z");
        new ExperimentRun(order, outside(), new Archive(), RunListener.silent(), stop).run();
        return Judge.judge(facts(experiment));
    }

    private World outside() {
        return new World(this, this, this, Runnable::run, (argv, atMost) -> commandFails);
    }

    /** What the last execution left. */
    private RunFacts facts(Experiment experiment) {
        return new RunFacts(
                experiment,
                List.copyOf(journal),
                RunFacts.Scan.of(List.copyOf(samples)),
                RunFacts.Scan.of(List.of()),
                RunFacts.Scan.of(List.copyOf(writes)),
                Map.copyOf(readBack));
    }

    /** Runs it as often as it says, and judges it from what it left. */
    Judgement runRepeatedly(Experiment experiment) {
        RunOrder order = new RunOrder(
                experiment, "sim-run-abcd", Path.of("."), seed, Map.of(), Map.of(), keep, "2026-01-01T00:00:00Z");
        Records records = new Records(experiment);
        kept = new RepeatedRun(order, outside(), records, RunListener.silent(), stop).run();
        RepeatsJudge judge = new RepeatsJudge(experiment, ofRun);
        records.repeats.forEach(judge::add);
        return judge.judgement();
    }

    /** Each repeat's files, in memory. */
    private final class Records implements RepeatedRun.Records {
        private final Experiment experiment;
        private final List<RunFacts> repeats = new ArrayList<>();

        Records(Experiment experiment) {
            this.experiment = experiment;
        }

        @Override
        public void append(Event event) {
            ofRun.add(event);
        }

        @Override
        public Verdict carryOut(Repeat repeat, RepeatedRun.Execution execution) throws IOException {
            if (repeat.number() == unwritable) {
                throw new IOException("No space left on device");
            }
            journal.clear();
            samples.clear();
            writes.clear();
            readBack.clear();
            beforeRepeat.accept(repeat.number());
            execution.with(Path.of("."), new Archive()).run();
            repeats.add(facts(experiment));
            return Judge.judge(repeats.get(repeats.size() - 1)).verdict();
        }
    }

    List<Event> journal() {
        return journal;
    }

    <E extends Event> List<E> events(Class<E> kind) {
        return journal.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** So long after the end of the steady state, which is judged first. */
    void afterOrigin(Duration delay, Runnable act) {
        afterOrigin.put(delay, act);
    }

    /** So long after the run's begin. */
    void after(Duration delay, Runnable act) {
        agenda.add(new Due(now + delay.toNanos(), order++, act));
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public long wallNanos() {
        return now + 1_700_000_000_000_000_000L + wallSteps.toNanos();
    }

    @Override
    public boolean awaitUntil(long instant, StopSignal signal) {
        while (!agenda.isEmpty() && agenda.peek().at() <= instant) {
            Due next = agenda.poll();
            now = Math.max(now, next.at());
            next.act().run();
            if (signal.requested()) {
                return false;
            }
        }
        now = Math.max(now, instant);
        return !signal.requested();
    }

    @Override
    public void prepareImages(Topology topology, StopSignal signal, Progress progress) {
        if (imagesFail != null) {
            throw imagesFail;
        }
    }

    @Override
    public Deployment bringUp(
            String run, Topology topology, List<Targeted> steps, StopSignal signal, Progress progress) {
        brought++;
        awaitUntil(now + 2_000 * MILLISECOND, signal);
        if (bringUpFails) {
            throw new BringUpFailed("node api-1 ended with 3: no database", new Up(topology), null);
        }
        stored.clear();
        return new Up(topology);
    }

    @Override
    public Generator prepare(Order load, LoadListener listener, StopSignal signal) {
        awaitUntil(now + 1_000 * MILLISECOND, signal);
        return new Load(load, listener);
    }

    private boolean down(long at) {
        return at >= outageFrom && at < outageTo;
    }

    private final class Load implements Generator {
        private final Order load;
        private final LoadListener listener;
        private final double rate;
        private long zero;
        private long number;

        Load(Order load, LoadListener listener) {
            this.load = load;
            this.listener = listener;
            this.rate = load.load().rate();
        }

        @Override
        public long release() {
            loading = true;
            zero = now;
            Duration origin = Duration.ofSeconds(3).plus(ExperimentRun.JUDGING);
            afterOrigin.forEach((delay, act) -> after(origin.plus(delay), act));
            generatorDiesAfter.ifPresent(delay -> after(delay, () -> {
                loading = false;
                listener.died("killed");
            }));
            simulationEndsAfter.ifPresent(delay -> after(delay, () -> {
                loading = false;
                listener.ended();
            }));
            arrive();
            return zero;
        }

        private void arrive() {
            if (!loading) {
                return;
            }
            long intended = zero + Math.round(number * 1e9 / rate);
            long id = number++;
            planned++;
            boolean steadyFailure = steadySuccess < 1 && id % Math.round(1 / (1 - steadySuccess)) == 0;
            boolean ok = !down(intended) && !steadyFailure;
            long end = intended + SERVICE_TIME;
            agenda.add(new Due(end, order++, () -> ended(intended, end, ok, "id-" + id)));
            agenda.add(new Due(zero + Math.round(number * 1e9 / rate), order++, this::arrive));
        }

        private void ended(long intended, long end, boolean ok, String id) {
            if (!loading) {
                return;
            }
            Sample sample = new Sample(
                    "s",
                    "write",
                    intended,
                    intended,
                    end,
                    ok ? Outcome.OK : Outcome.FAILED,
                    ok ? 201 : 0,
                    "",
                    true,
                    true);
            samples.add(sample);
            listener.sample(sample);
            if (load.load().simulation().equals("ledger")) {
                Write write = new Write(
                        id, intended, end, ok && !neverAcknowledges ? Write.Answer.ACKNOWLEDGED : Write.Answer.UNKNOWN);
                writes.add(write);
                listener.write(write);
                if (ok && !(lostWrites > 0 && lostWrites-- > 0)) {
                    stored.add(id);
                }
            }
        }

        @Override
        public Stopped stop() {
            long at = now;
            awaitUntil(now + SERVICE_TIME * 2, new StopSignal());
            loading = false;
            long counted = samples.size();
            planned = samples.stream().filter(sample -> sample.intended() < at).count();
            return new Stopped(at, new LoadCounts(planned + miscounted, planned, counted, counted, 0, false));
        }

        @Override
        public Optional<Vitals> vitals() {
            return vitals;
        }

        @Override
        public void close() {
            loading = false;
        }
    }

    private final class Up implements Deployment {
        private final Topology topology;

        Up(Topology topology) {
            this.topology = topology;
        }

        @Override
        public EntryPoint entry() {
            return new EntryPoint("http://192.0.2.1:80", "memory", true);
        }

        @Override
        public Map<String, Bracket> ready() {
            return Map.of();
        }

        @Override
        public Map<String, String> images() {
            return Map.of();
        }

        @Override
        public Injection prepare(String id, Targeted step) {
            prepared.add(id);
            return new Broken(id, step);
        }

        @Override
        public void again() {
            again++;
        }

        @Override
        public void loadBegins() {}

        @Override
        public List<String> holders(String role) throws RoleUnknown {
            if (holders.isEmpty()) {
                throw new RoleUnknown("nobody holds the role " + role);
            }
            return holders;
        }

        @Override
        public Watch watchMarker(String marker, LongConsumer seen) {
            markerAfter.ifPresent(delay -> after(delay, () -> seen.accept(now)));
            return () -> {};
        }

        /** Who knows alerts answers at once; the alert comes so long after the end of the steady state, once. */
        @Override
        public Watch watchSigns(JournalSink sink) {
            signWatches++;
            sink.append(new Event.SignsRead(now, Sign.Kind.ALERT, "watch", new Bracket(now - MILLISECOND, now)));
            alertAfter.ifPresent(delay -> afterOrigin(
                    delay,
                    () -> sink.append(new Event.SignShown(
                            now, Sign.alert("Down"), "watch", Map.of(), new Bracket(now - MILLISECOND, now), ""))));
            return () -> signWatches--;
        }

        @Override
        public Watch watchHealth(HealthListener listener) {
            topology.nodes().stream()
                    .filter(node -> !node.name().equals(neverSeen))
                    .forEach(node -> listener.healthy(node.name(), new Bracket(now - MILLISECOND, now)));
            lostFrom.ifPresent(delay -> after(delay, () -> listener.unhealthy("api-2", now, "no answer")));
            return () -> {};
        }

        @Override
        public void readLedger(String node, Ledger.Read read, long timeoutNanos, OutputStream out)
                throws LedgerUnreadable, IOException {
            if (ledgerFails) {
                throw new LedgerUnreadable("no answer", null);
            }
            for (String id : stored) {
                out.write((id + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        public List<String> breaks() {
            return ownBreaks;
        }

        @Override
        public void ask() {
            engine.run();
        }

        @Override
        public void collectLogs(Path runFolder) {}

        @Override
        public List<String> keep() {
            keptWith = List.copyOf(activeFaults);
            return List.of();
        }

        @Override
        public List<String> tearDown() {
            torn++;
            return leftBehind;
        }
    }

    private final class Broken implements Injection {
        private final String id;
        private final Targeted step;

        Broken(String id, Targeted step) {
            this.id = id;
            this.step = step;
        }

        @Override
        public Map<String, String> intent() {
            return Map.of("kill", String.join(",", step.target().label()));
        }

        @Override
        public Effect inject() {
            long asked = now;
            activeFaults.add(id);
            if (injectError != null) {
                throw injectError;
            }
            if (injectFails != null) {
                throw injectFails;
            }
            hit.put(id, step.target().nodes());
            awaitUntil(now + actTakes.toNanos(), new StopSignal());
            if (touchesClients) {
                outageFrom = now;
                outageTo = now + trueFailover.toNanos();
            }
            return new Effect(asked, new Bracket(asked, now), applied, List.of("exit code 137"));
        }

        @Override
        public Bracket change(Fault stage) {
            stages.put(id, stage);
            return Bracket.at(now);
        }

        @Override
        public Healed undo() {
            if (undoFailures-- > 0) {
                throw new IllegalStateException("the engine does not answer");
            }
            long from = now;
            awaitUntil(now + 3 * MILLISECOND, new StopSignal());
            activeFaults.remove(id);
            stages.remove(id);
            return new Healed(new Bracket(from, now), true, touched, List.of("12 packets"));
        }
    }

    private final class Archive implements RunArchive {
        @Override
        public void append(Event event) {
            if (journal.size() >= journalTakes) {
                throw new IllegalStateException("No space left on device");
            }
            journal.add(event);
        }

        @Override
        public long readBack(String node, Content content) throws Deployment.LedgerUnreadable {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                content.writeTo(out);
                if (ledgerFillsTheDisk) {
                    throw new IOException("No space left on device");
                }
            } catch (IOException e) {
                throw new UncheckedIOException("what was read back cannot be written", e);
            }
            List<String> ids = out.toString(StandardCharsets.UTF_8).lines().toList();
            readBack.put(node, RunFacts.Scan.of(ids));
            return ids.size();
        }

        @Override
        public void images(Map<String, String> digests) {}
    }
}
