/*
 * Columns: what they give row by row is what the call gives; and what a caller should not do ends in a status, never a crash.
 */
#define _POSIX_C_SOURCE 200809L
#include "cases.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LITERAL(text) (text), sizeof(text) - 1

static const char RULES[] =
    "{\"name\": \"s\", \"version\": \"1\", \"effective_from\": \"2026-01-01\", "
    "\"commission\": {\"residual\": \"house\"}, \"vip\": {\"levels\": [{\"id\": \"gold\", \"top_up\": \"3000.00\", "
    "\"factor\": \"9\xE6\x8A\x98\"}]}, \"customer\": {}}";
enum { PARTS = 3, THREADS = 64 };
static const uint8_t ROLES[PARTS] = {0, 1, 6};
static const char *const ROLE_NAMES[PARTS] = {"supplier", "direct", "residual"};

/* Refunds: every array in memory of its own length, so that one cell too far is seen by sanitizers and valgrind. */
typedef struct {
    size_t rows;
    int64_t *paid, *part, *returned, *refund, *taken, *left;
    uint8_t *reason;
    uint16_t *code;
} refunds;

static int64_t *cells(size_t count) {
    int64_t *made = (int64_t *)malloc(count * sizeof *made);
    CHECK(made != NULL);
    return made;
}

/* Of every ten rows one has parts that do not sum, and one refunds too much. The outputs are not initialised. */
static refunds some_refunds(size_t rows, uint64_t seed) {
    refunds made = {rows, cells(rows), cells(rows * PARTS), cells(rows), cells(rows), cells(rows * PARTS), cells(rows),
                    (uint8_t *)malloc(rows), (uint16_t *)malloc(rows * sizeof(uint16_t))};
    CHECK(made.reason != NULL && made.code != NULL);
    for (size_t row = 0; row < rows; row++) {
        int64_t paid = (int64_t)(next_random(&seed) % 100000);
        int64_t supplier = paid / 2, direct = paid / 7;
        int64_t off = row % 10 == 3 ? 1 : 0;
        int64_t parts[PARTS] = {supplier, direct, paid - supplier - direct + off};
        memcpy(made.part + row * PARTS, parts, sizeof parts);
        made.paid[row] = paid;
        made.returned[row] = paid / 3;
        made.refund[row] = row % 10 == 7 ? paid + 1 : paid / 5;
        made.reason[row] = (uint8_t)(row % 3 == 0 ? UINT8_MAX : row % 3 - 1);
    }
    return made;
}

static void free_refunds(refunds old) {
    int64_t *columns[] = {old.paid, old.part, old.returned, old.refund, old.taken, old.left};
    for (size_t which = 0; which < sizeof columns / sizeof *columns; which++) {
        free(columns[which]);
    }
    free(old.reason);
    free(old.code);
}

static siyu_commission_clawback_batch batch_of(const refunds *from) {
    siyu_commission_clawback_batch batch;
    memset(&batch, 0, sizeof batch);
    batch.size = sizeof batch;
    batch.rows = from->rows;
    batch.parts = PARTS;
    batch.part_role = ROLES;
    batch.paid_fen = from->paid;
    batch.part_fen = from->part;
    batch.returned_fen = from->returned;
    batch.refund_fen = from->refund;
    batch.reason = from->reason;
    batch.taken_fen = from->taken;
    batch.left_fen = from->left;
    batch.code = from->code;
    return batch;
}

static int amount(char *into, size_t room, int64_t fen) {
    uint64_t size = fen < 0 ? (uint64_t)0 - (uint64_t)fen : (uint64_t)fen;
    return snprintf(into, room, "\"%s%" PRIu64 ".%02" PRIu64 "\"", fen < 0 ? "-" : "", size / 100, size % 100);
}

