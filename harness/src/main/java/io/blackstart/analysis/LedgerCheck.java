package io.blackstart.analysis;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event.LedgerUnreadable;
import io.blackstart.load.Write;
import io.blackstart.objective.Estimate;
import io.blackstart.topology.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The ledger's figures: {@code lostWrites}, {@code lostAfter}, {@code duplicatedWrites}, {@code resurrectedWrites},
 * {@code staleWrites}, {@code unknownWrites} (counts) and {@code rpo} (seconds).
 *
 * <p>Only an acknowledged write can be lost: it is, where no replica has it. It is stale where one has it and another
 * has not; duplicated where one replica gives it more than once, whatever became of it; resurrected where it was refused
 * for sure and is there. A write without an answer may be there or not, and is counted beside the others only. That nothing
 * is duplicated or resurrected is believed of a reader only that gave back a write which was sent after the last fault was
 * over: one that sees an old state, or nothing, would find neither.
 *
 * <p>Source: every write of {@code ledger.bin} against what each replica gave back after settling. Limits: where a
 * single replica could not be read, none of these can be told, because it may be the one that has the write.
 */
final class LedgerCheck {

    /** Figures that say something of acknowledged writes only. */
    private static final Set<String> OF_ACKNOWLEDGED = Set.of("lostWrites", "lostAfter", "staleWrites", "rpo");

    /** Figures that say of something that it is not there: a reader that sees too little would make them good. */
    private static final Set<String> OF_ABSENCE = Set.of("duplicatedWrites", "resurrectedWrites");

    private static final int IDS_SHOWN = 100;

    private final Course course;
    private final Set<String> nodes;
    private final Optional<Bracket> effect;
    private final long over;
    private final Rpo rpo;
    private final List<String> lostIds = new ArrayList<>();
    private final Map<String, List<Write>> examples = new HashMap<>();
    private long acknowledged;
    private long acknowledgedSince;
    private long seenSince;
    private long refused;
    private long unknown;
    private long lost;
    private long lostAfterSurely;
    private long lostAfterPerhaps;
    private long duplicated;
    private long resurrected;
    private long stale;

    LedgerCheck(Course course, RunFacts facts) {
        this.course = course;
        this.nodes = facts.readBack().keySet();
        List<Bracket> effects = Origin.effects(course).stream().map(Origin::at).toList();
        this.effect = effects.stream().findFirst();
        this.over = Origin.lastUndo(course).map(undo -> undo.at().to()).orElse(course.zero());
        this.rpo = new Rpo(effects);
        Copies copies = new Copies();
        facts.readBack().values().forEach(copies::replica);
        facts.writes().forEach(write -> write(write, copies.find(write.id())));
    }

    private void write(Write write, Copies.Found found) {
        if (found.twice()) {
            duplicated++;
            keep("duplicatedWrites", write);
        }
        switch (write.outcome()) {
            case ACKNOWLEDGED -> acknowledged(write, found);
            case REFUSED -> refused(write, found);
            case UNKNOWN -> {
                unknown++;
                keep("unknownWrites", write);
            }
        }
    }

    private void acknowledged(Write write, Copies.Found found) {
        acknowledged++;
        if (write.sent() > over) {
            acknowledgedSince++;
            seenSince += found.anywhere() ? 1 : 0;
        }
        if (!found.anywhere()) {
            lost(write);
        } else if (!found.everywhere()) {
            stale++;
            keep("staleWrites", write);
        }
    }

    private void refused(Write write, Copies.Found found) {
        refused++;
        if (found.anywhere()) {
            resurrected++;
            keep("resurrectedWrites", write);
        }
    }

    private void lost(Write write) {
        lost++;
        keep("lostWrites", write);
        rpo.lost(write);
        if (lostIds.size() < IDS_SHOWN) {
            lostIds.add(write.id());
        }
        effect.ifPresent(bracket -> {
            lostAfterSurely += write.answered() > bracket.to() ? 1 : 0;
            if (write.answered() > bracket.from()) {
                lostAfterPerhaps++;
                keep("lostAfter", write);
            }
        });
    }

    private void keep(String key, Write write) {
        List<Write> kept = examples.computeIfAbsent(key, unseen -> new ArrayList<>());
        if (kept.size() < IDS_SHOWN) {
            kept.add(write);
        }
    }

    /** The first writes that a figure counts, {@value #IDS_SHOWN} at most; of {@code rpo} those that decide it. */
    List<Write> examples(String key) {
        return key.equals("rpo") ? rpo.deciding() : examples.getOrDefault(key, List.of());
    }

