package io.blackstart.fault;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The ranges of parameters, as their {@link Parameter} says. */
public final class Ranges {

    private Ranges() {}

    /**
     * Keeps a parameter in its range; for the constructors of faults.
     *
     * @throws IllegalArgumentException where it is not, naming the parameter and its range
     */
    static void check(Class<? extends Record> fault, String name, Object value) {
        Parameter parameter = component(fault, name).getAnnotation(Parameter.class);
        double base = parameter.quantity().base(value);
        if (!(base >= parameter.least() && base <= parameter.most())) {
            throw new IllegalArgumentException(name + " must be " + text(parameter) + ", was "
                    + parameter.quantity().text(base));
        }
    }

    private static RecordComponent component(Class<? extends Record> fault, String name) {
        return Arrays.stream(fault.getRecordComponents())
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(fault + " has no " + name));
    }

    /** Whether an experiment may ask for it. */
    public static boolean allows(Parameter parameter, Object value) {
        double base = parameter.quantity().base(value);
        boolean least = parameter.moreThanLeast() ? base > parameter.least() : base >= asked(parameter);
        return Double.isNaN(base) || (least && base <= parameter.most());
    }

    private static double asked(Parameter parameter) {
        return Double.isNaN(parameter.asked()) ? parameter.least() : parameter.asked();
    }

    /** The range, for people; empty where there is none. */
    public static String text(Parameter parameter) {
        Quantity quantity = parameter.quantity();
        boolean unbounded = Double.isInfinite(parameter.most());
        String least = (parameter.moreThanLeast() ? "more than " : unbounded ? "at least " : "")
                + quantity.text(asked(parameter));
        return switch (quantity) {
            case FLAG, CHOICE, TEXT, ARGV, GROUPS -> "";
            default ->
                unbounded
                        ? least
                        : least
                                + (parameter.moreThanLeast() ? " and at most " : " to ")
                                + quantity.text(parameter.most());
        };
    }
}
