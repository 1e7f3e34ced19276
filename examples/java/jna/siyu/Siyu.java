package siyu;

import com.sun.jna.IntegerType;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.ByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;

/** siyu.h, as far as it is needed. (Public, as what it has: JNA makes objects of it from outside.) */
public interface Siyu extends Library {
    int ABI_VERSION = 1;

    /** A {@code size_t}. */
    final class Size extends IntegerType {
        private static final long serialVersionUID = 1;

        public Size() {
            this(0);
        }

        public Size(long value) {
            super(Native.SIZE_T_SIZE, value, true);
        }
    }

    /** Where C writes a {@code size_t}. */
    final class SizeByReference extends ByReference {
        public SizeByReference() {
            super(Native.SIZE_T_SIZE);
        }

        long value() {
            return Native.SIZE_T_SIZE == Long.BYTES ? getPointer().getLong(0) : getPointer().getInt(0);
        }
    }

    /** {@code siyu_commission_clawback_batch}, its members as siyu.h has them. */
    @Structure.FieldOrder({"size", "rows", "parts", "part_role", "paid_fen", "part_fen", "returned_fen",
            "compensation_fen", "refund_fen", "reason", "taken_fen", "left_fen", "code"})
    final class ClawbackBatch extends Structure {
        public Size size;
        public Size rows;
        public Size parts;
        public Pointer part_role;
        public Pointer paid_fen;
        public Pointer part_fen;
        public Pointer returned_fen;
        public Pointer compensation_fen;
        public Pointer refund_fen;
        public Pointer reason;
        public Pointer taken_fen;
        public Pointer left_fen;
        public Pointer code;
    }

    int siyu_abi_version();

    String siyu_status_message(int status, int language);

    int siyu_rulebook_parse(byte[] json, Size length, PointerByReference out, PointerByReference error);

    String siyu_rulebook_digest(Pointer rulebook);

    int siyu_rulebook_canonical(Pointer rulebook, PointerByReference out);

    int siyu_rulebook_warnings(Pointer rulebook, PointerByReference out);

    void siyu_rulebook_free(Pointer rulebook);

    int siyu_call(Pointer rulebook, byte[] operation, Size operationLength, byte[] input, Size inputLength,
            PointerByReference out, PointerByReference error);

    int siyu_commission_clawback_columns(Pointer rulebook, ClawbackBatch batch, SizeByReference refused,
            PointerByReference error);

    Pointer siyu_buffer_data(Pointer buffer);

    Size siyu_buffer_length(Pointer buffer);

    void siyu_buffer_free(Pointer buffer);

    String siyu_error_json(Pointer error);

    void siyu_error_free(Pointer error);

    /** Loads the library, from where {@code jna.library.path} and the system tell. */
    static Siyu load() {
        Siyu siyu = Native.load("siyu", Siyu.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
        int found = siyu.siyu_abi_version();
        if (found != ABI_VERSION) {
            throw new UnsatisfiedLinkError("libsiyu has interface %d, this code needs %d".formatted(found, ABI_VERSION));
        }
        return siyu;
    }
}
