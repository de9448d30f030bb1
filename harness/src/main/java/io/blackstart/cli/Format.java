package io.blackstart.cli;

/** How results are printed. */
enum Format {
    /** For people. */
    TEXT,
    /** The content of {@code report.json}. */
    JSON
}
