package io.blackstart.fault;

import java.util.List;

/** A parameter's value, or what several say together, that makes no fault. */
public final class Misfit extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final String found;
    private final String expected;

    /**
     * A misfit.
     *
     * @param parameter whose value it is; empty where it is what several say together
     * @param found what was found
     * @param expected what was expected
     */
    Misfit(String parameter, String found, String expected) {
        super(found + "; " + expected);
        this.parameter = parameter;
        this.found = found;
        this.expected = expected;
    }

    /** Refuses all of them at once: the first, with the others as its suppressed ones. */
    static void refuse(List<Misfit> all) {
        if (!all.isEmpty()) {
            all.stream().skip(1).forEach(all.get(0)::addSuppressed);
            throw all.get(0);
        }
    }

    public String parameter() {
        return parameter;
    }

    public String found() {
        return found;
    }

    public String expected() {
        return expected;
    }
}
