package siyu;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as siyu takes it. */
final class Utf8 {
    private Utf8() {}

    /**
     * The bytes of a text. {@code String.getBytes} would silently make a question mark of half an emoji.
     *
     * @throws IllegalArgumentException if the text holds half a surrogate pair
     */
    static ByteBuffer of(String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException broken) {
            throw new IllegalArgumentException("a text holds half a surrogate pair", broken);
        }
    }
}
