package siyu;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The merchant's rules, read and checked: through JNA, for JDK 17 and newer. It never changes, and any number of threads may
 * call it at the same time. JNA finds the library as {@code jna.library.path} and the system tell it.
 */
public final class Rulebook implements AutoCloseable {
    private static final int OK = 0;
    private static final int REFUSED = 1;
    private static final int ENGLISH = 0;
    private static final Cleaner CLEANER = Cleaner.create();
    private static final Siyu SIYU = Siyu.load();

    /** The rulebook itself, and how many calls use it now. Freed once: by close, or by the collector. */
    private static final class Handle implements Runnable {
        private static final int FREED = -1;

        private final Pointer pointer;
        private final AtomicInteger calls = new AtomicInteger();

        private Handle(Pointer pointer) {
            this.pointer = pointer;
        }

        private void enter() {
            if (calls.updateAndGet(count -> count == FREED ? FREED : count + 1) == FREED) {
                throw new IllegalStateException("the rulebook is closed");
            }
        }

        private void leave() {
            calls.decrementAndGet();
        }

        private void free() {
            int found = calls.compareAndExchange(0, FREED);
            if (found > 0) {
                throw new IllegalStateException("%d calls still use the rulebook".formatted(found));
            }
            if (found == 0) {
                SIYU.siyu_rulebook_free(pointer);
            }
        }

        @Override
        public void run() {
            free();
        }
    }

    private final Handle handle;
    private final Cleaner.Cleanable cleanable;

    private Rulebook(Pointer pointer) {
        handle = new Handle(pointer);
        cleanable = CLEANER.register(this, handle);
    }

    /**
     * Reads and checks a rulebook.
     *
     * @throws SiyuException with everything that is wrong with it, in {@code findings()}
     */
    public static Rulebook parse(String json) {
        byte[] bytes = bytes(json);
        PointerByReference out = new PointerByReference();
        PointerByReference error = new PointerByReference();
        check(SIYU.siyu_rulebook_parse(bytes, new Siyu.Size(bytes.length), out, error), error);
        return new Rulebook(out.getValue());
    }

    /**
     * Calls an operation, such as "commission_split": JSON in, JSON out.
     *
     * @throws SiyuException if the input is refused
     */
    public String call(String operation, String input) {
        handle.enter();
        try {
            return call(handle.pointer, operation, input);
        } finally {
            leave();
        }
    }

    /**
     * Calls an operation that needs no rulebook, such as "rulebook_check".
     *
     * @throws SiyuException if the input is refused
     */
    public static String callWithout(String operation, String input) {
        return call(null, operation, input);
    }

    /**
     * Decides "commission_clawback" for many refunds, without reasons.
     *
     * @throws SiyuException if the columns are refused; a refused row has its code and leaves the others alone
     */
    public Refunds.Clawbacks clawback(Refunds refunds) {
        int rows = refunds.rows();
        Siyu.ClawbackBatch batch = new Siyu.ClawbackBatch();
        batch.size = new Siyu.Size(batch.size());
        batch.rows = new Siyu.Size(rows);
        batch.parts = new Siyu.Size(refunds.parts());
        batch.part_role = column(refunds.partRole());
        batch.paid_fen = column(refunds.paidFen());
        batch.part_fen = column(refunds.partFen());
        batch.returned_fen = column(refunds.returnedFen());
        batch.compensation_fen = column(refunds.compensationFen());
        batch.refund_fen = column(refunds.refundFen());
        batch.reason = column(refunds.reason());
        batch.taken_fen = room(refunds.partFen().length, Long.BYTES);
        batch.left_fen = room(rows, Long.BYTES);
        batch.code = room(rows, Short.BYTES);
        Siyu.SizeByReference refused = new Siyu.SizeByReference();
        PointerByReference error = new PointerByReference();
        handle.enter();
        try {
            check(SIYU.siyu_commission_clawback_columns(handle.pointer, batch, refused, error), error);
        } finally {
            leave();
        }
        return new Refunds.Clawbacks(
                batch.taken_fen.getLongArray(0, refunds.partFen().length),
                batch.left_fen.getLongArray(0, rows),
                batch.code.getShortArray(0, rows),
                refused.value());
    }

    /** The fingerprint: rulebooks that mean the same have the same. */
    public String digest() {
        handle.enter();
        try {
            return SIYU.siyu_rulebook_digest(handle.pointer);
        } finally {
            leave();
        }
    }

    /** The canonical form (RFC 8785), to be kept beside decisions. */
    public String canonical() {
        handle.enter();
        try {
            PointerByReference out = new PointerByReference();
            check(SIYU.siyu_rulebook_canonical(handle.pointer, out), null);
            return taken(out);
        } finally {
            leave();
        }
    }

    /** What deserves a look and yet refuses nothing: a list in JSON. */
    public String warnings() {
        handle.enter();
        try {
            PointerByReference out = new PointerByReference();
            check(SIYU.siyu_rulebook_warnings(handle.pointer, out), null);
            return taken(out);
        } finally {
            leave();
        }
    }

    /**
     * Frees the rulebook now instead of when it is collected. Nothing happens the second time.
     *
     * @throws IllegalStateException while a call uses it: then nothing is freed
     */
    @Override
    public void close() {
        handle.free();
        cleanable.clean();
    }

    /** The collector must not take this for forgotten before its call is over. */
    private void leave() {
        handle.leave();
        Reference.reachabilityFence(this);
    }

    private static String call(Pointer rulebook, String operation, String input) {
        byte[] name = bytes(operation);
        byte[] bytes = bytes(input);
        PointerByReference out = new PointerByReference();
        PointerByReference error = new PointerByReference();
        check(SIYU.siyu_call(rulebook, name, new Siyu.Size(name.length), bytes, new Siyu.Size(bytes.length), out, error), error);
        return taken(out);
    }

    /** Memory for cells; some, even for none. It is freed when it is collected. */
    private static Memory room(int cells, int bytes) {
        return new Memory(Math.max(1, (long) cells * bytes));
    }

    private static Memory column(long[] cells) {
        if (cells == null) {
            return null;
        }
        Memory memory = room(cells.length, Long.BYTES);
        memory.write(0, cells, 0, cells.length);
        return memory;
    }

    private static Memory column(byte[] cells) {
        if (cells == null) {
            return null;
        }
        Memory memory = room(cells.length, Byte.BYTES);
        memory.write(0, cells, 0, cells.length);
        return memory;
    }

    /** The text of a buffer, which is freed. */
    private static String taken(PointerByReference out) {
        Pointer buffer = out.getValue();
        try {
            int length = Math.toIntExact(SIYU.siyu_buffer_length(buffer).longValue());
            return new String(SIYU.siyu_buffer_data(buffer).getByteArray(0, length), StandardCharsets.UTF_8);
        } finally {
            SIYU.siyu_buffer_free(buffer);
        }
    }

    private static void check(int status, PointerByReference error) {
        if (status == OK) {
            return;
        }
        if (status != REFUSED) {
            throw new IllegalStateException(SIYU.siyu_status_message(status, ENGLISH));
        }
        Pointer refusal = error.getValue();
        try {
            throw new SiyuException(SIYU.siyu_error_json(refusal));
        } finally {
            SIYU.siyu_error_free(refusal);
        }
    }

    /** The bytes of a text. (JNA hands C an address for none of them, too.) */
    private static byte[] bytes(String text) {
        ByteBuffer encoded = Utf8.of(text);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
