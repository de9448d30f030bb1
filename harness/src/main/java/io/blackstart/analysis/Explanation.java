package io.blackstart.analysis;

import io.blackstart.load.Outcome;
import io.blackstart.load.Write;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Where a figure of a run comes from: what was measured, and the raw records that decided it. All instants are seconds
 * since the first planned arrival, to the nanosecond: sums and differences add up as they are printed.
 *
 * @param run the run's name
 * @param figure which
 * @param request of the requests of that name; absent: of all
 * @param estimate as the judges have it; infinite where a percentile falls among the failures
 * @param findings the objectives that bound it in each execution, with their verdicts; empty where none does
 * @param doubts why the run itself cannot be believed, whatever the figure
 * @param trace part by part; where nothing was measured, why
 */
public record Explanation(
        String run,
        Figure figure,
        Optional<String> request,
        Estimate estimate,
        List<Finding> findings,
        List<String> doubts,
        List<Part> trace) {

    /**
     * One part of the trace.
     *
     * @param title what it tells
     * @param lines in words and numbers
     * @param requests raw requests that prove it
     * @param writes raw writes that prove it
     */
    public record Part(String title, List<String> lines, List<Request> requests, List<Written> writes) {

        static Part of(String title, List<String> lines) {
            return new Part(title, List.copyOf(lines), List.of(), List.of());
        }

        static Part of(String title, List<String> lines, List<Request> requests) {
            return new Part(title, List.copyOf(lines), List.copyOf(requests), List.of());
        }
    }

    /**
     * A raw request.
     *
     * @param shows what it proves, and which end of an interval it gives
     * @param exact whether its instants are exact; else the truth lies within the millisecond that begins there
     * @param status HTTP status, 0 where there was no answer
     * @param node the node that answered; empty where nobody knows
     */
    public record Request(
            String shows,
            String scenario,
            String request,
            BigDecimal intended,
            BigDecimal start,
            BigDecimal end,
            boolean exact,
            Outcome outcome,
            int status,
            String node) {}

    /**
     * A raw write of the ledger.
     *
     * @param found the replicas that gave it back, with how often where more than once; empty: none did
     */
    public record Written(String id, BigDecimal sent, BigDecimal answered, Write.Answer outcome, List<String> found) {}
}
