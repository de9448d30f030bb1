package io.blackstart.definition;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** IP addresses, as text. Nothing is looked up. */
final class Addresses {

    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern LIKE_IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private Addresses() {}

    /** Whether it is one, of either kind; an IPv6 address may stand in brackets. */
    static boolean isAddress(String text) {
        return IPV4.matcher(text).matches() || isIpv6(bare(text));
    }

    /** Without brackets. */
    static String bare(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    private static boolean isIpv6(String text) {
        if (!LIKE_IPV6.matcher(text).matches()) {
            return false; // What has a colon and only such characters is never looked up as a name.
        }
        try {
            return InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
