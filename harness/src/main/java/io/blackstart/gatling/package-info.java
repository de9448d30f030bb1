/** The generator: Gatling in a process of its own. */
package io.blackstart.gatling;
