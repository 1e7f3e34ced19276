import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import siyu.Rulebook;
import siyu.SiyuException;

/**
 * Prints siyu's answers to all vectors, a line each (core/tests/vectors/answers.rs): {@code java Vectors core/vectors}.
 */
public final class Vectors {
    /** Numbers are kept as they are written. */
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static String answer(Rulebook rulebook, String operation, String input) {
        try {
            return rulebook == null ? Rulebook.callWithout(operation, input) : rulebook.call(operation, input);
        } catch (SiyuException refused) {
            return refused.json();
        }
    }

    private static void answerAll(JsonNode vectors, PrintStream out) {
        Map<String, Rulebook> rulebooks = new HashMap<>();
        vectors.path("rulebooks").fields().forEachRemaining(
                named -> rulebooks.put(named.getKey(), Rulebook.parse(named.getValue().toString())));
        for (JsonNode one : vectors.get("cases")) {
            Rulebook rulebook = one.has("rulebook") ? rulebooks.get(one.get("rulebook").asText()) : null;
            out.print(answer(rulebook, vectors.get("operation").asText(), one.get("input").toString()) + "\n");
        }
        rulebooks.values().forEach(Rulebook::close);
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: java Vectors FOLDER");
            System.exit(2);
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(Path.of(arguments[0]))) {
            files = listed.sorted().toList();
        }
        try (PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8)) {
            for (Path file : files) {
                answerAll(JSON.readTree(Files.readString(file)), out);
            }
        }
    }
}
