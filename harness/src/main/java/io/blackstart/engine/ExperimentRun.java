package io.blackstart.engine;

import io.blackstart.analysis.RunFacts;
import io.blackstart.analysis.SteadyStateJudge;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Guardrail;
import io.blackstart.experiment.Recovery;
import io.blackstart.experiment.SteadyState;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.journal.Phase;
import io.blackstart.load.Sample;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Verdict;
import io.blackstart.topology.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One experiment, once: images, bring-up, warm-up, steady state, method, undo, recovery watch, read-back, logs, teardown.
 * Whatever goes wrong, what was injected is undone and what was started is removed. All that happened stands in the archive;
 * judging is somebody else's, from there.
 */
public final class ExperimentRun {

    /** A load that ends by its own plan ends within this of it. */
    private static final long END_TOLERANCE = Duration.ofMillis(500).toNanos();

    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();
    /**
     * The steady state is judged, and the first steps are made ready, while the load goes on: the method's instants count from
     * the end of that.
     */
    static final Duration JUDGING = MethodRun.ARM;

    /** Each act is bounded itself; this is for one that hangs nevertheless. */
    private static final Duration ACTS_END_WITHIN = Duration.ofSeconds(30);
    /** How long a load lasts at most beyond what the schedule and the watch can need. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final RunOrder order;
    private final Platform platform;
    private final LoadDriver driver;
    private final Ticker ticker;
    private final Journal archive;
    private final RunListener listener;
    private final StopSignal stop;
    private final Experiment experiment;
    private final List<Platform.Targeted> steps;
    private final List<Occurrence> occurrences;
    private final Phases phases;
    private final Lanes lanes;
    /** What is looked at beside the method; nobody waits for it. */
    private final Lanes looks;

    private final Injections injections;
    private final Clocks clocks;
    private final SelfWatch self;
    private final LiveView live;
    private final Guards guards;
    private final NodeHealth health = new NodeHealth();
    private Optional<Deployment.Watch> healthWatch = Optional.empty();
    private Optional<Deployment.Watch> signWatch = Optional.empty();
    private Optional<Deployment> deployment = Optional.empty();
    private Optional<LoadDriver.Generator> generator = Optional.empty();
    private boolean released;
    private long zero;
    private boolean loadStopped;

    public ExperimentRun(RunOrder order, World world, RunArchive archive, RunListener listener, StopSignal stop) {
        this.order = order;
        this.platform = world.platform();
        this.driver = world.driver();
        this.ticker = world.ticker();
        this.archive = new Journal(archive, stop);
        this.listener = listener;
        this.stop = stop;
        this.experiment = order.experiment();
        TargetResolver targets = new TargetResolver(experiment.topology(), order.seed());
        this.steps = targets.resolveAll(experiment);
        this.occurrences =
                steps.stream().flatMap(step -> Occurrence.of(step).stream()).toList();
        this.phases = new Phases(this.archive, ticker, listener);
        this.lanes = new Lanes(world.executor());
        this.looks = new Lanes(world.executor());
        this.injections = new Injections(targets, this.archive, ticker, listener);
        this.clocks = new Clocks(this.archive, ticker);
        this.self = new SelfWatch(this.archive, ticker, world.executor());
        this.live = new LiveView(stop, ticker);
        this.guards = new Guards(
                experiment.guardrails(), live, health::lost, world.commands(), looks, ticker, this.archive, stop);
    }

    /** What the load comes to, live. */
    public LiveView live() {
        return live;
    }

    /** Kinds of the faults that are there now. */
    public List<String> activeFaults() {
        return injections.activeFaults();
    }

    /**
     * Runs it to its end.
     *
     * @return what could not be removed
     */
    public List<String> run() {
        archive.append(order.begun(ticker.nanos()));
        archive.append(order.repeat().begun(ticker.nanos()));
        clocks.read();
        experiment.topology().notes().forEach(note -> archive.append(new Event.Noted(ticker.nanos(), note)));
        attempt(this::forward);
        List<String> left = backOut();
        phases.enter(Phase.ANALYSE);
        archive.append(new Event.RunEnded(ticker.nanos(), left));
        return left;
    }

