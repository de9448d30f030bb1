/** Load: what is asked for, and what each request and each write came to. Immutable, JDK only. */
package io.blackstart.load;
