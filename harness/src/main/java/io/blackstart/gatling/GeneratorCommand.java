package io.blackstart.gatling;

import io.blackstart.engine.LoadDriver;
import io.blackstart.load.Load;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of a generator. */
final class GeneratorCommand {

    /** Lean: one collector, one compiler, so that it is ready in half a second and leaves the processors to the topology. */
    private static final List<String> LEAN = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ActiveProcessorCount=1",
            "-Xmx256m",
            "-Xshare:auto",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Djava.awt.headless=true");

    /**
     * Gatling's own settings: no phone-home, its log only, time-outs short enough to see a silence, and plain NIO, which
     * starts faster than the native transports.
     */
    private static final List<String> GATLING = List.of(
            "-Dgatling.data.enableAnalytics=false",
            "-Dgatling.http.warmUpUrl=",
            "-Dgatling.data.writers.0=file",
            "-Dgatling.netty.useNativeTransport=false",
            "-Dgatling.socket.connectTimeout=1000",
            "-Dgatling.http.requestTimeout=2000");

    private final Path java;
    private final Path libraries;

    GeneratorCommand(Path java, Path libraries) {
        this.java = java;
        this.libraries = libraries;
    }

    List<String> of(LoadDriver.Order order, Path socket, Path results) {
        Load load = order.load();
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(LEAN);
        command.addAll(GATLING);
        command.add("-Dblackstart.socket=" + socket);
        command.add("-Dblackstart.results=" + results);
        command.add("-Dblackstart.simulation=" + load.simulation());
        command.add("-Dblackstart.baseUrl=" + order.baseUrl());
        command.add("-Dblackstart.rate=" + load.rate());
        command.add("-Dblackstart.atMostSeconds=" + Math.max(1, (order.atMost().toMillis() + 999) / 1_000));
        command.add("-Dblackstart.ids=" + order.ids());
        command.add("-Dblackstart.servedBy=" + order.servedBy());
        order.ledger().ifPresent(ledger -> {
            command.add("-Dblackstart.writeMethod=" + ledger.method());
            command.add("-Dblackstart.writePath=" + ledger.path());
        });
        // Last, so that the user's win.
        load.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-cp");
        command.add(classPath(load));
        command.add("io.blackstart.generator.Main");
        return command;
    }

    private String classPath(Load load) {
        return Stream.concat(
                        Stream.of(libraries.resolve("blackstart-gatling.jar"), libraries.resolve("*")),
                        load.classpath().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
