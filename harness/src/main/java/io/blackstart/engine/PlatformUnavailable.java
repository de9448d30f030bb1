package io.blackstart.engine;

/** The engine, an image, a port or the disk is not to be had: exit code 69. The message says what to do. */
public final class PlatformUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlatformUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
