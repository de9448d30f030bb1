package io.blackstart.cli;

import io.blackstart.analysis.compare.Margin;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** {@code --margin}, the same for every command that compares. */
final class MarginOption {

    private static final Pattern PERCENT = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)\\s?%");

    @Option(
            names = "--margin",
            paramLabel = "PERCENT",
            description =
                    "What differs by no more than this is no difference (default: ${DEFAULT-VALUE}); of ratios it is "
                            + "the share of what they lack to 100 %%. Never less than 2 ms of latencies, 50 ms of other times, "
                            + "0.1 %% of ratios; 0%% takes that away, too.",
            defaultValue = "10%")
    private String text;

    /**
     * What it says.
     *
     * @throws BadInput where that is no percentage
     */
    Margin margin() {
        Matcher percent = PERCENT.matcher(text.strip());
        if (!percent.matches()) {
            throw new BadInput("--margin " + text + "; expected a percentage of 0 and more, such as 10%");
        }
        return new Margin(Double.parseDouble(percent.group(1)) / 100);
    }
}
