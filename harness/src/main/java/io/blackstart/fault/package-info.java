/** What can go wrong, as data. Injecting is somebody else's. Immutable, JDK only. */
package io.blackstart.fault;
