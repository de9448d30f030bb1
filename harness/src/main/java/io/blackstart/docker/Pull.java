package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import io.blackstart.engine.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.RegistryAuthLocator;

/** A pull with the user's registry credentials, given up when the registry does not answer. */
public final class Pull {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private static final long LOOK_MILLIS = 100;

    private final DockerClient docker;
    private final StopSignal stop;

    /** With that engine; {@code stop} gives a pull up. */
    public Pull(DockerClient docker, StopSignal stop) {
        this.docker = docker;
        this.stop = stop;
    }

    /** Empty where it was pulled, else why not. */
    public Optional<String> of(String reference) {
        return of(reference, Optional.empty());
    }

    /** The same for a platform, if one is wanted. */
    Optional<String> of(String reference, Optional<String> platform) {
        DockerImageName name = DockerImageName.parse(reference);
        PullImageCmd command = docker.pullImageCmd(name.getUnversionedPart()).withTag(name.getVersionPart());
        platform.ifPresent(command::withPlatform);
        AuthConfig credentials = RegistryAuthLocator.instance().lookupAuthConfig(name, new AuthConfig());
        Alive alive = new Alive();
        try (Alive pulling = command.withAuthConfig(credentials).exec(alive)) {
            return result(pulling);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (IOException | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()).strip());
        }
    }

    private Optional<String> result(Alive pulling) throws InterruptedException {
        long givenUp = System.nanoTime() + AT_MOST.toNanos();
        while (System.nanoTime() < givenUp) {
            if (pulling.ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                pulling.awaitCompletion(); // throws what the engine refused
                return Optional.empty();
            }
            if (stop.requested()) {
                return Optional.of("stopped");
            }
            if (pulling.silentFor(ANSWER_WITHIN)) {
                return Optional.of("the registry did not answer within " + ANSWER_WITHIN.toSeconds() + " s");
            }
        }
        return Optional.of("not done within " + AT_MOST.toMinutes() + " min");
    }

    /** Knows when the registry was last heard of. */
    private static final class Alive extends PullImageResultCallback {
        /** The callback's own waiting closes the stream when its time is over, and the pull with it. */
        private final CountDownLatch ended = new CountDownLatch(1);

        private volatile long heard = System.nanoTime();

        @Override
        public void onNext(PullResponseItem item) {
            heard = System.nanoTime();
            super.onNext(item);
        }

        @Override
        public void onError(Throwable thrown) {
            super.onError(thrown);
            ended.countDown();
        }

        @Override
        public void onComplete() {
            super.onComplete();
            ended.countDown();
        }

        boolean silentFor(Duration duration) {
            return System.nanoTime() - heard > duration.toNanos();
        }
    }
}