    private void forward() {
        phases.enter(Phase.IMAGES);
        platform.prepareImages(experiment.topology(), stop, listener::say);
        platform.prepareFaults(experiment.method(), stop, listener::say);
        if (stopped()) {
            return;
        }
        phases.enter(Phase.BRING_UP);
        bringUp();
        if (stopped()) {
            return;
        }
        phases.enter(Phase.WARM_UP);
        warmUp();
        if (stopped()) {
            return;
        }
        phases.enter(Phase.STEADY_STATE);
        zero = release();
        Duration steady = loadBeforeMethod();
        if (!waitUntil(zero + steady.toNanos()) || !steadyStateHeld()) {
            return;
        }
        if (!experiment.control()) {
            phases.enter(Phase.METHOD);
            carryOut(zero + steady.plus(JUDGING).plus(order.repeat().delay()).toNanos());
        }
    }

    private boolean stopped() {
        return stop.requested();
    }

    private void bringUp() {
        Deployment up;
        try {
            up = platform.bringUp(order.run(), experiment.topology(), steps, stop, listener::say);
        } catch (BringUpFailed e) {
            deployment = Optional.ofNullable(e.deployment());
            throw e;
        }
        deployment = Optional.of(up);
        up.ready().forEach((node, when) -> archive.append(new Event.NodeReady(ticker.nanos(), node, when)));
        archive.append(new Event.EntryChosen(
                ticker.nanos(),
                up.entry().baseUrl(),
                up.entry().how(),
                !up.entry().direct()));
        archive.images(up.images());
        injections.prepareAll(up, occurrences);
    }

    private void warmUp() {
        signWatch = Optional.of(deployment.orElseThrow().watchSigns(archive));
        live.lookBack(recovery().hold().plus(recovery().window().multipliedBy(2)));
        live.lookBack(Guards.longest(experiment.guardrails()).plus(Guards.EVERY));
        LoadDriver.Order load = new LoadDriver.Order(
                experiment.load(),
                experiment.topology().ledger(),
                experiment.topology().servedBy(),
                deployment.orElseThrow().entry().baseUrl(),
                loadAtMost(),
                order.folder(),
                order.ids());
        generator = Optional.of(driver.prepare(load, live, stop));
    }

    /** The load's own duration, else as long as schedule and watch can ever need. */
    private Duration loadAtMost() {
        Duration most = loadBeforeMethod()
                .plus(JUDGING)
                .plus(order.repeat().delay())
                .plus(MethodLength.atMost(experiment))
                .plus(recovery().atMost())
                .plus(MARGIN);
        return experiment.load().duration().orElse(most);
    }

    /** A control run's load is its method. */
    private Duration loadBeforeMethod() {
        Duration steady = experiment.steadyState().duration();
        return experiment.control()
                ? experiment
                        .load()
                        .duration()
                        .filter(all -> all.compareTo(steady) > 0)
                        .orElse(steady)
                : steady;
    }

    private long release() {
        deployment.orElseThrow().loadBegins();
        self.begin(generator.orElseThrow(), deployment.orElseThrow());
        long first = generator.orElseThrow().release();
        released = true;
        live.keepUntil(first + experiment.steadyState().duration().toNanos());
        guards.loadBegins(first);
        archive.append(
                new Event.LoadReleased(ticker.nanos(), first, experiment.load().rate()));
        return first;
    }

    private Recovery recovery() {
        return experiment.recovery();
    }

    /** Waits, reading the clocks each second and looking at the guardrails. */
    private boolean waitUntil(long instant) {
        long look =
                guards.any() ? Guards.EVERY.toNanos() : Duration.ofSeconds(1).toNanos();
        while (ticker.nanos() < instant) {
            if (!ticker.awaitUntil(Math.min(instant, ticker.nanos() + look), stop)) {
                return false;
            }
            guards.look();
            clocks.readEverySecond();
            self.lookEverySecond();
        }
        return !stopped();
    }

