package io.blackstart.definition;

import io.blackstart.engine.TargetResolver;
import io.blackstart.experiment.Experiment;
import java.util.List;

/** Whether each target of a method stands for something, whatever is drawn. */
final class TargetCheck {

    /** A choice that leaves nothing in one of so many draws is found nearly for sure; all of them cost a millisecond. */
    private static final int DRAWS = 32;

    private final Problems problems;

    TargetCheck(Problems problems) {
        this.problems = problems;
    }

    /**
     * Looks at each step.
     *
     * @param method the steps as written
     */
    void check(Experiment experiment, Value method) {
        List<Value> written = Fields.items(method);
        boolean oneEach = written.size() == experiment.method().size();
        for (int i = 0; i < experiment.method().size(); i++) {
            check(experiment, i, oneEach ? place(written.get(i)) : method.place());
        }
    }

    private void check(Experiment experiment, int index, Place place) {
        try {
            for (long seed = 0; seed < DRAWS; seed++) {
                new TargetResolver(experiment.topology(), seed)
                        .resolve(experiment.method().get(index), index);
            }
        } catch (IllegalArgumentException e) {
            problems.add(place, String.valueOf(e.getMessage()), "expected at least one node, whatever is drawn");
        }
    }

    private static Place place(Value step) {
        return step instanceof Value.Mapping mapping && mapping.entries().containsKey("target")
                ? mapping.entries().get("target").value().place()
                : step.place();
    }
}
