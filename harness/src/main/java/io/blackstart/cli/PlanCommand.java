package io.blackstart.cli;

import io.blackstart.analysis.prediction.Hit;
import io.blackstart.analysis.prediction.Prediction;
import io.blackstart.analysis.prediction.Predictions;
import io.blackstart.engine.ExitCodes;
import io.blackstart.engine.Platform;
import io.blackstart.engine.Reach;
import io.blackstart.engine.TargetResolver;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Guardrail;
import io.blackstart.experiment.Repeats;
import io.blackstart.load.Load;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Verdict;
import io.blackstart.report.PredictionText;
import io.blackstart.topology.Files;
import io.blackstart.topology.Node;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plan}. */
@Command(
        name = "plan",
        description = "Tells what a run would do: nodes, targets, schedule, objectives. Starts nothing.")
final class PlanCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "An experiment.")
    private Path file;

    @Option(names = "--topology", paramLabel = "FILE", description = "As for run.")
    private List<String> topology = new ArrayList<>();

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "As for run.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "As for run. Without one, a run draws its own.")
    private Long seed;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Experiment experiment = new Loader(console.environment())
                .load(List.of(file), topology, parameters)
                .get(0)
                .experiment();
        PrintWriter out = console.out();
        out.println(experiment.name() + ": " + experiment.hypothesis());
        topology(out, experiment.topology());
        load(out, experiment);
        method(out, experiment);
        repeats(out, experiment.repeats());
        bounds(out, experiment);
        objectives(out, experiment);
        experiment.topology().notes().forEach(note -> out.println("note: " + note));
        out.flush();
        return ExitCodes.PASS;
    }

    private static void topology(PrintWriter out, Topology topology) {
        out.println("topology " + topology.name() + ":");
        for (Service service : topology.services()) {
            String nodes = service.nodes().stream().map(Node::name).collect(Collectors.joining(", "));
            out.println("  " + (nodes.isEmpty() ? "no node of " + service.name() : nodes) + "  "
                    + service.image().reference() + after(service));
            copies(out, service);
        }
        topology.entry().ifPresent(entry -> out.println("  entry: " + entry.service() + ":" + entry.port()));
    }

    private static String after(Service service) {
        return service.dependsOn().isEmpty()
                ? ""
                : ", after " + String.join(", ", service.dependsOn().keySet());
    }

    private static void copies(PrintWriter out, Service service) {
        for (Files.Mount mount : service.files().mounts()) {
            if (mount instanceof Files.HostBind bind && !bind.readOnly()) {
                out.println("    " + bind.source() + " is mounted for writing: the run works on a copy");
            }
        }
    }

    private static void load(PrintWriter out, Experiment experiment) {
        Load load = experiment.load();
        String rate = load.rate() > 0
                ? ", " + BigDecimal.valueOf(load.rate()).stripTrailingZeros().toPlainString() + "/s"
                : "";
        out.println("load: " + load.simulation() + rate);
        if (!experiment.steadyState().duration().isZero()) {
            out.println("steady state: " + Text.of(experiment.steadyState().duration()) + ", "
                    + experiment.steadyState().objectives().stream()
                            .map(Objective::text)
                            .collect(Collectors.joining(", ")));
        }
    }

    private void method(PrintWriter out, Experiment experiment) {
        if (experiment.control()) {
            out.println("method: none, a control run of "
                    + Text.of(experiment.load().duration().orElseThrow()));
            return;
        }
        boolean fixed = seed != null || experiment.seed().isPresent();
        long drawn = seed != null
                ? Seeds.check(experiment, seed)
                : experiment.seed().orElseGet(() -> Seeds.first(experiment));
        out.println("method"
                + (fixed ? " (seed " + drawn + "):" : " (choices shown for seed " + drawn + "; a run draws its own):"));
        List<Platform.Targeted> steps = new TargetResolver(experiment.topology(), drawn).resolveAll(experiment);
        steps.forEach(step -> out.println("  " + StepText.of(step)));
        out.println(
                "recovery: watched for at most " + Text.of(experiment.recovery().atMost()) + " after the last undo");
        predictions(out, experiment.topology(), steps);
    }

    private static void predictions(PrintWriter out, Topology topology, List<Platform.Targeted> steps) {
        if (steps.stream().anyMatch(step -> !Reach.roles(step.step().target()).isEmpty())) {
            out.println("predictions: not before it is known who holds a role");
            return;
        }
        List<Hit> hits = steps.stream()
                .map(step -> new Hit(
                        step.step().fault(), step.target().label(), step.step().duration()))
                .toList();
        out.println("predictions, from the topology's own configuration:");
        for (Prediction prediction : Predictions.of(topology, hits)) {
            out.println("  "
                    + (prediction.made() ? PredictionText.range(prediction) : "not predicted: " + prediction.figure()));
            prediction.rules().forEach(rule -> out.println("    " + rule));
        }
    }

    private static void bounds(PrintWriter out, Experiment experiment) {
        if (!experiment.guardrails().isEmpty()) {
            out.println("guardrails: any of these ends the run and undoes all");
        }
        for (Guardrail guardrail : experiment.guardrails()) {
            out.println("  " + guardrail.text() + "  (then it is "
                    + (guardrail.verdict() == Verdict.FAIL ? "a FAIL)" : "INCONCLUSIVE)"));
        }
        experiment
                .limits()
                .nodesDown()
                .ifPresent(most -> out.println("limit: at most " + most + (most == 1 ? " node" : " nodes")
                        + " down by its faults at once, whatever is drawn"));
        experiment.limits().runTime().ifPresent(most -> out.println("limit: a run of at most " + Text.of(most)));
    }

    private static void repeats(PrintWriter out, Repeats repeats) {
        if (repeats.times() == 1 && repeats.spread().isZero()) {
            return;
        }
        String often = repeats.times() == 1 ? "once" : repeats.times() + " times";
        String where = repeats.times() == 1
                ? ""
                : repeats.fresh() ? ", each on a topology of its own" : ", all on the same topology";
        String spread = repeats.spread().isZero()
                ? ""
                : ", the method later by a draw of the seed of up to " + Text.of(repeats.spread());
        out.println("repeats: " + often + where + spread);
    }

    private static void objectives(PrintWriter out, Experiment experiment) {
        out.println("objectives:");
        for (Objective objective : experiment.objectives()) {
            out.println("  " + objective.text() + "  (" + Measures.of(objective.figure()) + ")"
                    + needed(objective, experiment.repeats().times()));
        }
    }

    private static String needed(Objective objective, int times) {
        return objective
                .confidence()
                .map(confidence -> confidence.repeatsNeeded(objective.relation()))
                .map(needed ->
                        needed <= times ? "" : "; needs " + needed + " repeats to be shown, and there are " + times)
                .orElse("");
    }
}
