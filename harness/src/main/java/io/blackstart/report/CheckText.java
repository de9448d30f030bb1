package io.blackstart.report;

import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.validity.Checked;
import io.blackstart.analysis.validity.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the harness has to say of itself, for people: warnings, a line each. Doubts stand among the reasons. */
final class CheckText {

    private CheckText() {}

    /** Of a run; of several repeats each check once, with the first of them as an example. */
    static List<String> warnings(List<Judgement.Repeat> runs) {
        Map<Rule, List<Checked>> warnings = runs.stream()
                .flatMap(run -> run.checks().stream())
                .filter(Checked::warning)
                .collect(Collectors.groupingBy(Checked::rule, LinkedHashMap::new, Collectors.toList()));
        return warnings.values().stream()
                .map(same -> "warning" + in(same.size(), runs.size()) + ": "
                        + same.get(0).reason())
                .toList();
    }

    private static String in(int some, int all) {
        return all == 1 ? "" : " in " + some + " of " + all + " repeats";
    }
}
