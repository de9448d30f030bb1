package io.blackstart.cli;

import io.blackstart.engine.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: alone it prints help. */
@Command(
        name = "blackstart",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        description = "Breaks an API's topology under load and measures what its clients saw.",
        subcommands = {
            RunCommand.class,
            ValidateCommand.class,
            PlanCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            GateCommand.class,
            HistoryCommand.class,
            ListCommand.class,
            FaultsCommand.class,
            CleanCommand.class,
            SetupCommand.class,
            DoctorCommand.class,
            picocli.AutoComplete.GenerateCompletion.class
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pass",
            "1:an objective was missed",
            "2:inconclusive",
            "64:bad definition or arguments",
            "69:engine or image unavailable",
            "70:our own fault",
            "130:interrupted",
            "143:terminated"
        })
final class BlackstartCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show where an unexpected failure came from.")
    private boolean verbose;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCodes.BAD_INPUT;
    }

    static boolean verbose(CommandLine line) {
        CommandLine root = line;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommand() instanceof BlackstartCommand && ((BlackstartCommand) root.getCommand()).verbose;
    }
}
