package io.blackstart.definition;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of {@code NAME=value} lines, as Compose reads them: {@code .env} and {@code env_file}. A value may name variables, of
 * the environment and of the lines above; in single quotes it is what it is; in quotes it may go on for several lines.
 */
final class DotEnv {

    private static final Pattern NAME =
            Pattern.compile("(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \\t]*(?:([=:])[ \\t]*|(?=[\\r\\n]|$))");
    private static final Pattern LINE = Pattern.compile("[^\\n]*");
    private static final Pattern BEHIND = Pattern.compile("[ \\t\\r]*(?:#[^\\n]*)?(?=\\n|$)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([abfnrtv\"\\\\])");
    private static final Map<String, String> ESCAPES =
            Map.of("a", "\u0007", "b", "\b", "f", "\f", "n", "\n", "r", "\r", "t", "\t", "v", "\u000b");

    private final Path file;
    private final Map<String, String> environment;
    private final Problems problems;
    private final Interpolation interpolation;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> seen = new HashMap<>();
    private final String text;
    private int at;
    private int line = 1;
    private int lineBegins;
    private int counted;

    private DotEnv(Path file, String text, Map<String, String> environment, Problems problems, Consumer<String> notes) {
        this.file = file;
        this.text = text;
        this.environment = environment;
        this.problems = problems;
        this.seen.putAll(environment);
        this.interpolation = Interpolation.lenient(seen, problems, notes);
    }

    /**
     * Its variables, in order; a name without a value is taken from {@code environment}, and left out where it is not there.
     */
    static Map<String, String> read(
            Path file, Map<String, String> environment, Problems problems, Consumer<String> notes) {
        Optional<String> text = SourceText.read(file, "lines of NAME=value", problems);
        return text.isEmpty() ? Map.of() : new DotEnv(file, text.get(), environment, problems, notes).all();
    }

    private Map<String, String> all() {
        for (skip(); at < text.length(); skip()) {
            Place place = here();
            Optional<Matcher> name = take(NAME);
            if (name.isEmpty()) {
                problems.add(place, "'" + restOfLine().strip() + "'", "expected NAME=value");
            } else if (name.get().group(2) != null) {
                value(name.get().group(1));
            } else if (environment.containsKey(name.get().group(1))) {
                variables.put(name.get().group(1), environment.get(name.get().group(1)));
            }
        }
        return variables;
    }

    /** Blank lines and comments. */
    private void skip() {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '#')) {
            if (text.charAt(at) == '#') {
                restOfLine();
            } else {
                at++;
            }
        }
    }

    private void value(String name) {
        boolean quoted = at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
        String value = quoted ? quoted(here()) : unquoted(here());
        variables.put(name, value);
        seen.putIfAbsent(name, value);
    }

    private String unquoted(Place place) {
        String value = restOfLine();
        int comment = value.startsWith("#") ? 0 : value.indexOf(" #");
        return filled((comment < 0 ? value : value.substring(0, comment)).stripTrailing(), place);
    }

    private String quoted(Place place) {
        char quote = text.charAt(at);
        int close = close(quote);
        if (close < 0) {
            problems.add(place, "a quote that is not closed", "expected one more");
            at = text.length();
            return "";
        }
        String value = text.substring(at + 1, close);
        at = close + 1;
        if (take(BEHIND).isEmpty()) {
            problems.add(here(), "'" + restOfLine().strip() + "' behind a quoted value", "expected a comment");
        }
        return quote == '\'' ? value.replace("\\'", "'") : filled(unescaped(value), place);
    }

    private int close(char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                return i;
            }
            i += text.charAt(i) == '\\' ? 1 : 0;
        }
        return -1;
    }

    private static String unescaped(String value) {
        return ESCAPE.matcher(value)
                .replaceAll(found -> Matcher.quoteReplacement(ESCAPES.getOrDefault(found.group(1), found.group(1))));
    }

    private String filled(String value, Place place) {
        return interpolation.of(value, place);
    }

    /** What is matched here, if anything is; then it is behind us. */
    private Optional<Matcher> take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher);
    }

    private String restOfLine() {
        return take(LINE).orElseThrow().group();
    }

    /** Where we are; lines are counted on, never again from the beginning. */
    private Place here() {
        for (; counted < at; counted++) {
            if (text.charAt(counted) == '\n') {
                line++;
                lineBegins = counted + 1;
            }
        }
        return new Place(file, line, at - lineBegins + 1);
    }
}
