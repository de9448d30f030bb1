package io.blackstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependencies point inward. */
class RingsTest {

    private static final String BASE = "io.blackstart.";
    private static final String[] MODEL = {
        BASE + "topology..",
        BASE + "fault..",
        BASE + "load..",
        BASE + "objective..",
        BASE + "experiment..",
        BASE + "journal.."
    };
    private static final List<String> ADAPTERS =
            List.of("definition", "docker", "toxiproxy", "haproxy", "gatling", "report", "store");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.blackstart");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topology",
                "fault",
                "load",
                "objective",
                "experiment",
                "journal",
                "analysis",
                "engine",
                "gate",
                "definition",
                "docker",
                "toxiproxy",
                "haproxy",
                "gatling",
                "report",
                "store",
                "setup",
                "cli"
            })
    void everyPackageHasClassesToLookAt(String name) {
        assertThat(ALL.stream().filter(type -> type.getPackageName().startsWith(BASE + name)))
                .hasSizeGreaterThan(2);
    }

    @Test
    void theModelKnowsTheJdkAndItself() {
        classes()
                .that()
                .resideInAnyPackage(MODEL)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(MODEL, "java.."))
                .check(ALL);
    }

    @Test
    void judgingKnowsTheModelOnly() {
        classes()
                .that()
                .resideInAPackage(BASE + "analysis..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(
                        MODEL,
                        "java..",
                        BASE + "analysis..",
                        "org.HdrHistogram..",
                        "org.apache.commons.statistics.distribution.."))
                .check(ALL);
    }

    @Test
    void judgingHasNoClockNoThreadsAndNoFiles() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "analysis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ALL);
    }

    @Test
    void theEngineKnowsNoAdapter() {
        classes()
                .that()
                .resideInAPackage(BASE + "engine..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(MODEL, "java..", BASE + "engine..", BASE + "analysis.."))
                .check(ALL);
    }

    @Test
    void aGateKnowsNoAdapter() {
        classes()
                .that()
                .resideInAPackage(BASE + "gate..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(MODEL, "java..", BASE + "gate..", BASE + "engine..", BASE + "analysis.."))
                .check(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"definition", "docker", "toxiproxy", "haproxy", "gatling", "report", "store"})
    void adaptersDoNotSeeEachOther(String adapter) {
        String[] others = ADAPTERS.stream()
                .filter(other -> !other.equals(adapter))
                .map(other -> BASE + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(BASE + adapter + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(with(others, BASE + "cli..", BASE + "setup.."))
                .check(ALL);
    }

    @Test
    void onlyTheEntryEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.blackstart.cli.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(ALL);
    }

    private static String[] with(String[] some, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(some), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }
}
