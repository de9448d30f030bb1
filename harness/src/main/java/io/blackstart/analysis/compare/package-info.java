/**
 * Whether figures of one run are better or worse than another's, or than a baseline's, beyond noise and beyond a margin. Pure:
 * from the values of repeats alone.
 *
 * <p>Two samples are compared by their ranks ({@link io.blackstart.analysis.compare.MannWhitney}), one value with a sample by a
 * prediction ({@link io.blackstart.analysis.compare.OneMore}); of many figures at once the chance that any is called worse
 * which is not stays at 5 % ({@link io.blackstart.analysis.compare.Holm}).
 */
package io.blackstart.analysis.compare;
