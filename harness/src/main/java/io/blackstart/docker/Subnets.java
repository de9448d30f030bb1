package io.blackstart.docker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Subnets for runs: /24s out of 198.18.0.0/15, which RFC 2544 reserves for benchmarks, so that they clash neither with people's
 * VPNs nor with the engine's default pools.
 */
final class Subnets {

    private static final int BASE = (198 << 8) + 18;
    private static final int COUNT = 512;

    private Subnets() {}

    /** Those that overlap none of {@code taken} (CIDR), beginning at a place that {@code salt} chooses. */
    static List<String> free(Collection<String> taken, int salt) {
        List<String> free = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            String subnet = subnet(Math.floorMod(salt + i, COUNT));
            if (taken.stream().noneMatch(other -> overlap(subnet, other))) {
                free.add(subnet);
            }
        }
        return free;
    }

    private static String subnet(int index) {
        int second = BASE % 256 + index / 256;
        return (BASE >> 8) + "." + second + "." + index % 256 + ".0/24";
    }

    /** The address with that last number in a /24. */
    static String address(String subnet, int host) {
        return subnet.substring(0, subnet.lastIndexOf('.') + 1) + host;
    }

    static boolean overlap(String a, String b) {
        if (a.contains(":") || b.contains(":")) {
            return false;
        }
        int bits = Math.min(prefix(a), prefix(b));
        long mask = bits == 0 ? 0 : 0xffffffffL << (32 - bits) & 0xffffffffL;
        return (number(a) & mask) == (number(b) & mask);
    }

    private static int prefix(String cidr) {
        return Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    }

    private static long number(String cidr) {
        long number = 0;
        for (String part : cidr.substring(0, cidr.indexOf('/')).split("\\.")) {
            number = number * 256 + Integer.parseInt(part);
        }
        return number;
    }
}
