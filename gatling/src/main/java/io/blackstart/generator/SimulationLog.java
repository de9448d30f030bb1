package io.blackstart.generator;

import io.gatling.charts.stats.GeneralStats;
import io.gatling.charts.stats.LogFileReader;
import io.gatling.core.config.GatlingConfiguration;
import java.nio.file.Path;
import scala.Option;

/** Gatling's own log of a run, read by Gatling's own reader. */
final class SimulationLog {

    /** What stands for a log that cannot be read. */
    static final long UNREADABLE = -1;

    private SimulationLog() {}

    /** How many requests it holds; {@link #UNREADABLE} where it cannot be read. */
    static long requests(Path results, String runId, GatlingConfiguration configuration) {
        try {
            Option<GeneralStats> stats = new LogFileReader(
                            results.resolve(runId).resolve("simulation.log").toFile(), configuration)
                    .read()
                    .requestGeneralStats(Option.empty(), Option.empty(), Option.empty());
            return stats.isDefined() ? stats.get().count() : 0;
        } catch (RuntimeException e) {
            System.err.println("simulation.log cannot be read: " + e);
            return UNREADABLE;
        }
    }
}
