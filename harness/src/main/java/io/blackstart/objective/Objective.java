package io.blackstart.objective;

import java.util.Optional;

/**
 * A bound on a figure.
 *
 * @param figure which
 * @param relation how it must stand to the bound
 * @param bound in the figure's unit
 * @param request the name of the requests that it counts; absent: all
 * @param text as people read it, such as {@code failover <= 2s}
 * @param confidence present where it bounds a quantile of the figure over repeats; absent: each repeat has to keep it
 */
public record Objective(
        Figure figure,
        Relation relation,
        double bound,
        Optional<String> request,
        String text,
        Optional<Confidence> confidence) {

    /** An objective that each repeat has to keep. */
    public Objective(Figure figure, Relation relation, double bound, Optional<String> request, String text) {
        this(figure, relation, bound, request, text, Optional.empty());
    }
}
