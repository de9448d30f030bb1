package io.blackstart.fault;

/** Faults of a node's packets. All that are on a node at once are one set of rules, applied in one transaction. */
public sealed interface OnPackets extends Fault permits Isolate, Partition, Loss, Reject, DnsOutage {}
