package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import io.blackstart.topology.HealthCheck;
import io.blackstart.topology.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The health check that counts for a node: the file's, where the file has none the image's, with what either leaves open
 * filled in as the engine does.
 *
 * @param argv the command
 * @param interval between checks
 * @param timeout of one check
 * @param retries failures in a row until unhealthy
 * @param startPeriod in which failures do not count
 */
record HealthCommand(List<String> argv, Duration interval, Duration timeout, int retries, Duration startPeriod) {

    private static final Duration DEFAULT = Duration.ofSeconds(30);
    private static final int RETRIES = 3;
    private static final HealthCheck NOTHING_SAID = new HealthCheck(
            List.of(), Optional.empty(), Optional.empty(), java.util.OptionalInt.empty(), Optional.empty());

    /** Of a service, whose image is here; empty where neither file nor image has one, or one of them switched it off. */
    static Optional<HealthCommand> of(DockerClient docker, Service service) {
        InspectImageResponse image =
                docker.inspectImageCmd(service.image().reference()).exec();
        return of(service.health(), Optional.ofNullable(image.getConfig()).map(config -> config.getHealthcheck()));
    }

    /** Of what the file and the image say. */
    static Optional<HealthCommand> of(
            Optional<HealthCheck> said, Optional<com.github.dockerjava.api.model.HealthCheck> image) {
        HealthCheck file = said.orElse(NOTHING_SAID);
        var below = image.orElseGet(com.github.dockerjava.api.model.HealthCheck::new);
        List<String> test = file.test().isEmpty() ? orNone(below.getTest()) : file.test();
        if (test.size() < 2) {
            return Optional.empty();
        }
        Integer retries = below.getRetries();
        return Optional.of(new HealthCommand(
                argv(test),
                time(file.interval(), below.getInterval(), DEFAULT),
                time(file.timeout(), below.getTimeout(), DEFAULT),
                file.retries().orElse(retries == null || retries == 0 ? RETRIES : retries),
                time(file.startPeriod(), below.getStartPeriod(), Duration.ZERO)));
    }

    private static List<String> orNone(List<String> test) {
        return test == null ? List.of() : test;
    }

    private static Duration time(Optional<Duration> said, Long imagesNanos, Duration byDefault) {
        Duration images = imagesNanos == null || imagesNanos == 0 ? byDefault : Duration.ofNanos(imagesNanos);
        return said.orElse(images);
    }

    private static List<String> argv(List<String> test) {
        List<String> argv = new ArrayList<>();
        if (test.get(0).equals("CMD-SHELL")) {
            argv.addAll(List.of("/bin/sh", "-c"));
        }
        argv.addAll(test.subList(1, test.size()));
        return List.copyOf(argv);
    }

    /** How long it may take until the engine would call the node unhealthy. */
    Duration untilUnhealthy() {
        return startPeriod.plus(interval.plus(timeout).multipliedBy(retries));
    }

    /** What the engine is told: what the file leaves open is left open, so that the image's own counts. */
    static com.github.dockerjava.api.model.HealthCheck forEngine(HealthCheck said) {
        var check = new com.github.dockerjava.api.model.HealthCheck();
        if (!said.test().isEmpty()) {
            check.withTest(said.test());
        }
        said.interval().ifPresent(time -> check.withInterval(time.toNanos()));
        said.timeout().ifPresent(time -> check.withTimeout(time.toNanos()));
        said.retries().ifPresent(check::withRetries);
        said.startPeriod().ifPresent(time -> check.withStartPeriod(time.toNanos()));
        return check;
    }
}
