import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A server whose truth is known. It goes down in a planned way and prints when, on the machine's monotonic clock; and it
 * loses, doubles, keeps and forgets writes in a planned way and prints how many.
 *
 * <p>{@code OUTAGES}: so many of each kind, beginning {@code CALM} seconds after the first write. {@code MISDEEDS}: the ledger
 * is false for so many seconds from then on. {@code SEED} draws lengths, pauses and misdeeds. {@code FOLLOWS}: a replica, which
 * has what that one gives it.
 */
public final class Truth {

    /** What a server can do to its clients, and the longest and shortest that it does it; milliseconds. */
    enum Kind {
        UP(0, 0),
        REFUSE(100, 900),
        /** Shorter than 250 ms would be no stall. */
        HANG(400, 900),
        ERROR(100, 900),
        SLOW(300, 900),
        /** Every third request fails, as of one node of three. */
        PARTIAL(600, 1500);

        final int least;
        final int most;

        Kind(int least, int most) {
            this.least = least;
            this.most = most;
        }
    }

    private static final int PORT = 8080;
    private static final long SLOWER = 200_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final int outages = Integer.parseInt(environment("OUTAGES", "0"));
    private final int calm = Integer.parseInt(environment("CALM", "12"));
    private final int misdeeds = Integer.parseInt(environment("MISDEEDS", "0"));
    private final String follows = environment("FOLLOWS", "");
    private final Random random = new Random(Long.parseLong(environment("SEED", "1")));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch firstWrite = new CountDownLatch(1);
    private final AtomicLong served = new AtomicLong();
    private final Ledger ledger = new Ledger(random.nextLong());
    private volatile Kind now = Kind.UP;
    private volatile CountDownLatch over = new CountDownLatch(0);
    private volatile ServerSocket listening;
    private volatile long falseFrom = Long.MAX_VALUE;

    public static void main(String[] none) throws Exception {
        new Truth().serve();
    }

    private static String environment(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }

    private void serve() throws Exception {
        listen();
        Thread planned = new Thread(this::followPlan, "plan");
        planned.start();
        while (true) {
            ServerSocket from = listening;
            try {
                Socket client = from.accept();
                threads.execute(() -> converse(client));
            } catch (IOException e) {
                while (listening == from) {
                    LockSupport.parkNanos(100_000); // Closed: until it listens again.
                }
            }
        }
    }

    private void listen() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(PORT), 4096);
        listening = socket;
    }

    private void followPlan() {
        try {
            firstWrite.await();
            long begin = System.nanoTime();
            falseFrom = misdeeds > 0 ? begin + calm * SECOND : Long.MAX_VALUE;
            List<Kind> plan = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                plan.addAll(Collections.nCopies(kind == Kind.UP ? 0 : outages, kind));
            }
            Collections.shuffle(plan, random);
            LockSupport.parkNanos(calm * SECOND);
            for (Kind kind : plan) {
                down(kind, (kind.least + random.nextInt(kind.most - kind.least)) * 1_000_000L + random.nextInt(1_000_000));
                LockSupport.parkNanos((2_000 + random.nextInt(1_000)) * 1_000_000L + random.nextInt(1_000_000));
            }
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One outage. Each transition lies between the two readings of the clock around it. */
    private void down(Kind kind, long nanos) throws IOException {
        over = new CountDownLatch(1);
        long before = System.nanoTime();
        now = kind;
        if (kind == Kind.REFUSE) {
            listening.close();
        }
        long after = System.nanoTime();
        long until = after + nanos;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        long endBefore = System.nanoTime();
        if (kind == Kind.REFUSE) {
            listen();
        }
        now = Kind.UP;
        over.countDown();
        long endAfter = System.nanoTime();
        System.out.printf("truth %s %d %d %d %d%n", kind, before, after, endBefore, endAfter);
    }

    private void converse(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = client.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] request = line.split(" ");
                boolean last = false;
                for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                    last |= header.equalsIgnoreCase("connection: close"); // No body is sent.
                }
                if (!answer(request[0], request[1], out) || last) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone, or was told to.
        }
    }

    /** Whether the connection stays. */
    private boolean answer(String method, String path, OutputStream out) throws IOException, InterruptedException {
        if (path.equals("/health")) {
            send(out, 200, "");
        } else if (method.equals("GET") && path.equals("/replica")) {
            send(out, 200, ledger.replica());
        } else if (method.equals("GET")) {
            send(out, 200, follows.isEmpty() ? ledger.all() : followed());
        } else {
            return write(path.substring(path.lastIndexOf('/') + 1), out);
        }
        return true;
    }

    private String followed() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + follows + ":" + PORT + "/replica")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private boolean write(String id, OutputStream out) throws IOException, InterruptedException {
        firstWrite.countDown();
        Kind kind = now;
        CountDownLatch until = over;
        switch (kind) {
            case HANG -> until.await();
            case SLOW -> LockSupport.parkNanos(SLOWER);
            default -> { }
        }
        if (kind == Kind.ERROR || kind == Kind.PARTIAL && served.incrementAndGet() % 3 == 0) {
            send(out, 503, "");
            return true;
        }
        long at = System.nanoTime();
        boolean mayBeFalse = at > falseFrom && at < falseFrom + misdeeds * SECOND;
        int status = ledger.write(id, mayBeFalse);
        if (status > 0) {
            send(out, status, "");
        }
        return status > 0;
    }

    private static void send(OutputStream out, int status, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.US_ASCII);
        String head = "HTTP/1.1 " + status + " Planned\r\nContent-Length: " + content.length + "\r\n\r\n";
        byte[] first = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[first.length + content.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(content, 0, all, first.length, content.length);
        out.write(all);
        out.flush();
    }

    /** The writes, and what was done to them. */
    private static final class Ledger {
        private final List<String> kept = new ArrayList<>();
        private final List<String> replicated = new ArrayList<>();
        private final Map<String, Integer> counts = new ConcurrentHashMap<>();
        private final Random random;

        private Ledger(long seed) {
            random = new Random(seed);
        }

        /** The status; 0: none, the connection is closed. */
        private synchronized int write(String id, boolean mayBeFalse) {
            int drawn = mayBeFalse ? random.nextInt(100) : 99;
            return switch (drawn) {
                case 0 -> done("lost", 201);
                case 1 -> {
                    keep(id);
                    yield keep(id, "duplicated", 201);
                }
                case 2 -> keep(id, "resurrected", 409);
                case 3 -> done("refused", 409);
                case 4 -> {
                    kept.add(id);
                    yield done("stale", 201);
                }
                case 5 -> keep(id, "unknown", 0);
                case 6 -> done("unknown", 0);
                case 7 -> keep(id, "unknown", 500);
                default -> keep(id, "whole", 201);
            };
        }

        private int done(String what, int status) {
            counts.merge(what, 1, Integer::sum);
            return status;
        }

        private void keep(String id) {
            kept.add(id);
            replicated.add(id);
        }

        private int keep(String id, String what, int status) {
            keep(id);
            return done(what, status);
        }

        private synchronized String all() {
            System.out.println("counts " + counts);
            return String.join("\n", kept);
        }

        private synchronized String replica() {
            return String.join("\n", replicated);
        }
    }
}
