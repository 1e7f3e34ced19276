import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import siyu.Refunds;
import siyu.Rulebook;
import siyu.SiyuException;

/** Where a binding may go wrong: what it must do there. Prints a line per check, and ends with 1 if one fails. */
public final class Checks {
    private static final String RULES = """
            {"name": "r", "version": "1", "effective_from": "2026-01-01",
             "commission": {"residual": "茶舍", "roles": {"direct": {"rate": "12%"}}}}""";
    private static final String SHARE = "{\"whole\": \"1.00\", \"residual\": \"小梅🌸\"}";
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private interface Check {
        void run() throws Exception;
    }

    private static boolean allHold = true;

    private static void check(String name, Check check) {
        try {
            check.run();
            OUT.println("ok: " + name);
        } catch (Exception | AssertionError fault) {
            allHold = false;
            OUT.println("FAILED: " + name + ": " + fault);
        }
    }

    private static void expect(boolean holds, Object found) {
        if (!holds) {
            throw new AssertionError("found " + found);
        }
    }

    private static <E extends RuntimeException> E thrown(Class<E> expected, Runnable code) {
        try {
            code.run();
        } catch (RuntimeException thrown) {
            expect(expected.isInstance(thrown), thrown);
            return expected.cast(thrown);
        }
        throw new AssertionError("no " + expected.getSimpleName() + " was thrown");
    }

    private static SiyuException refused(Runnable code, String expectedCode, String expectedPath) {
        SiyuException refused = thrown(SiyuException.class, code);
        expect(refused.code().equals(expectedCode) && refused.path().equals(expectedPath), refused);
        return refused;
    }

    private static void aRefusalTellsAll(Rulebook rulebook) {
        String input = "{\"whole\": \"1.0O\", \"residual\": \"a\"}";
        SiyuException refused = refused(() -> rulebook.call("money_share", input), "money_format", "/whole");
        expect(refused.number() > 0 && refused.parameters().get("found").equals("`1.0O`"), refused.json());
        expect(refused.getMessage().contains("`1.0O`") && refused.chinese().message().contains("金额"), refused.json());
        expect(refused.findings().isEmpty(), refused.findings());
    }

    private static void aRulebookIsRefusedWithAllFindings() {
        String rules = "{\"name\": 1, \"versio\": \"\"}";
        SiyuException refused = thrown(SiyuException.class, () -> Rulebook.parse(rules));
        expect(refused.findings().size() == 4 && refused.findings().get(0).place().line() == 1, refused.json());
    }

    private static void aNulEndsNoText(Rulebook rulebook) {
        refused(() -> rulebook.call("money_share", SHARE + "\0"), "json_syntax", "");
        String named = "{\"whole\": \"1.00\", \"a\\u0000b\": 1}";
        refused(() -> rulebook.call("money_share", named), "unknown_field", "/a\0b");
        refused(() -> rulebook.call("money_share\0", SHARE), "unknown_operation", "");
    }

    private static void anEmptyTextIsAText(Rulebook rulebook) {
        refused(() -> rulebook.call("money_share", ""), "json_syntax", "");
        refused(() -> rulebook.call("", SHARE), "unknown_operation", "");
        thrown(SiyuException.class, () -> Rulebook.parse(""));
    }

    private static void halfAnEmojiIsRefused(Rulebook rulebook) {
        String half = "🌸".substring(0, 1);
        thrown(IllegalArgumentException.class, () -> Rulebook.parse(half));
        thrown(IllegalArgumentException.class, () -> rulebook.call("money_share", SHARE.replace("🌸", half)));
    }

    private static void aRulebookTellsOfItself(Rulebook rulebook) {
        try (Rulebook again = Rulebook.parse(rulebook.canonical())) {
            expect(again.digest().equals(rulebook.digest()) && again.digest().length() == 64, again.digest());
        }
        expect(rulebook.warnings().equals("[]"), rulebook.warnings());
    }

    private static Refunds refunds(byte[] roles, long... refundFen) {
        long[] paid = new long[refundFen.length];
        Arrays.fill(paid, 1000);
        long[] parts = new long[2 * refundFen.length];
        Arrays.setAll(parts, cell -> cell % 2 == 0 ? 120 : 880);
        return new Refunds(roles, paid, parts, new long[refundFen.length], null, refundFen, new byte[refundFen.length]);
    }

    private static void columnsAreCheckedBeforeCSeesThem(Rulebook rulebook) {
        byte[] three = {1, 2, 6};
        thrown(IllegalArgumentException.class, () -> refunds(three, 500));
        byte[] twoResidual = {6, 6};
        thrown(SiyuException.class, () -> rulebook.clawback(refunds(twoResidual, 500)));
        byte[] roles = {1, 6};
        expect(rulebook.clawback(refunds(roles)).takenFen().length == 0, "cells of no row");
    }

    private static void aRefusedRowLeavesTheOthersAlone(Rulebook rulebook) {
        byte[] roles = {1, 6};
        Refunds.Clawbacks told = rulebook.clawback(refunds(roles, 1001, 500));
        expect(told.refused() == 1 && told.code()[0] > 0 && told.code()[1] == 0, Arrays.toString(told.code()));
        expect(told.takenFen()[2] + told.takenFen()[3] == 500 && told.leftFen()[1] == 500, told.leftFen()[1]);
    }

