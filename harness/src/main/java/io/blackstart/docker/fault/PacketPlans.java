package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.fault.DnsOutage;
import io.blackstart.fault.Isolate;
import io.blackstart.fault.Loss;
import io.blackstart.fault.OnPackets;
import io.blackstart.fault.Partition;
import io.blackstart.fault.Reject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Each fault of packets as rules on nodes. */
final class PacketPlans {

    private static final int PARTS = 100_000;

    private final Ways ways;

    PacketPlans(Ways ways) {
        this.ways = ways;
    }

    Map<Pod, List<PacketRule>> of(OnPackets fault, Collection<Pod> targets) {
        Ways.Sheet sheet = new Ways.Sheet();
        if (fault instanceof Partition partition) {
            partition(sheet, partition);
        } else {
            targets.forEach(pod -> on(sheet, fault, pod));
        }
        return sheet.rules();
    }

    /** Those whose own rules make a fault of these nodes: they themselves, and who calls them over a proxy. */
    List<Pod> makers(Collection<Pod> targets) {
        Set<Pod> makers = new LinkedHashSet<>(targets);
        for (Pod target : targets) {
            ways.others(target).stream()
                    .filter(caller -> !ways.asked(caller, target).isEmpty())
                    .forEach(makers::add);
        }
        return List.copyOf(makers);
    }

    private void on(Ways.Sheet sheet, OnPackets fault, Pod pod) {
        if (fault instanceof Isolate) {
            isolate(sheet, pod);
        } else if (fault instanceof Loss loss) {
            lose(sheet, pod, loss.share());
        } else if (fault instanceof Reject) {
            reject(sheet, pod);
        } else if (fault instanceof DnsOutage) {
            names(sheet, pod);
        } else {
            throw new IllegalArgumentException(fault.kind() + " has no packet rules");
        }
    }

    /** Nothing in, nothing out: what a lost host does. */
    Map<Pod, List<PacketRule>> silence(Collection<Pod> targets) {
        Ways.Sheet sheet = new Ways.Sheet();
        targets.forEach(pod -> isolate(sheet, pod));
        return sheet.rules();
    }

    /**
     * Dropped at the node itself, both ways; what it sends to peers as datagrams is dropped at them, because a sender whose own
     * packet is dropped is told so. What comes from a link's proxy is let through: the proxy's callers are cut off from it
     * instead.
     */
    private void isolate(Ways.Sheet sheet, Pod pod) {
        List<Pod> peers = ways.others(pod);
        for (Pod peer : peers) {
            ways.between(pod, peer).forEach(met -> sheet.add(met.pod(), PacketRule.drop(met.hook(), met.match())));
            ways.between(peer, pod).stream()
                    .filter(met -> !(met.pod().equals(pod) && met.hook() == PacketRule.Hook.IN))
                    .forEach(met -> sheet.add(met.pod(), PacketRule.drop(met.hook(), met.match())));
        }
        sheet.add(pod, PacketRule.drop(PacketRule.Hook.IN, ways.notProxy("saddr")));
        sheet.add(pod, PacketRule.drop(PacketRule.Hook.IN, "meta nfproto ipv6"));
        sheet.add(pod, PacketRule.drop(PacketRule.Hook.OUT, ways.notProxy("daddr") + " meta l4proto != udp"));
        sheet.add(pod, PacketRule.drop(PacketRule.Hook.OUT, ways.neither("daddr", peers) + " meta l4proto udp"));
        sheet.add(pod, PacketRule.drop(PacketRule.Hook.OUT, "meta nfproto ipv6"));
        viaProxy(pod).forEach(match -> sheet.add(pod, PacketRule.drop(PacketRule.Hook.IN, match)));
    }

    /** What comes back to a caller from the proxies of its own links. */
    private List<String> viaProxy(Pod caller) {
        return ways.others(caller).stream()
                .flatMap(callee -> ways.answered(caller, callee).stream())
                .toList();
    }

    private void partition(Ways.Sheet sheet, Partition partition) {
        List<List<String>> groups = partition.groups();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                cut(sheet, groups.get(i), groups.get(j));
                if (partition.direction() == Partition.Cut.BOTH) {
                    cut(sheet, groups.get(j), groups.get(i));
                }
            }
        }
    }

    private void cut(Ways.Sheet sheet, List<String> from, List<String> to) {
        for (Pod sender : ways.pods(from)) {
            for (Pod receiver : ways.pods(to)) {
                ways.between(sender, receiver)
                        .forEach(met -> sheet.add(met.pod(), PacketRule.drop(met.hook(), met.match())));
            }
        }
    }

    /** Each packet once: what the node receives is lost at it, what it sends is lost at its peers. */
    private void lose(Ways.Sheet sheet, Pod pod, double share) {
        String random = random(share);
        sheet.add(pod, lost(PacketRule.Hook.IN, ways.notProxy("saddr") + random));
        viaProxy(pod).forEach(match -> sheet.add(pod, lost(PacketRule.Hook.IN, match + random)));
        for (Pod peer : ways.others(pod)) {
            ways.between(pod, peer).forEach(met -> sheet.add(met.pod(), lost(met.hook(), met.match() + random)));
            ways.asked(peer, pod).forEach(match -> sheet.add(peer, lost(PacketRule.Hook.OUT, match + random)));
        }
    }

    /** Matches that share of packets; nft refuses a comparison that is always true. */
    private static String random(double share) {
        long parts = Math.round(share * PARTS);
        return parts >= PARTS ? "" : " numgen random mod " + PARTS + " < " + parts;
    }

    private static PacketRule lost(PacketRule.Hook hook, String match) {
        return new PacketRule(hook, PacketRule.Rank.LOSE, match, "drop");
    }

    private void reject(Ways.Sheet sheet, Pod pod) {
        String others = ways.notProxy("saddr");
        sheet.add(pod, rejected(PacketRule.Hook.IN, others + " meta l4proto tcp", "reject with tcp reset"));
        sheet.add(pod, rejected(PacketRule.Hook.IN, others + " meta l4proto != tcp", "reject"));
        viaProxy(pod).forEach(match -> sheet.add(pod, rejected(PacketRule.Hook.IN, match, "reject with tcp reset")));
        for (Pod peer : ways.others(pod)) {
            ways.asked(peer, pod)
                    .forEach(match -> sheet.add(peer, rejected(PacketRule.Hook.OUT, match, "reject with tcp reset")));
        }
    }

    private static PacketRule rejected(PacketRule.Hook hook, String match, String verdict) {
        return new PacketRule(hook, PacketRule.Rank.REJECT, match, verdict);
    }

    /** The engine rewrites look-ups to a port of its own: connection tracking knows what they were. */
    private void names(Ways.Sheet sheet, Pod pod) {
        for (String match :
                List.of("meta l4proto udp ct original proto-dst 53", "meta l4proto tcp ct original proto-dst 53")) {
            sheet.add(pod, new PacketRule(PacketRule.Hook.IN, PacketRule.Rank.NAMES, match, "drop"));
        }
    }
}
