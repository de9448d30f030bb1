package io.blackstart.experiment;

import io.blackstart.objective.Objective;
import java.time.Duration;
import java.util.List;

/**
 * What must hold before anything is broken.
 *
 * @param duration how long it is watched, more than 0; zero with no objectives where the file has none
 * @param objectives over that time
 */
public record SteadyState(Duration duration, List<Objective> objectives) {}
