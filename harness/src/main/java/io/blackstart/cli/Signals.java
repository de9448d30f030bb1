package io.blackstart.cli;

import io.blackstart.engine.ExitCodes;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * SIGINT, SIGTERM and SIGHUP (a closed terminal) stop a run in order: it undoes, removes, reports, and then ends with 130 or 143. Further signals change
 * nothing. {@code sun.misc.Signal} is reached by reflection, because javac warns of it in a way that cannot be silenced, and
 * a shutdown hook would not know which signal it was.
 */
final class Signals implements AutoCloseable {

    private final Map<String, Object> before = new LinkedHashMap<>();

    private Signals() {}

    /** Takes the exit code that a signal is worth, and its text. */
    @FunctionalInterface
    interface Reaction {
        void stop(int exit, String text);
    }

    /** From here until closed, signals go to {@code reaction}. */
    static Signals listen(Reaction reaction) {
        Signals signals = new Signals();
        signals.handle("INT", () -> reaction.stop(ExitCodes.INTERRUPTED, "interrupted by SIGINT"));
        signals.handle("HUP", () -> reaction.stop(ExitCodes.TERMINATED, "terminated by SIGHUP"));
        signals.handle("TERM", () -> reaction.stop(ExitCodes.TERMINATED, "terminated by SIGTERM"));
        return signals;
    }

    private void handle(String signal, Runnable reaction) {
        before.put(signal, install(signal, handler(reaction)));
    }

    @Override
    public void close() {
        before.forEach(Signals::install);
    }

    private static Object handler(Runnable reaction) {
        Class<?> type = type("sun.misc.SignalHandler");
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().equals("handle")) {
                reaction.run();
                return null;
            }
            return ofObject(proxy, method.getName(), args);
        });
    }

    /** What the JVM's own table of handlers may ask of an object. */
    private static Object ofObject(Object proxy, String method, Object[] args) {
        return switch (method) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == args[0];
            default -> "blackstart's signal handler";
        };
    }

    private static Object install(String name, Object handler) {
        try {
            Class<?> signal = type("sun.misc.Signal");
            Constructor<?> named = signal.getConstructor(String.class);
            return signal.getMethod("handle", signal, type("sun.misc.SignalHandler"))
                    .invoke(null, named.newInstance(name), handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM does not let SIG" + name + " be handled", e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this JVM has no " + name + " (module jdk.unsupported)", e);
        }
    }
}
