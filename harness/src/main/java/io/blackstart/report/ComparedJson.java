package io.blackstart.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackstart.analysis.compare.Compared;
import io.blackstart.analysis.compare.Measure;
import java.util.List;

/** A comparison's figures as JSON; infinite is null. */
final class ComparedJson {

    private ComparedJson() {}

    static void write(ArrayNode array, List<Compared> all) {
        all.forEach(one -> write(array.addObject(), one));
    }

    private static void write(ObjectNode node, Compared compared) {
        node.put("figure", compared.key().figure());
        compared.key().sign().ifPresent(sign -> node.put("sign", sign));
        compared.key().request().ifPresent(request -> node.put("request", request));
        node.put("unit", compared.key().unit().symbol());
        values(node.putArray("before"), compared.before());
        node.put("runsBefore", compared.runsBefore());
        values(node.putArray("now"), compared.now());
        compared.difference()
                .ifPresentOrElse(
                        difference -> {
                            ObjectNode one = node.putObject("difference");
                            number(one, "value", difference.value());
                            number(one, "low", difference.low());
                            number(one, "high", difference.high());
                            number(one, "confidence", difference.confidence());
                        },
                        () -> node.putNull("difference"));
        number(node, "margin", compared.margin());
        node.put("judgement", compared.change().text());
        node.put("why", compared.why());
    }

    private static void values(ArrayNode array, List<Measure> measures) {
        for (Measure measure : measures) {
            ObjectNode node = array.addObject();
            number(node, "value", measure.value());
            number(node, "low", measure.low());
            number(node, "high", measure.high());
        }
    }

    private static void number(ObjectNode node, String key, double value) {
        if (Double.isInfinite(value)) {
            node.putNull(key);
        } else {
            node.put(key, Numbers.exact(value));
        }
    }
}
