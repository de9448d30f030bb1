package io.blackstart.cli;

import io.blackstart.fault.Fault;
import io.blackstart.fault.InNode;
import io.blackstart.fault.OnLimits;
import io.blackstart.fault.OnLink;
import io.blackstart.fault.OnPackets;
import io.blackstart.fault.OnProcess;
import io.blackstart.fault.OnVolume;
import io.blackstart.fault.Parameter;
import io.blackstart.fault.Quantity;
import io.blackstart.fault.Ranges;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the records of faults say of themselves, in words. */
final class FaultText {

    /** On what each branch of {@link Fault} acts, in the order of the list. */
    static final Map<Class<? extends Fault>, String> BRANCHES = branches();

    private FaultText() {}

    private static Map<Class<? extends Fault>, String> branches() {
        Map<Class<? extends Fault>, String> branches = new LinkedHashMap<>();
        branches.put(OnProcess.class, "a node's process");
        branches.put(OnPackets.class, "a node's packets");
        branches.put(OnLink.class, "a link");
        branches.put(OnLimits.class, "what a node may use");
        branches.put(OnVolume.class, "a node's volume");
        branches.put(InNode.class, "the inside of a node");
        return branches;
    }

    /** On what it acts. */
    static String branch(Class<? extends Fault> fault) {
        return BRANCHES.entrySet().stream()
                .filter(branch -> branch.getKey().isAssignableFrom(fault))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** A parameter's value as it is written. */
    static String value(Parameter parameter, Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(given -> value(parameter, given)).orElse("");
        }
        if (value instanceof Duration length) {
            String text = parameter.quantity().text(Math.abs(length.toNanos() / 1e9));
            return length.isNegative() ? "-" + text : text;
        }
        if (value instanceof Number number) {
            return parameter.quantity().text(number.doubleValue());
        }
        return value instanceof Enum<?> constant ? name(constant) : String.valueOf(value);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it may be. */
    static String range(RecordComponent component, Parameter parameter) {
        if (parameter.quantity() == Quantity.CHOICE) {
            return Arrays.stream(component.getType().getEnumConstants())
                    .map(constant -> name((Enum<?>) constant))
                    .collect(Collectors.joining(", "));
        }
        String range = Ranges.text(parameter);
        return range.isEmpty() ? parameter.quantity().form() : range;
    }

    /** What it is where it is left out. */
    static String byDefault(RecordComponent component, Parameter parameter) {
        if (component.getType().equals(Optional.class)) {
            return "none";
        }
        return parameter.byDefault().isEmpty() ? "needed" : parameter.byDefault();
    }

    /** Words in lines of at most so many characters; a longer word has a line of its own. */
    static List<String> wrapped(String text, int width) {
        StringBuilder all = new StringBuilder();
        int used = 0;
        for (String word : text.strip().split("\\s+")) {
            boolean fits = used + 1 + word.length() <= width;
            all.append(used == 0 ? "" : fits ? " " : "\n").append(word);
            used = used > 0 && fits ? used + 1 + word.length() : word.length();
        }
        return all.toString().lines().toList();
    }
}
