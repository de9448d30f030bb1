package io.blackstart.docker.fault;

import io.blackstart.engine.Injection;
import io.blackstart.journal.Bracket;
import java.util.List;

/**
 * What became of a fault on one node.
 *
 * @param when it took effect
 * @param applied whether it was there
 * @param evidence a line, with the node's name
 */
record NodeEffect(Bracket when, boolean applied, String evidence) {

    /** Of all nodes: it was there where it was there on each of them. */
    static Injection.Effect together(long asked, List<NodeEffect> each) {
        Bracket when = each.stream().map(NodeEffect::when).reduce(Bracket::span).orElseGet(() -> Bracket.at(asked));
        boolean applied = !each.isEmpty() && each.stream().allMatch(NodeEffect::applied);
        return new Injection.Effect(
                asked, when, applied, each.stream().map(NodeEffect::evidence).toList());
    }

    /** Of a fault that could not be made ready. */
    static Injection.Effect none(long asked, String why) {
        return new Injection.Effect(asked, Bracket.at(asked), false, List.of(why));
    }
}
