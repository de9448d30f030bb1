package io.blackstart.setup;

import io.blackstart.docker.DockerImages;
import io.blackstart.docker.ImageSpec;
import io.blackstart.engine.PlatformUnavailable;
import io.blackstart.haproxy.HaproxyLinkProxies;
import io.blackstart.topology.Image;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** This machine, and what it needs: an engine, images. */
public final class Machine {

    private final List<Step> steps = new ArrayList<>();

    /**
     * A machine that is to run the catalogue.
     *
     * @param images folder of the Dockerfiles of our own images
     * @param topologies of the catalogue: what they build is built ahead
     */
    public Machine(Path images, List<Topology> topologies) {
        EngineStep engine = new EngineStep();
        steps.add(engine);
        steps.add(new BaseImageStep(engine));
        steps.add(new ToxiproxyStep(engine, images.resolve("toxiproxy")));
        Map<String, ImageSpec> built = new LinkedHashMap<>();
        built.put(DockerImages.SANDBOX, ImageSpec.ours(DockerImages.SANDBOX, images.resolve("sandbox")));
        built.put(
                HaproxyLinkProxies.IMAGE,
                ImageSpec.ours(HaproxyLinkProxies.IMAGE, images.resolve(HaproxyLinkProxies.DOCKERFILES)));
        for (Topology topology : topologies) {
            for (Service service : topology.services()) {
                Image image = service.image();
                image.build()
                        .ifPresent(build ->
                                built.putIfAbsent(image.reference(), ImageSpec.built(image.reference(), build)));
            }
        }
        built.values().forEach(spec -> steps.add(new BuiltImageStep(engine, spec)));
    }

    /**
     * Makes everything right that is not.
     *
     * @param say a line for each step, before and after
     * @param confirm asked once, with what will be done, before the first change
     * @return whether all is right; false where it was not confirmed
     * @throws PlatformUnavailable where something cannot be made right, with what to do
     */
    public boolean setUp(Consumer<String> say, Predicate<String> confirm) {
        boolean confirmed = false;
        for (Step step : steps) {
            long began = System.nanoTime();
            if (step.right()) {
                say.accept(line("right", step.name(), began));
                continue;
            }
            say.accept("  to do  " + step.name() + ": " + step.how());
            if (!confirmed && !confirm.test("This changes the machine.")) {
                return false;
            }
            confirmed = true;
            step.mend();
            say.accept(line("done", step.name(), began));
        }
        return true;
    }

    private static String line(String state, String name, long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        return String.format(java.util.Locale.ROOT, "  %-5s  %s (%.1f s)", state, name, seconds);
    }

    /**
     * Only looks.
     *
     * @param say a line for each step
     * @return whether all is right
     */
    public boolean look(Consumer<String> say) {
        boolean all = true;
        for (Step step : steps) {
            boolean right = step.right();
            say.accept(right ? "  right    " + step.name() : "  missing  " + step.name() + ": " + step.how());
            if (!right && step instanceof EngineStep) {
                say.accept("  without an engine nothing more can be told");
                return false;
            }
            all &= right;
        }
        return all;
    }
}
