package io.blackstart.engine;

import java.util.List;
import java.util.Map;

/** Where a run leaves its raw files, beside those that the load driver and the deployment write themselves. */
public interface RunArchive extends JournalSink {

    /** What a node's ledger held, one id an element, in its order, with doubles. */
    void readBack(String node, List<String> ids);

    /** Image references to their digests or ids. */
    void images(Map<String, String> digests);
}
