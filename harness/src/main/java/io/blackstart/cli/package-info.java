/** The command line: wiring only. */
package io.blackstart.cli;
