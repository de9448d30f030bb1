package io.blackstart.fault;

/**
 * The node's host is gone: every packet is dropped, then the process dies. Peers get silence, as with a power cut. The
 * kernel's page cache survives, so this does not test durability to disk.
 */
public record HostLoss() implements Fault {
    @Override
    public String kind() {
        return "host-loss";
    }

    @Override
    public Scope scope() {
        return Scope.NODE;
    }
}
