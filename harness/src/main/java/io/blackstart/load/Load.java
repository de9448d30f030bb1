package io.blackstart.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The load of an experiment.
 *
 * @param simulation a built-in name ({@code ledger}, {@code browse}) or the class of the user's own simulation
 * @param classpath absolute jars and class folders of the user's own simulation
 * @param properties system properties for the simulation
 * @param rate arrivals per second, open model; 0 where the user's own simulation decides
 * @param duration how long, where it does not end with the watch
 */
public record Load(
        String simulation,
        List<Path> classpath,
        Map<String, String> properties,
        double rate,
        Optional<Duration> duration) {

    /** The simulations that come with Blackstart. */
    public static final List<String> BUILT_IN = List.of("browse", "ledger");

    /** Whether the simulation is one of {@link #BUILT_IN}. */
    public boolean builtIn() {
        return BUILT_IN.contains(simulation);
    }
}
