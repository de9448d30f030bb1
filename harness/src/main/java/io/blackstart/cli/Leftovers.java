package io.blackstart.cli;

import io.blackstart.docker.Engine;
import io.blackstart.docker.Owner;
import io.blackstart.docker.Sweeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What dead runs left on the engine. */
final class Leftovers {

    private final Sweeper sweeper;

    Leftovers(Engine engine) {
        this.sweeper = new Sweeper(engine.client());
    }

    /**
     * Removes what runs of this machine left that are dead, and says so.
     *
     * @return what could not be removed
     */
    List<String> removeDead(Consumer<String> say) {
        return remove(Owner.State.DEAD, say);
    }

    /** Removes what runs left of which nobody can tell whether they live. */
    List<String> removeForeign(Consumer<String> say) {
        return remove(Owner.State.FOREIGN, say);
    }

    /** Removes topologies that were kept to look at. */
    List<String> removeKept(Consumer<String> say) {
        Set<String> kept = sweeper.kept();
        return remove(of(Owner.State.DEAD, kept::contains), say);
    }

    /** Runs of this machine whose topology was kept to look at. */
    List<Sweeper.Leftover> kept() {
        Set<String> kept = sweeper.kept();
        return of(Owner.State.DEAD, kept::contains);
    }

    private List<String> remove(Owner.State state, Consumer<String> say) {
        Set<String> kept = sweeper.kept();
        return remove(of(state, run -> !kept.contains(run)), say);
    }

    private List<Sweeper.Leftover> of(Owner.State state, Predicate<String> wanted) {
        return of(state).stream()
                .filter(leftover -> wanted.test(leftover.run()))
                .toList();
    }

    private List<String> remove(List<Sweeper.Leftover> leftovers, Consumer<String> say) {
        List<String> left = new ArrayList<>();
        for (Sweeper.Leftover leftover : leftovers) {
            say.accept("removing what the dead run " + leftover.run() + " left behind: " + leftover.things()
                    + " containers, networks, volumes");
            left.addAll(sweeper.remove(leftover.run()));
        }
        return left;
    }

    /** Runs in that state. */
    List<Sweeper.Leftover> of(Owner.State state) {
        return sweeper.leftovers().stream()
                .filter(leftover -> leftover.state() == state)
                .toList();
    }
}
