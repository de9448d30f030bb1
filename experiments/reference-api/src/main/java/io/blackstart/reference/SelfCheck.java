package io.blackstart.reference;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Goes once through all paths, against a database that is not there.
 *
 * <p>The image is built with it: it proves that the jar runs on the image's Java, and touches the classes whose archive makes
 * the API start in half the time.
 */
final class SelfCheck {
    private static final Pattern DATABASE_CLASS = Pattern.compile(
            "(org/postgresql/(core|ds|jdbc|util|hostchooser)/|com/zaxxer/hikari/(pool|util)/).*\\.class");

    private SelfCheck() {}

    /** @throws IllegalStateException if an answer is not the one expected */
    static void run(Map<String, String> environment) throws IOException {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put("PORT", "0");
        changed.put("DB_URL", "jdbc:postgresql://127.0.0.1:9/none");
        changed.put("SHUTDOWN_DRAIN", "1s");
        Settings settings = Settings.from(changed);
        try (var api = new ReferenceApi(settings, Main.log(settings))) {
            expect(api, "GET", "/health/live", 200);
            expect(api, "GET", "/health/ready", 503);
            expect(api, "GET", "/metrics", 200);
            expect(api, "GET", "/catalog/7", 200);
            expect(api, "GET", "/items/7", 503);
            expect(api, "PUT", "/ledger/self-check", 503);
        }
        loadDatabaseClasses();
    }

    /** What only a database that answers would make the JVM load. */
    private static void loadDatabaseClasses() throws IOException {
        String classPath = System.getProperty("java.class.path");
        if (classPath.endsWith(".jar")) {
            try (var jar = new JarFile(classPath)) {
                jar.stream()
                        .map(JarEntry::getName)
                        .filter(entry -> DATABASE_CLASS.matcher(entry).matches())
                        .forEach(SelfCheck::load);
            }
        }
    }

    private static void load(String entry) {
        String name = entry.replace('/', '.').substring(0, entry.length() - ".class".length());
        try {
            Class.forName(name, false, SelfCheck.class.getClassLoader());
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            // Of a library that is optional and not there: then it is not loaded in earnest either.
            System.err.println("without " + name + ": " + e.getMessage());
        }
    }

    private static void expect(ReferenceApi api, String method, String path, int expected) throws IOException {
        var connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + api.port() + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setReadTimeout(5000);
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            body.readAllBytes();
        }
        if (status != expected) {
            throw new IllegalStateException(method + " " + path + ": " + status + "; expected " + expected);
        }
    }
}
