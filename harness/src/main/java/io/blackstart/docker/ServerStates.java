package io.blackstart.docker;

import io.blackstart.journal.Sign;
import io.blackstart.topology.StatusPage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which servers HAProxy takes for down, by its own statistics as a table. A server on its way there ({@code UP 1/3}) is not down,
 * one on its way back ({@code DOWN 1/2}) still is. Source: HAProxy 3.0, management guide, 9.1 (CSV format): fields 1 (pxname),
 * 2 (svname), 18 (status), 24 (lastchg), 37 (check_status), found by the names in the table's first line.
 */
final class ServerStates implements SignBoard {

    private static final Sign DOWN = Sign.balancer("down");
    private static final List<String> SUMS = List.of("FRONTEND", "BACKEND");

    private final StatusPage page;

    ServerStates(StatusPage page) {
        this.page = page;
    }

    @Override
    public Sign.Kind kind() {
        return Sign.Kind.BALANCER;
    }

    @Override
    public List<String> from() {
        return page.from();
    }

    @Override
    public URI uri(String address) {
        return URI.create("http://" + address + ":" + page.port() + page.path());
    }

    @Override
    public Map<Shown, String> read(byte[] answer) throws IOException {
        List<String> lines = new String(answer, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.get(0).startsWith("# pxname,svname,")) {
            throw new IOException("the answer is no table of HAProxy's statistics");
        }
        List<String> names = List.of(lines.get(0).substring(2).split(",", -1));
        Map<Shown, String> down = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            Row row = new Row(names, List.of(line.split(",", -1)));
            if (row.field("status").startsWith("DOWN") && !SUMS.contains(row.field("svname"))) {
                down.put(row.shown(), row.said());
            }
        }
        return down;
    }

    /** A server's line. What may hold a comma stands behind all that is asked for. */
    private record Row(List<String> names, List<String> fields) {

        String field(String name) {
            int at = names.indexOf(name);
            return at >= 0 && at < fields.size() ? fields.get(at) : "";
        }

        Shown shown() {
            return new Shown(DOWN, Map.of("backend", field("pxname"), "server", field("svname")));
        }

        String said() {
            return "since " + field("lastchg") + " s by its own clock, last check " + field("check_status");
        }
    }
}
