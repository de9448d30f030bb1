package io.blackstart.topology;

/**
 * One replica of a service: a pod.
 *
 * @param name unique in the topology: the service's name with one replica, else {@code service-1} to {@code service-N}
 * @param service the service's name
 * @param replica from 1
 */
public record Node(String name, String service, int replica) {}
