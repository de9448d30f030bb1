package io.blackstart.analysis;

import io.blackstart.analysis.Detection.Sighting;
import io.blackstart.analysis.Explanation.Part;
import io.blackstart.journal.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code detection}: of each fault its effect, the times that its sign was seen after it, and what they add up to. */
final class DetectionTrace implements Trace {

    /** Of the times that a sign was seen, the first counts: the others are shown so far. */
    private static final int MOST = 10;

    private final Sign sign;
    private final Course course;
    private final List<Origin> faults;
    private final Detection detection;
    private final Instants instants;

    DetectionTrace(Sign sign, Course course, Instants instants) {
        this.sign = sign;
        this.course = course;
        this.faults = Origin.effects(course);
        this.detection = new Detection(course);
        this.instants = instants;
    }

    @Override
    public List<Part> parts() {
        return Stream.concat(faults.size() == 1 ? Stream.empty() : Stream.of(all()), each())
                .toList();
    }

    /** Of each fault its effect, and what was seen after it. */
    Stream<Part> each() {
        return faults.stream()
                .flatMap(fault -> Stream.of(FaultPart.effect(fault.disturbance(), instants), seen(fault)));
    }

    private Part all() {
        return Part.of(
                "the worst of " + faults.size() + " faults, each end by itself",
                faults.stream()
                        .map(fault -> FaultPart.name(fault.disturbance()) + ": "
                                + Findings.words(detection.since(fault, sign), " s"))
                        .toList());
    }

    private Part seen(Origin fault) {
        List<Sighting> sightings = detection.sightings(fault, sign);
        Elapsed elapsed = detection.elapsed(fault, sign);
        if (sightings.isEmpty()) {
            long until = elapsed.to().from();
            return Part.of(
                    "the " + sign.text() + " was not seen after that",
                    List.of(
                            Arithmetic.difference("low", until, fault.at().to(), elapsed.low(), instants),
                            "not seen until " + instants.text(until) + " s, " + ending(fault, until) + ": cut off"));
        }
        List<String> lines = new ArrayList<>();
        sightings.stream().limit(MOST).map(this::line).forEach(lines::add);
        lines.addAll(Arithmetic.ends(elapsed, instants));
        lines.add("value = the middle of low and high");
        return Part.of("the " + sign.text() + " was seen after that; the first time counts", lines);
    }

    private String ending(Origin fault, long until) {
        if (fault.until() == until) {
            return "the next fault";
        }
        return course.end() == until ? "the end of the watch" : "from when on not all who could show it answered";
    }

    private String line(Sighting sighting) {
        return sighting.node() + " " + instants.text(sighting.at()) + ", " + sighting.said();
    }
}
