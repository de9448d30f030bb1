package io.blackstart.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Whether this node wants requests. */
final class Readiness {
    private final Settings.Readiness rule;
    private final boolean hasDatabase;
    private final BooleanSupplier met;
    private final BooleanSupplier up;
    private volatile boolean leaving;

    /**
     * @param met whether the database was ever reached
     * @param up whether it answered when last asked
     */
    Readiness(Settings.Readiness rule, boolean hasDatabase, BooleanSupplier met, BooleanSupplier up) {
        this.rule = rule;
        this.hasDatabase = hasDatabase;
        this.met = met;
        this.up = up;
    }

    /** From now on this node wants no more requests. */
    void withdraw() {
        leaving = true;
    }

    /** Whether requests are wanted. */
    boolean isReady() {
        return !leaving && (!hasDatabase || databaseSuffices());
    }

    private boolean databaseSuffices() {
        return switch (rule) {
            case ALWAYS -> met.getAsBoolean() && up.getAsBoolean();
            case ONCE -> met.getAsBoolean();
            case NEVER -> true;
        };
    }

    /** The same in words, for whoever asks. */
    String describe() {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("ready", isReady());
        said.put("shuttingDown", leaving);
        said.put("database", hasDatabase ? (up.getAsBoolean() ? "up" : "down") : "off");
        return Json.object(said);
    }
}
