package io.blackstart.analysis.prediction;

import io.blackstart.topology.Balancer;
import io.blackstart.topology.Entry;
import io.blackstart.topology.Files;
import io.blackstart.topology.Image;
import io.blackstart.topology.Limits;
import io.blackstart.topology.Networking;
import io.blackstart.topology.Program;
import io.blackstart.topology.RestartPolicy;
import io.blackstart.topology.Security;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A balancer in front of three nodes and a database, as HAProxy is where its configuration says nothing but {@code check}:
 * every 2 s, 3 to fall, 2 to rise, no time-outs, 3 retries at the same server.
 */
final class Shop {

    private String entry = "lb";
    private RestartPolicy restart = new RestartPolicy(RestartPolicy.Kind.ALWAYS, 0);
    private boolean checked = true;
    private boolean answered;
    private Duration inter = Duration.ofSeconds(2);
    private Optional<Duration> fast = Optional.empty();
    private Optional<Duration> down = Optional.empty();
    private int fall = 3;
    private int rise = 2;
    private Optional<Duration> checkTimeout = Optional.empty();
    private Optional<Duration> connect = Optional.empty();
    private Optional<Duration> answer = Optional.empty();
    private Balancer.Retries retries = new Balancer.Retries(3, true, false, false);
    private Optional<Balancer.Observed> observed = Optional.empty();
    private List<String> unread = List.of();
    private double spread;

    Shop entry(String service) {
        entry = service;
        return this;
    }

    Shop neverRestarted() {
        restart = RestartPolicy.none();
        return this;
    }

    Shop unchecked() {
        checked = false;
        return this;
    }

    Shop answered() {
        answered = true;
        return this;
    }

    Shop every(long inter, long fast, long down) {
        this.inter = Duration.ofMillis(inter);
        this.fast = Optional.of(Duration.ofMillis(fast));
        this.down = Optional.of(Duration.ofMillis(down));
        return this;
    }

    Shop counts(int fall, int rise) {
        this.fall = fall;
        this.rise = rise;
        return this;
    }

    Shop timeouts(long connect, long check, long answer) {
        this.connect = Optional.of(Duration.ofMillis(connect));
        this.checkTimeout = Optional.of(Duration.ofMillis(check));
        this.answer = Optional.of(Duration.ofMillis(answer));
        return this;
    }

    Shop retries(int times, boolean connection, boolean silence, boolean elsewhere) {
        retries = new Balancer.Retries(times, connection, silence, elsewhere);
        return this;
    }

    Shop observes(boolean answers, int limit, boolean counts) {
        observed = Optional.of(new Balancer.Observed(answers, limit, counts));
        return this;
    }

    Shop unread(String parameter) {
        unread = List.of(parameter);
        return this;
    }

    Shop spread(double share) {
        spread = share;
        return this;
    }

    private Balancer balancer() {
        Balancer.Check check =
                new Balancer.Check(answered, inter, fast.orElse(inter), down.orElse(inter), fall, rise, checkTimeout);
        List<Balancer.Server> servers = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new Balancer.Server(
                        "s" + i,
                        "api-" + i,
                        checked ? Optional.of(check) : Optional.empty(),
                        checked ? observed : Optional.empty(),
                        unread))
                .toList();
        return new Balancer("lb", spread, List.of(new Balancer.Backend("pool", retries, connect, answer, servers)));
    }

    Topology topology() {
        return new Topology(
                "shop",
                List.of(service("lb", 1), service("api", 3), service("db", 1)),
                List.of(),
                List.of(),
                Optional.of(new Entry(entry, 80, OptionalInt.empty())),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Topology.SERVED_BY,
                List.of(balancer()),
                List.of());
    }

    private Service service(String name, int replicas) {
        return new Service(
                name,
                replicas,
                new Image("i", Optional.empty(), "missing", Optional.empty()),
                new Program(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        false,
                        false,
                        false,
                        Duration.ofSeconds(10),
                        Optional.empty()),
                new Files(List.of(), List.of(), false, OptionalLong.empty()),
                new Networking(
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        Optional.empty()),
                new Limits(
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalDouble.empty(),
                        OptionalLong.empty(),
                        Map.of()),
                new Security(List.of(), List.of(), false),
                Optional.empty(),
                Map.of(),
                restart,
                Map.of());
    }
}
