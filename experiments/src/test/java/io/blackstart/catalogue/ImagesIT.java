package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import io.blackstart.docker.ImageSpec;
import io.blackstart.docker.Images;
import io.blackstart.engine.PlatformUnavailable;
import io.blackstart.engine.StopSignal;
import io.blackstart.topology.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pull policies and platforms, with a registry at which nobody answers. */
@Timeout(120)
class ImagesIT {

    private static final String REPOSITORY = "localhost:1/blackstart-it/image";
    private static final String IMAGE = REPOSITORY + ":1";
    private static final String BASE = "debian:trixie-slim";

    @TempDir
    private Path context;

    private final DockerClient docker = io.blackstart.docker.Engine.connect().client();
    private final List<String> said = new ArrayList<>();
    private final Images images = new Images(docker, said::add, new StopSignal());

    @BeforeEach
    void anImageIsHere() throws IOException {
        Files.writeString(context.resolve("Dockerfile"), "FROM " + BASE + "\nLABEL of=images-it\n");
        docker.tagImageCmd(BASE, REPOSITORY, "1").exec();
    }

    @AfterEach
    void isRemoved() {
        docker.removeImageCmd(IMAGE).exec();
    }

    private String ensure(String policy, boolean build, String platform) {
        Image.Build how = new Image.Build(context, "Dockerfile", Map.of(), Optional.empty());
        return images.ensure(ImageSpec.of(
                new Image(IMAGE, build ? Optional.of(how) : Optional.empty(), policy, Optional.ofNullable(platform))));
    }

    private String id() {
        return docker.inspectImageCmd(IMAGE).exec().getId();
    }

    @Test
    void whatIsThereIsTaken() {
        String before = id();
        assertThat(ensure("missing", false, null)).isEqualTo(before);
        assertThat(ensure("never", false, null)).isEqualTo(before);
        assertThat(said).isEmpty();
    }

    @Test
    void alwaysPullsThoughItIsThere() {
        assertThatThrownBy(() -> ensure("always", false, null))
                .isInstanceOf(PlatformUnavailable.class)
                .hasMessageContaining("the pull failed");
        assertThat(said).containsExactly("pulling " + IMAGE);
    }

    @Test
    void buildBuildsThoughItIsThere() {
        String before = id();
        assertThat(ensure("build", true, null)).isNotEqualTo(before);
        assertThat(said).containsExactly("building " + IMAGE);
    }

    @Test
    void anImageOfAnotherPlatformIsNotTaken() {
        String architecture = docker.inspectImageCmd(IMAGE).exec().getArch();
        assertThat(ensure("missing", false, "linux/" + architecture)).isEqualTo(id());
        for (String policy : List.of("missing", "never")) {
            assertThatThrownBy(() -> ensure(policy, false, "linux/s390x")).isInstanceOf(PlatformUnavailable.class);
        }
        assertThat(said).containsExactly("pulling " + IMAGE);
    }
}
