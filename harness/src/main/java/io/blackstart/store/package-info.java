/** The run's folder: journal, samples, ledger, definition. */
package io.blackstart.store;
