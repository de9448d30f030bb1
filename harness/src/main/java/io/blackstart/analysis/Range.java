package io.blackstart.analysis;

/**
 * A stretch of the run, in monotonic nanoseconds.
 *
 * @param from inclusive
 * @param to exclusive
 */
record Range(long from, long to) {

    boolean contains(long instant) {
        return from <= instant && instant < to;
    }

    long length() {
        return Math.max(0, to - from);
    }
}
