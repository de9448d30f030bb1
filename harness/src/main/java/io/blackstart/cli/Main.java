package io.blackstart.cli;

import io.blackstart.engine.ExitCodes;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine;

/** The entry: {@link System#exit} is called here and nowhere else. */
public final class Main {

    private Main() {}

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(runGuarded(args));
    }

    /** What no command catches, such as a want of memory, is our own fault and never a verdict. */
    private static int runGuarded(String... args) {
        try {
            return run(System.out, System.err, System.getenv(), args);
        } catch (RuntimeException | Error e) {
            System.err.println("blackstart failed: " + e);
            return ExitCodes.OUR_FAULT;
        }
    }

    /**
     * Runs a command.
     *
     * @param out results
     * @param err everything else
     * @return the exit code
     */
    public static int run(PrintStream out, PrintStream err, Map<String, String> environment, String... args) {
        Console console = new Console(out, err, environment);
        CommandLine line = new CommandLine(new BlackstartCommand(), new Commands(console));
        line.setOut(console.out());
        line.setErr(console.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler(new BadArguments());
        line.setExecutionExceptionHandler(new Failures(console));
        line.setExitCodeExceptionMapper(thrown -> ExitCodes.OUR_FAULT);
        return line.execute(args);
    }
}
