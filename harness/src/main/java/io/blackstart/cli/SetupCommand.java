package io.blackstart.cli;

import io.blackstart.engine.ExitCodes;
import io.blackstart.setup.Machine;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code setup}. */
@Command(
        name = "setup",
        description = "Makes this machine ready: engine, base image, link proxies, the catalogue's images.")
final class SetupCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    SetupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Home home = Home.find();
        Machine machine = new Machine(home.images(), Catalogue.topologies(home.experiments(), console.environment()));
        boolean ready = machine.setUp(console.err()::println, this::confirmed);
        console.err().println(ready ? "this machine is ready" : "not confirmed: run it again with --yes");
        return ready ? ExitCodes.PASS : ExitCodes.UNAVAILABLE;
    }

    private boolean confirmed(String what) {
        if (yes) {
            return true;
        }
        if (!console.terminal()) {
            return "true".equals(console.environment().get("CI"));
        }
        console.err().print(what + " Go on? [y/N] ");
        console.err().flush();
        Scanner typed = new Scanner(System.in, StandardCharsets.UTF_8);
        String answer = typed.hasNextLine() ? typed.nextLine() : "";
        return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
