package io.blackstart.load;

/**
 * What a load generator and its machine went through in a stretch of time, by the operating system. All in nanoseconds;
 * {@link #UNKNOWN} where the machine does not tell.
 *
 * @param processors that the machine has, at least 1
 * @param stolenNanos processor time that the hypervisor gave to others, summed over processors
 * @param pressedNanos time in which at least one task of the machine waited for a processor
 * @param busiestNanos processor time of the generator's busiest thread
 * @param waitedNanos time for which the thread of the generator that waited most was ready to run and did not
 * @param throttledNanos time for which a limit kept the generator's control group from its processors, summed over them
 */
public record Vitals(
        int processors, long stolenNanos, long pressedNanos, long busiestNanos, long waitedNanos, long throttledNanos) {

    /** The machine does not tell. */
    public static final long UNKNOWN = -1;
}
