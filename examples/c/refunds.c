/*
 * A month's refunds in columns: the second story of examples/story, whose README says what happens. README.md beside this
 * file says how to build and run it.
 */
#include "shop.h"

enum { ROWS = 2000, PARTS = 4, PAID = 1999 };

/* What lies in the shop's tables, a cell per row, or per row and part; and what siyu writes beside it. */
static int64_t paid[ROWS], part[ROWS][PARTS], refund[ROWS], taken[ROWS][PARTS];
static uint16_t code[ROWS];

/* 0 supplier, 1 direct, 2 sponsor, 6 residual: in the order of the parts of the line. */
static const uint8_t ROLES[PARTS] = {0, 1, 2, 6};

static int64_t fen_of(piece amount) {
    int64_t fen = 0;
    for (size_t at = 1; at + 1 < amount.length; at++) {
        fen = amount.start[at] == '.' ? fen : fen * 10 + (amount.start[at] - '0');
    }
    return fen;
}

static void fill(piece line) {
    const char *at = member(line, "parts").start + 1;
    piece one;
    for (size_t number = 0; number < PARTS && next_item(&at, &one); number++) {
        for (size_t row = 0; row < ROWS; row++) {
            part[row][number] = fen_of(member(one, "amount"));
        }
    }
    for (size_t row = 0; row < ROWS; row++) {
        paid[row] = PAID;
        refund[row] = (int64_t)row + 1;
    }
}

static size_t take_back(const siyu_rulebook *rulebook) {
    siyu_commission_clawback_batch batch = {
        .size = sizeof batch,
        .rows = ROWS,
        .parts = PARTS,
        .part_role = ROLES,
        .paid_fen = paid,
        .part_fen = part[0],
        .refund_fen = refund,
        .taken_fen = taken[0],
        .code = code,
    };
    size_t refused = 0;
    siyu_error *error = NULL;
    int32_t status = siyu_commission_clawback_columns(rulebook, &batch, &refused, &error);
    if (status != SIYU_STATUS_OK) {
        give_up("commission_clawback in columns", status, error);
    }
    return refused;
}

static void print_totals(piece line) {
    const char *at = member(line, "parts").start + 1;
    piece one;
    for (size_t number = 0; number < PARTS && next_item(&at, &one); number++) {
        int64_t total = 0;
        for (size_t row = 0; row < ROWS; row++) {
            total += taken[row][number];
        }
        printf("  ");
        print_text(member(one, "party"));
        printf(": %lld.%02lld\n", (long long)(total / 100), (long long)(total % 100));
    }
}

/* Whether the call says of a refund what the columns say; the code of a refused one is told. */
static int is_same(const siyu_rulebook *rulebook, const char *line, size_t row) {
    char *amount = written("%d.%02d", (int)(refund[row] / 100), (int)(refund[row] % 100));
    char *input = refund_of(line, amount);
    static const char operation[] = "commission_clawback";
    siyu_buffer *answer = NULL;
    siyu_error *error = NULL;
    int32_t status = siyu_call(rulebook, operation, sizeof operation - 1, input, strlen(input), &answer, &error);
    int same = code[row] == siyu_error_number(error);
    if (status == SIYU_STATUS_OK) {
        const char *at = member(member(json_of(answer), "outcome"), "parts").start + 1;
        piece one;
        for (size_t number = 0; number < PARTS && next_item(&at, &one); number++) {
            same = same && fen_of(member(one, "amount")) == taken[row][number];
        }
    } else if (status == SIYU_STATUS_REFUSED) {
        printf("  %s: %s\n", amount, siyu_error_code(error));
    } else {
        give_up(operation, status, error);
    }
    siyu_buffer_free(answer);
    siyu_error_free(error);
    free(input);
    free(amount);
    return same;
}

int main(int count, char **arguments) {
    if (count != 2) {
        fprintf(stderr, "usage: refunds FOLDER\n");
        return 2;
    }
    siyu_rulebook *rulebook = rules_of(arguments[1]);
    char *order = contents(arguments[1], "order.json");
    siyu_buffer *split = call(rulebook, "commission_split", order);
    char *text = line_of(split);
    piece line = {text, strlen(text)};

    fill(line);
    size_t refused = take_back(rulebook);
    printf("退款 0.01 至 20.00,共 %d 笔,拒绝 %zu 笔:\n", ROWS, refused);
    print_totals(line);
    int same = 1;
    for (size_t row = 0; row < ROWS; row++) {
        same = is_same(rulebook, text, row) && same;
    }
    printf("与逐笔调用%s\n", same ? "一致" : "不一致");

    free(text);
    siyu_buffer_free(split);
    free(order);
    siyu_rulebook_free(rulebook);
    return same ? 0 : 1;
}
