package io.blackstart.docker.fault;

import io.blackstart.engine.Injection;
import io.blackstart.fault.Fault;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An injection on nodes whose traffic is counted from just before it. */
final class MetByTraffic implements Injection {

    private static final Logger LOG = LoggerFactory.getLogger(MetByTraffic.class);

    private final Injection injection;
    private final List<String> nodes;
    private final FaultTraffic traffic;

    MetByTraffic(Injection injection, List<String> nodes, FaultTraffic traffic) {
        this.injection = injection;
        this.nodes = nodes;
        this.traffic = traffic;
    }

    @Override
    public Map<String, String> intent() {
        return injection.intent();
    }

    @Override
    public void arm() {
        try {
            traffic.beginsOn(nodes);
        } catch (IllegalStateException e) {
            LOG.warn("what flows to {} just before its fault is not known: {}", nodes, e.getMessage());
        }
        injection.arm();
    }

    @Override
    public Duration lead() {
        return injection.lead();
    }

    @Override
    public Effect inject() {
        return injection.inject();
    }

    @Override
    public Bracket change(Fault stage) {
        return injection.change(stage);
    }

    @Override
    public Healed undo() {
        return injection.undo();
    }
}
