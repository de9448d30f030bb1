/** Faults of HTTP requests on links, through HAProxy. */
package io.blackstart.haproxy;
