package io.blackstart.topology;

/**
 * Compose's {@code restart}.
 *
 * @param kind the policy
 * @param maxRetries for {@code on-failure:N}; 0 is without limit
 */
public record RestartPolicy(Kind kind, int maxRetries) {

    /** The engine's restart policies. */
    public enum Kind {
        NO,
        ALWAYS,
        ON_FAILURE,
        UNLESS_STOPPED
    }

    /** Compose's default. */
    public static RestartPolicy none() {
        return new RestartPolicy(Kind.NO, 0);
    }
}
