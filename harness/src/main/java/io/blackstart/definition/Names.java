package io.blackstart.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name that was meant. */
public final class Names {

    private static final int FARTHEST = 3;
    private static final int MOST_LISTED = 12;

    private Names() {}

    /** The nearest valid name, where one is near: at most three edits, and fewer than half of the name. */
    static Optional<String> nearest(String name, Collection<String> valid) {
        LevenshteinDistance distance = new LevenshteinDistance(FARTHEST);
        String wanted = name.toLowerCase(Locale.ROOT);
        return valid.stream()
                .filter(candidate -> near(distance.apply(wanted, candidate.toLowerCase(Locale.ROOT)), wanted))
                .min(Comparator.comparingInt(
                                (String candidate) -> distance.apply(wanted, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean near(int edits, String wanted) {
        return edits >= 0 && edits * 2 <= wanted.length();
    }

    /** What to say: the nearest name, else all of them. */
    public static String expected(String name, Collection<String> valid) {
        return nearest(name, valid).map(near -> "did you mean '" + near + "'?").orElseGet(() -> listed(valid));
    }

    private static String listed(Collection<String> valid) {
        if (valid.isEmpty()) {
            return "there is none that it could be";
        }
        TreeSet<String> sorted = new TreeSet<>(valid);
        String names = String.join(", ", sorted.stream().limit(MOST_LISTED).toList());
        return "expected one of " + names + (sorted.size() > MOST_LISTED ? ", …" : "");
    }
}
