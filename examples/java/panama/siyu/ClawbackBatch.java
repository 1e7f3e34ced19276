package siyu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/** {@code siyu_commission_clawback_batch}, its members as siyu.h has them, with its columns, in the memory of one call. */
final class ClawbackBatch {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_LONG.withName("size"),
            JAVA_LONG.withName("rows"),
            JAVA_LONG.withName("parts"),
            ADDRESS.withName("part_role"),
            ADDRESS.withName("paid_fen"),
            ADDRESS.withName("part_fen"),
            ADDRESS.withName("returned_fen"),
            ADDRESS.withName("compensation_fen"),
            ADDRESS.withName("refund_fen"),
            ADDRESS.withName("reason"),
            ADDRESS.withName("taken_fen"),
            ADDRESS.withName("left_fen"),
            ADDRESS.withName("code"));

    private final Arena call;
    private final MemorySegment batch;
    private final MemorySegment taken;
    private final MemorySegment left;
    private final MemorySegment code;

    ClawbackBatch(Refunds refunds, Arena call) {
        this.call = call;
        batch = call.allocate(LAYOUT);
        set("size", LAYOUT.byteSize());
        set("rows", refunds.rows());
        set("parts", refunds.parts());
        set("part_role", bytes(refunds.partRole()));
        set("paid_fen", longs(refunds.paidFen()));
        set("part_fen", longs(refunds.partFen()));
        set("returned_fen", longs(refunds.returnedFen()));
        set("compensation_fen", longs(refunds.compensationFen()));
        set("refund_fen", longs(refunds.refundFen()));
        set("reason", bytes(refunds.reason()));
        taken = set("taken_fen", call.allocate(JAVA_LONG, refunds.partFen().length));
        left = set("left_fen", call.allocate(JAVA_LONG, refunds.rows()));
        code = set("code", call.allocate(JAVA_SHORT, refunds.rows()));
    }

    MemorySegment segment() {
        return batch;
    }

    Refunds.Clawbacks written(long refused) {
        return new Refunds.Clawbacks(
                taken.toArray(JAVA_LONG), left.toArray(JAVA_LONG), code.toArray(JAVA_SHORT), refused);
    }

    private static long offset(String name) {
        return LAYOUT.byteOffset(PathElement.groupElement(name));
    }

    private void set(String name, long value) {
        batch.set(JAVA_LONG, offset(name), value);
    }

    private MemorySegment set(String name, MemorySegment column) {
        batch.set(ADDRESS, offset(name), column);
        return column;
    }

    private MemorySegment longs(long[] cells) {
        return cells == null ? MemorySegment.NULL : call.allocateFrom(JAVA_LONG, cells);
    }

    private MemorySegment bytes(byte[] cells) {
        return cells == null ? MemorySegment.NULL : call.allocateFrom(JAVA_BYTE, cells);
    }
}
