package io.blackstart.setup;

/** One thing that a machine needs. */
interface Step {

    /** What, in a few words, such as {@code the image debian:trixie-slim}. */
    String name();

    /** Whether it is right already. */
    boolean right();

    /** How it is made right, for people. */
    String how();

    /**
     * Makes it right.
     *
     * @throws io.blackstart.engine.PlatformUnavailable where it cannot, with what to do
     */
    void mend();
}
