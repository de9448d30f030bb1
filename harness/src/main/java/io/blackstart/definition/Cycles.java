package io.blackstart.definition;

import io.blackstart.topology.Service;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Services that wait for each other would never start. */
final class Cycles {

    private final Problems problems;
    private final Map<String, Value.Entry> places;
    private final Map<String, Service> services = new HashMap<>();
    private final Set<String> done = new HashSet<>();

    Cycles(Problems problems, Map<String, Value.Entry> places) {
        this.problems = problems;
        this.places = places;
    }

    void check(List<Service> all) {
        all.forEach(service -> services.put(service.name(), service));
        all.forEach(service -> visit(service.name(), new ArrayDeque<>()));
    }

    private void visit(String name, Deque<String> path) {
        if (path.contains(name)) {
            problems.add(
                    places.get(name).key(),
                    "services that wait for each other: " + String.join(" → ", path) + " → " + name,
                    "expected an order in which they can start");
            return;
        }
        if (!done.add(name)) {
            return;
        }
        path.addLast(name);
        services.get(name).dependsOn().keySet().stream()
                .filter(services::containsKey)
                .forEach(on -> visitAgain(on, path));
        path.removeLast();
    }

    private void visitAgain(String name, Deque<String> path) {
        if (path.contains(name)) {
            done.remove(name);
        }
        visit(name, path);
        done.add(name);
    }
}
