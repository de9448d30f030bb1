package io.blackstart.generator;

import io.blackstart.generator.simulation.BrowseSimulation;
import io.blackstart.generator.simulation.LedgerSimulation;
import java.util.Map;
import java.util.Optional;

/** The simulations that come with Blackstart. */
final class BuiltIn {

    private static final Map<String, Class<?>> CLASSES =
            Map.of("browse", BrowseSimulation.class, "ledger", LedgerSimulation.class);

    private BuiltIn() {}

    static Optional<Class<?>> of(String simulation) {
        return Optional.ofNullable(CLASSES.get(simulation));
    }
}
