package io.blackstart.docker.fault;

import com.github.dockerjava.api.exception.DockerException;
import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.ProxyContainer;
import io.blackstart.docker.ProxyHost;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.PlatformUnavailable;
import io.blackstart.engine.Ticker;
import io.blackstart.fault.OnLink;
import io.blackstart.journal.Bracket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * The server of one kind of link proxies, and the kept state of what it carries and which faults are on each way. Where it is
 * lost, dead or hung, another takes its place at the next use, with all of that state. Thread-safe.
 */
final class ProxyServer {

    private static final int FIRST_PORT = 20001;

    private final LinkProxies kind;
    private final ProxyHost container;
    private final Ticker ticker;
    private final Map<String, Carried> carried = new ConcurrentHashMap<>();
    private final List<Loss> losses = new CopyOnWriteArrayList<>();
    private final ReadWriteLock replacing = new ReentrantReadWriteLock();
    private volatile LinkProxies.Server server;
    private volatile long answered;
    private int nextPort = FIRST_PORT;

    ProxyServer(RunScope scope, LinkProxies kind, int place) {
        this(kind, new ProxyContainer(scope, kind, place), scope.ticker());
    }

    ProxyServer(LinkProxies kind, ProxyHost container, Ticker ticker) {
        this.kind = kind;
        this.container = container;
        this.ticker = ticker;
    }

    /** A carried way, and what it suffers: by id, in the order in which it began. */
    private static final class Carried {
        private final LinkProxies.Way way;
        private volatile Map<String, OnLink> faults = Map.of();

        Carried(LinkProxies.Way way) {
            this.way = way;
        }
    }

    /**
     * What became of a change.
     *
     * @param when from the first call to the last answer
     * @param done whether every way has it
     * @param said what there is to say, a line each
     */
    record Change(Bracket when, boolean done, List<String> said) {
        Change and(Change next) {
            List<String> both = new ArrayList<>(said);
            both.addAll(next.said);
            return new Change(when.span(next.when), done && next.done, both);
        }
    }

    /** The server was lost; {@code when} from its last answer to the restored one's first. */
    private record Loss(Bracket when, String said) {}

    /** A use of the server. */
    private interface Use<T> {
        T of(LinkProxies.Server server) throws LinkProxies.ServerLost;
    }

    LinkProxies kind() {
        return kind;
    }

    /** Attaches it to the networks of these nodes' addresses; starts it where it does not run. */
    synchronized void attach(Collection<Pod.PodAddress> pods) {
        container.attach(pods);
        if (server == null) {
            server = container.start();
            answered = ticker.nanos();
        }
    }

    Collection<String> addresses() {
        return container.addresses();
    }

    /**
     * Carries a way.
     *
     * @param name unique among all ways of the run
     * @param network that callers arrive on
     * @return where they have to go, {@code ADDRESS:PORT}
     */
    synchronized String carry(String name, String network, String upstream) {
        Carried before = carried.get(name);
        int port = before == null ? nextPort++ : before.way.listenPort();
        LinkProxies.Way way = new LinkProxies.Way(name, port, upstream);
        if (before == null || !before.way.equals(way)) {
            using(up -> {
                up.carry(way);
                return way;
            });
            Carried now = new Carried(way);
            now.faults = before == null ? Map.of() : before.faults;
            carried.put(name, now);
        }
        return container.address(network) + ":" + port;
    }

    /** A fault is on these ways from here on, in the place of what it was before. */
    Change begin(String id, List<String> ways, OnLink fault) {
        return change(ways, faults -> faults.put(id, fault));
    }

    /** It is gone; nothing happens where it was not there. */
    Change end(String id, List<String> ways) {
        return change(ways, faults -> faults.remove(id));
    }

    /**
     * Closes what is open on those of these ways that it carries. No fault of a way begins, ends or is looked at meanwhile: a
     * cut may disable a proxy and enable it again, which would undo a refusal that began in between, and looks like one that
     * did not.
     */
    Change cut(List<String> ways) {
        List<String> own = ways.stream().filter(carried::containsKey).toList();
        return each(own, way -> {
            synchronized (carried.get(way)) {
                return using(up -> {
                    up.cut(way);
                    return List.of();
                });
            }
        });
    }

    private Change change(List<String> ways, Consumer<Map<String, OnLink>> how) {
        return each(ways, way -> change(carried.get(way), how));
    }

    private List<String> change(Carried way, Consumer<Map<String, OnLink>> how) {
        synchronized (way) {
            Map<String, OnLink> before = way.faults;
            Map<String, OnLink> after = new LinkedHashMap<>(before);
            how.accept(after);
            way.faults = after;
            try {
                return using(up -> up.set(way.way.name(), after));
            } catch (IllegalStateException e) {
                way.faults = before; // A second try has to know what is there still.
                throw e;
            }
        }
    }

    /** A use of one way; its failure is what it says. */
    private interface OnWay {
        List<String> of(String way);
    }

    private Change each(List<String> ways, OnWay use) {
        long from = ticker.nanos();
        List<Change> each =
                ways.size() == 1 ? List.of(one(ways.get(0), use)) : Parallel.map(ways, way -> one(way, use));
        return each.stream().reduce(new Change(new Bracket(from, ticker.nanos()), true, List.of()), Change::and);
    }

