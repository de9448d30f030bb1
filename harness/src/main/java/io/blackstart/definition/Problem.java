package io.blackstart.definition;

import java.nio.file.Path;

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
        return new Problem(place.file(), place.line(), place.column(), found, expected);
    }

    /** {@code FILE:LINE:COLUMN: found; expected}. */
    @Override
    public String toString() {
        return new Place(file, line, column) + ": " + found + "; " + expected;
    }
}
