package io.blackstart.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a line of an HAProxy configuration. Source: HAProxy 3.0 Configuration Manual, 2.2 (quoting and escaping) and 2.3
 * (environment variables, which are only looked at between double quotes).
 */
final class HaproxyWords {

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)(?:-([^}]*))?\\}|(\\w+))");

    private final String line;
    private final Map<String, String> environment;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private int at;

    private HaproxyWords(String line, Map<String, String> environment) {
        this.line = line;
        this.environment = environment;
    }

    /** The words; none of a comment. */
    static List<String> of(String line, Map<String, String> environment) {
        return new HaproxyWords(line, environment).split();
    }

    private List<String> split() {
        while (at < line.length()) {
            char next = line.charAt(at++);
            switch (next) {
                case '#' -> at = line.length();
                case ' ', '\t' -> end();
                case '\\' -> escaped();
                case '\'' -> strong();
                case '"' -> weak();
                default -> add(next);
            }
        }
        end();
        return List.copyOf(words);
    }

    private void add(char next) {
        begun = true;
        word.append(next);
    }

    private void end() {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
            begun = false;
        }
    }

    private void escaped() {
        if (at < line.length()) {
            char next = line.charAt(at++);
            switch (next) {
                case 'n' -> add('\n');
                case 'r' -> add('\r');
                case 't' -> add('\t');
                default -> add(next);
            }
        }
    }

    private void strong() {
        begun = true;
        while (at < line.length() && line.charAt(at) != '\'') {
            add(line.charAt(at++));
        }
        at++;
    }

    private void weak() {
        begun = true;
        while (at < line.length() && line.charAt(at) != '"') {
            char next = line.charAt(at++);
            switch (next) {
                case '\\' -> escaped();
                case '$' -> variable();
                default -> add(next);
            }
        }
        at++;
    }

    /** One that is not set is empty, unless it says what it is then. */
    private void variable() {
        Matcher name = VARIABLE.matcher(line).region(at - 1, line.length());
        if (!name.lookingAt()) {
            add('$');
            return;
        }
        at = name.end();
        String unset = name.group(2) == null ? "" : name.group(2);
        word.append(environment.getOrDefault(name.group(1) == null ? name.group(3) : name.group(1), unset));
    }
}
