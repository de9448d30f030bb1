package io.blackstart.toxiproxy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import io.blackstart.engine.LinkProxies;
import io.blackstart.fault.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One Toxiproxy. Never {@code /reset}: it hangs where a receiver has stopped reading. */
final class ToxiproxyServer implements LinkProxies.Server {

    private final ToxiproxyClient client;
    private final Map<String, Proxy> proxies = new ConcurrentHashMap<>();

    ToxiproxyServer(ToxiproxyClient client) {
        this.client = client;
    }

    @Override
    public void carry(String proxy, int listenPort, String upstream) {
        try {
            proxies.put(proxy, client.createProxy(proxy, "0.0.0.0:" + listenPort, upstream));
        } catch (IOException e) {
            throw new IllegalStateException("Toxiproxy refused the proxy " + proxy + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> add(String proxy, String id, Fault fault) {
        try {
            Toxics.add(proxies.get(proxy).toxics(), id, fault);
            return present(proxy, id).stream()
                    .map(toxic -> describe(proxy, toxic))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Toxiproxy refused " + fault.kind() + " on " + proxy + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> remove(String proxy, String id) {
        try {
            for (Toxic toxic : present(proxy, id)) {
                toxic.remove();
            }
            return List.of();
        } catch (IOException e) {
            return safely(proxy, id, e);
        }
    }

    /** Disable, delete, enable: right where a receiver has stopped reading; it ends the connections of the link. */
    private List<String> safely(String proxy, String id, IOException first) {
        try {
            Proxy bad = proxies.get(proxy);
            bad.disable();
            for (Toxic toxic : present(proxy, id)) {
                toxic.remove();
            }
            bad.enable();
            return List.of();
        } catch (IOException e) {
            e.addSuppressed(first);
            return List.of(proxy + " could not be healed: " + e.getMessage());
        }
    }

    private List<Toxic> present(String proxy, String id) throws IOException {
        List<Toxic> present = new ArrayList<>();
        for (Toxic toxic : proxies.get(proxy).toxics().getAll()) {
            if (toxic.getName().equals(id + "-upstream") || toxic.getName().equals(id + "-downstream")) {
                present.add(toxic);
            }
        }
        return present;
    }

    private static String describe(String proxy, Toxic toxic) {
        return "toxic " + toxic.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + " "
                + toxic.getStream().name().toLowerCase(java.util.Locale.ROOT) + " on " + proxy
                + (toxic.getToxicity() < 1 ? ", share " + toxic.getToxicity() : "");
    }
}
