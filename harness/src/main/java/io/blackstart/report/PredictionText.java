package io.blackstart.report;

import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.prediction.Prediction;
import java.util.List;
import java.util.stream.Stream;

/** Predictions for people, a line each. */
public final class PredictionText {

    private PredictionText() {}

    /** Those that were made, beside what was measured; then what lies outside. */
    static List<String> lines(List<Judgement.PredictionReport> reports) {
        return Stream.concat(
                        reports.stream()
                                .filter(report -> report.predicted().made())
                                .map(report -> range(report.predicted()) + ", " + measured(report)),
                        outside(reports).stream())
                .toList();
    }

    private static String measured(Judgement.PredictionReport report) {
        return report.measured()
                .map(estimate -> "measured: " + Terminal.figure(estimate, "s"))
                .orElse("not measured");
    }

    /** What was measured and lies outside of what was predicted, a line each. */
    static List<String> outside(List<Judgement.PredictionReport> reports) {
        return reports.stream()
                .filter(Judgement.PredictionReport::outside)
                .map(report -> report.predicted().figure()
                        + " lies OUTSIDE its prediction: something else than the configuration"
                        + " decides it (no effect on the verdict)")
                .toList();
    }

    /** The range, such as {@code predicted failover: 0 s … 0.8 s}. */
    public static String range(Prediction prediction) {
        String low = Numbers.text(prediction.low(), "s");
        return "predicted " + prediction.figure() + ": "
                + (prediction.high().isPresent()
                        ? low + " … " + Numbers.text(prediction.high(), "s")
                        : low + " or more");
    }
}
