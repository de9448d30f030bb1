/** From journal, samples and ledger to findings. Pure: no I/O, no threads, no clock. */
package io.blackstart.analysis;
