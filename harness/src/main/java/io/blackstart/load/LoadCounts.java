package io.blackstart.load;

/**
 * The counts of a load that are reconciled after the run.
 *
 * @param arrivalsPlanned arrivals that the plan has until the stop
 * @param arrivals arrivals that began
 * @param tapped requests that the tap saw
 * @param logged requests in the generator's own log; -1 where it could not be read
 * @param lateStarts arrivals that began later than their plan by more than the limit
 * @param endedByItself whether the simulation was over before it was told to stop
 */
public record LoadCounts(
        long arrivalsPlanned, long arrivals, long tapped, long logged, long lateStarts, boolean endedByItself) {}
