package io.blackstart.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The problems found so far. */
final class Problems {

    private final List<Problem> all = new ArrayList<>();

    void add(Place place, String found, String expected) {
        all.add(Problem.at(place, found, expected));
    }

    /** A name that stands for nothing. */
    void unknown(Place place, String what, String name, Collection<String> valid) {
        add(place, what + " '" + name + "' is not known", Names.expected(name, valid));
    }

    void notYet(Place place, String what) {
        add(place, what + " is not supported yet", "leave it out");
    }

    /** How many there are: what adds none has read its part well. */
    int count() {
        return all.size();
    }

    boolean any() {
        return !all.isEmpty();
    }

    List<Problem> sorted() {
        return all.stream()
                .distinct()
                .sorted(Comparator.comparing((Problem problem) -> problem.file().toString())
                        .thenComparing(Problem::line)
                        .thenComparing(Problem::column))
                .toList();
    }
}
