package io.blackstart.engine;

import static io.blackstart.engine.Drafts.experiment;
import static io.blackstart.engine.Drafts.objective;
import static io.blackstart.engine.Drafts.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Fault;
import io.blackstart.fault.FaultSamples;
import io.blackstart.fault.OnProcess;
import io.blackstart.fault.Target;
import io.blackstart.objective.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each two faults that may be on one node or link at once, begun and ended in each order: there is what should be there. */
class FaultPairsTest {

    /** When the first and the second one begin and end. */
    private record Order(double firstFrom, double firstTo, double secondFrom, double secondTo) {
        private Set<String> at(double second) {
            Set<String> there = new TreeSet<>();
            if (firstFrom < second && second < firstTo) {
                there.add("first");
            }
            if (secondFrom < second && second < secondTo) {
                there.add("second");
            }
            return there;
        }
    }

    private static final List<Order> ORDERS =
            List.of(new Order(1, 4, 2, 3), new Order(1, 3, 2, 4), new Order(2, 3, 1, 4), new Order(2, 4, 1, 3));
    private static final List<Double> MOMENTS = List.of(0.5, 1.5, 2.5, 3.5, 4.5);

    static Stream<Arguments> pairs() {
        List<Fault> all = FaultSamples.all();
        return all.stream().flatMap(one -> all.stream()
                .filter(other -> all.indexOf(one) <= all.indexOf(other) && mayOverlap(one, other))
                .map(other -> Arguments.of(one, other)));
    }

    private static boolean mayOverlap(Fault one, Fault other) {
        boolean sameThing = (one.scope() == Fault.Scope.LINK) == (other.scope() == Fault.Scope.LINK);
        return sameThing && !(one instanceof OnProcess && other instanceof OnProcess);
    }

    @Test
    void thereAreAsManyPairsAsThereAre() {
        assertThat(pairs()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void thePeerSeesWhatTheSetSays(Fault first, Fault second) {
        for (Order order : ORDERS) {
            Map<Double, Set<String>> seen = new TreeMap<>();
            SimulatedWorld world = new SimulatedWorld();
            for (double moment : MOMENTS) {
                world.afterOrigin(seconds(moment), () -> seen.put(moment, new TreeSet<>(world.activeFaults)));
            }
            world.run(draft(first, second, order));
            MOMENTS.forEach(moment -> assertThat(seen.get(moment))
                    .as("%s and %s, %s, at %s", first.kind(), second.kind(), order, moment)
                    .isEqualTo(order.at(moment)));
            assertThat(world.activeFaults).isEmpty();
        }
    }

    private static Experiment draft(Fault first, Fault second, Order order) {
        List<Step> steps = new ArrayList<>();
        steps.add(step("first", first, order.firstFrom(), order.firstTo()));
        steps.add(step("second", second, order.secondFrom(), order.secondTo()));
        return experiment(steps, objective("success", Relation.AT_LEAST, 0.01));
    }

    private static Step step(String id, Fault fault, double from, double to) {
        Target target =
                switch (fault.scope()) {
                    case LINK -> new Target.NamedLink("db");
                    case GROUPS -> new Target.OfFault();
                    case NODE -> new Target.Named("api-1");
                };
        return Step.at(id, seconds(from), fault, target, Optional.of(seconds(to - from)), true);
    }
}
