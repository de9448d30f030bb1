package io.blackstart.definition;

import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;

/** A first look at a YAML file, event by event, before anything is built from it: one document, not nested too deeply. */
final class YamlShape {

    static final int DEEPEST = 50;

    private final Path file;
    private final LoadSettings settings;
    private final Problems problems;
    private int documents;
    private int depth;

    YamlShape(Path file, LoadSettings settings, Problems problems) {
        this.file = file;
        this.settings = settings;
        this.problems = problems;
    }

    /**
     * Whether it is.
     *
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException where it is no YAML
     */
    boolean isOneDocument(String text) {
        for (Event event : new Parse(settings).parseString(text)) {
            if (!goesOn(event)) {
                return false;
            }
        }
        if (documents == 0) {
            problems.add(Place.whole(file), "the file is empty", "expected a mapping");
        }
        return documents == 1;
    }

    private boolean goesOn(Event event) {
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            problems.add(place(event), "a second document", "expected one in a file");
            return false;
        }
        if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
            tooDeep(place(event), problems);
            return false;
        }
        depth -= event instanceof CollectionEndEvent ? 1 : 0;
        return true;
    }

    private Place place(Event event) {
        return event.getStartMark()
                .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Place.whole(file));
    }

    static void tooDeep(Place place, Problems problems) {
        problems.add(place, "values are nested more than " + DEEPEST + " deep", "expected fewer levels");
    }

    /** Where the version is said, which the library does not tell. */
    static Place directive(Path file, String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("%YAML")) {
                return new Place(file, i + 1, 1);
            }
        }
        return Place.whole(file);
    }
}
