package io.blackstart.analysis;

import io.blackstart.load.LoadCounts;
import io.blackstart.load.Sample;
import java.util.Optional;

/** How many requests there were, of the load and altogether. */
final class Totals {

    private final Range load;
    private long recorded;
    private long ok;
    private long failed;
    private long cut;
    private long unanswered;

    Totals(Range load) {
        this.load = load;
    }

    void count(Sample sample) {
        recorded++;
        if (!load.contains(sample.intended())) {
            return;
        }
        switch (sample.outcome()) {
            case OK -> ok++;
            case FAILED -> failed(sample);
            case CUT -> cut++;
        }
    }

    private void failed(Sample sample) {
        failed++;
        if (sample.status() == 0) {
            unanswered++;
        }
    }

    /** Requests of the load that failed without any answer. */
    long unanswered() {
        return unanswered;
    }

    /** Every request that was recorded, of any outcome and at any time. */
    long recorded() {
        return recorded;
    }

    /** As the report has it. */
    Judgement.LoadReport report(Optional<LoadCounts> counts) {
        return new Judgement.LoadReport(
                counts.map(LoadCounts::arrivalsPlanned).orElse(0L),
                counts.map(LoadCounts::arrivals).orElse(0L),
                ok + failed + cut,
                ok,
                failed,
                cut,
                counts.map(LoadCounts::lateStarts).orElse(0L));
    }
}