    private Change one(String way, OnWay use) {
        long from = ticker.nanos();
        try {
            List<String> said = use.of(way);
            return new Change(new Bracket(from, ticker.nanos()), true, said);
        } catch (IllegalStateException e) {
            return new Change(new Bracket(from, ticker.nanos()), false, List.of(way + ": " + e.getMessage()));
        }
    }

    /** What the server says that is there of a fault: done where it is there on each of the ways. */
    Change shown(String id, List<String> ways, OnLink fault) {
        return each(ways, way -> shownOn(way, id, fault));
    }

    /**
     * What the server shows of a fault as it was told it last, on the ways that have it: done where it is there on each of them.
     * One that came back without what it was told is lost, and replaced.
     */
    Change still(String id, List<String> ways) {
        List<String> having = ways.stream()
                .filter(way -> carried.get(way).faults.containsKey(id))
                .toList();
        return each(having, way -> shownOn(way, id, carried.get(way).faults.get(id)));
    }

    /** Not in the middle of a change or a cut, where what is there is not what stays. */
    private List<String> shownOn(String way, String id, OnLink fault) {
        synchronized (carried.get(way)) {
            List<String> lines = using(up -> up.shown(way, id, fault));
            if (lines.isEmpty()) {
                throw new IllegalStateException(kind.name() + " does not show " + fault.kind());
            }
            return lines;
        }
    }

    /** How often a fault met something; empty where this kind does not count. */
    OptionalLong met(String id, List<String> ways) {
        return ways.stream()
                .map(way -> using(up -> up.met(way, id)))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .reduce(Long::sum);
    }

    /** Makes sure that it answers, about as many ways at once as are meant; where it does not, another takes its place now. */
    Change awake(List<String> ways, OnLink fault) {
        return each(ways, way -> using(up -> up.shown(way, "", fault)));
    }

    /** Whether any fault is on one of these ways. */
    boolean suffers(List<String> ways) {
        return ways.stream()
                .anyMatch(way ->
                        carried.containsKey(way) && !carried.get(way).faults.isEmpty());
    }

    /** What there is to say of losses since an instant, a line each. */
    List<String> lossesSince(long instant) {
        return losses.stream()
                .filter(loss -> loss.when().to() >= instant)
                .map(Loss::said)
                .toList();
    }

    /** What broke the ways, faults or not, a line each: losses, and a container that does not run since its start. */
    List<String> breaks() {
        replacing.readLock().lock();
        try {
            List<String> breaks = new ArrayList<>(lossesSince(Long.MIN_VALUE));
            if (server != null) {
                container
                        .interruption()
                        .ifPresent(why -> breaks.add(kind.name() + " was away (" + why
                                + "), so the links that go through it were broken by that and not by the system"));
            }
            return breaks;
        } finally {
            replacing.readLock().unlock();
        }
    }

    private <T> T using(Use<T> use) {
        LinkProxies.Server first = server;
        try {
            return used(first, use);
        } catch (LinkProxies.ServerLost lost) {
            replace(first, lost);
        }
        try {
            return used(server, use);
        } catch (LinkProxies.ServerLost again) {
            throw new IllegalStateException(
                    kind.name() + " was lost twice in a row: " + again.getMessage() + "; " + container.state(), again);
        }
    }

    private <T> T used(LinkProxies.Server up, Use<T> use) throws LinkProxies.ServerLost {
        replacing.readLock().lock();
        try {
            T result = use.of(up);
            answered = ticker.nanos();
            return result;
        } finally {
            replacing.readLock().unlock();
        }
    }

    /** Once for all who found it lost. */
    private void replace(LinkProxies.Server lost, LinkProxies.ServerLost why) {
        replacing.writeLock().lock();
        try {
            if (server != lost) {
                return;
            }
            long from = answered;
            String state = container.state();
            LinkProxies.Server next = container.replace();
            int faults = restore(next);
            server = next;
            answered = ticker.nanos();
            losses.add(new Loss(new Bracket(from, answered), said(why, state, faults, answered - from)));
        } catch (LinkProxies.ServerLost | PlatformUnavailable | DockerException e) {
            e.addSuppressed(why);
            throw new IllegalStateException(kind.name() + " was lost and could not be replaced: " + e.getMessage(), e);
        } finally {
            replacing.writeLock().unlock();
        }
    }

    private int restore(LinkProxies.Server next) throws LinkProxies.ServerLost {
        int faults = 0;
        for (Carried one : new ArrayList<>(carried.values())) {
            next.carry(one.way);
            next.set(one.way.name(), one.faults);
            faults += one.faults.size();
        }
        return faults;
    }

    private String said(LinkProxies.ServerLost why, String state, int faults, long nanos) {
        return String.format(
                java.util.Locale.ROOT,
                "%s was lost (%s; %s), so the link was broken: another took its place on the same address, with %d ways and"
                        + " %d faults restored, %.2f s after its last answer",
                kind.name(),
                state,
                why.getMessage(),
                carried.size(),
                faults,
                nanos / 1e9);
    }
}
