package io.blackstart.analysis.prediction;

import io.blackstart.fault.Crash;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Freeze;
import io.blackstart.fault.HostLoss;
import io.blackstart.fault.Isolate;
import io.blackstart.fault.Oom;
import io.blackstart.fault.Reject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a fault on a node is to whoever calls the node. Source: the manual page of each fault, which a test holds to. */
enum Manner {
    /** A connection is refused at once; open ones are closed. */
    REFUSES("refuses connections at once"),
    /** Nothing is refused and nothing answered: connections run into their time-out. */
    SILENT("is silent: connections run into their time-out"),
    /** The kernel accepts connections, and nobody answers. */
    HANGS("accepts connections and answers nothing");

    private static final Map<Class<? extends Fault>, Manner> ALL = Map.of(
            Crash.class, REFUSES,
            Oom.class, REFUSES,
            Reject.class, REFUSES,
            HostLoss.class, SILENT,
            Isolate.class, SILENT,
            Freeze.class, HANGS);

    private static final Set<Class<? extends Fault>> KILLING = Set.of(Crash.class, Oom.class, HostLoss.class);

    private final String words;

    Manner(String words) {
        this.words = words;
    }

    /** Of a fault of which it is known; of others, such as {@code stop}, it is the process's own affair. */
    static Optional<Manner> of(Fault fault) {
        return Optional.ofNullable(ALL.get(fault.getClass()));
    }

    /** Whether the process has to start anew afterwards, which takes a time that no configuration says. */
    static boolean kills(Fault fault) {
        return KILLING.contains(fault.getClass());
    }

    String words() {
        return words;
    }
}
