package io.blackstart.engine;

/** A node did not get healthy: exit code 2. The message names it, its exit code, its health output and its last lines. */
public final class BringUpFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Deployment deployment;

    public BringUpFailed(String message, Deployment deployment, Throwable cause) {
        super(message, cause);
        this.deployment = deployment;
    }

    /** What is there of it: for its logs and its teardown. */
    public Deployment deployment() {
        return deployment;
    }
}
