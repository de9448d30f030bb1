package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import io.blackstart.engine.Platform;
import io.blackstart.engine.PlatformUnavailable;
import io.blackstart.engine.StopSignal;
import io.blackstart.topology.Image;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Images: looked for locally, then pulled, then built, as far as their policy has it. One that we built is built again where
 * its context has changed; one for another platform than is wanted is not taken.
 */
public final class Images {

    /** The content hash of the build context that an image of ours was built from. */
    public static final String CONTEXT_LABEL = "io.blackstart.context";

    private static final Duration BUILD_AT_MOST = Duration.ofMinutes(15);
    private static final long LOOK_MILLIS = 100;
    private static final String NOT_TRIED = "not tried";

    private final DockerClient docker;
    private final Platform.Progress progress;
    private final StopSignal stop;

    /** Images of an engine; {@code stop} ends pulls and builds that are under way. */
    public Images(DockerClient docker, Platform.Progress progress, StopSignal stop) {
        this.docker = docker;
        this.progress = progress;
        this.stop = stop;
    }

    /** Whether it is there and, where we built it, still what its context says. */
    public boolean current(ImageSpec spec) {
        return inspect(spec.reference())
                .filter(found -> fits(found, spec) && upToDate(found, spec))
                .isPresent();
    }

    /**
     * Makes it available.
     *
     * @return its id
     * @throws PlatformUnavailable where it can neither be found, pulled nor built, with the reason of each
     */
    public String ensure(ImageSpec spec) {
        switch (spec.policy()) {
            case BUILD -> build(spec, NOT_TRIED);
            case ALWAYS -> pull(spec).ifPresent(refusal -> build(spec, refusal));
            case MISSING, NEVER -> ensureSomehow(spec);
        }
        InspectImageResponse made = inspect(spec.reference())
                .orElseThrow(() ->
                        new PlatformUnavailable("The image " + spec.reference() + " is gone after it was made.", null));
        if (!fits(made, spec)) {
            throw new PlatformUnavailable(
                    "The image " + spec.reference() + " here is for " + made.getOs() + "/" + made.getArch()
                            + ", not for " + spec.platform().orElseThrow().said() + ".",
                    null);
        }
        return made.getId();
    }

    private void ensureSomehow(ImageSpec spec) {
        Optional<InspectImageResponse> found = inspect(spec.reference()).filter(image -> fits(image, spec));
        if (found.isPresent() && upToDate(found.get(), spec)) {
            return;
        }
        boolean pull = found.isEmpty() && spec.policy() == ImageSpec.Policy.MISSING;
        Optional<String> refusal = pull ? pull(spec) : Optional.of(NOT_TRIED);
        refusal.ifPresent(reason -> build(spec, reason));
    }

    private static boolean fits(InspectImageResponse found, ImageSpec spec) {
        return spec.platform().map(platform -> platform.matches(found)).orElse(true);
    }

    /** The image of that name, if it is there. */
    public Optional<InspectImageResponse> inspect(String reference) {
        try {
            return Optional.of(docker.inspectImageCmd(reference).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static boolean upToDate(InspectImageResponse found, ImageSpec spec) {
        Map<String, String> labels =
                found.getConfig() == null ? null : found.getConfig().getLabels();
        String builtFrom = labels == null ? null : labels.get(CONTEXT_LABEL);
        return builtFrom == null
                || spec.build().isEmpty()
                || builtFrom.equals(BuildContext.hash(spec.build().get()));
    }

    /** Empty where it was pulled, else why not. */
    private Optional<String> pull(ImageSpec spec) {
        progress.say("pulling " + spec.reference());
        return new Pull(docker, stop).of(spec.reference(), spec.platform().map(ImagePlatform::said));
    }

    private void build(ImageSpec spec, String refusal) {
        Image.Build how = spec.build()
                .orElseThrow(() -> new PlatformUnavailable(
                        "The image " + spec.reference()
                                + " cannot be had: nothing says how to build it, and the pull failed: " + refusal,
                        null));
        progress.say("building " + spec.reference());
        Deque<String> output = new ArrayDeque<>();
        try (Output build = command(spec, how).exec(new Output(output))) {
            await(build);
            build.check();
            build.awaitImageId();
        } catch (IOException | RuntimeException e) {
            throw new PlatformUnavailable(
                    "The image " + spec.reference() + " could not be built from " + how.context() + ": "
                            + e.getMessage() + "\n" + String.join("", output),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformUnavailable("interrupted while " + spec.reference() + " was built", e);
        }
    }

    /** Closing a build's stream ends the build. */
    private void await(Output build) throws InterruptedException {
        long givenUp = System.nanoTime() + BUILD_AT_MOST.toNanos();
        while (!build.ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (stop.requested()) {
                throw new IllegalStateException("stopped");
            }
            if (System.nanoTime() > givenUp) {
                throw new IllegalStateException("not done within " + BUILD_AT_MOST.toMinutes() + " min");
            }
        }
    }

    private BuildImageCmd command(ImageSpec spec, Image.Build how) {
        BuildImageCmd command = docker.buildImageCmd()
                .withBaseDirectory(how.context().toFile())
                .withDockerfile(how.context().resolve(how.dockerfile()).toFile())
                .withTags(Set.of(spec.reference()))
                .withLabels(Map.of(CONTEXT_LABEL, BuildContext.hash(how)))
                .withRemove(true)
                .withForcerm(true);
        how.args().forEach(command::withBuildArg);
        how.target().ifPresent(command::withTarget);
        spec.platform().map(ImagePlatform::said).ifPresent(command::withPlatform);
        return command;
    }

    /** Keeps the last lines of a build, for when it fails. */
    private static final class Output extends BuildImageResultCallback {
        private static final int LINES = 30;
        private final Deque<String> lines;
        /** The callback's own waiting closes the stream when its time is over, and the build with it. */
        private final CountDownLatch ended = new CountDownLatch(1);

        private volatile Throwable failure;

        Output(Deque<String> lines) {
            this.lines = lines;
        }

        @Override
        public void onNext(BuildResponseItem item) {
            if (item.getStream() != null) {
                lines.addLast(item.getStream());
                if (lines.size() > LINES) {
                    lines.removeFirst();
                }
            }
            super.onNext(item);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
            super.onError(thrown instanceof DockerException ? thrown : new IllegalStateException(thrown));
            ended.countDown();
        }

        @Override
        public void onComplete() {
            super.onComplete();
            ended.countDown();
        }

        /** What the engine refused; its own way of telling forgets it. */
        void check() {
            if (failure != null) {
                throw new IllegalStateException(failure.getMessage(), failure);
            }
        }
    }
}
