package io.blackstart.topology;

/**
 * What must hold of another service before a node starts.
 *
 * @param condition the condition
 * @param required where false, a missing or failed service is only noted
 */
public record Dependency(Condition condition, boolean required) {

    /** Compose's conditions of {@code depends_on}. */
    public enum Condition {
        SERVICE_STARTED,
        SERVICE_HEALTHY,
        SERVICE_COMPLETED_SUCCESSFULLY
    }
}
