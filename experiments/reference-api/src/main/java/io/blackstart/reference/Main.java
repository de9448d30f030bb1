package io.blackstart.reference;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the API until SIGTERM. {@code --self-check} runs it once through all its paths instead, and ends. */
public final class Main {
    private Main() {}

    /** Exit codes: 64 for settings that cannot be meant, 1 when the port cannot be had or the self-check fails. */
    public static void main(String[] args) throws Exception {
        // Without it, answers wait for the client's delayed acknowledgement: 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Seconds that a client may take to send a request, and to take an answer: no thread is held for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        boolean selfCheck = List.of(args).contains("--self-check");
        start(selfCheck);
    }

    private static void start(boolean selfCheck) throws Exception {
        try {
            if (selfCheck) {
                SelfCheck.run(environment());
            } else {
                serve(environment());
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
        }
    }

    private static void serve(Map<String, String> environment) throws IOException {
        Settings settings = Settings.from(environment);
        var api = new ReferenceApi(settings, log(settings));
        Runtime.getRuntime().addShutdownHook(new Thread(api::close, "shutdown"));
    }

    /** A log on standard output. */
    static Log log(Settings settings) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new Log(out, Clock.systemUTC(), System::nanoTime, settings.node());
    }

    private static Map<String, String> environment() {
        return new HashMap<>(System.getenv());
    }
}
