package siyu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The merchant's rules, read and checked: through java.lang.foreign, for JDK 22 and newer. It never changes, and any number
 * of threads may call it at the same time.
 */
@SuppressWarnings("restricted")
public final class Rulebook implements AutoCloseable {
    private static final int OK = 0;
    private static final int REFUSED = 1;
    private static final int ENGLISH = 0;
    private static final Cleaner CLEANER = Cleaner.create();

    /** Its end frees the rulebook; it cannot end while a call uses the rulebook. */
    private final Arena arena = Arena.ofShared();
    private final MemorySegment handle;

    private Rulebook(MemorySegment pointer) {
        handle = pointer.reinterpret(arena, Rulebook::free);
        CLEANER.register(this, closing(arena));
    }

    /** For those who forget close. (Not a lambda of the constructor: that would hold what it waits for.) */
    private static Runnable closing(Arena arena) {
        return () -> {
            if (arena.scope().isAlive()) {
                arena.close();
            }
        };
    }

    /**
     * Reads and checks a rulebook.
     *
     * @throws SiyuException with everything that is wrong with it, in {@code findings()}
     */
    public static Rulebook parse(String json) {
        try (Arena call = Arena.ofConfined()) {
            Text text = Text.of(json, call);
            MemorySegment out = call.allocate(ADDRESS);
            MemorySegment error = call.allocate(ADDRESS);
            check((int) Siyu.RULEBOOK_PARSE.invokeExact(text.start, text.length, out, error), error);
            return new Rulebook(out.get(ADDRESS, 0));
        } catch (Throwable thrown) {
            throw Siyu.unexpected(thrown);
        }
    }

    /**
     * Calls an operation, such as "commission_split": JSON in, JSON out.
     *
     * @throws SiyuException if the input is refused
     */
    public String call(String operation, String input) {
        try {
            return call(handle, operation, input);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Calls an operation that needs no rulebook, such as "rulebook_check".
     *
     * @throws SiyuException if the input is refused
     */
    public static String callWithout(String operation, String input) {
        return call(MemorySegment.NULL, operation, input);
    }

    /**
     * Decides "commission_clawback" for many refunds, without reasons.
     *
     * @throws SiyuException if the columns are refused; a refused row has its code and leaves the others alone
     */
    public Refunds.Clawbacks clawback(Refunds refunds) {
        try (Arena call = Arena.ofConfined()) {
            ClawbackBatch batch = new ClawbackBatch(refunds, call);
            MemorySegment refused = call.allocate(JAVA_LONG);
            MemorySegment error = call.allocate(ADDRESS);
            check((int) Siyu.COMMISSION_CLAWBACK_COLUMNS.invokeExact(handle, batch.segment(), refused, error), error);
            return batch.written(refused.get(JAVA_LONG, 0));
        } catch (Throwable thrown) {
            throw Siyu.unexpected(thrown);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The fingerprint: rulebooks that mean the same have the same. */
    public String digest() {
        try {
            return text((MemorySegment) Siyu.RULEBOOK_DIGEST.invokeExact(handle));
        } catch (Throwable thrown) {
            throw Siyu.unexpected(thrown);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The canonical form (RFC 8785), to be kept beside decisions. */
    public String canonical() {
        return told(Siyu.RULEBOOK_CANONICAL);
    }

    /** What deserves a look and yet refuses nothing: a list in JSON. */
    public String warnings() {
        return told(Siyu.RULEBOOK_WARNINGS);
    }

    /**
     * Frees the rulebook now instead of when it is collected. Nothing happens the second time.
     *
     * @throws IllegalStateException while a call uses it: then nothing is freed
     */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private String told(MethodHandle function) {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment out = call.allocate(ADDRESS);
            check((int) function.invokeExact(handle, out), MemorySegment.NULL);
            return taken(out);
        } catch (Throwable thrown) {
            throw Siyu.unexpected(thrown);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private static String call(MemorySegment rulebook, String operation, String input) {
        try (Arena call = Arena.ofConfined()) {
            Text name = Text.of(operation, call);
            Text text = Text.of(input, call);
            MemorySegment out = call.allocate(ADDRESS);
            MemorySegment error = call.allocate(ADDRESS);
            check((int) Siyu.CALL.invokeExact(
                    rulebook, name.start, name.length, text.start, text.length, out, error), error);
            return taken(out);
        } catch (Throwable thrown) {
            throw Siyu.unexpected(thrown);
        }
    }

    /** The text of a buffer, which is freed. */
    private static String taken(MemorySegment out) throws Throwable {
        MemorySegment buffer = out.get(ADDRESS, 0);
        try {
            long length = (long) Siyu.BUFFER_LENGTH.invokeExact(buffer);
            MemorySegment data = (MemorySegment) Siyu.BUFFER_DATA.invokeExact(buffer);
            return new String(data.reinterpret(length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
        } finally {
            Siyu.BUFFER_FREE.invokeExact(buffer);
        }
    }

    private static void check(int status, MemorySegment error) throws Throwable {
        if (status == OK) {
            return;
        }
        if (status != REFUSED) {
            throw new IllegalStateException(text((MemorySegment) Siyu.STATUS_MESSAGE.invokeExact(status, ENGLISH)));
        }
        MemorySegment refusal = error.get(ADDRESS, 0);
        try {
            throw new SiyuException(text((MemorySegment) Siyu.ERROR_JSON.invokeExact(refusal)));
        } finally {
            Siyu.ERROR_FREE.invokeExact(refusal);
        }
    }

    private static void free(MemorySegment rulebook) {
        try {
            Siyu.RULEBOOK_FREE.invokeExact(rulebook);
        } catch (Throwable thrown) {
            throw Siyu.unexpected(thrown);
        }
    }

    /** What C tells with a NUL behind it. */
    private static String text(MemorySegment start) {
        return start.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** A text as C takes it, for one call. */
    private record Text(MemorySegment start, long length) {
        private static Text of(String text, Arena arena) {
            ByteBuffer bytes = Utf8.of(text);
            MemorySegment start = arena.allocate(Math.max(1, bytes.remaining()));
            MemorySegment.copy(MemorySegment.ofBuffer(bytes), 0, start, 0, bytes.remaining());
            return new Text(start, bytes.remaining());
        }
    }
}
