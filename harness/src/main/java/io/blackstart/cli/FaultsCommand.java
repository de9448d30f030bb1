package io.blackstart.cli;

import io.blackstart.definition.Names;
import io.blackstart.engine.ExitCodes;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Faults;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code faults}. */
@Command(
        name = "faults",
        description = "Lists the faults; with a name: its parameters, what peers see, how it is made, an example.")
final class FaultsCommand implements Callable<Integer> {

    private static final int MARGIN = 14;

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A fault.")
    private String name;

    @Option(
            names = "--example",
            description = "Print a whole experiment with the fault's example; it runs on a topology of the catalogue.")
    private boolean example;

    FaultsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (name == null && example) {
            throw new BadInput("--example without a fault; expected its name");
        }
        if (name == null) {
            list();
        } else {
            page(name);
        }
        console.out().flush();
        return ExitCodes.PASS;
    }

    private void list() {
        FaultText.BRANCHES.forEach((branch, title) -> {
            console.out().println("on " + title);
            Faults.byName().forEach((fault, type) -> {
                if (branch.isAssignableFrom(type)) {
                    console.out().println("  " + FaultPage.padded(fault, MARGIN) + new FaultPage(type).sentence());
                }
            });
        });
    }

    private void page(String fault) {
        Map<String, Class<? extends Fault>> all = Faults.byName();
        if (!all.containsKey(fault)) {
            throw new BadInput("the fault '" + fault + "' is not known; " + Names.expected(fault, all.keySet()));
        }
        FaultPage page = new FaultPage(all.get(fault));
        console.out()
                .print(
                        example
                                ? page.example(Home.find().experiments().resolve("topologies/faults.compose.yaml"))
                                : page.text());
    }
}
