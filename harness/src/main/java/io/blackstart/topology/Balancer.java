package io.blackstart.topology;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a balancer's configuration says of how it finds out that a server is gone, and of what becomes of requests meanwhile;
 * every default is filled in.
 *
 * @param service the service that is the balancer
 * @param spread how far its intervals between checks are spread at random, as a share of them, 0 to 0.5
 * @param backends those that have servers
 */
public record Balancer(String service, double spread, List<Backend> backends) {

    /**
     * Servers that stand in for each other.
     *
     * @param name as in the configuration
     * @param retries what becomes of a request that failed
     * @param connect how long a connection may take to be there; absent: as long as the kernel tries
     * @param answer how long a server may be silent; absent: for ever
     * @param servers in order
     */
    public record Backend(
            String name,
            Retries retries,
            Optional<Duration> connect,
            Optional<Duration> answer,
            List<Server> servers) {}

    /**
     * What becomes of a request that failed.
     *
     * @param times how often it is tried again at most
     * @param connection whether one whose connection failed is
     * @param silence whether one is that was sent and not answered in time
     * @param elsewhere whether it may be tried at another server
     */
    public record Retries(int times, boolean connection, boolean silence, boolean elsewhere) {}

    /**
     * One server.
     *
     * @param name as in the configuration
     * @param host the name that it is reached by
     * @param check how it is checked; absent: it is not, and is always believed to be there
     * @param observed what is learnt from requests; absent: nothing
     * @param unread parameters that change how it is found to be gone, and that nobody here understands
     */
    public record Server(
            String name, String host, Optional<Check> check, Optional<Observed> observed, List<String> unread) {}

    /**
     * Health checks.
     *
     * @param answered whether an answer is needed; else a connection is enough
     * @param inter from the end of one to the beginning of the next, of a server that is there
     * @param fast the same while it is half-way between there and gone
     * @param down the same of one that is gone
     * @param fall failures in a row until it is gone
     * @param rise successes in a row until it is there again
     * @param timeout how long its answer may take once it is connected; absent: the whole check may take {@code inter}
     */
    public record Check(
            boolean answered,
            Duration inter,
            Duration fast,
            Duration down,
            int fall,
            int rise,
            Optional<Duration> timeout) {}

    /**
     * What is learnt from requests.
     *
     * @param answers whether answers count too; else connections only
     * @param limit failures in a row until it counts
     * @param counts whether it counts as failed checks or more; else checks only come sooner
     */
    public record Observed(boolean answers, int limit, boolean counts) {}
}
