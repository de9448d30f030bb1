package io.blackstart.generator.simulation;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.blackstart.generator.Measured;
import io.blackstart.generator.Plan;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Readers: each looks at an entry of the catalog, thinks, and looks at an item, on one connection that is kept alive until then. */
public final class BrowseSimulation extends Simulation {

    private static final int ENTRIES = 1_000;
    private static final Duration THINK_LEAST = Duration.ofMillis(100);
    private static final Duration THINK_MOST = Duration.ofMillis(400);
    private static final String NUMBER = "number";

    private final Plan plan = Plan.current();

    /** Made by Gatling. */
    public BrowseSimulation() {
        var users = scenario("browse")
                .exec(Measured.arrive())
                .exec(doIf(session -> session.getBoolean(Measured.COUNTS))
                        .then(
                                exec(BrowseSimulation::choose),
                                Measured.request("catalog", get("catalog", "/catalog/")),
                                pause(THINK_LEAST, THINK_MOST),
                                Measured.request(
                                        "item",
                                        get("item", "/items/")
                                                .header(
                                                        HttpHeaderNames.CONNECTION,
                                                        HttpHeaderValues.CLOSE.toString()))));
        setUp(users.injectOpen(constantUsersPerSec(plan.rate()).during(Duration.ofSeconds(plan.atMostSeconds()))))
                .protocols(http.baseUrl(plan.baseUrl()).disableWarmUp());
    }

    private static Session choose(Session session) {
        return session.set(NUMBER, ThreadLocalRandom.current().nextInt(1, ENTRIES + 1));
    }

    private static HttpRequestActionBuilder get(String name, String path) {
        return http(name).get(session -> path + session.getInt(NUMBER)).check(status().is(200));
    }
}
