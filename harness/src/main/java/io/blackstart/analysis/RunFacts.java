package io.blackstart.analysis;

import io.blackstart.experiment.Experiment;
import io.blackstart.journal.Event;
import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Everything that a run's raw files hold, and nothing else: what the judges see.
 *
 * @param experiment as it was resolved
 * @param journal in order
 * @param samples every request, in the order in which they ended; may be scanned several times
 * @param arrivals when each user of the user's own simulation began; of none of a built-in one, which plans them
 * @param writes every write of the ledger; may be scanned several times
 * @param readBack node to the ids that it holds, in its order, with doubles; only nodes that answered; may be scanned several
 * times
 */
public record RunFacts(
        Experiment experiment,
        List<Event> journal,
        Scan<Sample> samples,
        Scan<Long> arrivals,
        Scan<Write> writes,
        Map<String, Scan<String>> readBack) {

    /** Records that are streamed from a file or a list, from the beginning each time. */
    @FunctionalInterface
    public interface Scan<T> {
        /** Calls {@code each} with every record in order. */
        void forEach(Consumer<? super T> each);

        /** A list as a scan. */
        static <T> Scan<T> of(List<T> list) {
            return list::forEach;
        }
    }
}
