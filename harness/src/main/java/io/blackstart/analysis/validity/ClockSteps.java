package io.blackstart.analysis.validity;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event.ClockRead;
import io.blackstart.objective.Figure.Unit;
import java.util.List;

/**
 * Whether wall clock and monotonic clock went on alike. A step between two readings is a clock that was set, which moves every
 * stamp of the engine, or a machine that slept: the monotonic clock stands still in that time, and so would every duration.
 */
final class ClockSteps implements Check {

    /**
     * The most by which the clocks may move against each other between two readings, a second apart as a rule: 100 ms, beyond what
     * a time service slews a clock that it does not set (chrony: 83 ms a second, ntpd: 0.5 ms).
     */
    static final double SECONDS = 0.1;

    @Override
    public Rule rule() {
        return new Rule(
                "clockSteps", Unit.SECONDS, SECONDS, Rule.Effect.DOUBT, "the wall clock was set, or the machine slept");
    }

    @Override
    public Checked of(Observed run) {
        List<ClockRead> readings = run.all(ClockRead.class).toList();
        double most = -1;
        ClockRead after = null;
        for (int i = 1; i < readings.size(); i++) {
            ClockRead next = readings.get(i);
            double step = step(readings.get(i - 1), next) / Words.SECOND;
            boolean inLoad = next.at() > run.from() && readings.get(i - 1).at() < run.to();
            if (inLoad && step > most) {
                most = step;
                after = next;
            }
        }
        return after == null
                ? rule().unknown("the clocks were not read while the load ran")
                : rule().measured(
                                most,
                                "the clocks moved against each other by " + Words.seconds(most) + ", until "
                                        + Words.instant(after.at(), run.from()));
    }

    /** How far they moved at least, whenever in its bracket each reading was. */
    private static long step(ClockRead one, ClockRead next) {
        long wall = next.wallNanos() - one.wallNanos();
        Bracket from = one.monotonic();
        Bracket to = next.monotonic();
        long least = to.from() - from.to();
        long most = to.to() - from.from();
        return Math.max(0, Math.max(wall - most, least - wall));
    }
}
