/**
 * What is brought up: services, their nodes, networks, volumes, links, zones and the entry. Immutable, JDK only.
 *
 * <p>Names follow the Compose specification; what Compose cannot say comes from {@code x-blackstart}.
 */
package io.blackstart.topology;
