package io.blackstart.docker;

import io.blackstart.topology.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The content of a build context, as one hash: two contexts with the same hash make the same image. */
final class BuildContext {

    private BuildContext() {}

    /** SHA-256 over every file's relative path, executable bit and bytes, and over the build's arguments. */
    static String hash(Image.Build build) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            text(
                    digest,
                    build.dockerfile() + "\0" + new TreeMap<>(build.args()) + "\0"
                            + build.target().orElse(""));
            for (Path file : files(build.context())) {
                text(digest, build.context().relativize(file) + "\0" + Files.isExecutable(file));
                bytes(digest, file);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("could not read the build context " + build.context(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<Path> files(Path context) throws IOException {
        try (Stream<Path> walk = Files.walk(context)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void text(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static void bytes(MessageDigest digest, Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
