package io.blackstart.generator;

import java.nio.file.Path;

/**
 * What the harness tells a generator, by system properties.
 *
 * @param socket the harness's unix socket
 * @param results folder for {@code simulation.log}
 * @param simulation a built-in name or a class
 * @param baseUrl where the load goes
 * @param rate arrivals a second; 0 where the user's own simulation decides
 * @param atMostSeconds bound of the load's duration
 * @param ids what the ids of this run's writes begin with
 * @param writeMethod HTTP method of a write
 * @param writePath path of a write, with <code>{id}</code>
 * @param servedBy the header in which a response names the node that gave it
 */
record Settings(
        Path socket,
        Path results,
        String simulation,
        String baseUrl,
        double rate,
        long atMostSeconds,
        String ids,
        String writeMethod,
        String writePath,
        String servedBy) {

    static Settings fromProperties() {
        return new Settings(
                Path.of(needed("socket")),
                Path.of(needed("results")),
                needed("simulation"),
                needed("baseUrl"),
                Double.parseDouble(needed("rate")),
                Long.parseLong(needed("atMostSeconds")),
                System.getProperty("blackstart.ids", "w"),
                System.getProperty("blackstart.writeMethod", "PUT"),
                System.getProperty("blackstart.writePath", "/ledger/{id}"),
                needed("servedBy"));
    }

    /** The same load elsewhere, short and under other ids: to get warm. */
    Settings warmUp(String url, double arrivalsASecond, long seconds) {
        String known = BuiltIn.of(simulation).isPresent() ? simulation : "browse";
        return new Settings(
                socket,
                results.resolveSibling("warm-up"),
                known,
                url,
                arrivalsASecond,
                seconds,
                "warm-up",
                writeMethod,
                writePath,
                servedBy);
    }

    private static String needed(String name) {
        String value = System.getProperty("blackstart." + name);
        if (value == null) {
            throw new IllegalArgumentException("the property blackstart." + name + " is not set");
        }
        return value;
    }
}
