package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import java.util.List;

/** What decided a figure. Made before the pass over the requests, in which its {@link Lookup} finds what it shows. */
@FunctionalInterface
interface Trace {

    /** Part by part; once the pass is over. */
    List<Part> parts();
}
