package io.blackstart.definition;

import io.blackstart.topology.Balancer;
import io.blackstart.topology.Files;
import io.blackstart.topology.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds balancers: services that mount an HAProxy configuration, by its usual name or by the name that their command gives it.
 * One that is only in an image is not seen.
 */
final class BalancerFinder {

    private static final String USUAL = "haproxy.cfg";

    private final ComposeContext context;

    BalancerFinder(ComposeContext context) {
        this.context = context;
    }

    List<Balancer> find(List<Service> services) {
        return services.stream().flatMap(service -> balancer(service).stream()).toList();
    }

    /** One that cannot be read is said, and not predicted from. */
    private Optional<Balancer> balancer(Service service) {
        try {
            List<String> texts = texts(service);
            return texts.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new HaproxyReader(service.program().environment())
                            .read(service.name(), String.join("\n", texts)));
        } catch (IOException | IllegalArgumentException e) {
            context.note(service.name() + ": nothing is predicted from its HAProxy configuration: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<String> texts(Service service) throws IOException {
        Set<String> named = named(service);
        List<String> texts = new ArrayList<>();
        for (Files.Mount mount : service.files().mounts()) {
            Optional<Path> file = mount instanceof Files.HostBind bind ? file(bind, named) : Optional.empty();
            if (file.isPresent()) {
                texts.add(java.nio.file.Files.readString(file.get(), StandardCharsets.UTF_8));
            }
        }
        for (Files.Injected injected : service.files().injected()) {
            if (wanted(injected.target(), named)) {
                texts.add(text(injected.content()));
            }
        }
        return texts;
    }

    private static String text(Files.Content content) throws IOException {
        return content.file().isPresent()
                ? java.nio.file.Files.readString(content.file().get(), StandardCharsets.UTF_8)
                : content.literal().orElse("");
    }

    /** Files behind {@code -f} in what the file says of the program. */
    private static Set<String> named(Service service) {
        List<String> words = Stream.of(
                        service.program().entrypoint(), service.program().command())
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .toList();
        Set<String> named = new TreeSet<>();
        boolean haproxy = words.stream().anyMatch(word -> word.contains("haproxy"))
                || service.image().reference().contains("haproxy");
        for (int i = 0; haproxy && i + 1 < words.size(); i++) {
            if (words.get(i).equals("-f")) {
                named.add(words.get(i + 1));
            }
        }
        return named;
    }

    private static boolean wanted(String target, Set<String> named) {
        return named.contains(target) || target.endsWith("/" + USUAL);
    }

    /** The mounted file itself, or one in a mounted folder. */
    private static Optional<Path> file(Files.HostBind bind, Set<String> named) {
        Stream<Path> files = java.nio.file.Files.isDirectory(bind.source())
                ? inside(bind, named)
                : Stream.of(bind.source()).filter(source -> wanted(bind.target(), named));
        return files.filter(java.nio.file.Files::isRegularFile).findFirst();
    }

    private static Stream<Path> inside(Files.HostBind folder, Set<String> named) {
        String begin = folder.target().replaceFirst("/*$", "/");
        Stream<Path> byCommand = named.stream()
                .filter(name -> name.startsWith(begin))
                .map(name -> folder.source().resolve(name.substring(begin.length())));
        return Stream.concat(byCommand, Stream.of(folder.source().resolve(USUAL)));
    }
}
