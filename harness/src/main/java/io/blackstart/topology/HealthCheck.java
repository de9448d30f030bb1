package io.blackstart.topology;

import java.time.Duration;
import java.util.List;

/**
 * A health check, with Compose's defaults filled in.
 *
 * @param test as the engine takes it: {@code ["CMD", …]} or {@code ["CMD-SHELL", "…"]}
 * @param interval between checks, default 30 s
 * @param timeout of one check, default 30 s
 * @param retries failures in a row until unhealthy, default 3
 * @param startPeriod in which failures do not count, default 0
 */
public record HealthCheck(List<String> test, Duration interval, Duration timeout, int retries, Duration startPeriod) {}
