/** Link faults through Toxiproxy. */
package io.blackstart.toxiproxy;
