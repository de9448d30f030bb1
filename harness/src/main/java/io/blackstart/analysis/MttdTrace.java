package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.journal.Sign;
import java.util.List;
import java.util.stream.Stream;

/** {@code mttd}: how soon each fault was noticed by whichever sign came first, and what each sign tells of each fault. */
final class MttdTrace implements Trace {

    private final Course course;
    private final Instants instants;
    private final Mttd mttd;

    MttdTrace(Course course, Instants instants) {
        this.course = course;
        this.instants = instants;
        this.mttd = new Mttd(course);
    }

    @Override
    public List<Part> parts() {
        List<Sign> signs = mttd.signs();
        List<Origin> faults = Origin.effects(course);
        Part mean = Part.of(
                "the mean of " + faults.size() + (faults.size() == 1 ? " fault" : " faults") + ", each end by itself",
                faults.stream()
                        .map(fault -> FaultPart.name(fault.disturbance()) + ": "
                                + Findings.words(mttd.first(fault, signs), " s"))
                        .toList());
        return Stream.concat(Stream.of(mean), signs.stream().flatMap(sign -> new DetectionTrace(sign, course, instants)
                        .each()))
                .distinct()
                .toList();
    }
}
