package io.blackstart.fault;

import java.time.Duration;
import java.util.Optional;

/**
 * The node's clock is wrong, or runs wrong.
 *
 * @param offset how far the clock is ahead; negative: behind; at most a year
 * @param rate how fast it runs, 0.1 to 10
 */
@Manual(
        says = "The node's clock is wrong, or runs wrong.",
        peers = "What the node makes of it: expired tokens and certificates, stamps from the future, elections.",
        how = "libfaketime, preloaded into services that opt in (`x-blackstart: { clock: [api] }`), "
                + "told live through a file that it finds by itself (`/etc/faketimerc`). Before each one every process of the "
                + "node is looked at: where one does not carry the library or does not find the file, the fault is not "
                + "applied, with the reason.",
        limits =
                "Wall time only, monotonic time stays. Not for programs that are linked statically or "
                        + "ask the kernel themselves (Go), nor for images without glibc 2.38, nor behind a chroot, nor for services with "
                        + "`read_only`. A rate counts from the start of the container: programs that start later, such as "
                        + "health checks, see a wrong time of their own, and no fault that ends the node's process may meet it.",
        example = """
            - at: 0s
              fault: clock-skew
              target: web-1
              offset: 1h
              for: 3s
              traffic: none-expected
            """)
public record ClockSkew(
        @Parameter(
                says = "how far the clock is ahead; negative: behind",
                quantity = Quantity.DURATION,
                least = -31536000,
                most = 31536000)
        Optional<Duration> offset,

        @Parameter(says = "how fast it runs", quantity = Quantity.FACTOR, least = 0.1, most = 10)
        Optional<Double> rate)
        implements InNode {

    public ClockSkew {
        if (offset.isPresent() == rate.isPresent()) {
            throw new Misfit(
                    "",
                    offset.isPresent() ? "offset and rate at once" : "neither offset nor rate",
                    "expected exactly one of offset, rate");
        }
        offset.ifPresent(given -> Ranges.check(ClockSkew.class, "offset", given));
        rate.ifPresent(given -> Ranges.check(ClockSkew.class, "rate", given));
    }
}
