package io.blackstart.experiment;

import io.blackstart.fault.Fault;
import io.blackstart.fault.Target;
import java.time.Duration;
import java.util.Optional;

/**
 * A step of the method.
 *
 * @param id from the file, else its place from 1
 * @param at from the end of the steady state
 * @param fault what goes wrong
 * @param target where
 * @param duration the file's {@code for}: after it the fault is undone; absent: at the end, or never for what needs no undo
 * @param trafficExpected false for {@code traffic: none-expected}: applied and not touched is then no doubt
 */
public record Step(
        String id, Duration at, Fault fault, Target target, Optional<Duration> duration, boolean trafficExpected) {}
