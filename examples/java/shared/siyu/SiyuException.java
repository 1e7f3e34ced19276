package siyu;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** siyu refuses a rulebook or an input: what is wrong, where, and how to repair it. */
public final class SiyuException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is wrong and how to repair it, a line each. */
    public record Wording(String message, String repair) implements Serializable {}

    /** Where in the text of a rulebook: both count from 1, a column in {@code char}s. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Place(int line, int column) implements Serializable {}

    /** One thing that is wrong with a rulebook. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Finding(
            String code,
            int number,
            String severity,
            String path,
            @JsonProperty("span") Place place,
            Map<String, String> parameters,
            @JsonProperty("en") Wording english,
            @JsonProperty("zh_cn") Wording chinese)
            implements Serializable {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Refusal(
            String code,
            int number,
            String path,
            Map<String, String> parameters,
            @JsonProperty("en") Wording english,
            @JsonProperty("zh_cn") Wording chinese,
            List<Finding> findings)
            implements Serializable {

        private static Refusal read(String json) {
            try {
                return JSON.readValue(json, Refusal.class);
            } catch (JsonProcessingException broken) {
                throw new IllegalStateException("a refusal that cannot be read: " + json, broken);
            }
        }
    }

    private final String json;
    private final Refusal refusal;

    /** Of a refusal as siyu tells it: that of {@code siyu_error_json}. */
    SiyuException(String json) {
        this(json, Refusal.read(json));
    }

    private SiyuException(String json, Refusal refusal) {
        super("%s %s: %s; %s".formatted(
                refusal.code, refusal.path, refusal.english.message, refusal.english.repair));
        this.json = json;
        this.refusal = refusal;
    }

    /** What is wrong, such as "money_format": stable for ever. */
    public String code() {
        return refusal.code;
    }

    /** The number of the code: stable as well. */
    public int number() {
        return refusal.number;
    }

    /** Where it is wrong: a JSON pointer (RFC 6901) into what was handed in, empty for the whole of it. */
    public String path() {
        return refusal.path;
    }

    /** What the message speaks of. */
    public Map<String, String> parameters() {
        return refusal.parameters;
    }

    public Wording english() {
        return refusal.english;
    }

    public Wording chinese() {
        return refusal.chinese;
    }

    /** All that is wrong with a rulebook; empty for an input. */
    public List<Finding> findings() {
        return refusal.findings == null ? List.of() : refusal.findings;
    }

    /** All of it, as siyu tells it: to be logged, or handed on to a front end. */
    public String json() {
        return json;
    }
}
