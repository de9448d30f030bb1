import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.StringJoiner;

/** Prints the figures whose objectives a report says were missed. */
final class Missed {

    public static void main(String[] reports) throws Exception {
        StringJoiner missed = new StringJoiner(" ");
        for (JsonNode finding : new ObjectMapper().readTree(Path.of(reports[0]).toFile()).get("findings")) {
            if (finding.get("verdict").asText().equals("FAIL")) {
                missed.add(finding.get("figure").asText());
            }
        }
        System.out.println(missed);
    }
}
