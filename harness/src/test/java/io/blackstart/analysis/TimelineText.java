package io.blackstart.analysis;

import io.blackstart.load.Write;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@link Story} as docs/measuring.md writes it, a line each:
 *
 * <pre>
 * 0 to 10: 100/s, ok after 4 ms
 * 10 to 14: 100/s, failing after 1 s
 * 10 to 13: 100/s, ok at 13.001
 * 10 to 20: 100/s, one in 3 failing after 1 ms, else ok after 4 ms
 * 10: fault
 * 10 … 10.02: fault
 * 15: undone
 * 9.5: write w1 acknowledged
 * db-1 holds: w1 w2
 * steady state for 5 s: success >= 0.99
 * -2: alerts are known
 * detected by: alert ApiNodeDown
 * 11 … 11.2: alert ApiNodeDown server=api-2
 * 13 … 13.2: alert ApiNodeDown server=api-2 is over
 * </pre>
 */
final class TimelineText {

    private static final String NUMBER = "([0-9.]+)";
    private static final String STRETCH = NUMBER + " to " + NUMBER + ": " + NUMBER + "/s, ";
    private static final String TIME = NUMBER + " (s|ms)";

    private static final List<Line> LINES = List.of(
            line(
                    STRETCH + "ok after " + TIME,
                    (story, it) -> story.served(it.number(1), it.number(2), it.number(3), it.seconds(4))),
            line(
                    STRETCH + "failing after " + TIME,
                    (story, it) -> story.failed(it.number(1), it.number(2), it.number(3), it.seconds(4))),
            line(STRETCH + "ok at " + NUMBER, TimelineText::held),
            line(
                    STRETCH + "one in " + NUMBER + " failing after " + TIME + ", else ok after " + TIME,
                    TimelineText::partly),
            line(NUMBER + ": fault", (story, it) -> story.injectedAt(it.number(1))),
            line(NUMBER + " … " + NUMBER + ": fault", (story, it) -> story.injectedWithin(it.number(1), it.number(2))),
            line(NUMBER + ": undone", (story, it) -> story.undoneWithin(it.number(1), it.number(1))),
            line(
                    NUMBER + ": write (\\S+) (acknowledged|refused|unknown)",
                    (story, it) -> story.wrote(
                            it.text(2),
                            it.number(1),
                            Write.Answer.valueOf(it.text(3).toUpperCase(Locale.ROOT)))),
            line(
                    "(\\S+) holds:(.*)",
                    (story, it) -> story.readBack(it.text(1), it.text(2).strip().split(" +"))),
            line("-([0-9.]+): alerts are known", (story, it) -> Alarms.known(story, -it.number(1))),
            line("detected by: alert (\\S+)", (story, it) -> Alarms.wanted(story, it.text(1))),
            line(
                    NUMBER + " … " + NUMBER + ": alert (\\S+) (\\S+)=(\\S+)",
                    (story, it) -> story.event(
                            Alarms.of(it.text(3), it.text(4), it.text(5)).shown(it.number(1), it.number(2)))),
            line(
                    NUMBER + " … " + NUMBER + ": alert (\\S+) (\\S+)=(\\S+) is over",
                    (story, it) -> story.event(
                            Alarms.of(it.text(3), it.text(4), it.text(5)).over(it.number(1), it.number(2)))),
            line("steady state for " + TIME + ": (.+)", (story, it) -> story.steady(it.seconds(1), it.text(3))));

    private TimelineText() {}

    /** What one kind of line tells the story. */
    private interface Teller {
        void tell(Story story, Words words);
    }

    private record Line(Pattern pattern, Teller teller) {}

    private record Words(Matcher matcher) {
        String text(int group) {
            return matcher.group(group);
        }

        double number(int group) {
            return Double.parseDouble(text(group));
        }

        double seconds(int group) {
            return number(group) * (text(group + 1).equals("ms") ? 0.001 : 1);
        }
    }

    private static Line line(String pattern, Teller teller) {
        return new Line(Pattern.compile(pattern), teller);
    }

    static Story read(List<String> lines) {
        Story story = Story.story();
        lines.forEach(line -> tell(story, line.strip().replaceAll(" +", " ")));
        return story;
    }

    private static void tell(Story story, String text) {
        for (Line line : LINES) {
            Matcher matcher = line.pattern.matcher(text);
            if (matcher.matches()) {
                line.teller.tell(story, new Words(matcher));
                return;
            }
        }
        throw new AssertionError("no line of a timeline: " + text);
    }

    private static void held(Story story, Words it) {
        each(it, (number, start) -> story.servedAt(start, it.number(4)));
    }

    private static void partly(Story story, Words it) {
        each(it, (number, start) -> {
            if (number % (long) it.number(4) == 0) {
                story.failedAt(start, start + it.seconds(5));
            } else {
                story.servedAt(start, start + it.seconds(7));
            }
        });
    }

    private interface Each {
        void at(long number, double start);
    }

    private static void each(Words it, Each each) {
        for (long i = 0; it.number(1) + i / it.number(3) < it.number(2) - 1e-9; i++) {
            each.at(i, it.number(1) + i / it.number(3));
        }
    }
}
