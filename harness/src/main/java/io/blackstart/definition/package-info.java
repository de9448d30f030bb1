/** Experiment and Compose files to the model: strict, with the place of each problem, all problems at once. */
package io.blackstart.definition;
