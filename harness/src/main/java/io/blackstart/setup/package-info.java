/** Makes a machine ready, or says what it lacks. A root, like the command line: it wires, through the same code as a run. */
package io.blackstart.setup;
