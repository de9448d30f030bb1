package io.blackstart.topology;

import java.util.Map;

/**
 * A named volume.
 *
 * @param key its key in the file
 * @param driverOptions options of the {@code local} driver, such as type, device and o
 */
public record Volume(String key, Map<String, String> driverOptions) {}
