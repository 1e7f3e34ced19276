import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import siyu.Refunds;
import siyu.Rulebook;
import siyu.SiyuException;

/** Tells the second story of examples/story, refunds in columns: {@code java MonthOfRefunds FOLDER}. */
public final class MonthOfRefunds {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 2000;
    private static final long PAID = 1999;
    private static final Map<String, Integer> ROLES =
            Map.of("supplier", 0, "direct", 1, "sponsor", 2, "residual", 6);

    private MonthOfRefunds() {}

    private static long fen(JsonNode part) {
        return Long.parseLong(part.get("amount").asText().replace(".", ""));
    }

    private static String yuan(long fen) {
        return "%d.%02d".formatted(fen / 100, fen % 100);
    }

    private static long[] fenOf(Iterable<JsonNode> parts) {
        return StreamSupport.stream(parts.spliterator(), false).mapToLong(MonthOfRefunds::fen).toArray();
    }

    /** A refund of every fen from the first to the last, beside the line. */
    private static Refunds columnsOf(JsonNode parts) {
        byte[] roles = new byte[parts.size()];
        IntStream.range(0, roles.length)
                .forEach(part -> roles[part] = ROLES.get(parts.get(part).get("role").asText()).byteValue());
        long[] cells = fenOf(parts);
        return new Refunds(
                roles,
                LongStream.range(0, ROWS).map(row -> PAID).toArray(),
                IntStream.range(0, ROWS).mapToObj(row -> cells).flatMapToLong(Arrays::stream).toArray(),
                null,
                null,
                LongStream.rangeClosed(1, ROWS).toArray(),
                null);
    }

    /** Whether the call says of a refund what the columns say; the code of a refused one is told. */
    private static boolean isSame(Rulebook rulebook, JsonNode line, Refunds.Clawbacks told, int row, PrintStream out)
            throws IOException {
        String amount = yuan(row + 1);
        ObjectNode input = JSON.createObjectNode().set("line", line);
        input.putObject("refund").put("amount", amount).put("reason", "returned");
        try {
            JsonNode clawback = JSON.readTree(rulebook.call("commission_clawback", input.toString()));
            long[] taken = fenOf(clawback.at("/outcome/parts"));
            int first = row * taken.length;
            return told.code()[row] == 0
                    && Arrays.equals(taken, Arrays.copyOfRange(told.takenFen(), first, first + taken.length));
        } catch (SiyuException refused) {
            out.print("  %s: %s\n".formatted(amount, refused.code()));
            return Short.toUnsignedInt(told.code()[row]) == refused.number();
        }
    }

    private static void tell(Rulebook rulebook, String order, PrintStream out) throws IOException {
        JsonNode line = JSON.readTree(rulebook.call("commission_split", order)).at("/outcome/lines/0");
        JsonNode parts = line.get("parts");
        Refunds.Clawbacks told = rulebook.clawback(columnsOf(parts));
        out.print("退款 0.01 至 20.00,共 %d 笔,拒绝 %d 笔:\n".formatted(ROWS, told.refused()));
        for (int number = 0; number < parts.size(); number++) {
            int part = number;
            long total = IntStream.range(0, ROWS).mapToLong(row -> told.takenFen()[row * parts.size() + part]).sum();
            out.print("  %s: %s\n".formatted(parts.get(part).get("party").asText(), yuan(total)));
        }
        for (int row = 0; row < ROWS; row++) {
            if (!isSame(rulebook, line, told, row, out)) {
                throw new IllegalStateException("the call says otherwise of row " + row);
            }
        }
        out.print("与逐笔调用一致\n");
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: java MonthOfRefunds FOLDER");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        try (Rulebook rulebook = Rulebook.parse(Files.readString(folder.resolve("rulebook.json")));
                PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8)) {
            tell(rulebook, Files.readString(folder.resolve("order.json")), out);
        }
    }
}
