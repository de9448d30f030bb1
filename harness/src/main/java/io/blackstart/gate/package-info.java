/**
 * A set of experiments as a gate: what a baseline is and when it is renewed, and what a gate run came to. Pure: files are
 * {@code store}'s, tables {@code report}'s.
 */
package io.blackstart.gate;
