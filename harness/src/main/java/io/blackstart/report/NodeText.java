package io.blackstart.report;

import io.blackstart.analysis.Judgement;
import io.blackstart.objective.Estimate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which node answered, for people, a line each. */
final class NodeText {

    private NodeText() {}

    static List<String> lines(List<Judgement.NodeReport> nodes) {
        List<Judgement.NodeReport> named =
                nodes.stream().filter(NodeText::answered).toList();
        return Stream.concat(
                        named.stream().map(NodeText::shares),
                        named.stream().flatMap(node -> node.edges().stream().map(edge -> edge(node.node(), edge))))
                .toList();
    }

    private static boolean answered(Judgement.NodeReport node) {
        return !node.node().isEmpty() && node.phases().stream().anyMatch(phase -> phase.answered() > 0);
    }

    private static String shares(Judgement.NodeReport node) {
        long failed =
                node.phases().stream().mapToLong(Judgement.ShareReport::failed).sum();
        return node.node() + " gave "
                + node.phases().stream()
                        .filter(phase -> phase.share().value().isPresent())
                        .map(phase -> share(phase.share()) + " of all answers " + phase.phase())
                        .collect(Collectors.joining(", "))
                + (failed == 0 ? "" : "; " + failed + " of its answers were failures");
    }

    private static String share(Estimate share) {
        return Numbers.text(share.value(), "ratio") + " (" + Numbers.text(share.low(), "ratio") + " … "
                + Numbers.text(share.high(), "ratio") + ")";
    }

    private static String edge(String node, Judgement.EdgeReport edge) {
        return node + ": last answer "
                + edge.lastAnswer()
                        .map(last -> Terminal.figure(last, "s") + " after the fault (step " + edge.step() + ")")
                        .orElse("before the fault (step " + edge.step() + ")")
                + ", first one again "
                + edge.firstAnswer()
                        .map(first -> Terminal.figure(first, "s") + " after the undo")
                        .orElse("never");
    }
}
