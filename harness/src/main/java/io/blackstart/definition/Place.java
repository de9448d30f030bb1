package io.blackstart.definition;

import java.nio.file.Path;

/**
 * A place in a file.
 *
 * @param file as the user named it
 * @param line from 1; 0 where it is the whole file
 * @param column from 1
 */
record Place(Path file, int line, int column) {

    static Place whole(Path file) {
        return new Place(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file.toString() : file + ":" + line + ":" + column;
    }
}
