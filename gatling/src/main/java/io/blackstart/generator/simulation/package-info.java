/** The built-in simulations, written as a user of Gatling would write them. */
package io.blackstart.generator.simulation;
