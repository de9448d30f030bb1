package io.blackstart.cli;

import io.blackstart.definition.Names;
import io.blackstart.objective.Figure;
import java.util.List;
import java.util.Optional;

/**
 * A figure as the command line names it: {@code failover}, or {@code p95@catalog} of the requests of one name.
 *
 * @param figure which
 * @param request the requests' name; absent: all
 */
record FigureName(Figure figure, Optional<String> request) {

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
        List<Figure> valid = request.isPresent() ? Figure.OF_REQUESTS : Figure.ALL;
        Figure figure = Figure.of(key).filter(valid::contains).orElseThrow(() -> unknown(key, request, valid));
        return new FigureName(figure, request);
    }

    private static BadInput unknown(String key, Optional<String> request, List<Figure> valid) {
        String what = request.isPresent() ? "the figure of requests '" : "the figure '";
        return new BadInput("--explain: " + what + key + "' is not known; "
                + Names.expected(key, valid.stream().map(Figure::key).toList()));
    }
}
