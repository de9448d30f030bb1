/** Report files and what the terminal shows. */
package io.blackstart.report;
