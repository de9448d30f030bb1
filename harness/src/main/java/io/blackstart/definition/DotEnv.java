package io.blackstart.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of {@code NAME=value} lines: {@code .env} and {@code env_file}. */
final class DotEnv {

    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*(?:=(.*))?");

    private DotEnv() {}

    /**
     * Its variables, in order; a name without a value is taken from {@code environment}, and left out where it is not there.
     */
    static Map<String, String> read(Path file, Map<String, String> environment, Problems problems) {
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            problems.add(Place.whole(file), "the file cannot be read", "expected lines of NAME=value");
            return variables;
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            Matcher matched = LINE.matcher(line);
            if (!matched.matches()) {
                problems.add(new Place(file, i + 1, 1), "'" + line.strip() + "'", "expected NAME=value");
            } else if (matched.group(2) != null) {
                variables.put(matched.group(1), unquoted(matched.group(2).strip()));
            } else if (environment.containsKey(matched.group(1))) {
                variables.put(matched.group(1), environment.get(matched.group(1)));
            }
        }
        return variables;
    }

    private static String unquoted(String value) {
        char quote = value.isEmpty() ? ' ' : value.charAt(0);
        int end = value.length() < 2 ? -1 : value.indexOf(quote, 1);
        if (quote == '\'' && end > 0) {
            return value.substring(1, end);
        }
        if (quote == '"' && value.length() > 1 && value.lastIndexOf('"') > 0) {
            return value.substring(1, value.lastIndexOf('"'))
                    .replace("\\n", "\n")
                    .replace("\\\"", "\"")
                    .replace("\\\\", "\\");
        }
        int comment = value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).stripTrailing();
    }
}
