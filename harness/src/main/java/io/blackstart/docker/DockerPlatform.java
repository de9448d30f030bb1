package io.blackstart.docker;

import io.blackstart.engine.Deployment;
import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.Platform;
import io.blackstart.engine.PlatformUnavailable;
import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import io.blackstart.experiment.Step;
import io.blackstart.fault.OnLink;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Topologies as pods on a Docker engine. */
public final class DockerPlatform implements Platform {

    private final Engine engine;
    private final Ticker ticker;
    private final List<LinkProxies> proxies;
    private final Path imagesFolder;
    private final boolean allowHostWrites;

    /**
     * A platform.
     *
     * @param imagesFolder where the Dockerfiles of our own images are
     * @param allowHostWrites whether host folders are mounted for writing as they are
     */
    public DockerPlatform(
            Engine engine, Ticker ticker, List<LinkProxies> proxies, Path imagesFolder, boolean allowHostWrites) {
        this.engine = engine;
        this.ticker = ticker;
        this.proxies = proxies;
        this.imagesFolder = imagesFolder;
        this.allowHostWrites = allowHostWrites;
    }

    @Override
    public void prepareImages(Topology topology, StopSignal stop, Progress progress) {
        Images images = new Images(engine.client(), progress, stop);
        Map<String, ImageSpec> wanted = new LinkedHashMap<>();
        wanted.put(DockerImages.SANDBOX, ImageSpec.ours(DockerImages.SANDBOX, imagesFolder.resolve("sandbox")));
        for (Service service : topology.services()) {
            if (service.replicas() > 0) {
                wanted.merge(service.image().reference(), ImageSpec.of(service.image()), ImageSpec::and);
            }
        }
        for (ImageSpec spec : wanted.values()) {
            if (!stop.requested()) {
                images.ensure(spec);
            }
        }
    }

    @Override
    public void prepareFaults(List<Step> method, StopSignal stop, Progress progress) {
        Images images = new Images(engine.client(), progress, stop);
        proxies.stream()
                .filter(kind -> method.stream().anyMatch(step -> makes(kind, step)))
                .forEach(kind -> images.ensure(spec(kind.program())));
    }

    private static boolean makes(LinkProxies kind, Step step) {
        return step.fault() instanceof OnLink fault && kind.carries(fault);
    }

    private ImageSpec spec(LinkProxies.Program program) {
        return program.dockerfiles()
                .map(folder -> ImageSpec.ours(program.image(), imagesFolder.resolve(folder)))
                .orElseGet(() ->
                        new ImageSpec(program.image(), Optional.empty(), ImageSpec.Policy.MISSING, Optional.empty()));
    }

    @Override
    public Deployment bringUp(String run, Topology topology, List<Targeted> steps, StopSignal stop, Progress progress) {
        try {
            return new BringUp(engine.client(), ticker, proxies, allowHostWrites, run, topology)
                    .of(steps, stop, progress);
        } catch (com.github.dockerjava.api.exception.DockerException e) {
            throw new PlatformUnavailable("The engine refused: " + e.getMessage(), e);
        }
    }
}
