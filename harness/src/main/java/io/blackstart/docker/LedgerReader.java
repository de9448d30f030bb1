package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import io.blackstart.engine.Deployment.LedgerUnreadable;
import io.blackstart.topology.Ledger;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a node's ledger: one id a line, passed on as it comes. */
final class LedgerReader {

    private final DockerClient docker;
    private final Pod pod;

    LedgerReader(DockerClient docker, Pod pod) {
        this.docker = docker;
        this.pod = pod;
    }

    void read(Ledger.Read read, long timeoutNanos, OutputStream out) throws LedgerUnreadable, IOException {
        Duration timeout = Duration.ofNanos(timeoutNanos);
        try {
            if (read instanceof Ledger.ByCommand byCommand) {
                command(byCommand.argv(), timeout, out);
            } else {
                http((Ledger.ByHttp) read, timeout, out);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void command(List<String> argv, Duration timeout, OutputStream out) throws LedgerUnreadable {
        try {
            Exec.Result result = Exec.run(docker, pod.containerId(), argv, timeout, out);
            if (result.exit() != 0) {
                throw new LedgerUnreadable(
                        argv + " ended with " + result.exit() + ": "
                                + result.err().strip(),
                        null);
            }
        } catch (DockerException e) {
            throw new LedgerUnreadable(argv + " could not run: " + e.getMessage(), e);
        }
    }

    private void http(Ledger.ByHttp read, Duration timeout, OutputStream out) throws LedgerUnreadable {
        URI uri = URI.create("http://" + pod.address() + ":" + read.port() + read.path());
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        // A request's own time-out ends with the answer's head, and the ledger is its body.
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(
                HttpRequest.newBuilder(uri).build(),
                HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> write(bytes, out))));
        try {
            int status = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS).statusCode();
            if (status / 100 != 2) {
                throw new LedgerUnreadable(uri + " answered " + status, null);
            }
        } catch (ExecutionException e) {
            throw new LedgerUnreadable(uri + " did not answer: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new LedgerUnreadable(uri + " did not answer within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnreadable("interrupted while reading " + uri, e);
        } finally {
            answer.cancel(true);
        }
    }

    private static void write(byte[] bytes, OutputStream out) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
