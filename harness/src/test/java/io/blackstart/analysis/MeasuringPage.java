package io.blackstart.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/measuring.md: its examples, and the fenced blocks that show what comes of each. */
final class MeasuringPage {

    /** Tests run in the module's folder. */
    private static final Path FILE = Path.of("../docs/measuring.md");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\S+)(?: (\\S+))?\\n(.*?)\\n```$");

    private MeasuringPage() {}

    /**
     * A fenced block.
     *
     * @param kind the word behind the fence: timeline, figures, explain, picture
     * @param about the second word
     * @param text what stands in it
     * @param timeline the lines of the last timeline before it, or its own
     */
    record Block(String kind, String about, String text, List<String> timeline) {
        Story story() {
            return TimelineText.read(timeline);
        }

        List<String> lines() {
            return text.lines().filter(line -> !line.isBlank()).toList();
        }

        @Override
        public String toString() {
            return kind + " " + about + " of " + timeline;
        }
    }

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new AssertionError("the page cannot be read", e);
        }
    }

    static List<Block> blocks(String kind) {
        List<Block> blocks = new ArrayList<>();
        List<String> timeline = List.of();
        Matcher matcher = BLOCK.matcher(text());
        while (matcher.find()) {
            String about = matcher.group(2) == null ? "" : matcher.group(2);
            Block block = new Block(matcher.group(1), about, matcher.group(3), timeline);
            if (block.kind.equals("timeline")) {
                timeline = block.lines();
            } else if (block.kind.equals(kind)) {
                blocks.add(block);
            }
        }
        return blocks;
    }
}
