package io.blackstart.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackstart.engine.LinkProxies;
import io.blackstart.fault.OnLink;
import io.blackstart.fault.Refuse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** One Toxiproxy. Never {@code /reset}: it hangs where a receiver has stopped reading. */
final class ToxiproxyServer implements LinkProxies.Server {

    private final ToxiproxyApi api;
    private final Map<String, Known> proxies = new ConcurrentHashMap<>();

    /** What a proxy has, as far as the server said so. Calls about one proxy come one after the other. */
    private static final class Known {
        private final Map<String, Toxic> toxics = new LinkedHashMap<>();
        private boolean enabled = true;
    }

    ToxiproxyServer(ToxiproxyApi api) {
        this.api = api;
    }

    @Override
    public void carry(LinkProxies.Way way) throws LinkProxies.ServerLost {
        try {
            api.create(way);
            proxies.putIfAbsent(way.name(), new Known());
        } catch (IOException e) {
            throw lost(e);
        }
    }

    @Override
    public List<String> set(String way, Map<String, OnLink> faults) throws LinkProxies.ServerLost {
        Toxics wanted = Toxics.of(faults);
        try {
            plainly(way, wanted);
            return List.of();
        } catch (IOException stuck) {
            return safely(way, wanted, stuck);
        }
    }

    private void plainly(String way, Toxics wanted) throws IOException {
        Known known = proxies.get(way);
        change(way, known, wanted);
        if (known.enabled == wanted.refused()) {
            enable(way, known, !wanted.refused());
        }
    }

    private void change(String way, Known known, Toxics wanted) throws IOException {
        for (String name : surplus(known, wanted)) {
            api.delete(way, name);
            known.toxics.remove(name);
        }
        for (Toxic toxic : wanted.toxics().values()) {
            Toxic there = known.toxics.get(toxic.name());
            if (there == null) {
                api.put(way, toxic);
            } else if (!there.same(toxic)) {
                api.update(way, toxic);
            }
            known.toxics.put(toxic.name(), toxic);
        }
    }

    /** The last one first: one before another may hold what the other must not get any more. */
    private static List<String> surplus(Known known, Toxics wanted) {
        List<String> surplus = new ArrayList<>(known.toxics.keySet());
        surplus.removeAll(wanted.toxics().keySet());
        Collections.reverse(surplus);
        return surplus;
    }

    private void enable(String way, Known known, boolean enabled) throws IOException {
        api.enable(way, enabled);
        known.enabled = enabled;
    }

    /** Disable, change, enable: right where a receiver has stopped reading, which holds every change of a toxic. */
    private List<String> safely(String way, Toxics wanted, IOException stuck) throws LinkProxies.ServerLost {
        Known known = proxies.get(way);
        try {
            enable(way, known, false);
            known.toxics.clear();
            toxics(api.proxy(way)).forEach(toxic -> known.toxics.put(toxic.name(), toxic));
            change(way, known, wanted);
            if (!wanted.refused()) {
                enable(way, known, true);
            }
            return List.of("toxiproxy: the connections on " + way
                    + " were closed, it took no change while they were open: " + stuck.getMessage());
        } catch (IOException e) {
            e.addSuppressed(stuck);
            throw lost(e);
        }
    }

    @Override
    public List<String> shown(String way, String id, OnLink fault) throws LinkProxies.ServerLost {
        try {
            JsonNode proxy = api.proxy(way);
            return fault instanceof Refuse ? disabled(way, proxy) : present(way, proxy, Toxics.of(id, fault));
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private static List<String> disabled(String way, JsonNode proxy) {
        return proxy.path("enabled").asBoolean(true) ? List.of() : List.of("proxy " + way + " is disabled");
    }

    private static List<String> present(String way, JsonNode proxy, List<Toxic> wanted) {
        List<String> evidence = new ArrayList<>();
        for (Toxic toxic : toxics(proxy)) {
            wanted.stream().filter(toxic::same).forEach(one -> evidence.add(one + " on " + way));
        }
        return evidence.size() == wanted.size() ? evidence : List.of();
    }

    private static List<Toxic> toxics(JsonNode proxy) {
        List<Toxic> toxics = new ArrayList<>();
        proxy.path("toxics").forEach(toxic -> toxics.add(Toxic.of(toxic)));
        return toxics;
    }

    /** Where it is disabled nothing is open, and only the end of the refusal may enable it. */
    @Override
    public void cut(String way) throws LinkProxies.ServerLost {
        Known known = proxies.get(way);
        if (!known.enabled) {
            return;
        }
        try {
            enable(way, known, false);
            enable(way, known, true);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** It counts bytes, and these only when a connection ends. */
    @Override
    public OptionalLong met(String way, String id) {
        return OptionalLong.empty();
    }

    private static LinkProxies.ServerLost lost(IOException e) {
        return new LinkProxies.ServerLost("Toxiproxy did not answer as it should: " + e.getMessage(), e);
    }
}
