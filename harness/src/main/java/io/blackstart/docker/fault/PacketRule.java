package io.blackstart.docker.fault;

/**
 * A rule on a node's packets. Rules of an earlier rank come first, whatever fault they belong to.
 *
 * @param hook where it looks
 * @param rank its place in the chain
 * @param match which packets, in nft's words, built from addresses and numbers only
 * @param verdict what becomes of them
 */
record PacketRule(Hook hook, Rank rank, String match, String verdict) {

    /** Where a packet is looked at. */
    enum Hook {
        /** Where it arrives: the sender never knows. */
        IN,
        /** Where it is sent: for TCP it just never arrives, senders of datagrams get EPERM. */
        OUT
    }

    /** The order within a chain. */
    enum Rank {
        /** Before the loopback is let through: look-ups go over it to the engine's name server. */
        NAMES,
        DROP,
        LOSE,
        REJECT
    }

    static PacketRule drop(Hook hook, String match) {
        return new PacketRule(hook, Rank.DROP, match, "drop");
    }
}
