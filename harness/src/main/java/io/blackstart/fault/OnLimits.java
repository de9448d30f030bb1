package io.blackstart.fault;

/** Faults of what a node may use. Of several at once the tightest counts. */
public sealed interface OnLimits extends Fault permits Cpu, Memory {}