    /** When the first fault took effect; absent in a control run. */
    Optional<Bracket> effect() {
        return effect;
    }

    /** How far back the lost writes reach. */
    Rpo rpo() {
        return rpo;
    }

    /** The estimate of one of its figures. */
    Estimate estimate(String key) {
        if (key.equals("unknownWrites")) {
            return exactly(unknown, "writes without a certain answer");
        }
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return Estimate.unmeasured(obstacle.get());
        }
        if (OF_ACKNOWLEDGED.contains(key) && acknowledged == 0) {
            return Estimate.unmeasured("no write was acknowledged, so none could be lost");
        }
        boolean found = key.equals("duplicatedWrites") ? duplicated > 0 : resurrected > 0;
        if (OF_ABSENCE.contains(key) && !found && seenSince == 0) {
            return Estimate.unmeasured(blind());
        }
        return switch (key) {
            case "lostWrites" -> exactly(lost, method("missing on every replica") + unknown());
            case "duplicatedWrites" -> exactly(duplicated, method("read back more than once from a replica"));
            case "resurrectedWrites" ->
                exactly(resurrected, refused + " refused writes, " + nodes.size() + " replicas: refused and there");
            case "staleWrites" -> exactly(stale, method("on some replica and not on another"));
            case "lostAfter" -> lostAfter();
            case "rpo" -> sinceOldestLost();
            default -> throw new IllegalArgumentException("not a figure of the ledger: " + key);
        };
    }

    /** Why the reader cannot be believed when it says that something is not there. */
    private String blind() {
        return acknowledgedSince == 0
                ? "no write was acknowledged after the last fault was over, so nothing shows that the reader sees what is new"
                : "none of the " + acknowledgedSince
                        + " writes acknowledged after the last fault was over was read back: "
                        + "the reader cannot be believed";
    }

    /** Whether that is the key of one of its figures. */
    static boolean isKey(String key) {
        return key.endsWith("Writes") || key.equals("lostAfter") || key.equals("rpo");
    }

    private String method(String what) {
        return acknowledged + " acknowledged writes, " + nodes.size() + " replicas read back: " + what;
    }

    private String unknown() {
        return unknown == 0 ? "" : "; " + unknown + " unknown writes beside them";
    }

    private static Estimate exactly(long count, String method) {
        return Estimate.exactly((double) count, method);
    }

    private Estimate lostAfter() {
        if (effect.isEmpty()) {
            return Estimate.unmeasured("there was no fault");
        }
        String method = method("lost and acknowledged after the fault's effect");
        return Estimate.of((double) lostAfterPerhaps, (double) lostAfterSurely, (double) lostAfterPerhaps, method);
    }

    private Estimate sinceOldestLost() {
        if (lost == 0) {
            return exactly(0, method("none lost"));
        }
        return effect.isEmpty()
                ? Estimate.unmeasured("writes are lost, and there was no fault to count from")
                : rpo.estimate(method("from the oldest lost one's answer"));
    }

    /** Why what was read back tells nothing. */
    private Optional<String> obstacle() {
        Optional<String> unreadable = course.all(LedgerUnreadable.class)
                .map(event -> "the ledger of " + event.node() + " could not be read back: " + event.why())
                .findFirst();
        if (unreadable.isPresent()) {
            return unreadable;
        }
        Set<String> missing = new LinkedHashSet<>(expected());
        missing.removeAll(nodes);
        if (!missing.isEmpty()) {
            return Optional.of("the ledger was not read back from " + String.join(", ", missing));
        }
        if (nodes.isEmpty()) {
            return Optional.of("no ledger was read back");
        }
        return acknowledged + refused + unknown == 0 ? Optional.of("nothing was written") : Optional.empty();
    }

    private List<String> expected() {
        return course.experiment().topology().ledger().stream()
                .flatMap(ledger -> course.experiment().topology().nodesOf(ledger.from()).stream())
                .map(Node::name)
                .toList();
    }

    /** As the report has it. */
    Judgement.LedgerReport report() {
        boolean told = obstacle().isEmpty();
        return new Judgement.LedgerReport(
                acknowledged,
                refused,
                unknown,
                told(told, lost),
                told(told && effect.isPresent(), lostAfterPerhaps),
                told(told, duplicated),
                told(told, resurrected),
                told(told, stale),
                told ? List.copyOf(lostIds) : List.of());
    }

    private static OptionalLong told(boolean told, long count) {
        return told ? OptionalLong.of(count) : OptionalLong.empty();
    }
}