    /** Whether what must hold before anything is broken has held; without a steady state nothing is asked. */
    private boolean steadyStateHeld() {
        SteadyState steady = experiment.steadyState();
        List<Sample> samples = live.takeKept();
        if (steady.duration().isZero()) {
            return true;
        }
        long end = zero + steady.duration().toNanos();
        List<Finding> findings =
                SteadyStateJudge.judge(steady, RunFacts.Scan.of(samples), RunFacts.Scan.of(live.arrivals()), zero, end);
        boolean held = findings.stream().allMatch(finding -> finding.verdict() == Verdict.PASS);
        List<String> figures = findings.stream().map(ExperimentRun::figure).toList();
        archive.append(new Event.SteadyStateJudged(ticker.nanos(), held, figures));
        figures.forEach(figure -> listener.say("steady state: " + figure));
        return held;
    }

    private static String figure(Finding finding) {
        Estimate estimate = finding.estimate();
        String measured = estimate.value().isPresent()
                ? String.format(Locale.ROOT, "%.4g", estimate.value().getAsDouble())
                : estimate.method();
        return finding.objective().text() + " was " + measured + ": " + finding.verdict();
    }

    private void carryOut(long origin) {
        Deployment up = deployment.orElseThrow();
        if (experiment.guardrails().stream().anyMatch(one -> one.condition() instanceof Guardrail.LostNodes)) {
            healthWatch = Optional.of(up.watchHealth(health));
        }
        try (Triggers triggers = new Triggers(injections, live, ticker, looks)) {
            triggers.watch(experiment, up);
            new MethodRun(injections, triggers, lanes, ticker, recovery().atMost())
                    .carryOut(steps, origin, this::waitUntil)
                    .forEach(reason -> archive.append(new Event.Invalid(ticker.nanos(), reason)));
        }
    }

    private void failed(Throwable failure) {
        int exit = exitOf(failure);
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (exit == ExitCodes.OUR_FAULT && !(failure instanceof LoadDriver.LoadFailed)) {
            text = "blackstart failed: " + failure;
        }
        listener.failed(text, failure);
        if (!stopped()) {
            stop.request(exit, text);
        }
    }

    private static int exitOf(Throwable failure) {
        if (failure instanceof PlatformUnavailable) {
            return ExitCodes.UNAVAILABLE;
        }
        return failure instanceof BringUpFailed ? ExitCodes.INCONCLUSIVE : ExitCodes.OUR_FAULT;
    }

    /** From wherever it is: undo, watch, read back, collect, remove. Each goes on after failures of the one before. */
    private List<String> backOut() {
        List<String> left = new ArrayList<>();
        if (reached(Phase.WARM_UP)) {
            attempt(this::undoAndWatch);
        }
        signWatch.ifPresent(Deployment.Watch::close);
        if (deployment.isPresent()) {
            attempt(this::collect);
        }
        generator.ifPresent(running -> attempt(running::close));
        phases.enter(Phase.TEARDOWN);
        deployment.ifPresent(up -> left.addAll(keeps() ? taken(up::keep) : taken(up::tearDown)));
        looks.close();
        if (!looks.awaitIdle(ACTS_END_WITHIN)) {
            left.add("a command of a guardrail, which does not end");
        }
        stop.reason()
                .ifPresent(reason -> archive.append(new Event.Aborted(ticker.nanos(), reason.exit(), reason.text())));
        return left;
    }

    /** What could not be taken away; where the taking away failed as a whole, that. */
    private List<String> taken(Supplier<List<String>> away) {
        try {
            return away.get();
        } catch (RuntimeException | Error e) {
            failed(e);
            return List.of("whatever is left after a failure: " + e);
        }
    }

    private boolean keeps() {
        return order.keep() && !stop.interrupted();
    }

    /** Faults that could not be undone, for people. */
    public List<String> notUndone() {
        return injections.notUndone();
    }

    /** The topology that still stands: its owner decides, once the run is judged. */
    public Optional<Deployment> kept() {
        return keeps() ? deployment : Optional.empty();
    }

    private boolean reached(Phase phase) {
        return phases.current().compareTo(phase) >= 0;
    }

