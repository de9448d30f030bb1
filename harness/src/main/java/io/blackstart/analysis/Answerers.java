package io.blackstart.analysis;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event.Undone;
import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.objective.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which node answered: how the answered requests were shared out before, during and after the faults, whose answers were
 * failures, and when a node that was hit answered for the last time before the undo and for the first time after it.
 *
 * <p>Source: the responses themselves, which name the node. Limits: a request that was refused or never answered names
 * nobody, so a node that is gone is known by its silence only: after its last answer it may still have been sent requests,
 * and before its first one as well. Shares are those of answers, not of requests that were sent.
 */
final class Answerers {

    /** Before the first fault took effect, until the last one was over, and after that. */
    private static final List<String> PHASES = List.of("before", "during", "after");

    private final Range load;
    private final Range during;
    private final Map<String, Answers> nodes = new TreeMap<>();
    private final long[] answered = new long[PHASES.size()];

    /** Those of one node, by phase; of none, what failed and nobody is known to have answered. */
    private static final class Answers {
        private final List<Hit> hits = new ArrayList<>();
        private final long[] answered = new long[PHASES.size()];
        private final long[] failed = new long[PHASES.size()];
    }

    /** A node under a fault, and the answers at its edges. */
    private static final class Hit {
        private final String step;
        private final Bracket effect;
        private final Optional<Bracket> over;
        private Optional<Bracket> last = Optional.empty();
        private Optional<Bracket> first = Optional.empty();

        Hit(String step, Bracket effect, Optional<Bracket> over) {
            this.step = step;
            this.effect = effect;
            this.over = over;
        }

        /** One that was sent while the fault was there, or after it. */
        void answer(Sample sample) {
            long from = sample.start();
            long to = sample.latestEnd();
            if (over.isPresent() && from >= over.get().from()) {
                first = first.filter(other -> other.to() <= to).or(() -> Optional.of(new Bracket(from, to)));
            } else if (to >= effect.from()) {
                last = last.filter(other -> other.from() >= from).or(() -> Optional.of(new Bracket(from, to)));
            }
        }

        Optional<Estimate> back() {
            return over.flatMap(undone -> first.map(answer -> between(undone, answer)));
        }

        Judgement.EdgeReport report() {
            return new Judgement.EdgeReport(step, last.map(answer -> between(effect, answer)), back());
        }
    }

    Answerers(Course course) {
        this.load = course.load();
        List<Disturbance> injected = course.disturbances().stream()
                .filter(disturbance -> disturbance.injected().isPresent())
                .toList();
        long from = injected.stream()
                .mapToLong(disturbance -> effect(disturbance).from())
                .min()
                .orElse(course.end());
        long to = Redundancy.lastOver(course).map(Bracket::to).orElse(course.end());
        this.during = new Range(from, Math.max(from, to));
        injected.forEach(disturbance -> disturbance.intended().targets().stream()
                .filter(target -> course.experiment().topology().node(target).isPresent())
                .forEach(node -> answers(node).hits.add(hit(disturbance))));
    }

    private Answers answers(String node) {
        return nodes.computeIfAbsent(node, name -> new Answers());
    }

    private static Bracket effect(Disturbance disturbance) {
        return disturbance.injected().orElseThrow().effective();
    }

    private static Hit hit(Disturbance disturbance) {
        return new Hit(
                disturbance.id(), effect(disturbance), disturbance.undone().map(Undone::undone));
    }

    /** Cut ones say nothing. */
    void count(Sample sample) {
        if (sample.outcome() == Outcome.CUT || !load.contains(sample.end())) {
            return;
        }
        int phase = phase(sample.end());
        Answers node = answers(sample.node());
        if (sample.outcome() == Outcome.FAILED) {
            node.failed[phase]++;
        }
        if (!sample.node().isEmpty()) {
            node.answered[phase]++;
            answered[phase]++;
            for (Hit hit : node.hits) {
                hit.answer(sample);
            }
        }
    }

    private int phase(long instant) {
        if (instant < during.from()) {
            return 0;
        }
        return instant < during.to() ? 1 : 2;
    }

    /**
     * From the undo of each node that was hit to its first answer, the longest; empty where one of them had none, or none was
     * undone.
     */
    Optional<Estimate> back() {
        List<Hit> hits =
                nodes.values().stream().flatMap(node -> node.hits.stream()).toList();
        boolean all = hits.stream().allMatch(hit -> hit.back().isPresent());
        return all
                ? hits.stream()
                        .map(hit -> hit.back().orElseThrow())
                        .max(Comparator.comparingDouble(
                                estimate -> estimate.value().orElseThrow()))
                : Optional.empty();
    }

    /** Nothing where no response named a node. */
    List<Judgement.NodeReport> report() {
        return Arrays.stream(answered).sum() == 0
                ? List.of()
                : nodes.entrySet().stream()
                        .map(node -> report(node.getKey(), node.getValue()))
                        .toList();
    }

    private Judgement.NodeReport report(String node, Answers answers) {
        List<Judgement.EdgeReport> edges =
                answers.hits.stream().map(Hit::report).toList();
        return new Judgement.NodeReport(node, shares(node, answers), edges);
    }

    private List<Judgement.ShareReport> shares(String node, Answers answers) {
        List<Judgement.ShareReport> shares = new ArrayList<>();
        for (int phase = 0; phase < PHASES.size(); phase++) {
            Estimate share = node.isEmpty()
                    ? Estimate.unmeasured("nobody is known to have answered")
                    : share(answers.answered[phase], answered[phase]);
            shares.add(new Judgement.ShareReport(
                    PHASES.get(phase), answers.answered[phase], answers.failed[phase], share));
        }
        return List.copyOf(shares);
    }

    private static Estimate between(Bracket origin, Bracket answer) {
        double low = Seconds.of(Math.max(0, answer.from() - origin.to()));
        double high = Seconds.of(Math.max(0, answer.to() - origin.from()));
        double value = Math.round((low + high) * 500_000) / 1_000_000.0;
        return Estimate.of(Math.max(low, Math.min(high, value)), low, high, "the request's start and end");
    }

    /**
     * A share with its 95 % interval: E. B. Wilson's score interval (J. Am. Stat. Assoc. 22, 1927). It takes each request to be
     * drawn by itself; a balancer that takes turns scatters less.
     */
    static Estimate share(long of, long all) {
        if (all == 0) {
            return Estimate.unmeasured("no request was answered");
        }
        double z = 1.959964;
        double share = (double) of / all;
        double denominator = 1 + z * z / all;
        double middle = (share + z * z / (2 * all)) / denominator;
        double half = z * Math.sqrt(share * (1 - share) / all + z * z / (4.0 * all * all)) / denominator;
        return Estimate.of(
                share,
                Math.min(share, Math.max(0, middle - half)),
                Math.max(share, Math.min(1, middle + half)),
                "Wilson's score interval, 95 %");
    }
}
