/** Making a machine ready, and looking whether it is. */
package io.blackstart.setup;
