package siyu;

/**
 * Many refunds at once: a cell per row in each column, and in {@code partFen} a cell per row and part, row by row. siyu.h says
 * what the columns are.
 *
 * @param partRole the role of each part: 0 supplier, 1 direct, 2 sponsor … 6 residual
 * @param returnedFen may be null
 * @param compensationFen may be null
 * @param reason may be null
 */
public record Refunds(
        byte[] partRole,
        long[] paidFen,
        long[] partFen,
        long[] returnedFen,
        long[] compensationFen,
        long[] refundFen,
        byte[] reason) {

    /** @throws IllegalArgumentException if C would find another number of cells than it is told */
    public Refunds {
        int rows = refundFen.length;
        check("paidFen", paidFen.length, rows);
        check("partFen", partFen.length, Math.multiplyExact(rows, partRole.length));
        check("returnedFen", returnedFen == null ? rows : returnedFen.length, rows);
        check("compensationFen", compensationFen == null ? rows : compensationFen.length, rows);
        check("reason", reason == null ? rows : reason.length, rows);
    }

    private static void check(String name, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException("%s has %d cells instead of %d".formatted(name, found, expected));
        }
    }

    public int rows() {
        return refundFen.length;
    }

    public int parts() {
        return partRole.length;
    }

    /** What siyu writes beside refunds. A refused row has the number of its error as its code, others have 0. */
    public record Clawbacks(long[] takenFen, long[] leftFen, short[] code, long refused) {}
}
