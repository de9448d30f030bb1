package io.blackstart.haproxy;

import io.blackstart.engine.LinkProxies;
import io.blackstart.fault.Http;
import io.blackstart.fault.OnLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** One HAProxy. All faults of a way are told in one command. */
final class HaproxyServer implements LinkProxies.Server {

    /** As many ports as {@code haproxy.cfg} listens on. */
    static final int LAST_PORT = 20256;

    private final RuntimeApi api;
    private final Map<String, String> ports = new ConcurrentHashMap<>();

    HaproxyServer(RuntimeApi api) {
        this.api = api;
    }

    @Override
    public void carry(LinkProxies.Way way) throws LinkProxies.ServerLost {
        if (way.listenPort() > LAST_PORT) {
            throw new IllegalStateException("HAProxy has no port left for " + way.name());
        }
        String port = String.valueOf(way.listenPort());
        ask("carry", port, way.upstream());
        ports.put(way.name(), port);
    }

    @Override
    public List<String> set(String way, Map<String, OnLink> faults) throws LinkProxies.ServerLost {
        List<String> words = new ArrayList<>(List.of("set", ports.get(way)));
        faults.forEach((id, fault) -> words.add(HttpRule.text(id, (Http) fault)));
        ask(words.toArray(String[]::new));
        return List.of();
    }

    @Override
    public List<String> shown(String way, String id, OnLink fault) throws LinkProxies.ServerLost {
        String rule = HttpRule.text(id, (Http) fault);
        return line(way, id)
                .filter(line -> line.startsWith(rule + " "))
                .map(line -> List.of("rule " + rule + " on " + way))
                .orElse(List.of());
    }

    /** A line a fault: {@code RULE MATCHED ACTED}. */
    private Optional<String> line(String way, String id) throws LinkProxies.ServerLost {
        String beginning = HttpRule.word(id) + ",";
        return ask("show", ports.get(way)).stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst();
    }

    @Override
    public void cut(String way) throws LinkProxies.ServerLost {
        ask("cut", ports.get(way));
    }

    /** Requests that it acted on; that some only matched proves nothing of it. */
    @Override
    public OptionalLong met(String way, String id) throws LinkProxies.ServerLost {
        return line(way, id)
                .map(line -> OptionalLong.of(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))))
                .orElse(OptionalLong.empty());
    }

    private List<String> ask(String... words) throws LinkProxies.ServerLost {
        try {
            return api.ask(words);
        } catch (IOException e) {
            throw new LinkProxies.ServerLost("HAProxy did not answer as it should: " + e.getMessage(), e);
        }
    }
}
