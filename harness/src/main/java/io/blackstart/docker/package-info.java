/** Pods, networks, images and node faults on a Docker engine. */
package io.blackstart.docker;
