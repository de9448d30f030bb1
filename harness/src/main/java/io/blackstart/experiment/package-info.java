/** An experiment: hypothesis, topology, load, steady state, method, objectives. Immutable, JDK only. */
package io.blackstart.experiment;
