/**
 * The format of the tap's stream, of {@code samples.bin} and of {@code ledger.bin}: one codec for all of them. JDK only.
 *
 * <p>A stream begins with the eight bytes {@code BLKSTRT1}. Then records follow, big-endian, each beginning with its kind (one
 * byte). Instants are monotonic nanoseconds ({@link System#nanoTime()} of the host). Text is UTF-8 behind its length in bytes
 * (unsigned 16 bit).
 *
 * <table>
 * <caption>Records</caption>
 * <tr><th>kind</th><th>content</th></tr>
 * <tr><td>1 name</td><td>number (u16), text: what samples call it from here on</td></tr>
 * <tr><td>2 sample</td><td>flags (u8: 1 planned, 2 exact), outcome (u8), status (u16), scenario, request, node (u16 names; node
 * 0 is none), intended, start, end (i64): 35 bytes with the kind</td></tr>
 * <tr><td>3 write</td><td>answer (u8), sent, answered (i64), id (text)</td></tr>
 * <tr><td>5 arrival</td><td>instant (i64): a user of the user's own simulation began</td></tr>
 * <tr><td>4 mark</td><td>name (text), value (i64): the talk of generator and harness; not in files</td></tr>
 * </table>
 *
 * <p>A stream that was cut off by a kill ends within a record; what is before it counts.
 */
package io.blackstart.load.wire;