/* What the call says of one row, held against what the columns say. */
static void same_by_call(const siyu_rulebook *rulebook, const refunds *all, size_t row) {
    char input[2048], paid[32], returned[32], refund[32], parts[512] = "";
    const char *reason = all->reason[row] == 0   ? ", \"reason\": \"returned\""
                         : all->reason[row] == 1 ? ", \"reason\": \"compensation\""
                                                 : "";
    amount(paid, sizeof paid, all->paid[row]);
    amount(returned, sizeof returned, all->returned[row]);
    amount(refund, sizeof refund, all->refund[row]);
    for (size_t part = 0; part < PARTS; part++) {
        char own[32], one[128];
        amount(own, sizeof own, all->part[row * PARTS + part]);
        snprintf(one, sizeof one, "%s{\"party\": \"p\", \"role\": \"%s\", \"amount\": %s}", part == 0 ? "" : ", ",
                 ROLE_NAMES[part], own);
        strcat(parts, one);
    }
    int length = snprintf(input, sizeof input,
                          "{\"detail\": \"none\", \"line\": {\"line\": \"1\", \"paid\": %s, \"parts\": [%s]}, "
                          "\"refunded\": {\"returned\": %s}, \"refund\": {\"amount\": %s%s}}",
                          paid, parts, returned, refund, reason);
    CHECK(length > 0 && (size_t)length < sizeof input);
    siyu_buffer *out = NULL;
    siyu_error *error = NULL;
    int32_t status =
        siyu_call(rulebook, LITERAL("commission_clawback"), input, (size_t)length, &out, &error);
    CHECK((status == SIYU_STATUS_OK) == (all->code[row] == 0));
    CHECK(siyu_error_number(error) == all->code[row]);
    const char *told = out != NULL ? strstr(siyu_buffer_data(out), "\"parts\":[") : "";
    CHECK(told != NULL);
    for (size_t part = 0; part < PARTS; part++) {
        char own[32], one[128];
        if (status == SIYU_STATUS_OK) {
            amount(own, sizeof own, all->taken[row * PARTS + part]);
            snprintf(one, sizeof one, "\"role\":\"%s\",\"amount\":%s}", ROLE_NAMES[part], own);
            told = strstr(told, one);
            CHECK(told != NULL);
        } else {
            CHECK(all->taken[row * PARTS + part] == 0);
        }
    }
    CHECK(all->left[row] == (status == SIYU_STATUS_OK ? all->paid[row] - all->returned[row] - all->refund[row] : 0));
    siyu_buffer_free(out);
    siyu_error_free(error);
}

static void columns_are_calls(const siyu_rulebook *rulebook, size_t rows) {
    refunds all = some_refunds(rows, 20261121);
    siyu_commission_clawback_batch batch = batch_of(&all);
    size_t refused = SIZE_MAX, counted = 0;
    CHECK(siyu_commission_clawback_columns(rulebook, &batch, &refused, NULL) == SIYU_STATUS_OK);
    for (size_t row = 0; row < rows; row++) {
        counted += all.code[row] != 0;
        same_by_call(rulebook, &all, row);
    }
    CHECK(refused == counted && (rows < 10 || refused > 0));
    free_refunds(all);
}

/* A column moved to an odd address. */
static void *unaligned(const void *from, size_t bytes, void **owner) {
    char *made = (char *)malloc(bytes + 1);
    CHECK(made != NULL);
    memcpy(made + 1, from, bytes);
    *owner = made;
    return made + 1;
}

static void alignment_does_not_matter(const siyu_rulebook *rulebook, size_t rows) {
    refunds all = some_refunds(rows, 7);
    siyu_commission_clawback_batch batch = batch_of(&all);
    CHECK(siyu_commission_clawback_columns(rulebook, &batch, NULL, NULL) == SIYU_STATUS_OK);

    void *owned[9];
    size_t wide = rows * sizeof(int64_t);
    siyu_commission_clawback_batch odd = batch;
    odd.paid_fen = (const int64_t *)unaligned(all.paid, wide, &owned[0]);
    odd.part_fen = (const int64_t *)unaligned(all.part, wide * PARTS, &owned[1]);
    odd.returned_fen = (const int64_t *)unaligned(all.returned, wide, &owned[2]);
    odd.refund_fen = (const int64_t *)unaligned(all.refund, wide, &owned[3]);
    odd.reason = (const uint8_t *)unaligned(all.reason, rows, &owned[4]);
    odd.taken_fen = (int64_t *)unaligned(all.part, wide * PARTS, &owned[5]);
    odd.left_fen = (int64_t *)unaligned(all.part, wide, &owned[6]);
    odd.code = (uint16_t *)unaligned(all.part, rows * sizeof(uint16_t), &owned[7]);
    siyu_commission_clawback_batch *batch_at_odd = (siyu_commission_clawback_batch *)unaligned(&odd, sizeof odd, &owned[8]);
    size_t refused[2] = {0, 0};
    CHECK(siyu_commission_clawback_columns(rulebook, batch_at_odd, (size_t *)((char *)refused + 1), NULL) == SIYU_STATUS_OK);
    CHECK(memcmp(odd.taken_fen, all.taken, wide * PARTS) == 0);
    CHECK(memcmp(odd.left_fen, all.left, wide) == 0);
    CHECK(memcmp(odd.code, all.code, rows * sizeof(uint16_t)) == 0);
    for (size_t which = 0; which < sizeof owned / sizeof *owned; which++) {
        free(owned[which]);
    }
    free_refunds(all);
}

