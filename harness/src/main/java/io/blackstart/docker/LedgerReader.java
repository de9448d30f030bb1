package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import io.blackstart.engine.Deployment.LedgerUnreadable;
import io.blackstart.topology.Ledger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Reads a node's ledger: one id a line. */
final class LedgerReader {

    private final DockerClient docker;
    private final Pod pod;

    LedgerReader(DockerClient docker, Pod pod) {
        this.docker = docker;
        this.pod = pod;
    }

    List<String> ids(Ledger.Read read, long timeoutNanos) throws LedgerUnreadable {
        Duration timeout = Duration.ofNanos(timeoutNanos);
        String text = read instanceof Ledger.ByCommand byCommand
                ? command(byCommand.argv(), timeout)
                : http((Ledger.ByHttp) read, timeout);
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private String command(List<String> argv, Duration timeout) throws LedgerUnreadable {
        try {
            Exec.Result result = Exec.run(docker, pod.containerId(), argv, timeout);
            if (result.exit() != 0) {
                throw new LedgerUnreadable(
                        argv + " ended with " + result.exit() + ": "
                                + result.err().strip(),
                        null);
            }
            return result.out();
        } catch (DockerException e) {
            throw new LedgerUnreadable(argv + " could not run: " + e.getMessage(), e);
        }
    }

    private String http(Ledger.ByHttp read, Duration timeout) throws LedgerUnreadable {
        URI uri = URI.create("http://" + pod.address() + ":" + read.port() + read.path());
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri).timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new LedgerUnreadable(uri + " answered " + answer.statusCode(), null);
            }
            return answer.body();
        } catch (IOException e) {
            throw new LedgerUnreadable(uri + " did not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnreadable("interrupted while reading " + uri, e);
        }
    }
}