    private static void aClosedRulebookSaysSo() {
        Rulebook rulebook = Rulebook.parse(RULES);
        rulebook.close();
        rulebook.close();
        thrown(IllegalStateException.class, () -> rulebook.call("money_share", SHARE));
        thrown(IllegalStateException.class, () -> rulebook.clawback(refunds(new byte[] {1, 6}, 500)));
        thrown(IllegalStateException.class, rulebook::digest);
        thrown(IllegalStateException.class, rulebook::canonical);
        thrown(IllegalStateException.class, rulebook::warnings);
    }

    /** One right call, and three that err, each with an error of its own. */
    private static void everyKindOfCall(Rulebook rulebook, int caller) {
        String answer = rulebook.call("money_share", SHARE);
        expect(answer.contains("小梅🌸"), answer);
        String input = "{\"whole\": \"x%d\", \"residual\": \"a\"}".formatted(caller);
        SiyuException own = refused(() -> rulebook.call("money_share", input), "money_format", "/whole");
        expect(own.parameters().get("found").equals("`x%d`".formatted(caller)), own);
        refused(() -> Rulebook.parse("{}"), "rulebook_refused", "/name");
        refused(() -> Rulebook.callWithout("money_share", SHARE), "rulebook_missing", "");
    }

    private static void inThreads(int threads, Check work) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> ended = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                ended.add(pool.submit(() -> {
                    work.run();
                    return null;
                }));
            }
            for (Future<?> one : ended) {
                one.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    private static void threadsShareOneRulebook(Rulebook rulebook) throws Exception {
        AtomicInteger callers = new AtomicInteger();
        inThreads(32, () -> {
            int own = callers.incrementAndGet();
            for (int round = 0; round < 100; round++) {
                everyKindOfCall(rulebook, own);
            }
        });
    }

    /** Closes a rulebook while threads call it, until it lets itself be closed. */
    private static void closeDisturbsNoCall() throws Exception {
        for (int round = 0; round < 50; round++) {
            Rulebook rulebook = Rulebook.parse(RULES);
            inThreads(8, () -> {
                for (int calls = 0; calls < 20; calls++) {
                    try {
                        expect(rulebook.call("money_share", SHARE).contains("小梅🌸"), "another answer");
                    } catch (IllegalStateException closed) {
                        return;
                    }
                    closeIfUnused(rulebook);
                }
            });
            closeIfUnused(rulebook);
            thrown(IllegalStateException.class, rulebook::digest);
        }
    }

    private static void closeIfUnused(Rulebook rulebook) {
        try {
            rulebook.close();
        } catch (IllegalStateException inUse) {
            // As it says: then nothing is freed, and the call goes on.
        }
    }

    private static long residentKibibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("no VmRSS");
    }

    /**
     * Needs a heap of one size, touched before: -Xms64m -Xmx64m -XX:+AlwaysPreTouch. What leaks does so each time; what
     * the collector is late with, once or twice.
     */
    private static void nothingIsLeftBehind() throws Exception {
        callAndForget(5_000);
        List<Long> grown = new ArrayList<>();
        do {
            long before = residentKibibytes();
            callAndForget(25_000);
            grown.add(residentKibibytes() - before);
            expect(grown.size() < 5, grown + " KiB more");
        } while (grown.get(grown.size() - 1) > 8_192);
    }

    private static void callAndForget(int rounds) throws InterruptedException {
        for (int round = 0; round < rounds; round++) {
            everyKindOfCall(Rulebook.parse(RULES), round);
        }
        System.gc();
        Thread.sleep(100); // The cleaner has a thread of its own.
    }

    public static void main(String[] arguments) {
        try (Rulebook rulebook = Rulebook.parse(RULES)) {
            check("a refusal has code, number, path, parameters and two languages", () -> aRefusalTellsAll(rulebook));
            check("a rulebook is refused with all findings", Checks::aRulebookIsRefusedWithAllFindings);
            check("Chinese and emoji come back as they went", () -> everyKindOfCall(rulebook, 1));
            check("a NUL ends no text", () -> aNulEndsNoText(rulebook));
            check("an empty text is a text", () -> anEmptyTextIsAText(rulebook));
            check("half an emoji is refused", () -> halfAnEmojiIsRefused(rulebook));
            check("a rulebook tells its digest, canonical form and warnings", () -> aRulebookTellsOfItself(rulebook));
            check("columns are checked before C sees them", () -> columnsAreCheckedBeforeCSeesThem(rulebook));
            check("a refused row leaves the others alone", () -> aRefusedRowLeavesTheOthersAlone(rulebook));
            check("a closed rulebook says so", Checks::aClosedRulebookSaysSo);
            check("32 threads share one rulebook and not their errors", () -> threadsShareOneRulebook(rulebook));
            check("close disturbs no call", Checks::closeDisturbsNoCall);
            check("100,000 calls and 25,000 forgotten rulebooks leave no memory behind", Checks::nothingIsLeftBehind);
        }
        System.exit(allHold ? 0 : 1);
    }
}
