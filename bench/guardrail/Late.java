import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Prints how long after a guardrail's condition became true the first undo began, in ms: at most, because the outage began at
 * the earliest instant of its interval. The window is 2 s. Ends with 1 where it is more than 250 ms.
 */
final class Late {

    public static void main(String[] report) throws Exception {
        JsonNode run = new ObjectMapper().readTree(Path.of(report[0]).toFile()).get("runs").get(0);
        double outage = run.get("outages").get(0).get("from").get(0).asDouble();
        double late = run.get("guardrail").get("undoBegan").asDouble() - 2 - outage;
        System.out.printf(Locale.ROOT, "%.0f ms%n", late * 1000);
        System.exit(late <= 0.25 ? 0 : 1);
    }
}
