package io.blackstart.generator.simulation;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.blackstart.generator.Measured;
import io.blackstart.generator.Plan;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes, each with an id of its own, by users who each open a connection: a pooled one that closes is used again silently,
 * so a write could be sent twice and a failure never seen. The service is told that nothing follows ({@code Connection: close}, RFC 9112, 9.6), so that it
 * closes first and waits out the connection's late segments: where the generator did, each of its ports would be taken for a minute, and at 470
 * users a second none would be left.
 */
public final class LedgerSimulation extends Simulation {

    private final Plan plan = Plan.current();
    private final AtomicLong numbers = new AtomicLong();

    /** Made by Gatling. */
    public LedgerSimulation() {
        var write = http("write")
                .httpRequest(plan.writeMethod(), session -> plan.writePath(session.getString(Measured.ID)))
                .header(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE.toString())
                .check(status().gte(200), status().lt(300));
        var users = scenario("ledger")
                .exec(Measured.arrive())
                .exec(doIf(session -> session.getBoolean(Measured.COUNTS))
                        .then(exec(this::numbered), Measured.request("write", write)));
        setUp(users.injectOpen(constantUsersPerSec(plan.rate()).during(Duration.ofSeconds(plan.atMostSeconds()))))
                .protocols(http.baseUrl(plan.baseUrl()).disableWarmUp());
    }

    private Session numbered(Session session) {
        return session.set(Measured.ID, plan.id(numbers.getAndIncrement()));
    }
}
