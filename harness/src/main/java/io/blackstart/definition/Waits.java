package io.blackstart.definition;

import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import io.blackstart.experiment.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Steps that wait for each other would never begin. A step waits for one other at most. */
final class Waits {

    private final Problems problems;
    private final List<Step> steps;
    private final Map<String, Place> places;
    private final Map<String, String> waitsFor = new HashMap<>();
    private final Set<String> said = new HashSet<>();

    Waits(Problems problems, List<Step> steps, Map<String, Place> places) {
        this.problems = problems;
        this.steps = steps;
        this.places = places;
        steps.forEach(step -> other(step).ifPresent(other -> waitsFor.put(step.id(), other)));
    }

    private static Optional<String> other(Step step) {
        if (!(step.start() instanceof Start.After after)) {
            return Optional.empty();
        }
        if (after.trigger() instanceof Trigger.StepBegan began) {
            return Optional.of(began.step());
        }
        return after.trigger() instanceof Trigger.StepOver over ? Optional.of(over.step()) : Optional.empty();
    }

    /** Of these, those that wait for nothing, or for one of them that does not wait for ever. */
    List<Step> settled(List<Step> among) {
        Set<String> settled = new HashSet<>();
        List<Step> left = new ArrayList<>(among);
        while (left.removeIf(step -> waitsFor.get(step.id()) == null || settled.contains(waitsFor.get(step.id())))) {
            among.stream().filter(step -> !left.contains(step)).map(Step::id).forEach(settled::add);
        }
        return among.stream().filter(step -> settled.contains(step.id())).toList();
    }

    void check() {
        steps.forEach(step -> follow(step.id()));
    }

    private void follow(String begin) {
        List<String> path = new ArrayList<>();
        String next = begin;
        while (next != null && !said.contains(next) && !path.contains(next)) {
            path.add(next);
            next = waitsFor.get(next);
        }
        if (begin.equals(next) && !said.contains(begin)) {
            said.addAll(path);
            problems.add(
                    places.get(begin),
                    "steps that wait for each other: " + String.join(" → ", path) + " → " + begin,
                    "expected an order in which they can begin");
        }
    }
}
