package siyu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** siyu.h, as far as it is needed. {@code java.library.path} tells where the library lies. */
@SuppressWarnings("restricted")
final class Siyu {
    private static final int ABI_VERSION = 1;
    private static final MemoryLayout SIZE = Linker.nativeLinker().canonicalLayouts().get("size_t");

    static {
        System.loadLibrary("siyu");
        check();
    }

    static final MethodHandle STATUS_MESSAGE = function("siyu_status_message", ADDRESS, JAVA_INT, JAVA_INT);
    static final MethodHandle RULEBOOK_PARSE =
            function("siyu_rulebook_parse", JAVA_INT, ADDRESS, SIZE, ADDRESS, ADDRESS);
    static final MethodHandle RULEBOOK_DIGEST = function("siyu_rulebook_digest", ADDRESS, ADDRESS);
    static final MethodHandle RULEBOOK_CANONICAL = function("siyu_rulebook_canonical", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RULEBOOK_WARNINGS = function("siyu_rulebook_warnings", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RULEBOOK_FREE = procedure("siyu_rulebook_free", ADDRESS);
    static final MethodHandle CALL =
            function("siyu_call", JAVA_INT, ADDRESS, ADDRESS, SIZE, ADDRESS, SIZE, ADDRESS, ADDRESS);
    static final MethodHandle COMMISSION_CLAWBACK_COLUMNS =
            function("siyu_commission_clawback_columns", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle BUFFER_DATA = function("siyu_buffer_data", ADDRESS, ADDRESS);
    static final MethodHandle BUFFER_LENGTH = function("siyu_buffer_length", SIZE, ADDRESS);
    static final MethodHandle BUFFER_FREE = procedure("siyu_buffer_free", ADDRESS);
    static final MethodHandle ERROR_JSON = function("siyu_error_json", ADDRESS, ADDRESS);
    static final MethodHandle ERROR_FREE = procedure("siyu_error_free", ADDRESS);

    private Siyu() {}

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return linked(name, FunctionDescriptor.of(result, parameters));
    }

    private static MethodHandle procedure(String name, MemoryLayout... parameters) {
        return linked(name, FunctionDescriptor.ofVoid(parameters));
    }

    private static MethodHandle linked(String name, FunctionDescriptor form) {
        return Linker.nativeLinker().downcallHandle(SymbolLookup.loaderLookup().find(name).orElseThrow(), form);
    }

    private static void check() {
        try {
            int found = (int) function("siyu_abi_version", JAVA_INT).invokeExact();
            if (found != ABI_VERSION) {
                throw new UnsatisfiedLinkError(
                        "libsiyu has interface %d, this code needs %d".formatted(found, ABI_VERSION));
            }
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Method handles declare every exception; C throws none. What there is comes from Java itself and is handed on. */
    static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }
}
