package io.blackstart.fault;

/** Which way of a link a fault acts on: towards the callee, towards the caller, or both. */
public enum Direction {
    REQUEST,
    RESPONSE,
    BOTH
}
