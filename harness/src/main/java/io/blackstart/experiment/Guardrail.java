package io.blackstart.experiment;

import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * What ends a run before its time, with all faults undone.
 *
 * @param condition when
 * @param verdict {@link Verdict#INCONCLUSIVE} by default, or {@link Verdict#FAIL}
 * @param text as written, for reports
 */
public record Guardrail(Condition condition, Verdict verdict, String text) {

    /** A condition on the live load, the nodes or the machine. */
    public sealed interface Condition {}

    /** No request has succeeded for so long. */
    public record NoSuccess(Duration length) implements Condition {}

    /** The share of good requests in the last {@code over}; of no requests nothing is said. */
    public record Success(Relation relation, double bound, Duration over) implements Condition {}

    /** A percentile of the answers' time, from intended start, in the last {@code over}; failures count as infinite. */
    public record Percentile(double percentile, Relation relation, Duration bound, Duration over)
            implements Condition {}

    /** More than so many nodes are not healthy at once. */
    public record LostNodes(int most) implements Condition {}

    /** The user's own command ends with another code than 0; it is run on the harness's machine, once a second. */
    public record Command(List<String> argv) implements Condition {}
}
