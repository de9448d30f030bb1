package io.blackstart.cli;

import io.blackstart.engine.ExitCodes;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Arguments that cannot be understood: what was found, the nearest that would be, and where help is. */
final class BadArguments implements CommandLine.IParameterExceptionHandler {

    @Override
    public int handleParseException(CommandLine.ParameterException failure, String[] args) {
        PrintWriter err = failure.getCommandLine().getErr();
        err.println(failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try '" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCodes.BAD_INPUT;
    }
}