/* What overlaps is read as it was and written at the end. Of two outputs in one place the figures are anybody's. */
static void columns_may_overlap(const siyu_rulebook *rulebook, size_t rows) {
    refunds apart = some_refunds(rows, 11), all = some_refunds(rows, 11);
    siyu_commission_clawback_batch batch = batch_of(&apart);
    size_t refused = SIZE_MAX, expected = 0;
    CHECK(siyu_commission_clawback_columns(rulebook, &batch, &expected, NULL) == SIYU_STATUS_OK);
    batch = batch_of(&all);
    batch.taken_fen = all.part;
    batch.left_fen = all.paid;
    CHECK(siyu_commission_clawback_columns(rulebook, &batch, &refused, NULL) == SIYU_STATUS_OK);
    CHECK(refused == expected);
    CHECK(memcmp(all.part, apart.taken, rows * PARTS * sizeof(int64_t)) == 0);
    CHECK(memcmp(all.paid, apart.left, rows * sizeof(int64_t)) == 0);
    CHECK(memcmp(all.code, apart.code, rows * sizeof(uint16_t)) == 0);
    free_refunds(apart);
    batch = batch_of(&all);
    batch.left_fen = all.taken;
    CHECK(siyu_commission_clawback_columns(rulebook, &batch, &refused, NULL) == SIYU_STATUS_OK);
    CHECK(refused <= rows);
    batch = batch_of(&all);
    batch.code = (uint16_t *)(void *)all.refund;
    CHECK(siyu_commission_clawback_columns(rulebook, &batch, &refused, NULL) == SIYU_STATUS_OK);
    CHECK(refused <= rows);
    free_refunds(all);
}

/* A batch that is refused as a whole: by which code, at which path; nothing is written. */
static void refused(const siyu_rulebook *rulebook, const siyu_commission_clawback_batch *batch, const char *code,
                    const char *path) {
    siyu_error *error = NULL;
    size_t rows = SIZE_MAX;
    CHECK(siyu_commission_clawback_columns(rulebook, batch, &rows, &error) == SIYU_STATUS_REFUSED);
    CHECK(rows == 0);
    CHECK(strcmp(siyu_error_code(error), code) == 0);
    CHECK(strcmp(siyu_error_path(error), path) == 0);
    siyu_error_free(error);
    CHECK(siyu_commission_clawback_columns(rulebook, batch, NULL, NULL) == SIYU_STATUS_REFUSED);
}

