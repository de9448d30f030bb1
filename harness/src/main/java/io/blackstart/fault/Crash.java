package io.blackstart.fault;

/**
 * The node's process dies by SIGKILL. Peers get a refusal at once; the node's address stays.
 *
 * <p>With a duration the harness holds the node down for it; without, coming back is the topology's own business (its
 * restart policy acts as in production).
 */
public record Crash() implements Fault {
    @Override
    public String kind() {
        return "crash";
    }

    @Override
    public Scope scope() {
        return Scope.NODE;
    }
}
