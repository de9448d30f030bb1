/** The run's folder: raw files, written as the run goes and read back by whoever judges it. */
package io.blackstart.store;
