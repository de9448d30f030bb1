package io.blackstart.topology;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a node's file system has beside its image.
 *
 * @param mounts volumes, binds, tmpfs
 * @param injected configs and secrets: files with content, put in read-only
 * @param readOnly whether the root file system is read-only
 * @param shmSize bytes of /dev/shm
 */
public record Files(List<Mount> mounts, List<Injected> injected, boolean readOnly, OptionalLong shmSize) {

    /** One mount; {@code target} is the absolute path in the node. */
    public sealed interface Mount permits NamedVolume, AnonymousVolume, HostBind, Tmpfs {
        String target();
    }

    /**
     * A named volume of the topology.
     *
     * @param volume its key in the file
     * @param target absolute path in the node
     * @param readOnly mounted read-only
     */
    public record NamedVolume(String volume, String target, boolean readOnly) implements Mount {}

    /** A volume of the node alone, without a name. */
    public record AnonymousVolume(String target) implements Mount {}

    /**
     * A host file or folder. One mounted for writing is copied into a volume of the run, unless the user allows host
     * writes.
     *
     * @param source absolute host path
     * @param target absolute path in the node
     * @param readOnly mounted read-only
     * @param createHostPath short syntax: a missing source is made as a folder; here: mounted as an empty folder
     */
    public record HostBind(Path source, String target, boolean readOnly, boolean createHostPath) implements Mount {}

    /**
     * A file system in memory.
     *
     * @param target absolute path
     * @param options as the kernel has them, such as {@code size=67108864} and {@code mode=1777}
     */
    public record Tmpfs(String target, List<String> options) implements Mount {}

    /**
     * A config or secret.
     *
     * @param target absolute path in the node
     * @param content its bytes' source: a host file or a literal
     * @param uid owner
     * @param gid group
     * @param mode octal mode
     */
    public record Injected(String target, Content content, int uid, int gid, int mode) {}

    /** Exactly one of the two is present. */
    public record Content(Optional<Path> file, Optional<String> literal) {}
}
