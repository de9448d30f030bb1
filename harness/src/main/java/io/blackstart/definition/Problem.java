package io.blackstart.definition;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What is wrong in a file.
 *
 * @param file as the user named it
 * @param line from 1; 0 where it is the whole file
 * @param column from 1
 * @param found what was found
 * @param expected what was expected, with the nearest name where it is one
 */
public record Problem(Path file, int line, int column, String found, String expected) {

    static Problem at(Place place, String found, String expected) {
        return new Problem(place.file(), place.line(), place.column(), oneLine(found), oneLine(expected));
    }

    /** A problem is a line, whatever the file has in it. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(one -> {
            if (one == '\n') {
                line.append("\\n");
            } else if (Character.isISOControl(one) || one == 0x2028 || one == 0x2029) {
                line.append(String.format(Locale.ROOT, "\\u%04x", one));
            } else {
                line.appendCodePoint(one);
            }
        });
        return line.toString();
    }

    /** {@code FILE:LINE:COLUMN: found; expected}. */
    @Override
    public String toString() {
        return new Place(file, line, column) + ": " + found + "; " + expected;
    }
}
