package io.blackstart.generator;

import io.blackstart.load.wire.Marks;
import io.blackstart.load.wire.WireSocket;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;

/** The generator's process: gets warm, waits for GO, loads, says its counts, and ends when the harness hangs up. */
public final class Main {

    private static final double WARM_UP_RATE = 150;
    private static final long WARM_UP_SECONDS = 2;

    private Main() {}

    /** Takes {@link Settings} from system properties. */
    public static void main(String[] args) throws Exception {
        Settings settings = Settings.fromProperties();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(settings.socket()));
            load(settings, new WireSocket(channel));
        }
        System.exit(0);
    }

    private static void load(Settings settings, WireSocket socket) throws Exception {
        Outlet outlet = new Outlet(socket.out());
        CountDownLatch hungUp = new CountDownLatch(1);
        Commands commands = new Commands(socket.in(), hungUp);
        warmUp(settings);
        Plan plan = new Plan(settings, outlet, true);
        Generation generation = new Generation(settings, plan, () -> {
            outlet.mark(Marks.READY, System.nanoTime());
            commands.awaitGo();
        });
        commands.onStop(instant -> generation.stop(instant));
        generation.run();
        generation.report();
        hungUp.await();
    }

    private static void warmUp(Settings settings) throws IOException {
        try (WarmUpServer server = new WarmUpServer()) {
            Settings short1 = settings.warmUp(server.url(), WARM_UP_RATE, WARM_UP_SECONDS);
            new Generation(short1, new Plan(short1, Outlet.nowhere(), false), () -> {}).run();
        }
        Measured.reset();
    }
}
