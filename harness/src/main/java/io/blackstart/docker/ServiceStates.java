package io.blackstart.docker;

import io.blackstart.engine.StopSignal;
import io.blackstart.topology.Dependency;
import io.blackstart.topology.Service;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How far each service has come, and waiting for what another one depends on. Thread-safe. */
final class ServiceStates {

    private final Map<String, Integer> started = new HashMap<>();
    private final Map<String, Integer> healthy = new HashMap<>();
    private final Map<String, Integer> completed = new HashMap<>();
    private final Map<String, Integer> replicas = new HashMap<>();
    private boolean failed;

    ServiceStates(Iterable<Service> services) {
        services.forEach(service -> replicas.put(service.name(), service.replicas()));
    }

    synchronized void started(String service) {
        started.merge(service, 1, Integer::sum);
        notifyAll();
    }

    synchronized void healthy(String service) {
        healthy.merge(service, 1, Integer::sum);
        notifyAll();
    }

    synchronized void completed(String service) {
        completed.merge(service, 1, Integer::sum);
        notifyAll();
    }

    /** Whether something failed. */
    synchronized boolean failed() {
        return failed;
    }

    /** Something failed: nobody waits any longer. */
    synchronized void fail() {
        failed = true;
        notifyAll();
    }

    /**
     * Waits for everything that a service depends on.
     *
     * @return what it still waits for when it gave up; empty where all of it holds
     */
    synchronized Optional<String> await(Service service, long deadline, StopSignal stop) throws InterruptedException {
        for (Map.Entry<String, Dependency> dependency : service.dependsOn().entrySet()) {
            while (!holds(dependency.getKey(), dependency.getValue().condition())) {
                if (failed || stop.requested() || System.nanoTime() > deadline) {
                    return Optional.of(dependency.getKey() + " ("
                            + dependency.getValue().condition().name().toLowerCase(java.util.Locale.ROOT) + ")");
                }
                TimeUnit.MILLISECONDS.timedWait(this, 100);
            }
        }
        return Optional.empty();
    }

    private boolean holds(String service, Dependency.Condition condition) {
        Map<String, Integer> reached =
                switch (condition) {
                    case SERVICE_STARTED -> started;
                    case SERVICE_HEALTHY -> healthy;
                    case SERVICE_COMPLETED_SUCCESSFULLY -> completed;
                };
        Integer wanted = replicas.get(service);
        return wanted == null || reached.getOrDefault(service, 0) >= wanted;
    }
}
