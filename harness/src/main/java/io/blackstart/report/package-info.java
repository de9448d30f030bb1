/** What people and programs read of a run: pure renderings of a judgement, the same bytes for the same judgement. */
package io.blackstart.report;
