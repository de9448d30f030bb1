package io.blackstart.analysis;

import io.blackstart.analysis.prediction.Prediction;
import io.blackstart.analysis.validity.Checked;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run came to: the content of {@code report.json}, as data. All instants are seconds since the first planned
 * arrival.
 *
 * @param exit the exit code that the verdict or the abort is worth
 * @param reasons first why the run is not valid, then what was missed
 * @param doubts those of the reasons for which the run is not valid; a figure of it says nothing then
 * @param started wall time, ISO 8601 UTC
 * @param seconds from the first event to the last
 * @param floor what a control run of the same topology and load shows; absent where there is none
 */
public record Judgement(
        Verdict verdict,
        int exit,
        List<String> reasons,
        List<String> doubts,
        String experiment,
        String hypothesis,
        String run,
        long seed,
        Map<String, String> parameters,
        String started,
        double seconds,
        List<Finding> findings,
        List<Repeat> runs,
        Optional<NoiseFloor> floor) {

    /** What is held against no control run. */
    public Judgement(
            Verdict verdict,
            int exit,
            List<String> reasons,
            List<String> doubts,
            String experiment,
            String hypothesis,
            String run,
            long seed,
            Map<String, String> parameters,
            String started,
            double seconds,
            List<Finding> findings,
            List<Repeat> runs) {
        this(
                verdict,
                exit,
                reasons,
                doubts,
                experiment,
                hypothesis,
                run,
                seed,
                parameters,
                started,
                seconds,
                findings,
                runs,
                Optional.empty());
    }

    /** The same, held against what a control run shows. It changes no verdict. */
    public Judgement against(NoiseFloor control) {
        return new Judgement(
                verdict,
                exit,
                reasons,
                doubts,
                experiment,
                hypothesis,
                run,
                seed,
                parameters,
                started,
                seconds,
                findings,
                runs,
                Optional.of(control));
    }

    /** An instant's interval, in seconds since the first planned arrival. */
    public record Span(double from, double to) {}

    /**
     * One execution of the method. {@code guardrail} is what ended it before its time.
     *
     * @param delay seconds by which the method began later than without a spread
     * @param checks what the harness asked of itself; none where no load was released
     * @param floor of a control run: figure to the seconds that it shows without a fault; empty where it cannot be
     *     believed, and of other runs
     */
    public record Repeat(
            int repeat,
            Verdict verdict,
            double delay,
            List<InjectionReport> injections,
            java.util.Optional<GuardrailReport> guardrail,
            List<Outage> outages,
            List<Degraded> degraded,
            List<PhaseReport> phases,
            List<String> phasesMissing,
            LoadReport load,
            LedgerReport ledger,
            Timeline timeline,
            List<PredictionReport> predictions,
            List<NodeReport> nodes,
            List<Checked> checks,
            Map<String, Double> floor) {}

    /**
     * What one node answered.
     *
     * @param node its name as responses tell it; empty: requests that nobody is known to have answered
     * @param phases before, during and after the faults
     * @param edges of each fault that hit it
     */
    public record NodeReport(String node, List<ShareReport> phases, List<EdgeReport> edges) {}

    /**
     * A node's answers in a phase.
     *
     * @param answered requests that it answered
     * @param failed those of them that were failures; where the node is not known, all that failed unanswered
     * @param share of all answers whose node is known
     */
    public record ShareReport(String phase, long answered, long failed, Estimate share) {}

    /**
     * A node's answers at the edges of a fault.
     *
     * @param step the fault's
     * @param lastAnswer from the fault's effect to the last request before the undo that it answered
     * @param firstAnswer from the undo to the first request after it that it answered
     */
    public record EdgeReport(
            String step, java.util.Optional<Estimate> lastAnswer, java.util.Optional<Estimate> firstAnswer) {}

    /**
     * What the topology's configuration predicts, beside what was measured. It has no effect on the verdict.
     *
     * @param predicted from the configuration alone
     * @param measured of the same figure; absent where it is not measured, or nothing is predicted
     */
    public record PredictionReport(Prediction predicted, java.util.Optional<Estimate> measured) {

        /** Whether all of the measured interval lies outside the prediction. */
        public boolean outside() {
            return measured.filter(estimate -> predicted.excludes(estimate.low(), estimate.high()))
                    .isPresent();
        }
    }

    /** What became of a step. Spans and instants that never came are absent (null in {@code report.json}). */
    public record InjectionReport(
            String step,
            String fault,
            List<String> targets,
            double planned,
            java.util.OptionalDouble asked,
            java.util.Optional<Span> effective,
            java.util.Optional<Span> undone,
            boolean applied,
            boolean touched,
            List<String> evidence) {}

    /**
     * A guardrail that ended the run.
     *
     * @param guardrail as written
     * @param met when its condition was met
     * @param undoBegan when the first undo began; absent where there was nothing to undo
     * @param seen what was seen
     */
    public record GuardrailReport(String guardrail, Span met, java.util.OptionalDouble undoBegan, String seen) {}

    /**
     * A time without service; {@code to} and {@code over} are absent where it lasted until the end of the watch.
     *
     * @param began the best value of its beginning, which lies in {@code from}
     * @param over the best value of its end, which lies in {@code to}
     */
    public record Outage(
            Span from, java.util.Optional<Span> to, double began, java.util.OptionalDouble over, double seconds) {}

    /**
     * A time in which service was outside one of the steady state's objectives, outages included.
     *
     * @param criterion {@code success}, or the objective on latency as written
     * @param to absent where it lasted until the end of the watch
     * @param began the best value of its beginning
     * @param over the best value of its end; absent where {@code to} is
     * @param share the share of its requests that did not keep the criterion, 0 to 1
     */
    public record Degraded(
            String criterion,
            Span from,
            java.util.Optional<Span> to,
            double began,
            java.util.OptionalDouble over,
            double seconds,
            double share) {}

    /** A phase of the failover, with its source. */
    public record PhaseReport(String name, Span from, Span to, String source) {}

    /** The load's counts. */
    public record LoadReport(
            long arrivalsPlanned, long arrivals, long requests, long ok, long failed, long cut, long lateStarts) {}

    /** The ledger's counts; those that need a read-back are absent where it failed. */
    public record LedgerReport(
            long acknowledged,
            long refused,
            long unknown,
            OptionalLong lost,
            OptionalLong lostAfter,
            OptionalLong duplicated,
            OptionalLong resurrected,
            OptionalLong stale,
            List<String> lostIds) {}

    /**
     * The run in equal slices, for drawing.
     *
     * @param from the first slice's beginning, seconds
     * @param width of a slice, seconds
     * @param success ok ÷ ended requests of each slice; NaN where none ended
     * @param faults begin and end of each fault, seconds
     */
    public record Timeline(double from, double width, List<Double> success, List<Span> faults) {}
}
