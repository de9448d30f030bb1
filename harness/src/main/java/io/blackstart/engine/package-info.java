/** The run as a state machine, and the ports through which it meets the world. */
package io.blackstart.engine;
