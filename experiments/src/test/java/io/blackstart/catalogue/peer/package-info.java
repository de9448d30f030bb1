/** The two ends of a link, as programs in nodes: what a peer sees is measured where it sees it. JDK only. */
package io.blackstart.catalogue.peer;
