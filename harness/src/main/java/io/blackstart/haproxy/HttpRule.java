package io.blackstart.haproxy;

import io.blackstart.fault.Http;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A fault of requests as {@code link.lua} reads it. */
final class HttpRule {

    private static final String ANY = "-";

    private HttpRule() {}

    /** {@code id,share,method,path,act,value}, each percent-encoded. */
    static String text(String id, Http fault) {
        return String.join(
                ",",
                word(id),
                String.format(Locale.ROOT, "%.6f", fault.share()),
                fault.method().map(HttpRule::word).orElse(ANY),
                fault.path().map(HttpRule::word).orElse(ANY),
                act(fault));
    }

    private static String act(Http fault) {
        if (fault.abort()) {
            return "abort," + ANY;
        }
        return fault.status()
                .map(status -> "status," + status)
                .orElseGet(() -> "delay," + fault.delay().orElseThrow().toMillis());
    }

    /** Only letters and digits stay: neither the runtime API nor the rule has a meaning for them. */
    static String word(String text) {
        StringBuilder word = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = one >= 0 && Character.isLetterOrDigit((char) one);
            word.append(plain ? String.valueOf((char) one) : String.format(Locale.ROOT, "%%%02x", one & 0xff));
        }
        return word.toString();
    }
}
