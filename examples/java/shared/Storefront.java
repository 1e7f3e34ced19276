import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import siyu.Rulebook;
import siyu.SiyuException;

/** Tells the story of examples/story: {@code java Storefront FOLDER}. */
public final class Storefront {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    private final Rulebook rulebook;

    private Storefront(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void tell(String form, Object... parts) {
        OUT.print(form.formatted(parts) + "\n");
    }

    private JsonNode ask(String operation, JsonNode input) {
        return read(rulebook.call(operation, input.toString()));
    }

    private void tellWhy(JsonNode decision) {
        ObjectNode input = JSON.createObjectNode().put("language", "zh-CN").set("decision", decision);
        ask("decision_explain", input).get("sentences").forEach(sentence -> tell("  - %s", sentence.asText()));
    }

    private static void tellParts(JsonNode parts) {
        parts.forEach(part -> tell(
                "  %s (%s): %s", part.get("party").asText(), part.get("role").asText(), part.get("amount").asText()));
    }

    private JsonNode sell(JsonNode order) {
        JsonNode split = ask("commission_split", order);
        JsonNode line = split.at("/outcome/lines/0");
        tell("订单 %s,实付 %s:", split.at("/outcome/order").asText(), line.get("paid").asText());
        tellParts(line.get("parts"));
        tellWhy(split);
        return split;
    }

    private void refund(JsonNode line, String amount) {
        tell("退款 %s:", amount);
        ObjectNode input = JSON.createObjectNode().set("line", line);
        input.putObject("refund").put("amount", amount).put("reason", "returned");
        try {
            JsonNode clawback = ask("commission_clawback", input);
            tellParts(clawback.at("/outcome/parts"));
            tellWhy(clawback);
        } catch (SiyuException refused) {
            tell("  被拒绝,%s %s", refused.code(), refused.path());
            tell("  %s;%s", refused.chinese().message(), refused.chinese().repair());
            tell("  %s; %s", refused.english().message(), refused.english().repair());
        }
    }

    private void price(JsonNode basket) {
        JsonNode price = ask("vip_price", basket);
        JsonNode outcome = price.get("outcome");
        tell("生日价,标价 %s,应付 %s:", outcome.get("list").asText(), outcome.get("payable").asText());
        outcome.get("steps").forEach(step -> tell("  %s: 减 %s,得 %s",
                step.get("step").asText(), step.get("amount").asText(), step.get("price").asText()));
        tellWhy(price);
    }

    private String verify(JsonNode order, JsonNode decision) {
        ObjectNode input = JSON.createObjectNode().put("operation", "commission_split");
        input.set("input", order);
        input.set("decision", decision);
        JsonNode verification = ask("decision_verify", input);
        return verification.get("verified").asBoolean()
                ? "一致"
                : "不一致," + verification.get("differs_at").asText();
    }

    private static void refuse(String faulty) {
        try (Rulebook accepted = Rulebook.parse(faulty)) {
            throw new IllegalStateException("faulty rules are accepted: " + accepted.canonical());
        } catch (SiyuException refused) {
            tell("下月的规则被拒绝,%d 处:", refused.findings().size());
            refused.findings().forEach(finding -> tell("  %d:%d %s %s:%s", finding.place().line(),
                    finding.place().column(), finding.code(), finding.path(), finding.chinese().message()));
        }
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: java Storefront FOLDER");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        refuse(Files.readString(folder.resolve("faulty.json")));
        try (Rulebook rulebook = Rulebook.parse(Files.readString(folder.resolve("rulebook.json")))) {
            tell("本月的规则,指纹 %s", rulebook.digest());
            Storefront shop = new Storefront(rulebook);
            JsonNode order = read(Files.readString(folder.resolve("order.json")));
            JsonNode split = shop.sell(order);
            JsonNode line = split.at("/outcome/lines/0");
            shop.refund(line, "1.00");
            shop.refund(line, "20.00");
            shop.price(read(Files.readString(folder.resolve("basket.json"))));
            tell("核对分账:%s", shop.verify(order, split));
            ((ObjectNode) split.at("/outcome/lines/0/parts/1")).put("amount", "2.40");
            tell("核对多记一分的分账:%s", shop.verify(order, split));
        }
        OUT.flush();
    }
}
