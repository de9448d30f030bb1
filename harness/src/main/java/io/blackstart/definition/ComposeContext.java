package io.blackstart.definition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the readers of a Compose file share.
 *
 * @param folder of the project: relative paths start there
 * @param project its name
 * @param environment what variables without a value are taken from
 * @param problems found so far
 * @param notes keys without an effect here
 */
record ComposeContext(
        Path folder, String project, Map<String, String> environment, Problems problems, List<String> notes) {

    /** The same for a project of that name. */
    ComposeContext called(String name) {
        return new ComposeContext(folder, name, environment, problems, notes);
    }

    Path path(String text) {
        String home = environment.getOrDefault("HOME", "/");
        String expanded = text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text;
        return folder.resolve(expanded).toAbsolutePath().normalize();
    }

    void note(String text) {
        if (!notes.contains(text)) {
            notes.add(text);
        }
    }

    void noted(Fields fields, String where, String... keys) {
        fields.ignored(keys).forEach((key, place) -> note(place + ": " + where + key + " has no effect here"));
    }

    static List<String> newNotes() {
        return new ArrayList<>();
    }
}
