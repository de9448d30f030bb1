package io.blackstart.reference;

import java.util.Optional;

/** What is answered from memory, and never touches the database. */
final class Catalog {
    /** Entries, and items in the database: numbers from 1. */
    static final int SIZE = 10_000;

    private Catalog() {}

    /** The name of an entry, if there is one of that number. */
    static Optional<String> entry(int number) {
        return number >= 1 && number <= SIZE ? Optional.of("entry " + number) : Optional.empty();
    }
}
