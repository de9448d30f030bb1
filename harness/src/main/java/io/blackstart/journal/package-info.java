/**
 * All that happens in a run, in order: the events that the engine writes ahead and that the judges read. Immutable, JDK
 * only.
 */
package io.blackstart.journal;
