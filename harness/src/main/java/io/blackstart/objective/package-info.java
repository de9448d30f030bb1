/** Bounds on figures, findings and verdicts. Immutable, JDK only. */
package io.blackstart.objective;
