package io.blackstart.generator.acme;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** A simulation as a user has it: it knows nothing of Blackstart but a property's name. */
public final class ShopSimulation extends Simulation {

    /** Made by Gatling. */
    public ShopSimulation() {
        setUp(scenario("shopping")
                        .exec(http("look").get("/look"))
                        .exec(http("buy").post("/buy"))
                        .injectOpen(constantUsersPerSec(Integer.getInteger("shop.rate", 20))
                                .during(Duration.ofSeconds(2))))
                .protocols(http.baseUrl(System.getProperty("blackstart.baseUrl")));
    }
}
