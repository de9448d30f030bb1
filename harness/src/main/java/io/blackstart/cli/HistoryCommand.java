package io.blackstart.cli;

import io.blackstart.engine.ExitCodes;
import io.blackstart.gate.HistoryEntry;
import io.blackstart.report.HistoryText;
import io.blackstart.store.HistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code history}. */
@Command(name = "history", description = "Shows the course of each figure over the gate runs so far.")
final class HistoryCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The history (default: ${DEFAULT-VALUE}).",
            defaultValue = "runs/" + GateCommand.FOLDER + "/" + GateCommand.HISTORY)
    private Path file;

    @Option(
            names = "--last",
            paramLabel = "N",
            description = "Show so many gate runs, the newest (default: ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private int last;

    @Option(names = "--ascii", description = "Draw without characters beyond ASCII, as where the locale has no UTF-8.")
    private boolean ascii;

    HistoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (last < 1) {
            throw new BadInput("--last " + last + "; expected 1 or more");
        }
        if (!Files.isRegularFile(file)) {
            throw new BadInput(file + ": there is no history; expected the file that gate appends to");
        }
        HistoryFile.Read history = HistoryFile.read(file);
        history.damaged()
                .forEach(line -> console.err().println(file + ":" + line + ": this is no gate run; passed over"));
        List<HistoryEntry> entries = history.entries();
        console.out()
                .print(HistoryText.text(
                        entries.subList(Math.max(0, entries.size() - last), entries.size()), ascii || plainLocale()));
        console.out().flush();
        return ExitCodes.PASS;
    }

    /** By the first of the three variables that is set; where none is, as everywhere else, UTF-8 is written. */
    private boolean plainLocale() {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> console.environment().getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .filter(value ->
                        !value.toLowerCase(Locale.ROOT).replace("-", "").endsWith("utf8"))
                .isPresent();
    }
}
