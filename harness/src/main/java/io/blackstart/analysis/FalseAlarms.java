package io.blackstart.analysis;

import io.blackstart.analysis.Shows.Show;
import io.blackstart.journal.Sign;
import io.blackstart.objective.Estimate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * {@code falseAlarms}, count: alerts that fired while nothing was broken, from the first planned arrival to the first fault's
 * effect; in a control run until the load's end. An alert is another one by its name or its labels.
 *
 * <p>Source: what those who know alerts answered. The interval takes in what may have begun just before the effect, and is open
 * above where an answer is missing in that time.
 */
final class FalseAlarms {

    static final String KEY = "falseAlarms";

    private final Course course;
    private final Shows shows;

    FalseAlarms(Course course) {
        this.course = course;
        this.shows = new Shows(course, Sign.Kind.ALERT);
    }

    private record Alert(String name, Map<String, String> labels) {

        static Alert of(Show show) {
            return new Alert(show.shown().sign().name(), show.shown().labels());
        }

        private String text() {
            return labels.isEmpty() ? name : name + " " + labels;
        }
    }

    /** The figure. */
    Estimate estimate() {
        if (shows.obstacle().isPresent()) {
            return Estimate.unmeasured("alerts: " + shows.obstacle().get());
        }
        Range calm = calm();
        List<Alert> sure = alerts(show -> show.during(calm));
        List<Alert> perhaps = alerts(show -> show.perhapsDuring(calm));
        boolean unread = !unread().isEmpty();
        return new Estimate(
                OptionalDouble.of(sure.size()),
                OptionalDouble.of(sure.size()),
                unread ? OptionalDouble.empty() : OptionalDouble.of(perhaps.size()),
                false,
                method(sure, unread));
    }

    private static String method(List<Alert> sure, boolean unread) {
        String which =
                sure.isEmpty() ? "" : ": " + sure.stream().map(Alert::text).collect(Collectors.joining(", "));
        return "alerts that fired while nothing was broken" + which + (unread ? "; not all the time was asked" : "");
    }

    private List<Alert> alerts(Predicate<Show> when) {
        return shows.all().stream().filter(when).map(Alert::of).distinct().toList();
    }

    /** While nothing is broken. */
    Range calm() {
        long broken = Origin.effects(course).stream()
                .findFirst()
                .map(fault -> fault.at().from())
                .orElseGet(course::end);
        return new Range(course.zero(), Math.max(course.zero(), broken));
    }

    /** The times in it in which somebody who knows alerts gave no answer. */
    List<Range> unread() {
        return shows.unread(calm());
    }

    /** Alerts that fired then, or may have. */
    List<Show> fired() {
        Range calm = calm();
        return shows.all().stream().filter(show -> show.perhapsDuring(calm)).toList();
    }
}
