package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.analysis.Explanation.Request;
import io.blackstart.analysis.Stretch.Instant;
import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stretch: its edges, and the requests that gave each end of their intervals. */
final class StretchTrace {

    private final Degradation criterion;
    private final Stretch stretch;
    private final Instants instants;
    private final List<Shown> shown = new ArrayList<>();

    /** A request that is looked for, and what it shows. */
    private record Shown(String what, Evidence evidence, Lookup.Wanted request) {}

    StretchTrace(Degradation criterion, Stretch stretch, Instants instants, Lookup lookup) {
        this.criterion = criterion;
        this.stretch = stretch;
        this.instants = instants;
        begin(stretch.from(), lookup);
        stretch.to().ifPresent(to -> end(to, lookup));
    }

    private void begin(Instant from, Lookup lookup) {
        Proof proof = from.proof();
        String before = proof.certain() ? "last good one before" : "first beyond doubt before";
        proof.earliest()
                .ifPresent(evidence -> show(
                        before + ": had not begun before "
                                + instants.text(from.truth().from()),
                        evidence,
                        lookup));
        String within = proof.certain() ? "first bad one" : "first beyond doubt within";
        show(within + ": had begun by " + instants.text(from.truth().to()), proof.latest(), lookup);
    }

    private void end(Instant to, Lookup lookup) {
        Proof proof = to.proof();
        String within = proof.certain() ? "last bad one" : "last beyond doubt within";
        proof.earliest()
                .ifPresent(evidence -> show(
                        within + ": was not over before "
                                + instants.text(to.truth().from()),
                        evidence,
                        lookup));
        String after = proof.certain() ? "first good one after" : "first beyond doubt after";
        show(after + ": was over by " + instants.text(to.truth().to()), proof.latest(), lookup);
    }

    private void show(String what, Evidence evidence, Lookup lookup) {
        shown.add(new Shown(what, evidence, lookup.first(1, sample -> criterion.proves(sample, evidence))));
    }

    /** The part of a trace. */
    Part part(String title, List<String> more) {
        List<String> lines = new ArrayList<>();
        lines.add("began " + instants.text(stretch.from().truth()) + ", best "
                + instants.text(stretch.from().value()) + "; "
                + stretch.to().map(this::over).orElse("still so at the end of the watch"));
        lines.add("by " + criterion.name() + ", " + share() + " of its requests were bad" + certainty());
        earliest().ifPresent(lines::add);
        lines.addAll(more);
        return Part.of(title, lines, requests());
    }

    private String over(Instant to) {
        return "was over " + instants.text(to.truth()) + ", best " + instants.text(to.value());
    }

    private String share() {
        return BigDecimal.valueOf(stretch.share() * 100)
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    private String certainty() {
        boolean certain = stretch.from().proof().certain();
        return certain
                ? "; each edge lies between neighbouring requests"
                : "; not all of them, so each edge may be wherever it explains the requests no worse than 1 : 500";
    }

    private Optional<String> earliest() {
        if (stretch.from().proof().earliest().isPresent()) {
            return Optional.empty();
        }
        boolean first = stretch.from().truth().from() <= instants.zero();
        return Optional.of("no request bounds its beginning: "
                + (first ? "the load's own does" : "it follows close upon another stretch"));
    }

    /** First how it began, then how it was over. */
    private List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        shown.forEach(one -> one.request.found().forEach(sample -> requests.add(request(one, sample))));
        return requests;
    }

    private Request request(Shown one, Sample sample) {
        List<String> notes = new ArrayList<>();
        if (!one.evidence.good() && sample.outcome() != Outcome.FAILED) {
            notes.add(sample.outcome() == Outcome.OK ? "answered too late" : "never answered");
        }
        if (one.evidence.slow()) {
            notes.add(slow(one.evidence));
        }
        String what = notes.isEmpty() ? one.what : one.what + " (" + String.join("; ", notes) + ")";
        return instants.request(what, sample);
    }

    /** A slow one proves nothing of the time that requests do not usually take. */
    private String slow(Evidence evidence) {
        return "slow: " + Instants.length(criterion.patience())
                + (evidence.good() ? " before its end" : " from its start");
    }
}
