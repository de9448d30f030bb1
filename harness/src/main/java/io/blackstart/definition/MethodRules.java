package io.blackstart.definition;

import io.blackstart.engine.Clash;
import io.blackstart.engine.Platform;
import io.blackstart.engine.TargetResolver;
import io.blackstart.experiment.RunLimits;
import io.blackstart.experiment.Step;
import io.blackstart.fault.OnProcess;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What steps say together: whether their targets can be had, whether they make sense on one node, and how much they break. */
final class MethodRules {

    /** A draw may come out badly; where none of these comes out well, the file is at fault. */
    private static final int SEEDS = 50;

    private final Problems problems;
    private final Map<String, Place> places;
    private final Place limits;

    /**
     * Rules.
     *
     * @param places where each step stands
     * @param limits where the limits stand
     */
    MethodRules(Problems problems, Map<String, Place> places, Place limits) {
        this.problems = problems;
        this.places = places;
        this.limits = limits;
    }

    /**
     * What is checked.
     *
     * @param steps those of which all is known
     * @param seed the file's own, where all steps are there that it draws for
     * @param before how long the steady state is watched
     * @param alone how long the load lasts without a method
     */
    record Method(
            Topology topology,
            List<Step> steps,
            OptionalLong seed,
            RunLimits limits,
            Duration before,
            Optional<Duration> alone) {}

    void check(Method method) {
        List<Platform.Targeted> steps = targets(method);
        together(steps, new Clash(method.steps(), method.topology()));
        method.steps().forEach(this::withItself);
        nodesDown(method);
        runTime(method);
    }

    /** Those that stand for something: with the file's own seed, else with the one of some that comes out best. */
    private List<Platform.Targeted> targets(Method method) {
        TargetResolver.Attempt best = null;
        for (long seed : method.seed().isPresent()
                ? new long[] {method.seed().getAsLong()}
                : LongStream.rangeClosed(1, SEEDS).toArray()) {
            TargetResolver.Attempt attempt = new TargetResolver(method.topology(), seed).attempt(method.steps());
            if (best == null || attempt.failures().size() < best.failures().size()) {
                best = attempt;
            }
            if (best.failures().isEmpty()) {
                break;
            }
        }
        TargetResolver.Attempt attempt = Objects.requireNonNull(best);
        attempt.failures()
                .forEach(why -> problems.add(
                        places.get(why.step()), why.getMessage(), "expected another target, or another time"));
        return attempt.steps();
    }

    private void together(List<Platform.Targeted> steps, Clash clash) {
        for (int i = 0; i < steps.size(); i++) {
            for (int j = 0; j < i; j++) {
                pair(steps.get(j), steps.get(i), clash);
            }
            repeated(steps.get(i), clash);
        }
    }

    private void pair(Platform.Targeted first, Platform.Targeted second, Clash clash) {
        Map<Clash.Why, List<String>> nodes = new LinkedHashMap<>();
        for (String node : second.target().nodes()) {
            if (first.target().nodes().contains(node)) {
                clash.between(first.step(), second.step(), node)
                        .ifPresent(why -> nodes.computeIfAbsent(why, none -> new ArrayList<>())
                                .add(node));
            }
        }
        nodes.forEach((why, shared) -> problems.add(
                places.get(second.step().id()),
                named(second.step()) + " and " + named(first.step()) + " (" + lineOf(first.step()) + ") on "
                        + String.join(", ", shared) + ": " + why.found(),
                why.expected()));
    }

    private void repeated(Platform.Targeted step, Clash clash) {
        step.target().nodes().stream()
                .flatMap(node -> clash.repeated(step.step(), node).stream())
                .forEach(why -> problems.add(
                        places.get(step.step().id()),
                        named(step.step()) + " is repeated, and " + why,
                        "expected a 'for', or a restart policy of its service"));
    }

    private void withItself(Step step) {
        Duration up = step.repetition().every().minus(step.duration().orElse(Duration.ZERO));
        if (step.fault() instanceof OnProcess && step.repetition().times() > 1 && up.compareTo(Clash.GAP) < 0) {
            problems.add(
                    places.get(step.id()),
                    named(step) + " leaves its process " + up.toMillis() + " ms between two times",
                    "expected 'every' of at least 'for' and " + Clash.GAP.toSeconds()
                            + "s, in which it is there again");
        }
    }

    private void nodesDown(Method method) {
        NodesDown.Worst worst = new NodesDown(method.topology(), method.steps()).worst();
        method.limits().nodesDown().ifPresent(most -> {
            if (worst.nodes().size() > most) {
                problems.add(
                        limits,
                        worst.nodes().size() + " nodes may be down at once (" + String.join(", ", worst.nodes())
                                + ") by " + listed(worst.steps()),
                        "expected at most " + most + ", as limits.nodesDown says");
            }
        });
    }

    private String listed(List<Step> steps) {
        return steps.stream()
                .map(step -> named(step) + " (" + lineOf(step)
                        + (step.duration().isPresent() ? ")" : ", which has no 'for')"))
                .collect(Collectors.joining(", "));
    }

    private void runTime(Method method) {
        Duration length = method.steps().stream()
                .map(ExperimentReader::lastEnd)
                .max(Duration::compareTo)
                .map(last -> last.plus(method.before()))
                .orElse(method.alone().orElse(Duration.ZERO));
        method.limits()
                .runTime()
                .filter(most -> length.compareTo(most) >= 0)
                .ifPresent(most -> problems.add(
                        limits,
                        "a run of at most " + most.toMillis() + " ms whose method alone needs " + length.toMillis()
                                + " ms",
                        "expected a longer limits.runTime"));
    }

    private static String named(Step step) {
        return "step " + step.id() + " (" + step.fault().kind() + ")";
    }

    private String lineOf(Step step) {
        return "line " + places.get(step.id()).line();
    }
}
