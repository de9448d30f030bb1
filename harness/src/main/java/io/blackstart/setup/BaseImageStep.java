package io.blackstart.setup;

import io.blackstart.docker.ImageSpec;
import io.blackstart.docker.Images;
import io.blackstart.docker.Pull;
import io.blackstart.engine.PlatformUnavailable;
import io.blackstart.engine.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Debian 13 as a base image: pulled, else made from Debian's packages. */
final class BaseImageStep implements Step {

    private static final String IMAGE = "debian:trixie-slim";
    private static final long MINUTES = 5;

    private final EngineStep engine;

    BaseImageStep(EngineStep engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "the image " + IMAGE;
    }

    @Override
    public boolean right() {
        return images().inspect(IMAGE).isPresent();
    }

    private Images images() {
        return new Images(engine.engine().client(), line -> {}, new StopSignal());
    }

    @Override
    public String how() {
        return "pull it, else make it with mmdebstrap";
    }

    @Override
    public void mend() {
        Optional<String> refusal = new Pull(engine.engine().client(), new StopSignal()).of(IMAGE);
        if (refusal.isEmpty()) {
            return;
        }
        if (!Shell.has("mmdebstrap")) {
            Debian.install("mmdebstrap", "debian-archive-keyring");
        }
        make(refusal.get());
    }

    /** A build from its archive: docker-java's import sends nothing of what it is given. */
    private void make(String refusal) {
        Path context = null;
        try {
            context = Files.createTempDirectory("blackstart-base");
            Path archive = context.resolve("base.tar");
            List<String> command = List.of(
                    "mmdebstrap", "--variant=minbase", "--include=ca-certificates", "trixie", archive.toString());
            Shell.run(MINUTES, Map.of(), command);
            Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nADD base.tar /\nCMD [\"bash\"]\n");
            images().ensure(ImageSpec.ours(IMAGE, context));
        } catch (IOException | PlatformUnavailable e) {
            throw new PlatformUnavailable(
                    "The base image could neither be pulled (" + refusal + ") nor made: " + e.getMessage(), e);
        } finally {
            Contexts.delete(context);
        }
    }
}
