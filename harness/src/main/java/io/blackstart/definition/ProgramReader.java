package io.blackstart.definition;

import io.blackstart.topology.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What runs in a service's nodes. */
final class ProgramReader {

    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    private final ComposeContext context;
    private final Problems problems;

    ProgramReader(ComposeContext context) {
        this.context = context;
        this.problems = context.problems();
    }

    Program read(Fields service) {
        return new Program(
                words(service, "command"),
                words(service, "entrypoint"),
                environment(service),
                service.take("user", Scalars::text),
                service.texts("group_add"),
                service.take("working_dir", Scalars::text),
                service.take("init", Scalars::bool).orElse(false),
                service.take("tty", Scalars::bool).orElse(false),
                service.take("stdin_open", Scalars::bool).orElse(false),
                service.take("stop_grace_period", Scalars::duration).orElse(STOP_GRACE),
                service.take("stop_signal", Scalars::text));
    }

    /** A list as it is; a text as a shell would split it. */
    private Optional<List<String>> words(Fields service, String key) {
        Optional<Value> value = service.take(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Value.Scalar scalar) {
            Optional<List<String>> words = ShellWords.split(scalar.text());
            if (words.isEmpty()) {
                problems.add(
                        scalar.place(), "a quote that is not closed in '" + scalar.text() + "'", "expected one more");
            }
            return words;
        }
        return Optional.of(service.texts(key));
    }

    private Map<String, String> environment(Fields service) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Value file : service.list("env_file")) {
            envFile(file, variables);
        }
        service.entries("environment", "NAME: value").forEach((name, entry) -> {
            if (!entry.value().isNull()) {
                Scalars.text(entry.value(), problems).ifPresent(text -> variables.put(name, text));
            } else if (context.environment().containsKey(name)) {
                variables.put(name, context.environment().get(name));
            }
        });
        return variables;
    }

    private void envFile(Value value, Map<String, String> variables) {
        if (value instanceof Value.Mapping) {
            Fields fields = Fields.of(value, problems, "an env_file");
            boolean required = fields.take("required", Scalars::bool).orElse(true);
            fields.need("path", "the file's path")
                    .flatMap(path -> Scalars.text(path, problems))
                    .ifPresent(path -> add(value.place(), path, required, variables));
            fields.notYet("format");
            fields.endWithExtensions();
        } else {
            Scalars.text(value, problems).ifPresent(path -> add(value.place(), path, true, variables));
        }
    }

    private void add(Place place, String text, boolean required, Map<String, String> variables) {
        Path file = context.path(text);
        if (Files.isRegularFile(file)) {
            variables.putAll(DotEnv.read(file, context.environment(), problems, context::note));
        } else if (required) {
            problems.add(place, "there is no file " + file, "expected a file of NAME=value lines");
        }
    }

    /** Words as a shell splits them: blanks, quotes, backslashes; nothing is expanded. */
    static final class ShellWords {
        private ShellWords() {}

        static Optional<List<String>> split(String text) {
            List<String> words = new ArrayList<>();
            StringBuilder word = new StringBuilder();
            boolean any = false;
            char quote = 0;
            for (int i = 0; i < text.length(); i++) {
                char next = text.charAt(i);
                if (quote != 0) {
                    if (next == quote) {
                        quote = 0;
                    } else if (next == '\\' && quote == '"' && i + 1 < text.length()) {
                        word.append(text.charAt(++i));
                    } else {
                        word.append(next);
                    }
                } else if (next == '\'' || next == '"') {
                    quote = next;
                    any = true;
                } else if (next == '\\' && i + 1 < text.length()) {
                    word.append(text.charAt(++i));
                    any = true;
                } else if (Character.isWhitespace(next)) {
                    if (any) {
                        words.add(word.toString());
                        word.setLength(0);
                        any = false;
                    }
                } else {
                    word.append(next);
                    any = true;
                }
            }
            if (any) {
                words.add(word.toString());
            }
            return quote == 0 ? Optional.of(List.copyOf(words)) : Optional.empty();
        }
    }
}
