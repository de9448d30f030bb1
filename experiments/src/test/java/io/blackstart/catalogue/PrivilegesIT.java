package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import io.blackstart.docker.Exec;
import io.blackstart.docker.RunLabels;
import io.blackstart.engine.Injection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the containers of a run may do, with a fault of every mechanism prepared: not more than each needs. */
@Timeout(120)
class PrivilegesIT {

    /** The bits of {@code CapEff} in {@code /proc/PID/status}, see capabilities(7). */
    private static final String NET_ADMIN_ALONE = "0000000000001000";

    private static final DockerClient DOCKER =
            io.blackstart.docker.Engine.connect().client();

    private static Lab lab;

    @BeforeAll
    static void up() {
        lab = Lab.of("privileges/privileges.yaml");
    }

    @AfterAll
    static void down() {
        lab.close();
    }

    private static List<InspectContainerResponse> all(String role) {
        return DOCKER
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(RunLabels.RUN, lab.run(), RunLabels.ROLE, role))
                .exec()
                .stream()
                .map(found -> DOCKER.inspectContainerCmd(found.getId()).exec())
                .toList();
    }

    private static Stream<InspectContainerResponse> everybody() {
        return Stream.of("sandbox", "service", "helper").flatMap(role -> all(role).stream());
    }

    private static Set<Capability> added(InspectContainerResponse container) {
        return capabilities(container.getHostConfig().getCapAdd());
    }

    private static Set<Capability> dropped(InspectContainerResponse container) {
        return capabilities(container.getHostConfig().getCapDrop());
    }

    private static Set<Capability> capabilities(Capability... listed) {
        return listed == null ? Set.of() : Set.copyOf(Arrays.asList(listed));
    }

    private static InspectContainerResponse named(String role, String end) {
        return all(role).stream()
                .filter(one -> one.getName().endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sandboxesHaveNetAdminAndNothingElse() {
        assertThat(all("sandbox")).hasSize(2).allSatisfy(sandbox -> {
            assertThat(added(sandbox)).containsExactly(Capability.NET_ADMIN);
            assertThat(dropped(sandbox)).containsExactly(Capability.ALL);
            assertThat(Exec.run(
                                    DOCKER,
                                    sandbox.getId(),
                                    List.of("grep", "CapEff", "/proc/self/status"),
                                    Duration.ofSeconds(10))
                            .out())
                    .contains(NET_ADMIN_ALONE);
        });
    }

    @Test
    void servicesHaveWhatTheirFileAsksFor() {
        assertThat(added(named("service", "asks-service")))
                .containsExactlyInAnyOrder(Capability.NET_RAW, Capability.SYS_NICE);
        assertThat(dropped(named("service", "asks-service"))).containsExactly(Capability.MKNOD);
        assertThat(added(named("service", "plain-service"))).isEmpty();
        assertThat(all("service")).allSatisfy(service -> {
            assertThat(service.getHostConfig().getPidMode()).isNullOrEmpty();
            assertThat(service.getHostConfig().getSecurityOpts()).isNullOrEmpty();
        });
    }

    @Test
    void helpersHaveWhatTheyAreFor() {
        assertThat(all("helper")).isNotEmpty().allSatisfy(helper -> {
            assertThat(dropped(helper)).as(helper.getName()).containsExactly(Capability.ALL);
            assertThat(added(helper)).as(helper.getName()).isEqualTo(wanted(helper.getName()));
            assertThat(String.valueOf(helper.getHostConfig().getPidMode()))
                    .as(helper.getName())
                    .isEqualTo(pids(helper.getName()));
        });
        assertThat(all("helper")).extracting(InspectContainerResponse::getName).satisfies(names -> {
            assertThat(names).anyMatch(name -> name.endsWith("-killer"));
            assertThat(names).anyMatch(name -> name.endsWith("-looker"));
            assertThat(names).anyMatch(name -> name.endsWith("-volume-data"));
            assertThat(names).anyMatch(name -> name.endsWith("-toxiproxy"));
            assertThat(names).anyMatch(name -> name.endsWith("-haproxy"));
        });
    }

    private static String pids(String helper) {
        if (helper.endsWith("-looker")) {
            return "container:" + named("service", "plain-service").getId();
        }
        return helper.endsWith("-killer") ? "host" : "";
    }

    private static Set<Capability> wanted(String helper) {
        if (helper.endsWith("-killer")) {
            return Set.of(Capability.KILL);
        }
        if (helper.endsWith("-looker")) {
            return Set.of(Capability.SYS_PTRACE);
        }
        return helper.contains("-volume-") ? Set.of(Capability.DAC_OVERRIDE, Capability.FOWNER) : Set.of();
    }

    @Test
    void theKillerRunsForACallOnly() {
        awaitKiller(false);
        Injection crash = lab.injection("crash");
        crash.arm();
        awaitKiller(true);
        assertThat(crash.inject().applied()).isTrue();
        awaitKiller(false);
        Nodes.end(crash);
    }

    @Test
    void theKillerEndsWhereNothingIsKilled() {
        Injection crash = lab.injection("crash");
        crash.arm();
        awaitKiller(true);
        Nodes.end(crash);
        awaitKiller(false);
    }

    private static void awaitKiller(boolean running) {
        Nodes.await(
                "killer that is " + (running ? "there" : "gone"),
                () -> running
                        == Boolean.TRUE.equals(
                                named("helper", "-killer").getState().getRunning()));
    }

    @Test
    void aVolumeIsFilledWhoeverOwnsIt() {
        Injection full = lab.begun("disk-full");
        assertThat(Containers.exec("asks", "df", "--output=avail", "/data")).containsPattern("\\n\\s*0\\s");
        Nodes.end(full);
    }

    @Test
    void nobodyIsPrivilegedOrHasTheEnginesSocket() {
        assertThat(everybody()).isNotEmpty().allSatisfy(container -> {
            HostConfig host = container.getHostConfig();
            assertThat(Boolean.TRUE.equals(host.getPrivileged()))
                    .as(container.getName())
                    .isFalse();
            assertThat(host.getDevices()).as(container.getName()).isNullOrEmpty();
            assertThat(mounts(container))
                    .as(container.getName())
                    .noneMatch(mount ->
                            mount.getSource() != null && mount.getSource().endsWith(".sock"));
        });
    }

    private static List<InspectContainerResponse.Mount> mounts(InspectContainerResponse container) {
        return container.getMounts() == null ? List.of() : container.getMounts();
    }

    @Test
    void theUsersFilesAreReadOrCopied() throws Exception {
        assertThat(everybody()).allSatisfy(container -> assertThat(mounts(container))
                .as(container.getName())
                .noneMatch(mount -> Boolean.TRUE.equals(mount.getRW())
                        && mount.getName() == null)); // A bind has no name, a volume has.
        Containers.exec("asks", "sh", "-c", "echo changed > /content/hello.txt; touch /content/new");
        assertThat(Containers.exec("asks", "cat", "/content/hello.txt")).isEqualTo("changed\n");
        Path content = Path.of("src/test/resources/privileges/content");
        assertThat(content.resolve("hello.txt")).hasContent("hello");
        try (Stream<Path> files = Files.list(content)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatIsPublishedIsPublishedOnTheLoopback() {
        List<Ports.Binding> published = everybody()
                .flatMap(container -> container.getNetworkSettings().getPorts().getBindings().values().stream())
                .filter(bindings -> bindings != null)
                .flatMap(Arrays::stream)
                .toList();
        assertThat(published).isNotEmpty().allSatisfy(binding -> assertThat(binding.getHostIp())
                .isEqualTo("127.0.0.1"));
    }
}
