package io.blackstart.cli;

import io.blackstart.engine.ExitCodes;
import io.blackstart.setup.Machine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code doctor}. */
@Command(name = "doctor", description = "Looks at this machine and says what is missing; changes nothing.")
final class DoctorCommand implements Callable<Integer> {

    private final Console console;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Home home = Home.find();
        console.out()
                .println("java     " + System.getProperty("java.version") + " at " + System.getProperty("java.home"));
        console.out().println("home     " + home.folder());
        Machine machine = new Machine(home.images(), Catalogue.topologies(home.experiments(), console.environment()));
        boolean right = machine.look(console.out()::println);
        console.out().println(right ? "all is right" : "blackstart setup mends this");
        console.out().flush();
        return right ? ExitCodes.PASS : ExitCodes.UNAVAILABLE;
    }
}
