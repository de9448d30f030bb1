package io.blackstart.catalogue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.ExecCreateCmd;
import io.blackstart.engine.LinkProxies;
import io.blackstart.fault.OnLink;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Actuators that do nothing and say that all is well: what an injector would be whose effect somebody had taken out. */
final class Disabled {

    /** Commands of the engine by which faults act. */
    private static final Set<String> COMMANDS = Set.of("pauseContainerCmd", "stopContainerCmd", "restartContainerCmd");

    /** The agent's script with its acts taken out; what it reads and counts is left. */
    private static final String AGENT = """
            source <(sed \
              -e 's/kill -9 "$@" && gone "$@"/true/' \
              -e 's/^    nft) rules "$@" ;;/    nft) case "$*" in *blackstart_faults*) ;; *) rules "$@" ;; esac ;;/' \
              -e 's/^    fill) .*/    fill) true ;;/' \
              -e 's/^    empty) .*/    empty) true ;;/' \
              -e 's/^    take) .*/    take) true ;;/' \
              -e 's/^    clock) .*/    clock) true ;;/' \
              /usr/local/bin/blackstart-agent)""";

    private Disabled() {}

    static DockerClient client(DockerClient engine) {
        return (DockerClient) Proxy.newProxyInstance(
                Disabled.class.getClassLoader(), new Class<?>[] {DockerClient.class}, (proxy, method, arguments) -> {
                    if (COMMANDS.contains(method.getName())) {
                        return nothing(method.getReturnType());
                    }
                    Object command = call(engine, method, arguments);
                    if (method.getName().equals("updateContainerCmd")) {
                        return nothing(method.getReturnType());
                    }
                    return method.getReturnType() == ExecCreateCmd.class
                                    || method.getReturnType() == CreateContainerCmd.class
                            ? edited(method.getReturnType(), command)
                            : command;
                });
    }

    /** A command of which nothing comes. */
    private static Object nothing(Class<?> type) {
        return Proxy.newProxyInstance(
                Disabled.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().startsWith("with") ? proxy : null);
    }

    /** Agents run the script without its acts, the user's own commands nothing. */
    private static Object edited(Class<?> type, Object command) {
        return Proxy.newProxyInstance(
                Disabled.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean program = Set.of("withCmd", "withEntrypoint").contains(method.getName());
                    Object[] given =
                            program && arguments[0] instanceof String[] argv ? new Object[] {without(argv)} : arguments;
                    Object result = call(command, method, given);
                    return result == command ? proxy : result;
                });
    }

    private static String[] without(String[] argv) {
        if (argv[0].endsWith("blackstart-agent")) {
            return new String[] {"bash", "-c", AGENT};
        }
        return argv[0].equals("touch") ? new String[] {"false"} : argv;
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Proxies that carry links and are never told of a fault. */
    static LinkProxies proxies(LinkProxies kind) {
        return (LinkProxies) Proxy.newProxyInstance(
                Disabled.class.getClassLoader(),
                new Class<?>[] {LinkProxies.class},
                (proxy, method, arguments) -> method.getName().equals("connect")
                        ? new Deaf(kind.connect((String) arguments[0], (Integer) arguments[1], (Duration) arguments[2]))
                        : call(kind, method, arguments));
    }

    private record Deaf(LinkProxies.Server server) implements LinkProxies.Server {
        @Override
        public void carry(LinkProxies.Way way) throws LinkProxies.ServerLost {
            server.carry(way);
        }

        @Override
        public List<String> set(String way, Map<String, OnLink> faults) {
            return List.of();
        }

        @Override
        public List<String> shown(String way, String id, OnLink fault) throws LinkProxies.ServerLost {
            return server.shown(way, id, fault);
        }

        @Override
        public void cut(String way) throws LinkProxies.ServerLost {
            server.cut(way);
        }

        @Override
        public OptionalLong met(String way, String id) throws LinkProxies.ServerLost {
            return server.met(way, id);
        }
    }
}
