package io.blackstart.cli;

import io.blackstart.objective.Figure;
import java.util.Map;

/** One line a figure: how it is measured. */
final class Measures {

    private static final Map<String, String> BY_KEY = Map.ofEntries(
            Map.entry("failover", "from the fault's effect to the first success after which windowed success holds"),
            Map.entry("downtime", "sum of the outages, each bracketed by its neighbouring requests"),
            Map.entry("brownout", "time with windowed success or latency outside the steady state's objectives"),
            Map.entry("success", "ok / arrivals from the first fault to the end of the watch"),
            Map.entry("worstWindow", "lowest windowed success"),
            Map.entry("redundancy", "from the undo to every node healthy again, by its own health check"),
            Map.entry("recovered", "from the undo to the first success after which windowed success holds"),
            Map.entry(
                    "detection",
                    "from the fault's effect to the first time that the sign was seen in logs, health or alerts"),
            Map.entry("mttd", "mean over the faults of the time from the effect to whichever sign was seen first"),
            Map.entry("rto.fault", "from the fault's effect to the first success after which windowed success holds"),
            Map.entry("rto.detection", "from the first sign of a fault to the first success after which it holds"),
            Map.entry("falseAlarms", "alerts that fired while nothing was broken"),
            Map.entry("rpo", "age of the oldest lost write at the fault's effect"),
            Map.entry("lostWrites", "acknowledged, and on no replica at read-back"),
            Map.entry("lostAfter", "acknowledged after the fault's effect, and on no replica at read-back"),
            Map.entry("duplicatedWrites", "read back more than once from one node"),
            Map.entry("resurrectedWrites", "refused for sure, and yet read back"),
            Map.entry("staleWrites", "acknowledged, on some replica and not on another"),
            Map.entry("unknownWrites", "writes without a clear answer"));

    private Measures() {}

    static String of(Figure figure) {
        String fixed = BY_KEY.get(figure.key());
        if (fixed != null) {
            return fixed;
        }
        return figure.key().startsWith("answer.")
                ? "time to whatever answer came, failures by their own duration"
                : "from intended start, failures counted as infinite";
    }
}
