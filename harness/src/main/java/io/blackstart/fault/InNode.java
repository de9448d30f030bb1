package io.blackstart.fault;

/** Faults made inside a running node. */
public sealed interface InNode extends Fault permits ClockSkew, Exec {}
