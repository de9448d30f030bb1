package io.blackstart.journal;

import io.blackstart.load.LoadCounts;
import io.blackstart.load.Vitals;
import java.util.List;
import java.util.Map;

/** One line of the journal. {@code at} is when it was written, in monotonic nanoseconds. */
public sealed interface Event {

    /** When it was written, in monotonic nanoseconds. */
    long at();

    /**
     * The first line.
     *
     * @param started wall time, ISO 8601 UTC
     * @param run the run's name, also its folder's
     * @param versions of harness, engine and so on
     */
    record RunStarted(
            long at,
            String started,
            String run,
            String experiment,
            long seed,
            Map<String, String> parameters,
            Map<String, String> versions)
            implements Event {}

    /**
     * An execution of the experiment begins: every run has at least one.
     *
     * @param repeat which, from 1
     * @param of how many there are at most
     * @param delayNanos the method begins later by so much than it otherwise would
     */
    record RepeatBegun(long at, int repeat, int of, long delayNanos) implements Event {}

    /** A pair of clocks: wall time (epoch nanoseconds) read within the bracket of monotonic time. */
    record ClockRead(long at, Bracket monotonic, long wallNanos) implements Event {}

    /** The load generator's vitals from {@code since} to {@code at}; each second while the load runs. */
    record VitalsRead(long at, long since, Vitals vitals) implements Event {}

    /**
     * The engine was asked for nothing; each second while the load runs.
     *
     * @param asked from the question to the answer, or to the end of the load where that came sooner
     * @param failure why it did not answer; empty where it did
     */
    record EngineAsked(long at, Bracket asked, String failure) implements Event {}

    /** A phase began. */
    record PhaseEntered(long at, Phase phase) implements Event {}

    /** Something worth knowing that changes no verdict. */
    record Noted(long at, String text) implements Event {}

    /** A node is ready: not before {@code ready.from}, at the latest at {@code ready.to}. */
    record NodeReady(long at, String node, Bracket ready) implements Event {}

    /**
     * Where the load goes, and whether directly or through the engine's port proxy.
     *
     * @param proxied whether a proxy of the engine stands between
     */
    record EntryChosen(long at, String baseUrl, String how, boolean proxied) implements Event {}

    /**
     * The generator was told to go.
     *
     * @param zero the first planned arrival: zero of all times in reports
     * @param rate arrivals a second; 0 where the user's own simulation decides
     */
    record LoadReleased(long at, long zero, double rate) implements Event {}

    /** The steady state was judged; {@code figures} are its findings, a line each. */
    record SteadyStateJudged(long at, boolean held, List<String> figures) implements Event {}

    /**
     * Written and flushed before the act.
     *
     * @param planned the instant of the schedule
     * @param targets nodes, or the link's name
     * @param undo what another process needs to undo it, such as container ids and rules
     */
    record InjectionIntended(
            long at, String step, String fault, List<String> targets, long planned, Map<String, String> undo)
            implements Event {}

    /**
     * The act is done.
     *
     * @param asked when it was asked for
     * @param effective when it took effect
     * @param applied whether the fault was there
     * @param evidence what proves it, a line each
     */
    record Injected(long at, String step, long asked, Bracket effective, boolean applied, List<String> evidence)
            implements Event {}

    /**
     * A fault that runs from one value to another was changed.
     *
     * @param planned the instant of the schedule
     * @param effective when the change took effect
     * @param fault what it is from here on
     */
    record Graded(long at, String step, long planned, Bracket effective, String fault) implements Event {}

    /**
     * A guardrail's condition was met: all is undone.
     *
     * @param guardrail as written
     * @param met when it was met: after the last look at which it was not
     * @param fail whether this fails the run; else it is inconclusive
     * @param seen what was seen, for people
     */
    record GuardrailMet(long at, String guardrail, Bracket met, boolean fail, String seen) implements Event {}

    /** The undo begins. */
    record UndoIntended(long at, String step) implements Event {}

    /**
     * The undo is done.
     *
     * @param undone when the fault was gone
     * @param healed false where something is left; {@code evidence} says what
     * @param touched whether traffic met the fault
     * @param evidence what proves it, a line each
     */
    record Undone(long at, String step, Bracket undone, boolean healed, boolean touched, List<String> evidence)
            implements Event {}

    /** In the recovery watch: the node was seen healthy again, after {@code since.from}, at the latest at {@code since.to}. */
    record NodeHealthy(long at, String node, Bracket since) implements Event {}

    /** In the recovery watch: the node was seen not healthy at {@code at}. */
    record NodeUnhealthy(long at, String node, String why) implements Event {}

    /**
     * Somebody noticed something during the run; written at its end.
     *
     * @param sign what it was
     * @param wallNanos when, by the wall clock of the engine's host: epoch nanoseconds
     */
    record Noticed(long at, Sign sign, String node, long wallNanos) implements Event {}

    /**
     * A node that is asked again and again for signs of a kind answered, for the first time or again.
     *
     * @param since from when on its answers are known: after the last time that it gave none, at the latest at its end
     */
    record SignsRead(long at, Sign.Kind kind, String node, Bracket since) implements Event {}

    /**
     * A node that is asked for signs of a kind gave no answer: what it would have shown from here on is not known.
     *
     * @param since after the last time that it answered, at the latest at its end
     */
    record SignsUnread(long at, Sign.Kind kind, String node, Bracket since, String why) implements Event {}

    /**
     * A node that was asked showed a sign.
     *
     * @param labels what it is said of, such as the server that is down
     * @param since it was not there yet at its beginning, unless that was the first time that it was asked, and was at its end
     * @param said what else the node said of it, for people
     */
    record SignShown(long at, Sign sign, String node, Map<String, String> labels, Bracket since, String said)
            implements Event {}

    /** A node that was asked showed a sign no longer: it was there at the beginning of {@code since}, and not at its end. */
    record SignGone(long at, Sign sign, String node, Map<String, String> labels, Bracket since) implements Event {}

    /** No arrival after {@code stopped} counts; requests in flight then are cut. */
    record LoadStopped(long at, long stopped, LoadCounts counts) implements Event {}

    /** A node's ledger was read back; its ids stand in {@code readback/NODE.txt}. */
    record LedgerRead(long at, String node, long ids) implements Event {}

    /** A node's ledger could not be read back: lost writes cannot be told. */
    record LedgerUnreadable(long at, String node, String why) implements Event {}

    /** The run itself is not valid: INCONCLUSIVE whatever its findings say. */
    record Invalid(long at, String reason) implements Event {}

    /** The run ended before its time, with the exit code that this is worth (2, 69, 70, 130, 143). */
    record Aborted(long at, int exit, String reason) implements Event {}

    /** The last line. {@code leftBehind} is what teardown could not remove. */
    record RunEnded(long at, List<String> leftBehind) implements Event {}
}
