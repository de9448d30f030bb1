package io.blackstart.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What people read of a fault, on its record; {@code blackstart faults NAME} prints it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Manual {

    /** What it is, in a sentence. */
    String says();

    /** What peers see while it is there. */
    String peers();

    /** What it cannot do. */
    String limits();

    /** How it is begun and undone, in a few words. */
    String how();

    /** A step of a method, as YAML, for the topology of {@code experiments/faults}. A test runs it. */
    String example();
}
