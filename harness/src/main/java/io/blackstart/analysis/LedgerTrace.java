package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.analysis.Explanation.Written;
import io.blackstart.load.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A figure of the ledger: what was counted, the first writes that it counts, and which replicas gave them back. */
final class LedgerTrace implements Trace {

    private static final int MOST = 10;

    private final String key;
    private final LedgerCheck ledger;
    private final List<Write> examples;
    private final List<String> givenBack = new ArrayList<>();
    private final Map<String, Map<String, Integer>> found = new HashMap<>();
    private final Instants instants;

    LedgerTrace(String key, LedgerCheck ledger, Map<String, RunFacts.Scan<String>> readBack, Instants instants) {
        this.key = key;
        this.ledger = ledger;
        this.instants = instants;
        this.examples = ledger.examples(key).stream().limit(MOST).toList();
        examples.forEach(write -> found.put(write.id(), new TreeMap<>()));
        readBack.forEach(this::replica);
    }

    /** What a replica gave back is seen once more, and only what is found of the examples is kept. */
    private void replica(String node, RunFacts.Scan<String> ids) {
        long[] count = {0};
        ids.forEach(id -> {
            count[0]++;
            Map<String, Integer> nodes = found.get(id);
            if (nodes != null) {
                nodes.merge(node, 1, Integer::sum);
            }
        });
        givenBack.add(node + " gave back " + count[0] + " ids");
    }

    @Override
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>(List.of(Part.of("what was counted", counts())));
        if (!examples.isEmpty()) {
            parts.add(new Part(
                    title(),
                    List.of(),
                    List.of(),
                    examples.stream().map(this::written).toList()));
        }
        if (key.equals("rpo")) {
            ledger.rpo().surely().ifPresent(surely -> parts.add(Part.of("how it adds up", ends(surely))));
        }
        return parts;
    }

    private String title() {
        if (!key.equals("rpo")) {
            return "the first of them";
        }
        return examples.size() == 1
                ? "the oldest lost write"
                : "the oldest lost write, and the one that was surely lost longest";
    }

    private List<String> ends(Rpo.Reach surely) {
        Rpo.Reach perhaps = ledger.rpo().perhaps().orElseThrow();
        return List.of(Arithmetic.low(surely.elapsed(), instants), Arithmetic.high(perhaps.elapsed(), instants));
    }

    private List<String> counts() {
        Judgement.LedgerReport report = ledger.report();
        List<String> lines = new ArrayList<>();
        lines.add(report.acknowledged() + " writes acknowledged, " + report.refused() + " refused for sure, "
                + report.unknown() + " unknown");
        lines.addAll(givenBack);
        ledger.effect().ifPresent(effect -> lines.add("the first fault took effect " + instants.text(effect)));
        return lines;
    }

    private Written written(Write write) {
        List<String> nodes = found.get(write.id()).entrySet().stream()
                .map(node -> node.getValue() == 1 ? node.getKey() : node.getKey() + " × " + node.getValue())
                .toList();
        return new Written(
                write.id(), instants.of(write.sent()), instants.of(write.answered()), write.outcome(), nodes);
    }
}
