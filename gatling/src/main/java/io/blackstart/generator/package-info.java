/** The load side, in a process of its own: Gatling with a tap below the DSL. Talks to the harness by {@code load.wire} only. */
package io.blackstart.generator;
