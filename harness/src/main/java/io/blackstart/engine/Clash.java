package io.blackstart.engine;

import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import io.blackstart.experiment.Trigger;
import io.blackstart.fault.ClockSkew;
import io.blackstart.fault.Crash;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Freeze;
import io.blackstart.fault.InNode;
import io.blackstart.fault.OnProcess;
import io.blackstart.fault.OnVolume;
import io.blackstart.fault.Oom;
import io.blackstart.fault.Target;
import io.blackstart.topology.Node;
import io.blackstart.topology.RestartPolicy;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Steps of a method that make no sense together on one node. A process that dies and is not held (no {@code for}) is an
 * instant's matter where a restart policy brings it back; where none does, it is dead for the rest of the run.
 */
public final class Clash {

    /** Between two acts on one process: so long it needs to be there again. */
    public static final Duration GAP = Duration.ofSeconds(1);

    private final Overlap overlap;
    private final Topology topology;
    private final Reach reach;

    public Clash(Collection<Step> method, Topology topology) {
        this.overlap = new Overlap(method);
        this.topology = topology;
        this.reach = new Reach(topology);
    }

    /**
     * Why two steps may not both be on a node.
     *
     * @param found what makes no sense
     * @param expected what would
     */
    public record Why(String found, String expected) {}

    /** Why the two may not both be on that node; empty where they may. */
    public Optional<Why> between(Step one, Step other, String node) {
        return dead(one, other, node)
                .or(() -> dead(other, one, node))
                .map(found -> new Why(
                        found,
                        "expected another node for one of them, a 'for' of the one that kills it, or a restart policy"))
                .or(() -> together(one, other)
                        .map(found -> new Why(found, "expected another time or another node for one of them")));
    }

    /** Why a step may not hit that node again and again; empty where it may. */
    public Optional<String> repeated(Step step, String node) {
        boolean again = step.repetition().times() > 1;
        return when(again && forGood(step, node) && !movesOn(step, step), deadFrom(step, node));
    }

    private Optional<String> dead(Step death, Step step, String node) {
        boolean needed = forGood(death, node) && needsProcessAfter(step, Overlap.andOn(death));
        return when(needed && !movesOn(step, death), deadFrom(death, node));
    }

    private static String deadFrom(Step death, String node) {
        return "the process of " + node + " is dead from step " + death.id() + " ("
                + death.fault().kind() + ") on: nothing restarts it";
    }

    /** Whether the step's fault leaves that node's process dead until the end of the run. */
    private boolean forGood(Step step, String node) {
        boolean dies = step.fault() instanceof Crash || step.fault() instanceof Oom;
        return dies && step.duration().isEmpty() && !restarted(node);
    }

    private boolean restarted(String node) {
        return topology.node(node)
                .map(Node::service)
                .flatMap(topology::service)
                .filter(service -> service.restart().kind() == RestartPolicy.Kind.NO)
                .isEmpty();
    }

    /** Who holds a role is asked by a command in the node: a dead one holds none, and another one may. */
    private boolean movesOn(Step step, Step death) {
        int dead = ofRole(death.target()) ? 1 : reach.most(death.target());
        return ofRole(step.target()) && dead < reach.nodes(step.target()).size();
    }

    private static boolean ofRole(Target target) {
        if (target instanceof Target.AllOf all) {
            return all.targets().stream().allMatch(Clash::ofRole);
        }
        return target instanceof Target.Role || (target instanceof Target.Except except && ofRole(except.all()));
    }

    private boolean needsProcessAfter(Step step, Step death) {
        return (step.fault() instanceof OnProcess && overlap.possible(begin(step), death))
                || (needsProcess(step.fault()) && meets(step, death, Duration.ZERO));
    }

    private Optional<String> together(Step one, Step other) {
        boolean process = one.fault() instanceof OnProcess;
        if (process && other.fault() instanceof OnProcess) {
            return when(
                    overlap.possible(one, other, GAP),
                    "both act on its process at the same time, or less than " + GAP.toSeconds() + " s apart");
        }
        if (process && needsProcess(other.fault())) {
            return inside(other, one);
        }
        return needsProcess(one.fault()) && other.fault() instanceof OnProcess ? inside(one, other) : Optional.empty();
    }

    private Optional<String> inside(Step step, Step holder) {
        boolean starts = !(holder.fault() instanceof Freeze);
        return starts && step.fault() instanceof ClockSkew skew && skew.rate().isPresent()
                ? when(overlap.possible(step, holder, GAP), countsAnew(step, holder))
                : acts(step, holder);
    }

    private static String countsAnew(Step step, Step holder) {
        return "a rate of " + step.fault().kind() + " counts from the start of its process, and "
                + holder.fault().kind() + " starts it again";
    }

    /** Begun and undone by something that runs in the node. */
    private static boolean needsProcess(Fault fault) {
        return fault instanceof InNode || fault instanceof OnVolume;
    }

    private Optional<String> acts(Step step, Step holder) {
        return when(
                meets(step, holder, GAP),
                step.fault().kind() + " begins or ends while " + holder.fault().kind()
                        + " may hold its process, and needs it");
    }

    private boolean meets(Step step, Step holder, Duration gap) {
        return overlap.possible(begin(step), holder, gap) || overlap.possible(end(step, holder), holder, gap);
    }

    /** Only its beginnings. */
    private static Step begin(Step step) {
        return step.lasting(Optional.empty());
    }

    /** Only its ends. Where the other one waits for the step to begin, both count from there. */
    private static Step end(Step step, Step holder) {
        Duration length = step.duration().orElse(Duration.ZERO);
        Trigger begun = new Trigger.StepBegan(step.id());
        boolean waited =
                holder.start() instanceof Start.After after && after.trigger().equals(begun);
        return begin(step).begin(waited ? new Start.After(begun, length) : later(step, length));
    }

    private static Start later(Step step, Duration by) {
        return step.start() instanceof Start.After after
                ? new Start.After(after.trigger(), after.plus().plus(by))
                : new Start.At(step.offset().orElseThrow().plus(by));
    }

    private static Optional<String> when(boolean so, String why) {
        return so ? Optional.of(why) : Optional.empty();
    }
}