static void wrong_batches(const siyu_rulebook *rulebook) {
    refunds all = some_refunds(4, 3);
    const siyu_commission_clawback_batch good = batch_of(&all);
    siyu_error *error = (siyu_error *)(uintptr_t)64;
    CHECK(siyu_commission_clawback_columns(NULL, &good, NULL, &error) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(error == NULL);
    CHECK(siyu_commission_clawback_columns(rulebook, NULL, NULL, NULL) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(siyu_commission_clawback_columns(NULL, NULL, NULL, NULL) == SIYU_STATUS_NULL_ARGUMENT);

    static const size_t sizes[] = {0, 1, sizeof(size_t) - 1, 4097, SIZE_MAX};
    siyu_commission_clawback_batch batch = good;
    for (size_t which = 0; which < sizeof sizes / sizeof *sizes; which++) {
        batch.size = sizes[which];
        refused(rulebook, &batch, "count_out_of_range", "/size");
    }
    /* A program built with a newer header: what it leaves out may be there, what it asks for may not. */
    struct {
        siyu_commission_clawback_batch known;
        int64_t *unknown;
    } newer = {good, NULL};
    newer.known.size = sizeof newer;
    CHECK(siyu_commission_clawback_columns(rulebook, &newer.known, NULL, NULL) == SIYU_STATUS_OK);
    newer.unknown = all.left;
    refused(rulebook, &newer.known, "count_out_of_range", "/size");
    /* And one built with an older one, which ended before the last columns. */
    batch = good;
    batch.size = offsetof(siyu_commission_clawback_batch, code);
    refused(rulebook, &batch, "list_length", "/code");

    batch = good, batch.paid_fen = NULL;
    refused(rulebook, &batch, "list_length", "/paid_fen");
    batch = good, batch.taken_fen = NULL;
    refused(rulebook, &batch, "list_length", "/taken_fen");
    batch = good, batch.part_role = NULL;
    refused(rulebook, &batch, "list_length", "/part_role");
    batch = good, batch.returned_fen = NULL, batch.reason = NULL, batch.left_fen = NULL;
    CHECK(siyu_commission_clawback_columns(rulebook, &batch, NULL, NULL) == SIYU_STATUS_OK);
    /* No memory is so long: told without touching any. */
    batch = good, batch.rows = SIZE_MAX;
    refused(rulebook, &batch, "list_length", "/paid_fen");
    batch = good, batch.parts = SIZE_MAX / 8 + 1;
    refused(rulebook, &batch, "list_length", "/part_fen");
    batch = good, batch.parts = 0;
    refused(rulebook, &batch, "residual_missing", "/part_role");

    siyu_commission_clawback_batch none;
    memset(&none, 0, sizeof none);
    none.size = sizeof none;
    none.parts = PARTS;
    none.part_role = ROLES;
    CHECK(siyu_commission_clawback_columns(rulebook, &none, NULL, NULL) == SIYU_STATUS_OK);
    text rules = copy_of(LITERAL("{\"name\": \"s\", \"version\": \"1\", \"effective_from\": \"2026-01-01\"}"));
    siyu_rulebook *empty = parse_or_end(rules);
    free(rules.start);
    refused(empty, &good, "section_missing", "/commission");
    siyu_rulebook_free(empty);
    free_refunds(all);
}

/* Another operation, with a level that is nothing in its row. */
static void prices(const siyu_rulebook *rulebook) {
    const int32_t on[] = {20000, 20000, 20000};
    const int64_t list[] = {19900, 19900, -1};
    const uint8_t level[] = {0, UINT8_MAX, 0};
    int64_t payable[3];
    uint16_t code[3];
    siyu_vip_price_batch batch;
    memset(&batch, 0, sizeof batch);
    batch.size = sizeof batch;
    batch.rows = 3;
    batch.on_day = on;
    batch.list_fen = list;
    batch.level = level;
    batch.payable_fen = payable;
    batch.code = code;
    size_t refused_rows = 0;
    CHECK(siyu_vip_price_columns(rulebook, &batch, &refused_rows, NULL) == SIYU_STATUS_OK);
    CHECK(refused_rows == 1 && code[0] == 0 && code[1] == 0 && code[2] != 0);
    CHECK(payable[0] == 17910 && payable[1] == 19900 && payable[2] == 0);
}

typedef struct {
    const siyu_rulebook *rulebook;
    pthread_barrier_t *begin;
    size_t batches;
    size_t wrong;
} work;

static void *run(void *argument) {
    work *own = (work *)argument;
    pthread_barrier_wait(own->begin);
    for (size_t number = 0; number < own->batches; number++) {
        refunds all = some_refunds(100, 20261121);
        siyu_commission_clawback_batch batch = batch_of(&all);
        size_t refused_rows = 0;
        int32_t status = siyu_commission_clawback_columns(own->rulebook, &batch, &refused_rows, NULL);
        own->wrong += status != SIYU_STATUS_OK || refused_rows != 20;
        free_refunds(all);
    }
    return NULL;
}

static void many_threads(const siyu_rulebook *rulebook, size_t batches) {
    pthread_barrier_t begin;
    CHECK(pthread_barrier_init(&begin, NULL, THREADS) == 0);
    static pthread_t threads[THREADS];
    static work works[THREADS];
    for (size_t number = 0; number < THREADS; number++) {
        works[number].rulebook = rulebook;
        works[number].begin = &begin;
        works[number].batches = batches;
        CHECK(pthread_create(&threads[number], NULL, run, &works[number]) == 0);
    }
    for (size_t number = 0; number < THREADS; number++) {
        CHECK(pthread_join(threads[number], NULL) == 0);
        CHECK(works[number].wrong == 0);
    }
    pthread_barrier_destroy(&begin);
}

/* Orders of three customers in two tables, merged: 5 orders are class A, 1 is class D, and who ordered two years ago sleeps. */
static void customers(const siyu_rulebook *rulebook) {
    enum { CUSTOMERS = 3, ORDERS = 7, AS_OF = 20634 };
    static const uint32_t customer[ORDERS] = {0, 0, 0, 0, 0, 1, 2};
    static const int64_t paid[ORDERS] = {100, 100, 100, 100, 100, 50, 70}, refunded[ORDERS] = {0, 0, 0, 0, 99, 0, 0};
    static const int32_t days[ORDERS] = {AS_OF, AS_OF - 1, AS_OF - 2, AS_OF - 3, AS_OF - 4, AS_OF - 364, AS_OF - 730};
    static const int32_t as_of[1] = {AS_OF};
    int64_t *tables[2] = {cells(CUSTOMERS), cells(CUSTOMERS)};
    int32_t *last[2] = {(int32_t *)cells(CUSTOMERS), (int32_t *)cells(CUSTOMERS)};
    uint16_t code[ORDERS];
    size_t refused = SIZE_MAX;
    for (size_t chunk = 0; chunk < 2; chunk++) {
        size_t from = chunk == 0 ? 0 : 2, rows = chunk == 0 ? 2 : ORDERS - 2;
        for (size_t one = 0; one < CUSTOMERS; one++) {
            tables[chunk][one] = 0;
            last[chunk][one] = INT32_MIN;
        }
        siyu_customer_absorb_batch batch;
        memset(&batch, 0, sizeof batch);
        batch.size = sizeof batch;
        batch.rows = rows;
        batch.customers = CUSTOMERS;
        batch.dates = 1;
        batch.customer = customer + from;
        batch.paid_fen = paid + from;
        batch.refunded_fen = refunded + from;
        batch.day = days + from;
        batch.as_of_day = as_of;
        batch.cells = tables[chunk];
        batch.last_order_day = last[chunk];
        batch.code = code;
        CHECK(siyu_customer_absorb_columns(rulebook, &batch, &refused, NULL) == SIYU_STATUS_OK && refused == 0);
    }
    siyu_customer_merge_batch merge;
    memset(&merge, 0, sizeof merge);
    merge.size = sizeof merge;
    merge.customers = CUSTOMERS;
    merge.cells = tables[0];
    merge.last_order_day = last[0];
    merge.other_cells = tables[1];
    merge.other_last_order_day = last[1];
    CHECK(siyu_customer_merge_columns(rulebook, &merge, &refused, NULL) == SIYU_STATUS_OK);
    uint8_t class_[CUSTOMERS], dormant[CUSTOMERS];
    int64_t net[CUSTOMERS];
    siyu_customer_classify_batch classify;
    memset(&classify, 0, sizeof classify);
    classify.size = sizeof classify;
    classify.rows = CUSTOMERS;
    classify.dates = 1;
    classify.cells = tables[0];
    classify.last_order_day = last[0];
    classify.as_of_day = as_of;
    classify.class_ = class_;
    classify.net_sales_fen = net;
    classify.dormant = dormant;
    classify.code = code;
    CHECK(siyu_customer_classify_columns(rulebook, &classify, &refused, NULL) == SIYU_STATUS_OK && refused == 0);
    CHECK(class_[0] == 0 && class_[1] == 3 && class_[2] == UINT8_MAX);
    CHECK(net[0] == 401 && net[1] == 50 && net[2] == 0);
    CHECK(dormant[0] == 0 && dormant[1] == 0 && dormant[2] == 1);
    int64_t classes[5], whole[4], top[3];
    siyu_customer_segments_batch segments;
    memset(&segments, 0, sizeof segments);
    segments.size = sizeof segments;
    segments.customers = CUSTOMERS;
    segments.bands = 5;
    segments.figures = 4;
    segments.firsts = 3;
    segments.cells = tables[0];
    segments.class_customers = classes;
    segments.whole = whole;
    segments.top = top;
    CHECK(siyu_customer_segments_columns(rulebook, &segments, &refused, NULL) == SIYU_STATUS_OK);
    CHECK(classes[0] == 1 && classes[1] == 0 && classes[2] == 0 && classes[3] == 1 && classes[4] == 1);
    CHECK(whole[0] == 2 && whole[1] == 2 && whole[2] == 6 && whole[3] == 451);
    CHECK(top[0] == 1 && top[1] == 401 && top[2] == 401);
    for (size_t chunk = 0; chunk < 2; chunk++) {
        free(tables[chunk]);
        free(last[chunk]);
    }
}

int main(int count, char **arguments) {
    CHECK(count == 3);
    size_t rows = strtoul(arguments[1], NULL, 10), batches = strtoul(arguments[2], NULL, 10);
    text rules = copy_of(LITERAL(RULES));
    siyu_rulebook *rulebook = parse_or_end(rules);
    columns_are_calls(rulebook, rows);
    columns_are_calls(rulebook, 1);
    alignment_does_not_matter(rulebook, rows);
    columns_may_overlap(rulebook, rows);
    wrong_batches(rulebook);
    prices(rulebook);
    customers(rulebook);
    many_threads(rulebook, batches);
    siyu_rulebook_free(rulebook);
    free(rules.start);
    printf("%zu rows\n", rows);
    return 0;
}
