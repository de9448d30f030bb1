package io.blackstart.engine;

import io.blackstart.load.Load;
import io.blackstart.load.LoadCounts;
import io.blackstart.load.Sample;
import io.blackstart.load.Vitals;
import io.blackstart.load.Write;
import io.blackstart.topology.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What makes the load. */
public interface LoadDriver {

    /**
     * Starts a generator that is warm and waits for {@link Generator#release}.
     *
     * @throws LoadFailed where it does not get ready in time
     */
    Generator prepare(Order order, LoadListener listener, StopSignal stop);

    /**
     * What to load.
     *
     * @param load as the experiment says
     * @param ledger how to write, for the built-in simulation {@code ledger}
     * @param servedBy the header in which a response names the node that gave it, for the built-in simulations
     * @param baseUrl with an address, not a name
     * @param atMost bound of the load's duration
     * @param runFolder where {@code samples.bin} and {@code ledger.bin} are written
     * @param ids what the id of each write begins with: of this load only, so that what another one left in a database is
     *     never taken for a write of it
     */
    record Order(
            Load load,
            Optional<Ledger> ledger,
            String servedBy,
            String baseUrl,
            Duration atMost,
            Path runFolder,
            String ids) {}

    /** Told live of each request and write, and of the generator's death. Called from one other thread. */
    interface LoadListener {
        /** A request has ended. */
        void sample(Sample sample);

        /** A user of the user's own simulation began; the built-in ones plan theirs. */
        default void arrival(long at) {}

        /** A write has ended. */
        void write(Write write);

        /** The simulation is over by itself. */
        void ended();

        /** The generator is dead, without having been told to stop. */
        void died(String why);
    }

    /** A generator: ready, then released, then stopped. */
    interface Generator extends AutoCloseable {

        /**
         * Go.
         *
         * @return the first planned arrival, monotonic nanoseconds
         */
        long release();

        /**
         * Stops the load: no arrival after the returned instant counts, requests in flight get a short grace, then are cut.
         * Returns when all samples have been delivered and the counts reconciled; bounded.
         */
        Stopped stop();

        /**
         * What it and its machine went through since the last call, or since it was made: cheap, to be called each second.
         *
         * @return empty where the machine tells nothing
         */
        Optional<Vitals> vitals();

        /** Kills it, if it still runs; idempotent. */
        @Override
        void close();
    }

    /** The instant of the stop (monotonic nanoseconds) and the counts. */
    record Stopped(long at, LoadCounts counts) {}

    /** The generator did not get ready, or broke. */
    final class LoadFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LoadFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
