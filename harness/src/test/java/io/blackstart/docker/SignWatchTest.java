package io.blackstart.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.blackstart.docker.SignBoard.Shown;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import io.blackstart.journal.Event;
import io.blackstart.journal.Event.SignGone;
import io.blackstart.journal.Event.SignShown;
import io.blackstart.journal.Event.SignsRead;
import io.blackstart.journal.Event.SignsUnread;
import io.blackstart.journal.Sign;
import io.blackstart.topology.Alerts;
import io.blackstart.topology.Node;
import io.blackstart.topology.StatusPage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signs that are asked for by HTTP, of servers that say what a test tells them. */
@Timeout(20)
class SignWatchTest {

    /** As Alertmanager 0.28 says it. */
    private static final String FIRING = """
            [{"labels":{"alertname":"ApiNodeDown"},"receiver":{"name":"on-call"},"alerts":[
              {"annotations":{},"endsAt":"2026-11-30T21:59:09.879Z","fingerprint":"1","receivers":[{"name":"on-call"}],
               "startsAt":"2026-11-30T21:55:09.879Z","updatedAt":"2026-11-30T21:55:09.881Z",
               "status":{"inhibitedBy":[],"mutedBy":[],"silencedBy":[],"state":"%s"},
               "labels":{"alertname":"ApiNodeDown","server":"api-2"}}]}]
            """;

    private static final Shown NODE_DOWN = new Shown(Sign.alert("ApiNodeDown"), Map.of("server", "api-2"));

    private final BlockingQueue<Event> journal = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> questions = new LinkedBlockingQueue<>();
    private volatile String says = "[]";
    private volatile int status = 200;
    private volatile CountDownLatch answering = new CountDownLatch(0);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            questions.add(exchange.getRequestURI().toString());
            hold();
            byte[] answer = says.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    private void hold() {
        try {
            answering.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String nextQuestion() throws InterruptedException {
        return Optional.ofNullable(questions.poll(10, TimeUnit.SECONDS)).orElseThrow();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private SignBoard alerts() {
        return new AlertGroups(
                new Alerts(List.of("alertmanager"), server.getAddress().getPort(), "/am", Optional.of("on-call")));
    }

    private Deployment.Watch watch() {
        Pod pod = new Pod(
                new Node("alertmanager", "alertmanager", 1),
                "s",
                "c",
                List.of(new Pod.PodAddress("n", "n", "127.0.0.1")));
        return SignWatch.of(Map.of(alerts(), List.of(pod)), new HostClock(), journal::add);
    }

    private <E extends Event> E next(Class<E> kind) throws InterruptedException {
        Event event = journal.poll(10, TimeUnit.SECONDS);
        assertThat(event).isInstanceOf(kind);
        return kind.cast(event);
    }

    @Test
    void whatComesAndGoesIsJournalled() throws Exception {
        try (Deployment.Watch watch = watch()) {
            SignsRead read = next(SignsRead.class);
            says = FIRING.formatted("active");
            SignShown shown = next(SignShown.class);
            says = "[]";
            SignGone gone = next(SignGone.class);

            assertThat(read.node()).isEqualTo("alertmanager");
            assertThat(new Shown(shown.sign(), shown.labels())).isEqualTo(NODE_DOWN);
            assertThat(shown.said()).isEqualTo("firing since 2026-11-30T21:55:09.879Z by its own clock");
            assertThat(gone.labels()).isEqualTo(shown.labels());
            // Each answer says what was true after its own question.
            assertThat(shown.since().from())
                    .isBetween(read.since().from(), shown.since().to());
            assertThat(gone.since().from())
                    .isBetween(shown.since().from(), gone.since().to());
        }
    }

    @Test
    void onlyWhatGoesToTheReceiverIsAskedFor() throws Exception {
        try (Deployment.Watch watch = watch()) {
            assertThat(nextQuestion())
                    .startsWith("/am/api/v2/alerts/groups?active=true&silenced=false&inhibited=false&muted=false")
                    .endsWith("&receiver=%5CQon-call%5CE");
        }
    }

    @Test
    void whoGivesNoAnswerIsSaidOnceAndAskedAgain() throws Exception {
        status = 503;
        try (Deployment.Watch watch = watch()) {
            SignsUnread unread = next(SignsUnread.class);
            status = 200;
            says = "no JSON";
            questions.clear();
            for (int more = 0; more < 3; more++) {
                nextQuestion();
            }
            assertThat(journal).isEmpty();
            says = FIRING.formatted("active");
            SignsRead read = next(SignsRead.class);
            SignShown shown = next(SignShown.class);

            assertThat(unread.why()).endsWith("answered 503");
            // It may have begun to fire at any time before.
            assertThat(shown.since()).isEqualTo(read.since());
            assertThat(shown.since().from()).isEqualTo(unread.since().from());
        }
    }

    @Test
    void whatIsAnsweredAfterItsEndIsNotJournalled() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        answering = held;
        Deployment.Watch watch = watch();
        nextQuestion();

        watch.close();
        held.countDown();

        assertThat(journal.poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThat(questions).isEmpty();
    }

    @Test
    void anAlertThatReachesNobodyDoesNotFire() throws IOException {
        assertThat(read(alerts(), FIRING.formatted("suppressed"))).isEmpty();
        assertThat(read(alerts(), FIRING.formatted("unprocessed"))).isEmpty();
        assertThat(read(alerts(), FIRING.formatted("active"))).containsOnlyKeys(NODE_DOWN);
    }

    private static Map<Shown, String> read(SignBoard board, String answer) throws IOException {
        return board.read(answer.getBytes(StandardCharsets.UTF_8));
    }

    /** Fields as HAProxy 3.0 has them, in another order and fewer. */
    private static final String TABLE = """
            # pxname,svname,qcur,status,lastchg,check_status,last_chk,
            entry,FRONTEND,,OPEN,,,,
            api,api-1,0,UP,31,L7OK,OK,
            api,api-2,0,DOWN,3,L4CON,"refused, twice",
            api,api-3,0,UP 1/2,31,L7TOUT,,
            api,api-4,0,DOWN 1/2,9,L7OK,,
            api,BACKEND,0,DOWN,3,,,
            """;

    private final SignBoard states = new ServerStates(new StatusPage(List.of("lb"), 8404, "/stats;csv"));

    @Test
    void aServerIsDownUntilTheBalancerTakesItInAgain() throws IOException {
        assertThat(read(states, TABLE))
                .containsOnly(
                        Map.entry(
                                new Shown(Sign.balancer("down"), Map.of("backend", "api", "server", "api-2")),
                                "since 3 s by its own clock, last check L4CON"),
                        Map.entry(
                                new Shown(Sign.balancer("down"), Map.of("backend", "api", "server", "api-4")),
                                "since 9 s by its own clock, last check L7OK"));
        assertThat(states.uri("10.0.0.1")).hasToString("http://10.0.0.1:8404/stats;csv");
    }

    @Test
    void anotherPageIsNoTable() {
        assertThatThrownBy(() -> read(states, "<html>"))
                .isInstanceOf(IOException.class)
                .hasMessage("the answer is no table of HAProxy's statistics");
        assertThatThrownBy(() -> read(alerts(), "{}"))
                .isInstanceOf(IOException.class)
                .hasMessage("the answer is no list of alert groups");
    }

    private static final class HostClock implements Ticker {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long wallNanos() {
            throw new UnsupportedOperationException("nobody needs it");
        }

        @Override
        public boolean awaitUntil(long instant, StopSignal stop) {
            throw new UnsupportedOperationException("nobody waits by it");
        }
    }
}
