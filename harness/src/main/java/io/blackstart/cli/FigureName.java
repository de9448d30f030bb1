package io.blackstart.cli;

import io.blackstart.definition.Names;
import io.blackstart.experiment.Experiment;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Objective;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A figure as the command line names it: {@code failover}, or {@code p95@catalog} of the requests of one name.
 *
 * @param key which
 * @param request the requests' name; absent: all
 */
record FigureName(String key, Optional<String> request) {

    /** By the signs that the experiment's objectives name. */
    private static final String DETECTION = "detection";

    /**
     * Reads it.
     *
     * @throws BadInput where there is no such figure, with the nearest name
     */
    static FigureName of(String text) {
        int at = text.indexOf('@');
        String key = at < 0 ? text : text.substring(0, at);
        Optional<String> request = at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
        if (Figure.NOT_YET.contains(key)) {
            throw new BadInput("--explain: the figure '" + key + "' is not supported yet");
        }
        List<String> valid = request.isPresent() ? keys(Figure.OF_REQUESTS).toList() : all();
        if (!valid.contains(key)) {
            String what = request.isPresent() ? "the figure of requests '" : "the figure '";
            throw new BadInput("--explain: " + what + key + "' is not known; " + Names.expected(key, valid));
        }
        return new FigureName(key, request);
    }

    private static List<String> all() {
        return Stream.concat(keys(Figure.ALL), Stream.of(DETECTION)).toList();
    }

    private static Stream<String> keys(List<Figure> figures) {
        return figures.stream().map(Figure::key);
    }

    /**
     * What it means in a run of that experiment: one figure, or of {@code detection} one for each sign.
     *
     * @throws BadInput where it is {@code detection}, and no objective says by which sign
     */
    List<Figure> figures(Experiment experiment) {
        if (!key.equals(DETECTION)) {
            return Figure.of(key).stream().toList();
        }
        List<Figure> bySign = experiment.objectives().stream()
                .map(Objective::figure)
                .filter(figure -> figure.sign().isPresent())
                .distinct()
                .toList();
        if (bySign.isEmpty()) {
            throw new BadInput(
                    "--explain: detection needs an objective that says by which sign a fault is noticed, and "
                            + experiment.name() + " has none");
        }
        return bySign;
    }
}
