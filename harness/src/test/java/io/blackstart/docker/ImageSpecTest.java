package io.blackstart.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectImageResponse;
import io.blackstart.topology.Image;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What services ask of an image. */
class ImageSpecTest {

    private static final Image.Build BUILD = new Image.Build(Path.of("/c"), "Dockerfile", Map.of(), Optional.empty());

    private static ImageSpec spec(String policy, Optional<Image.Build> build) {
        return ImageSpec.of(new Image("i", build, policy, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64,    linux, amd64, true",
        "amd64,          linux, amd64, true",
        "linux/x86_64,   linux, amd64, true",
        "linux/arm64/v8, linux, arm64, true",
        "linux/arm64,    linux, amd64, false",
        "windows/amd64,  linux, amd64, false",
    })
    void platforms(String said, String os, String architecture, boolean matches) {
        InspectImageResponse image = new InspectImageResponse().withOs(os).withArch(architecture);
        assertThat(ImagePlatform.of(said).matches(image)).isEqualTo(matches);
    }

    @Test
    void ofTwoServicesThatWantItTheOneThatAsksMoreCounts() {
        ImageSpec both = spec("never", Optional.of(BUILD)).and(spec("always", Optional.empty()));
        assertThat(both.policy()).isEqualTo(ImageSpec.Policy.ALWAYS);
        assertThat(both.build()).contains(BUILD);
        assertThat(spec("missing", Optional.empty())
                        .and(spec("missing", Optional.of(BUILD)))
                        .build())
                .contains(BUILD);
    }
}
