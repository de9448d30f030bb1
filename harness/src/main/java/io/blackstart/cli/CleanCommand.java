package io.blackstart.cli;

import io.blackstart.docker.Engine;
import io.blackstart.docker.Owner;
import io.blackstart.docker.Sweeper;
import io.blackstart.engine.ExitCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clean}. */
@Command(
        name = "clean",
        description = "Removes what dead runs left on the engine; never what belongs to a run that lives.")
final class CleanCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--foreign",
            description = "Also remove what runs of another boot or machine left: nobody can tell whether they live.")
    private boolean foreign;

    @Option(names = "--kept", description = "Also remove topologies that run --keep-on-failure left to look at.")
    private boolean kept;

    CleanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Leftovers leftovers = new Leftovers(Engine.connect());
        List<String> said = new ArrayList<>();
        List<String> left = new ArrayList<>(leftovers.removeDead(said::add));
        if (foreign) {
            left.addAll(leftovers.removeForeign(said::add));
        } else {
            for (Sweeper.Leftover other : leftovers.of(Owner.State.FOREIGN)) {
                said.add("the run " + other.run() + " is of another boot or machine: " + other.things()
                        + " things; --foreign removes them");
            }
        }
        if (kept) {
            left.addAll(leftovers.removeKept(said::add));
        } else {
            leftovers.kept().forEach(run -> said.add("the topology of " + run.run() + " was kept; --kept removes it"));
        }
        said.forEach(console.out()::println);
        left.forEach(line -> console.err().println("left behind: " + line));
        if (said.isEmpty()) {
            console.out().println("nothing to remove");
        }
        console.out().flush();
        return left.isEmpty() ? ExitCodes.PASS : ExitCodes.OUR_FAULT;
    }
}
