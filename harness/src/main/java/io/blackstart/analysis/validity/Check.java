package io.blackstart.analysis.validity;

/** One thing that is asked of the run itself, before its figures are believed. */
public interface Check {

    /** What is asked, and how far it may go. */
    Rule rule();

    /** The answer of a run whose load was released. */
    Checked of(Observed run);
}
