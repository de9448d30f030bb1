/**
 * The API that the catalogue breaks: small, and real where it matters.
 *
 * <p>What it shows: time-outs on everything that leaves the process, bulkheads so that a slow database cannot take the rest
 * down, an answer by a deadline whatever the database does, readiness apart from liveness, a bounded graceful shutdown.
 */
package io.blackstart.reference;
