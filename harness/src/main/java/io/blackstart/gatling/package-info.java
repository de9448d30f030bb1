/** The load driver: a Gatling process of its own, driven and heard over a unix socket. */
package io.blackstart.gatling;
