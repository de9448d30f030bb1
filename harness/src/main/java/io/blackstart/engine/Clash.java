package io.blackstart.engine;

import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import io.blackstart.fault.ClockSkew;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Freeze;
import io.blackstart.fault.InNode;
import io.blackstart.fault.OnProcess;
import io.blackstart.fault.OnVolume;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Steps of a method that make no sense together on one node. */
public final class Clash {

    /** Between two acts on one process: so long it needs to be there again. */
    public static final Duration GAP = Duration.ofSeconds(1);

    private final Overlap overlap;

    public Clash(Collection<Step> method) {
        this.overlap = new Overlap(method);
    }

    /** Why the two may not be on one node; empty where they may. */
    public Optional<String> between(Step one, Step other) {
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
        boolean meets = overlap.possible(instant(step, Duration.ZERO), holder, GAP)
                || overlap.possible(instant(step, step.duration().orElse(Duration.ZERO)), holder, GAP);
        return when(
                meets,
                step.fault().kind() + " begins or ends while " + holder.fault().kind()
                        + " may hold its process, and needs it");
    }

    /** Only its beginnings, or only its ends. */
    private static Step instant(Step step, Duration later) {
        Start start = step.start() instanceof Start.After after
                ? new Start.After(after.trigger(), after.plus().plus(later))
                : new Start.At(step.offset().orElseThrow().plus(later));
        return step.begin(start).lasting(Optional.empty());
    }

    private static Optional<String> when(boolean so, String why) {
        return so ? Optional.of(why) : Optional.empty();
    }
}