    /** A failure on the way back never stops the way back. */
    private void attempt(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private void undoAndWatch() {
        phases.enter(Phase.UNDO);
        undoAll();
        healthWatch.ifPresent(Deployment.Watch::close);
        boolean whole = released && !stopped() && injections.firstAsked().isPresent();
        if (whole) {
            phases.enter(Phase.RECOVERY);
            attempt(this::watchRecovery);
        } else if (released && !stopped() && experiment.control()) {
            phases.enter(Phase.RECOVERY);
        }
        attempt(this::stopLoad);
        if (phases.current() == Phase.RECOVERY && !stopped()) {
            phases.enter(Phase.READ_BACK);
            new ReadBack(archive, ticker).of(experiment.topology(), deployment.orElseThrow());
        }
    }

    /** What is free is undone at once; what an act is busy with, when that has ended. */
    private void undoAll() {
        lanes.close();
        injections.undoAll(occurrence -> lanes.idle(occurrence.id()));
        if (!lanes.awaitIdle(ACTS_END_WITHIN)) {
            archive.append(new Event.Invalid(
                    ticker.nanos(), "an act of the method had not ended after " + ACTS_END_WITHIN.toSeconds() + " s"));
        }
        injections.undoAll(occurrence -> true);
        injections.undoAgain();
        lanes.failure().filter(failure -> !stopped()).ifPresent(this::failed);
    }

    private void watchRecovery() {
        long undone = injections.lastUndone().orElseGet(ticker::nanos);
        List<String> nodes =
                experiment.topology().nodes().stream().map(Node::name).toList();
        NodeWatch watch = new NodeWatch(nodes, archive, ticker);
        Deployment.Watch watching = deployment.orElseThrow().watchHealth(watch);
        try {
            watchUntilSettled(watch, undone);
        } finally {
            watching.close();
        }
    }

    private void watchUntilSettled(NodeWatch watch, long undone) {
        WatchPlan plan = WatchPlan.of(experiment);
        if (!waitUntil(plan.least(injections.lastAsked().orElseThrow(), undone))) {
            return;
        }
        long most = plan.most(undone);
        while (ticker.nanos() < most && !settled(watch) && !live.endedEarly()) {
            if (!waitUntil(Math.min(most, ticker.nanos() + LOOK_NANOS))) {
                return;
            }
        }
    }

    private boolean settled(NodeWatch watch) {
        return watch.allHealthy()
                && live.holds(ticker.nanos(), recovery().hold(), recovery().window(), ratio());
    }

    private double ratio() {
        return recovery().ratio().orElseGet(() -> experiment.steadyState().objectives().stream()
                .filter(objective -> objective.figure().key().equals("success"))
                .filter(objective -> objective.request().isEmpty())
                .mapToDouble(objective -> objective.bound())
                .findFirst()
                .orElse(0.99));
    }

    private void stopLoad() {
        self.end();
        if (!released || loadStopped) {
            return;
        }
        loadStopped = true;
        live.stopping();
        live.endedAt().ifPresent(this::endedBefore);
        LoadDriver.Stopped stopped = generator.orElseThrow().stop();
        archive.append(new Event.LoadStopped(ticker.nanos(), stopped.at(), stopped.counts()));
    }

    /** A load that is over before it should be leaves a time of which nothing can be said. */
    private void endedBefore(long at) {
        long wanted = experiment.control() ? zero + loadBeforeMethod().toNanos() - END_TOLERANCE : ticker.nanos();
        if (at < wanted) {
            archive.append(new Event.Invalid(
                    ticker.nanos(),
                    "the simulation ended by itself "
                            + Duration.ofNanos(at - zero).toMillis()
                            + " ms after its first arrival, before the watch did"));
        }
    }

    /** Our own breakage is not to count as the system's. */
    private void ownBreaks() {
        deployment.orElseThrow().breaks().forEach(reason -> archive.append(new Event.Invalid(ticker.nanos(), reason)));
    }

    private void notices() {
        deployment
                .orElseThrow()
                .notices(order.folder())
                .forEach(notice -> archive.append(
                        new Event.Noticed(ticker.nanos(), notice.sign(), notice.node(), notice.wallNanos())));
    }

    private void collect() {
        phases.enter(Phase.COLLECT);
        attempt(this::ownBreaks);
        deployment.orElseThrow().collectLogs(order.folder());
        attempt(this::notices);
        long before = ticker.nanos();
        long wall = ticker.wallNanos();
        archive.append(new Event.ClockRead(ticker.nanos(), new Bracket(before, ticker.nanos()), wall));
    }
}
