package io.blackstart.cli;

import io.blackstart.engine.TargetResolver;
import io.blackstart.experiment.Experiment;
import java.util.Optional;
import java.util.Random;

/** Seeds that all targets of an experiment can be drawn from: of some, steps would draw each other's nodes. */
final class Seeds {

    private static final int TRIES = 1_000;

    private Seeds() {}

    /** The file's own, else one that is drawn. */
    static long of(Experiment experiment, Random random) {
        if (experiment.seed().isPresent()) {
            return experiment.seed().getAsLong();
        }
        long seed = random.nextInt(1, Integer.MAX_VALUE);
        for (int i = 0; i < TRIES && why(experiment, seed).isPresent(); i++) {
            seed = random.nextInt(1, Integer.MAX_VALUE);
        }
        return check(experiment, seed);
    }

    /** The first from 1 on, for what is only shown. */
    static long first(Experiment experiment) {
        long seed = 1;
        while (seed < TRIES && why(experiment, seed).isPresent()) {
            seed++;
        }
        return check(experiment, seed);
    }

    /**
     * The user's own.
     *
     * @throws BadInput where targets cannot be drawn from it
     */
    static long check(Experiment experiment, long seed) {
        why(experiment, seed).ifPresent(why -> {
            throw new BadInput(experiment.name() + ": with the seed " + seed + ", " + why + "; expected another seed");
        });
        return seed;
    }

    private static Optional<String> why(Experiment experiment, long seed) {
        try {
            new TargetResolver(experiment.topology(), seed).resolveAll(experiment);
            return Optional.empty();
        } catch (TargetResolver.Unresolvable e) {
            return Optional.of(e.getMessage());
        }
    }
}
