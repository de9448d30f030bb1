package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code peer.pl} at work in a node, and what it has seen so far; it ends when this is closed. */
final class Probe implements AutoCloseable {

    /**
     * What came of one attempt; instants in nanoseconds of this machine's monotonic clock.
     *
     * @param last when the last byte came
     * @param end when the stream ended, or patience
     * @param reads in how many pieces the bytes came
     */
    record Attempt(long start, long last, long end, String outcome, long bytes, int reads) {

        static Attempt parse(String line) {
            String[] words = line.split(" ");
            return new Attempt(
                    Long.parseLong(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    words[3],
                    Long.parseLong(words[4]),
                    Integer.parseInt(words[5]));
        }

        /** From asking to the last byte. */
        double millis() {
            return (last - start) / 1e6;
        }

        boolean within(long from, long to) {
            return start >= from && end <= to;
        }
    }

    private final PipedOutputStream input = new PipedOutputStream();
    private final Lines lines = new Lines();

    private Probe(String node, List<String> command) {
        DockerClient docker = io.blackstart.docker.Engine.connect().client();
        String exec = docker.execCreateCmd(Containers.id(node))
                .withCmd(command.toArray(String[]::new))
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        try {
            docker.execStartCmd(exec)
                    .withDetach(false)
                    .withStdIn(new PipedInputStream(input))
                    .exec(lines);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** An attempt every so often, each with its time-out, however long those before it take. */
    static Probe watch(String node, int everyMillis, int timeoutMillis, Object... look) {
        Probe probe = new Probe(
                node,
                Stream.concat(Stream.of("perl", "/peer.pl", "watch", everyMillis, timeoutMillis), Arrays.stream(look))
                        .map(Object::toString)
                        .toList());
        probe.await(1, attempt -> true);
        return probe;
    }

    /** Sends datagrams back. */
    static Probe echoes(String node, int port) {
        return new Probe(node, List.of("perl", "/peer.pl", "echoes", String.valueOf(port)));
    }

    /** So many attempts, one after the other, to their end. */
    static List<Attempt> ask(String node, int count, int timeoutMillis, Object... look) {
        String[] command = Stream.concat(
                        Stream.of("perl", "/peer.pl", "ask", count, timeoutMillis), Arrays.stream(look))
                .map(Object::toString)
                .toArray(String[]::new);
        return Containers.exec(node, command).lines().map(Attempt::parse).toList();
    }

    /** In the order of their starts. */
    List<Attempt> seen() {
        synchronized (lines) {
            return lines.attempts.stream()
                    .sorted(Comparator.comparingLong(Attempt::start))
                    .toList();
        }
    }

    /** Waits until so many attempts are there that it was waited for. */
    void await(int count, Predicate<Attempt> wanted) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        synchronized (lines) {
            while (lines.attempts.stream().filter(wanted).count() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                assertThat(left)
                        .as(() -> "20 s for such an attempt; the last: " + last())
                        .isPositive();
                try {
                    lines.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private String last() {
        List<Attempt> all = lines.attempts;
        return all.subList(Math.max(0, all.size() - 5), all.size()) + " " + lines.rest;
    }

    /** The engine closes the prober's input when it finds that nobody listens, and so the prober ends. */
    @Override
    public void close() {
        try {
            input.close();
            lines.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class Lines extends ResultCallback.Adapter<Frame> {
        private final List<Attempt> attempts = new ArrayList<>();
        private String rest = "";

        @Override
        public synchronized void onNext(Frame frame) {
            rest += new String(frame.getPayload(), StandardCharsets.US_ASCII);
            int end = rest.lastIndexOf('\n');
            if (end >= 0) {
                rest.substring(0, end).lines().map(Attempt::parse).forEach(attempts::add);
                rest = rest.substring(end + 1);
                notifyAll();
            }
        }
    }
}
