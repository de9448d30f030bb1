package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import io.blackstart.topology.Files.Injected;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Files that are put into a container between its creation and its start. */
final class CopyIn {

    private final DockerClient docker;

    CopyIn(DockerClient docker) {
        this.docker = docker;
    }

    /** Host files and folders to their absolute targets. */
    void hostPaths(String container, Map<Path, String> copies) {
        copies.forEach((source, target) -> {
            if (Files.isDirectory(source)) {
                docker.copyArchiveToContainerCmd(container)
                        .withHostResource(source.toString())
                        .withDirChildrenOnly(true)
                        .withRemotePath(target)
                        .exec();
            } else {
                tar(container, file(target, bytes(source), 0, 0, Files.isExecutable(source) ? 0755 : 0644));
            }
        });
    }

    /** Configs and secrets. */
    void injected(String container, List<Injected> files) {
        for (Injected file : files) {
            byte[] content = file.content()
                    .file()
                    .map(CopyIn::bytes)
                    .orElseGet(() -> file.content().literal().orElse("").getBytes(StandardCharsets.UTF_8));
            tar(container, file(file.target(), content, file.uid(), file.gid(), file.mode()));
        }
    }

    /** A symbolic link at an absolute path. */
    void link(String container, String at, String to) {
        TarArchiveEntry link = new TarArchiveEntry(relative(at), TarConstants.LF_SYMLINK);
        link.setLinkName(to);
        tar(container, archive(link, new byte[0]));
    }

    private void tar(String container, byte[] archive) {
        docker.copyArchiveToContainerCmd(container)
                .withTarInputStream(new ByteArrayInputStream(archive))
                .withRemotePath("/")
                .exec();
    }

    private static byte[] file(String target, byte[] content, int uid, int gid, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(relative(target));
        entry.setSize(content.length);
        entry.setMode(mode);
        entry.setIds(uid, gid);
        return archive(entry, content);
    }

    private static String relative(String target) {
        return target.replaceFirst("^/+", "");
    }

    private static byte[] archive(TarArchiveEntry entry, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException("could not pack " + entry.getName(), e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }
}
