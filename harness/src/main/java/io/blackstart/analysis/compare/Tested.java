package io.blackstart.analysis.compare;

/**
 * A test's result, one-sided.
 *
 * @param p how probable at most so clear a difference is where there is none
 * @param least the smallest p that any order of these values could have given; 0 where there is no such limit
 */
record Tested(double p, double least) {

    /** Nothing can be told whatever the values are. */
    static Tested nothing() {
        return new Tested(1, 1);
    }
}
