package io.blackstart.engine;

import io.blackstart.experiment.Guardrail;
import io.blackstart.experiment.Guardrail.Command;
import io.blackstart.experiment.Guardrail.LostNodes;
import io.blackstart.experiment.Guardrail.NoSuccess;
import io.blackstart.experiment.Guardrail.Percentile;
import io.blackstart.experiment.Guardrail.Success;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.objective.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at the guardrails while the load runs. The first whose condition is met ends the run; when it was met lies between the
 * last look at which it was not and this one.
 */
final class Guards {

    /** From look to look: what a guardrail adds to its window, with the samples' own way of some 10 ms. */
    static final Duration EVERY = Duration.ofMillis(50);

    private static final Duration COMMAND_EVERY = Duration.ofSeconds(1);

    private final List<Guardrail> guardrails;
    private final LiveView live;
    private final NodeView nodes;
    private final CommandRunner commands;
    private final Lanes looks;
    private final Ticker ticker;
    private final Journal journal;
    private final StopSignal stop;
    private final Map<Guardrail, Long> notMet = new HashMap<>();
    private final Map<Guardrail, Long> ran = new HashMap<>();
    private final Map<Guardrail, String> failed = new ConcurrentHashMap<>();
    private long loadBegan;
    private boolean met;

    /** How many nodes are not healthy now. */
    @FunctionalInterface
    interface NodeView {
        List<String> lost();
    }

    Guards(
            List<Guardrail> guardrails,
            LiveView live,
            NodeView nodes,
            CommandRunner commands,
            Lanes looks,
            Ticker ticker,
            Journal journal,
            StopSignal stop) {
        this.guardrails = guardrails;
        this.live = live;
        this.nodes = nodes;
        this.commands = commands;
        this.looks = looks;
        this.ticker = ticker;
        this.journal = journal;
        this.stop = stop;
    }

    boolean any() {
        return !guardrails.isEmpty();
    }

    /** How far back the live view has to remember. */
    static Duration longest(List<Guardrail> guardrails) {
        return guardrails.stream()
                .map(guardrail -> window(guardrail.condition()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Duration window(Guardrail.Condition condition) {
        if (condition instanceof Success success) {
            return success.over();
        }
        return condition instanceof Percentile percentile ? percentile.over() : Duration.ZERO;
    }

    /** From here on. */
    void loadBegins(long at) {
        loadBegan = at;
        guardrails.forEach(guardrail -> notMet.put(guardrail, at));
    }

    /** Looks at each; asks the run to end where one is met. */
    void look() {
        looks.rethrow();
        for (Guardrail guardrail : guardrails) {
            long now = ticker.nanos();
            Optional<String> seen = met ? Optional.empty() : seen(guardrail, now);
            if (seen.isPresent()) {
                met = true;
                met(guardrail, new Bracket(notMet.get(guardrail), now), seen.get());
            } else {
                notMet.put(guardrail, now);
            }
        }
    }

    private void met(Guardrail guardrail, Bracket when, String seen) {
        boolean fail = guardrail.verdict() == Verdict.FAIL;
        journal.append(new Event.GuardrailMet(ticker.nanos(), guardrail.text(), when, fail, seen));
        stop.request(
                fail ? ExitCodes.MISSED : ExitCodes.INCONCLUSIVE,
                "the guardrail " + guardrail.text() + " ended the run: " + seen);
    }

    /** What was seen, where the condition is met. */
    private Optional<String> seen(Guardrail guardrail, long now) {
        Guardrail.Condition condition = guardrail.condition();
        if (condition instanceof NoSuccess none) {
            long since = now - Math.max(loadBegan, live.lastSuccess());
            return when(since >= none.length().toNanos(), "no success for %.2f s", since / 1e9);
        }
        if (condition instanceof Success success) {
            return success(success, now);
        }
        if (condition instanceof Percentile percentile) {
            return percentile(percentile, now);
        }
        if (condition instanceof LostNodes lost) {
            List<String> gone = nodes.lost();
            return when(gone.size() > lost.most(), "%s", "not healthy: " + String.join(", ", gone));
        }
        return command(guardrail, (Command) condition, now);
    }

    /** A window is looked at once the load has filled it. */
    private boolean filled(Duration over, long now) {
        return now - loadBegan >= over.toNanos();
    }

    private Optional<String> success(Success success, long now) {
        LiveWindow window = live.window(now - success.over().toNanos(), now);
        boolean broken = filled(success.over(), now)
                && window.requests() > 0
                && success.relation().holds(window.success(), success.bound());
        return when(
                broken, "success was %.2f %% over the last %.1f s", window.success() * 100, seconds(success.over()));
    }

    private Optional<String> percentile(Percentile percentile, long now) {
        LiveWindow window = live.window(now - percentile.over().toNanos(), now);
        double value = window.percentile(percentile.percentile());
        boolean broken = filled(percentile.over(), now)
                && window.requests() > 0
                && percentile.relation().holds(value, (double)
                        percentile.bound().toNanos());
        return when(
                broken,
                "p%s was %s over the last %.1f s",
                Double.toString(percentile.percentile()).replaceFirst("\\.0$", ""),
                Double.isInfinite(value) ? "infinite (so many requests failed)" : Math.round(value / 1e6) + " ms",
                seconds(percentile.over()));
    }

    /** Run beside the method, once a second, never two at once. */
    private Optional<String> command(Guardrail guardrail, Command command, long now) {
        String said = failed.get(guardrail);
        boolean ended = looks.idle("guardrail " + guardrail.text());
        if (said == null && ended && now - ran.getOrDefault(guardrail, Long.MIN_VALUE / 2) >= COMMAND_EVERY.toNanos()) {
            ran.put(guardrail, now);
            looks.run(
                    "guardrail " + guardrail.text(), () -> commands.run(command.argv(), COMMAND_EVERY.multipliedBy(10))
                            .ifPresent(failure -> failed.put(guardrail, failure)));
        }
        return Optional.ofNullable(failed.get(guardrail));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Optional<String> when(boolean broken, String format, Object... values) {
        return broken ? Optional.of(String.format(Locale.ROOT, format, values)) : Optional.empty();
    }
}
