package io.blackstart.setup;

import io.blackstart.docker.ImageSpec;
import io.blackstart.docker.Images;
import io.blackstart.docker.Pull;
import io.blackstart.engine.StopSignal;
import io.blackstart.topology.Image;
import io.blackstart.toxiproxy.ToxiproxyLinkProxies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Toxiproxy's image: pulled, else built by Go on this machine, else by Go in a container. */
final class ToxiproxyStep implements Step {

    private static final String IMAGE = ToxiproxyLinkProxies.IMAGE;
    private static final String VERSION = IMAGE.substring(IMAGE.lastIndexOf(':') + 1);
    private static final Pattern GO_VERSION = Pattern.compile("go1\\.(\\d+)");
    private static final int GO_MINOR = 23;
    private static final long MINUTES = 10;
    private static final Path CERTIFICATES = Path.of("/etc/ssl/certs/ca-certificates.crt");
    private static final List<String> PASSED_ON = List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "GOPROXY");

    private final EngineStep engine;
    private final Path dockerfiles;

    /** With the Dockerfiles of that folder: {@code Dockerfile} takes a binary, {@code Dockerfile.builder} makes it. */
    ToxiproxyStep(EngineStep engine, Path dockerfiles) {
        this.engine = engine;
        this.dockerfiles = dockerfiles;
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
        return "pull it, else build it with Go";
    }

    @Override
    public void mend() {
        if (new Pull(engine.engine().client(), new StopSignal()).of(IMAGE).isEmpty()) {
            return;
        }
        Path context = null;
        try {
            context = Files.createTempDirectory("blackstart-toxiproxy");
            String dockerfile = goIsHere() ? onThisMachine(context) : inContainer(context);
            images().ensure(ImageSpec.built(
                    IMAGE, new Image.Build(context, dockerfile, arguments(), Optional.empty())));
        } catch (IOException e) {
            throw new UncheckedIOException("the build of " + IMAGE + " could not be prepared", e);
        } finally {
            Contexts.delete(context);
        }
    }

    private static boolean goIsHere() {
        if (!Shell.has("go")) {
            return false;
        }
        Matcher version = GO_VERSION.matcher(Shell.run(1, Map.of("GOTOOLCHAIN", "local"), List.of("go", "version")));
        return version.find() && Integer.parseInt(version.group(1)) >= GO_MINOR;
    }

    private String onThisMachine(Path context) throws IOException {
        Path cache = Files.createDirectory(context.resolve("cache"));
        Shell.run(
                MINUTES,
                Map.of(
                        "GOBIN",
                        context.toString(),
                        "GOCACHE",
                        cache.toString(),
                        "GOFLAGS",
                        "-modcacherw",
                        "CGO_ENABLED",
                        "0"),
                List.of(
                        "go",
                        "install",
                        "-ldflags",
                        "-s -w -X github.com/Shopify/toxiproxy/v2.Version=" + VERSION,
                        "github.com/Shopify/toxiproxy/v2/cmd/server@v" + VERSION));
        Contexts.delete(cache);
        Files.move(context.resolve("server"), context.resolve("toxiproxy"));
        Files.copy(dockerfiles.resolve("Dockerfile"), context.resolve("Dockerfile"));
        return "Dockerfile";
    }

    /** With this machine's certificates: behind a proxy that inspects TLS the modules could not be fetched otherwise. */
    private String inContainer(Path context) throws IOException {
        Files.copy(dockerfiles.resolve("Dockerfile.builder"), context.resolve("Dockerfile.builder"));
        Path bundle = context.resolve("ca-certificates.crt");
        if (Files.exists(CERTIFICATES)) {
            Files.copy(CERTIFICATES, bundle);
        } else {
            Files.createFile(bundle);
        }
        return "Dockerfile.builder";
    }

    private static Map<String, String> arguments() {
        Map<String, String> arguments = new TreeMap<>(Map.of("VERSION", VERSION));
        PASSED_ON.forEach(
                name -> Optional.ofNullable(System.getenv(name)).ifPresent(value -> arguments.put(name, value)));
        return arguments;
    }
}
