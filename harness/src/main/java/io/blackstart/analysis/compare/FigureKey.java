package io.blackstart.analysis.compare;

import io.blackstart.objective.Figure;
import java.util.Optional;

/**
 * What makes two values be of the same figure. Detection by different signs is different figures.
 *
 * @param figure its key, such as {@code failover}
 * @param sign by which a fault is noticed, such as {@code marker node-out}; of {@code detection} only
 * @param request the name of the requests that it counts; absent: all
 */
public record FigureKey(String figure, Optional<String> sign, Optional<String> request, Figure.Unit unit) {

    /** As people read it, such as {@code detection by marker node-out}. */
    public String text() {
        return figure
                + sign.map(" by "::concat).orElse("")
                + request.map(" of "::concat).orElse("");
    }
}
