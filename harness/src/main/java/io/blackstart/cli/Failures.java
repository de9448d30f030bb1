package io.blackstart.cli;

import io.blackstart.engine.ExitCodes;
import io.blackstart.engine.PlatformUnavailable;
import java.io.IOException;
import picocli.CommandLine;

/** What a command throws, as one clear line and an exit code. The stack trace is shown with {@code --verbose} only. */
final class Failures implements CommandLine.IExecutionExceptionHandler {

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        if (BlackstartCommand.verbose(line)) {
            failure.printStackTrace(console.err());
        }
        if (failure instanceof BadInput) {
            console.err().println(failure.getMessage());
            return ExitCodes.BAD_INPUT;
        }
        if (failure instanceof PlatformUnavailable) {
            console.err().println(failure.getMessage());
            return ExitCodes.UNAVAILABLE;
        }
        if (diskFull(failure)) {
            console.err().println("The disk is full: " + failure.getMessage());
            return ExitCodes.UNAVAILABLE;
        }
        console.err().println("blackstart failed: " + failure);
        console.err().println("This is a fault of Blackstart itself; --verbose shows where.");
        return ExitCodes.OUR_FAULT;
    }

    /** Whether it is for want of room on a disk. */
    static boolean diskFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    && String.valueOf(cause.getMessage()).contains("No space left")) {
                return true;
            }
        }
        return false;
    }
}
