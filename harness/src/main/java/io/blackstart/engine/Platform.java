package io.blackstart.engine;

import io.blackstart.experiment.Step;
import io.blackstart.topology.Topology;
import java.util.List;

/** Where topologies run. No method assumes one engine, one host, or that the harness sees a node's processes. */
public interface Platform {

    /**
     * Makes every image of the topology available: locally, pulled or built.
     *
     * @param progress a line for each image that is not there yet
     * @throws PlatformUnavailable where the engine is not there, or an image can neither be found, pulled nor built
     */
    void prepareImages(Topology topology, StopSignal stop, Progress progress);

    /**
     * Makes available what the faults of a method need beside the topology.
     *
     * @throws PlatformUnavailable as {@link #prepareImages}
     */
    default void prepareFaults(List<Step> method, StopSignal stop, Progress progress) {}

    /**
     * Brings the topology up until every node is healthy.
     *
     * @param run the run's name: everything made is labelled with it
     * @param steps the method, because links that a step puts a toxic on are redirected from the beginning
     * @param stop ends the waiting
     * @throws BringUpFailed where a node does not get healthy; all that was started is still there to collect logs of,
     *     through {@link BringUpFailed#deployment()}
     * @throws PlatformUnavailable where the engine is not there, a port or the disk is not to be had
     */
    Deployment bringUp(String run, Topology topology, List<Targeted> steps, StopSignal stop, Progress progress);

    /** A step with its targets resolved: node names, or for a link its ends. */
    record Targeted(Step step, ResolvedTarget target) {}

    /** For people: what is going on. */
    @FunctionalInterface
    interface Progress {
        /** One line. */
        void say(String line);
    }
}
