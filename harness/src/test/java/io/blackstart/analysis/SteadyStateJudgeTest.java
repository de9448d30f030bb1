package io.blackstart.analysis;

import static io.blackstart.analysis.Story.at;
import static io.blackstart.analysis.Story.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.objective.Finding;
import io.blackstart.objective.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyStateJudgeTest {

    @Test
    void onlyTheSteadyTimeCounts() {
        RunFacts facts = story().steady(10, "success >= 0.999", "p95 <= 0.05", "p50 <= 0.001")
                .served(0, 10, 100, 0.01)
                .failed(10, 20, 100, 3)
                .facts();

        List<Finding> findings = SteadyStateJudge.judge(
                facts.experiment().steadyState(), facts.samples(), facts.arrivals(), at(0), at(10));

        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.PASS, Verdict.PASS, Verdict.FAIL);
    }

    @Test
    void noRequestIsNoSteadyState() {
        RunFacts facts = story().steady(10, "success >= 0").facts();

        List<Finding> findings = SteadyStateJudge.judge(
                facts.experiment().steadyState(), facts.samples(), facts.arrivals(), at(0), at(10));

        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.INCONCLUSIVE);
    }
}
