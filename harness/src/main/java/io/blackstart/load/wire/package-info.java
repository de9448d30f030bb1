/** The format of the tap's stream, of {@code samples.bin} and of {@code ledger.bin}: one codec for all of them. JDK only. */
package io.blackstart.load.wire;
