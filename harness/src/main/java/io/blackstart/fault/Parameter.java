package io.blackstart.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a fault, on the component of its record: the loader reads it, the manual tells it, the record's constructor
 * keeps it ({@link Ranges}).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {

    /** What it is, in a few words. */
    String says();

    /** What it measures. */
    Quantity quantity();

    /** The least, in the quantity's base: seconds, a ratio, bytes. */
    double least() default 0;

    /** The most. */
    double most() default Double.POSITIVE_INFINITY;

    /** Whether an experiment has to ask for more than {@link #least}; a ramp may begin there. */
    boolean moreThanLeast() default false;

    /** Where an experiment has to ask for a little more than {@link #least}: how much; a ramp may begin at that. */
    double asked() default Double.NaN;

    /** As it would be written; empty: it has to be given, or the component is an {@link java.util.Optional}. */
    String byDefault() default "";

    /** Whether it may run from one value to another over time. */
    boolean graded() default false;
}
