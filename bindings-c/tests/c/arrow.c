/*
 * Arrow: what goes in by name and type, what comes out with nulls, who owns it, and what is refused.
 */
#define _POSIX_C_SOURCE 200809L
#include "cases.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LITERAL(text) (text), sizeof(text) - 1

static const char RULES[] =
    "{\"name\": \"s\", \"version\": \"1\", \"effective_from\": \"2026-01-01\", "
    "\"agent\": {\"tiers\": [{\"id\": \"bronze\"}]}, \"commission\": {\"residual\": \"house\"}, \"vip\": {\"levels\": [{\"id\": \"gold\", \"top_up\": \"3000.00\", "
    "\"factor\": \"9\xE6\x8A\x98\"}]}}";
enum { ROWS = 4, MOST = 5, THREADS = 16 };

/* Columns of the host's, whose release only counts: what goes in stays the host's. */
typedef struct {
    struct ArrowSchema schema, column_schemas[MOST], item_schema;
    struct ArrowSchema *schemas[MOST], *item_schemas[1];
    struct ArrowArray array, column_arrays[MOST], item_array;
    struct ArrowArray *arrays[MOST], *item_arrays[1];
    const void *buffers[MOST][2], *item_buffers[2];
    size_t columns;
} table;

static int released;

static void release_array(struct ArrowArray *array) {
    released++;
    array->release = NULL;
}

static void release_schema(struct ArrowSchema *schema) {
    released++;
    schema->release = NULL;
}

static void describe(struct ArrowSchema *schema, const char *format, const char *name) {
    memset(schema, 0, sizeof *schema);
    schema->format = format;
    schema->name = name;
    schema->flags = ARROW_FLAG_NULLABLE;
    schema->release = release_schema;
}

static void hold(struct ArrowArray *array, int64_t length, int64_t nulls, const void **buffers, int64_t count) {
    memset(array, 0, sizeof *array);
    array->length = length;
    array->null_count = nulls;
    array->buffers = buffers;
    array->n_buffers = count;
    array->release = release_array;
}

static const void *no_buffers[1] = {NULL};

static void begin(table *made, int64_t rows) {
    memset(made, 0, sizeof *made);
    describe(&made->schema, "+s", "");
    hold(&made->array, rows, 0, no_buffers, 1);
    made->schema.children = made->schemas;
    made->array.children = made->arrays;
}

/* Adds a column; `valid` may be NULL. */
static void add(table *to, const char *name, const char *format, const void *cells, const uint8_t *valid) {
    size_t at = to->columns++;
    to->buffers[at][0] = valid;
    to->buffers[at][1] = cells;
    describe(&to->column_schemas[at], format, name);
    hold(&to->column_arrays[at], to->array.length, valid == NULL ? 0 : -1, to->buffers[at], 2);
    to->schemas[at] = &to->column_schemas[at];
    to->arrays[at] = &to->column_arrays[at];
    to->schema.n_children = to->array.n_children = (int64_t)to->columns;
}

/* Makes the last column a list of fixed size of what it held. */
static void make_list(table *to, const char *format) {
    size_t at = to->columns - 1;
    to->item_schema = to->column_schemas[at];
    to->item_array = to->column_arrays[at];
    to->item_buffers[1] = to->buffers[at][1];
    to->item_array.buffers = to->item_buffers;
    to->item_array.length *= strtol(format + 3, NULL, 10);
    to->item_schemas[0] = &to->item_schema;
    to->item_arrays[0] = &to->item_array;
    to->column_schemas[at].format = format;
    to->column_schemas[at].children = to->item_schemas;
    to->column_schemas[at].n_children = 1;
    to->column_arrays[at].children = to->item_arrays;
    to->column_arrays[at].n_children = 1;
    to->column_arrays[at].n_buffers = 1;
    to->buffers[at][1] = NULL;
}

typedef struct {
    struct ArrowArray *array;
    struct ArrowSchema *schema;
    siyu_error *error;
    size_t refused;
    int32_t status;
} told;

static told run(const siyu_rulebook *rulebook, const char *operation, size_t tables, table *first, table *second) {
    const struct ArrowArray *arrays[2] = {first == NULL ? NULL : &first->array, second == NULL ? NULL : &second->array};
    const struct ArrowSchema *schemas[2] = {first == NULL ? NULL : &first->schema, second == NULL ? NULL : &second->schema};
    told made = {(struct ArrowArray *)(uintptr_t)64, (struct ArrowSchema *)(uintptr_t)64, (siyu_error *)(uintptr_t)64, SIZE_MAX, -1};
    made.status = siyu_arrow_columns(rulebook, operation, strlen(operation), tables, arrays, schemas, &made.array, &made.schema,
                                     &made.refused, &made.error);
    CHECK((made.status == SIYU_STATUS_OK) == (made.array != NULL));
    CHECK((made.array != NULL) == (made.schema != NULL));
    CHECK((made.status == SIYU_STATUS_REFUSED) == (made.error != NULL));
    CHECK(released == 0);
    return made;
}

static void end(told made) {
    siyu_arrow_array_free(made.array);
    siyu_arrow_schema_free(made.schema);
    siyu_error_free(made.error);
}

static size_t place_of(const told *made, const char *name) {
    for (size_t place = 0; place < (size_t)made->schema->n_children; place++) {
        if (strcmp(made->schema->children[place]->name, name) == 0) {
            return place;
        }
    }
    CHECK(!"a column is missing");
    return 0;
}

static bool is_null(const struct ArrowArray *array, size_t row) {
    const uint8_t *valid = (const uint8_t *)array->buffers[0];
    return valid != NULL && (valid[row / 8] >> (row % 8) & 1) == 0;
}

static const int32_t DAYS[ROWS + 1] = {20000, 20000, 20000, 20000, 20000};
static const int64_t LIST[ROWS + 1] = {77, 19900, 19900, -1, 10000};
static const uint8_t LEVEL[ROWS + 1] = {9, 0, 9, 0, 0};

static table prices(void) {
    static const uint8_t without_the_second[1] = {0xFD};
    table made;
    begin(&made, ROWS);
    add(&made, "on_day", "tdD", DAYS + 1, NULL);
    add(&made, "list_fen", "l", LIST + 1, NULL);
    add(&made, "level", "C", LEVEL + 1, without_the_second);
    /* It was copied by value. */
    return made;
}

/* A table knows its own address. */
static void settle(table *moved) {
    moved->schema.children = moved->schemas;
    moved->array.children = moved->arrays;
    for (size_t at = 0; at < moved->columns; at++) {
        moved->schemas[at] = &moved->column_schemas[at];
        moved->arrays[at] = &moved->column_arrays[at];
        moved->column_arrays[at].buffers = moved->buffers[at];
    }
}

/* Says how long the columns are. */
static void lengthen(table *changed, int64_t rows) {
    for (size_t at = 0; at < changed->columns; at++) {
        changed->column_arrays[at].length = rows;
    }
}

static void check_prices(const told *made) {
    CHECK(made->status == SIYU_STATUS_OK && made->refused == 1);
    CHECK(strcmp(made->schema->format, "+s") == 0 && made->array->length == ROWS);
    CHECK(made->array->n_children == made->schema->n_children && made->array->n_buffers == 1);
    size_t payable = place_of(made, "payable_fen"), code = place_of(made, "code"), day = place_of(made, "birthday_day");
    CHECK(strcmp(made->schema->children[payable]->format, "l") == 0);
    CHECK(strcmp(made->schema->children[code]->format, "S") == 0);
    CHECK(strcmp(made->schema->children[day]->format, "tdD") == 0);
    const struct ArrowArray *fen = made->array->children[payable];
    const int64_t *cells = (const int64_t *)fen->buffers[1];
    CHECK((uintptr_t)cells % 64 == 0 && fen->length == ROWS && fen->offset == 0 && fen->null_count == 1);
    CHECK(cells[0] == 17910 && cells[1] == 19900 && is_null(fen, 2) && cells[3] == 9000);
    CHECK(!is_null(fen, 0) && !is_null(fen, 1) && !is_null(fen, 3));
    CHECK(made->array->children[day]->null_count == ROWS);
    const struct ArrowArray *codes = made->array->children[code];
    CHECK(codes->null_count == 0 && codes->buffers[0] == NULL && ((const uint16_t *)codes->buffers[1])[2] != 0);
}

static void columns_by_name(const siyu_rulebook *rulebook) {
    table given = prices();
    settle(&given);
    told made = run(rulebook, "vip_price", 1, &given, NULL);
    check_prices(&made);
    end(made);
    /* The same rows from the second on: offsets of the struct, and of columns. */
    given.buffers[0][1] = DAYS, given.buffers[1][1] = LIST, given.buffers[2][1] = LEVEL;
    static const uint8_t without_the_third[1] = {0xFB};
    given.buffers[2][0] = without_the_third;
    given.array.offset = 1;
    lengthen(&given, ROWS + 1);
    made = run(rulebook, "vip_price", 1, &given, NULL);
    check_prices(&made);
    end(made);
    given.array.offset = 0;
    lengthen(&given, ROWS);
    for (size_t at = 0; at < given.columns; at++) {
        given.column_arrays[at].offset = 1;
    }
    made = run(rulebook, "vip_price", 1, &given, NULL);
    check_prices(&made);
    end(made);
    /* A row of the struct that is null has nothing in it: a day that is missing is refused. */
    static const uint8_t but_the_first[1] = {0xFE};
    const void *rows[1] = {but_the_first};
    given.array.buffers = rows;
    given.array.null_count = -1;
    made = run(rulebook, "vip_price", 1, &given, NULL);
    CHECK(made.status == SIYU_STATUS_OK && made.refused == 2);
    end(made);
}

static table refunds(int64_t (*parts)[3], const int64_t *paid, const int64_t *refund) {
    table made;
    begin(&made, 2);
    add(&made, "paid_fen", "l", paid, NULL);
    add(&made, "refund_fen", "l", refund, NULL);
    add(&made, "part_fen", "l", parts, NULL);
    return made;
}

static void tables_are_lists(const siyu_rulebook *rulebook) {
    static const uint8_t roles[3] = {0, 1, 6};
    static const int64_t paid[2] = {100, 100}, refund[2] = {50, 101};
    static int64_t parts[2][3] = {{40, 10, 50}, {40, 10, 50}};
    table rows = refunds(parts, paid, refund), constants;
    settle(&rows);
    make_list(&rows, "+w:3");
    begin(&constants, 3);
    add(&constants, "part_role", "C", roles, NULL);
    told made = run(rulebook, "commission_clawback", 2, &rows, &constants);
    CHECK(made.status == SIYU_STATUS_OK && made.refused == 1);
    size_t taken = place_of(&made, "taken_fen");
    CHECK(strcmp(made.schema->children[taken]->format, "+w:3") == 0);
    CHECK(strcmp(made.schema->children[taken]->children[0]->format, "l") == 0);
    const struct ArrowArray *list = made.array->children[taken];
    CHECK(list->n_buffers == 1 && list->null_count == 1 && !is_null(list, 0) && is_null(list, 1));
    const int64_t *cells = (const int64_t *)list->children[0]->buffers[1];
    CHECK(list->children[0]->length == 6 && cells[0] == 20 && cells[1] == 5 && cells[2] == 25);
    /* A consumer moves a child out, and lets go of the rest first. */
    struct ArrowArray moved = *list->children[0];
    list->children[0]->release = NULL;
    end(made);
    CHECK(((const int64_t *)moved.buffers[1])[2] == 25);
    moved.release(&moved);
    CHECK(moved.release == NULL);

    rows.column_schemas[2].format = "+w:2";
    made = run(rulebook, "commission_clawback", 2, &rows, &constants);
    CHECK(made.status == SIYU_STATUS_REFUSED && strcmp(siyu_error_code(made.error), "list_length") == 0);
    CHECK(strcmp(siyu_error_path(made.error), "/part_fen") == 0);
    end(made);
}

/* By which code, at which path. */
static void refused(told made, const char *code, const char *path) {
    CHECK(made.status == SIYU_STATUS_REFUSED && made.refused == 0);
    CHECK(strcmp(siyu_error_code(made.error), code) == 0);
    CHECK(strcmp(siyu_error_path(made.error), path) == 0);
    end(made);
}

/* A column that ends before its table does, by its own length or because the table begins later, is not read beyond its end. */
static void a_short_column_is_refused(const siyu_rulebook *rulebook) {
    table given = prices();
    settle(&given);
    static const int64_t short_lengths[] = {ROWS - 1, 0, -1, INT64_MIN};
    for (size_t which = 0; which < sizeof short_lengths / sizeof *short_lengths; which++) {
        given.column_arrays[1].length = short_lengths[which];
        refused(run(rulebook, "vip_price", 1, &given, NULL), "list_length", "/list_fen");
    }
    given.column_arrays[1].length = ROWS;
    given.array.offset = 1;
    refused(run(rulebook, "vip_price", 1, &given, NULL), "list_length", "/on_day");
    given.array.offset = INT64_MAX;
    refused(run(rulebook, "vip_price", 1, &given, NULL), "list_length", "/on_day");
    /* What is longer than its table is taken as far as that goes. */
    given.array.offset = 0;
    given.array.length = ROWS - 1;
    told made = run(rulebook, "vip_price", 1, &given, NULL);
    CHECK(made.status == SIYU_STATUS_OK && made.array->length == ROWS - 1);
    end(made);

    static const uint8_t roles[3] = {0, 1, 6};
    static const int64_t paid[2] = {100, 100}, refund[2] = {50, 50};
    static int64_t parts[2][3] = {{40, 10, 50}, {40, 10, 50}};
    table rows = refunds(parts, paid, refund), constants;
    settle(&rows);
    make_list(&rows, "+w:3");
    begin(&constants, 3);
    add(&constants, "part_role", "C", roles, NULL);
    rows.item_array.length = 5;
    refused(run(rulebook, "commission_clawback", 2, &rows, &constants), "list_length", "/part_fen");
    rows.item_array.length = 6;
    rows.column_arrays[2].offset = 1;
    refused(run(rulebook, "commission_clawback", 2, &rows, &constants), "list_length", "/part_fen");
    rows.column_arrays[2].offset = 0;
    rows.column_arrays[2].length = 1;
    refused(run(rulebook, "commission_clawback", 2, &rows, &constants), "list_length", "/part_fen");
    rows.column_arrays[2].length = 2;
    made = run(rulebook, "commission_clawback", 2, &rows, &constants);
    CHECK(made.status == SIYU_STATUS_OK && made.refused == 0);
    end(made);
}

static void what_does_not_fit_is_refused(const siyu_rulebook *rulebook) {
    table given = prices();
    settle(&given);
    static const char *const wrong[] = {"i", "L", "g", "u", "+l", "+w:2", "", "tdm", "\xFF"};
    for (size_t which = 0; which < sizeof wrong / sizeof *wrong; which++) {
        given.column_schemas[1].format = wrong[which];
        refused(run(rulebook, "vip_price", 1, &given, NULL), "wrong_type", "/list_fen");
    }
    given.column_schemas[1].format = NULL;
    refused(run(rulebook, "vip_price", 1, &given, NULL), "wrong_type", "/list_fen");
    given.column_schemas[1].format = "l";
    given.column_schemas[1].dictionary = &given.column_schemas[0];
    refused(run(rulebook, "vip_price", 1, &given, NULL), "wrong_type", "/list_fen");
    given.column_schemas[1].dictionary = NULL;
    given.column_schemas[2].name = "levels";
    refused(run(rulebook, "vip_price", 1, &given, NULL), "unknown_field", "/levels");
    /* What is written is not taken. */
    given.column_schemas[2].name = "code";
    refused(run(rulebook, "vip_price", 1, &given, NULL), "unknown_field", "/code");
    given.column_schemas[2].name = NULL;
    refused(run(rulebook, "vip_price", 1, &given, NULL), "unknown_field", "/");
    given.column_schemas[2].name = "level";
    refused(run(rulebook, "vip_price", 2, &given, &given), "duplicate_field", "/on_day");
    given.schema.format = "l";
    refused(run(rulebook, "vip_price", 1, &given, NULL), "wrong_type", "/tables/0");
    given.schema.format = "+s";
    given.schema.n_children = 2;
    refused(run(rulebook, "vip_price", 1, &given, NULL), "wrong_type", "/tables/0");
    given.schema.n_children = 3;
    given.schema.n_children = given.array.n_children = 1;
    refused(run(rulebook, "vip_price", 1, &given, NULL), "list_length", "/list_fen");
    given.schema.n_children = given.array.n_children = 3;
    refused(run(rulebook, "vip_prices", 1, &given, NULL), "unknown_operation", "/operation");
    /* What adds to columns has a function of its own. */
    refused(run(rulebook, "month_absorb", 0, NULL, NULL), "unknown_choice", "/operation");
    refused(run(rulebook, "month_merge", 0, NULL, NULL), "unknown_choice", "/operation");
    told made = run(rulebook, "vip_price", 0, NULL, NULL);
    CHECK(made.status == SIYU_STATUS_OK && made.array->length == 0);
    end(made);
    table other;
    begin(&other, ROWS - 1);
    add(&other, "quantity", "I", DAYS, NULL);
    refused(run(rulebook, "vip_price", 2, &given, &other), "list_length", "/quantity");

    made = run(rulebook, "vip_price", 1, NULL, NULL);
    CHECK(made.status == SIYU_STATUS_NULL_ARGUMENT);
    made = run(NULL, "vip_price", 1, &given, NULL);
    CHECK(made.status == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(siyu_arrow_columns(rulebook, LITERAL("vip_price"), 1, NULL, NULL, NULL, NULL, NULL, NULL) == SIYU_STATUS_NULL_ARGUMENT);
    given.buffers[1][1] = NULL;
    made = run(rulebook, "vip_price", 1, &given, NULL);
    CHECK(made.status == SIYU_STATUS_NULL_ARGUMENT);
    given.arrays[1] = NULL;
    made = run(rulebook, "vip_price", 1, &given, NULL);
    CHECK(made.status == SIYU_STATUS_NULL_ARGUMENT);
}

enum { RESULTS = 5, AGENTS = 3, WIDTH = 4, TOTALS = 9 };

typedef struct {
    struct ArrowArray *arrays[RESULTS];
    struct ArrowSchema *schemas[RESULTS];
    siyu_error *error;
    size_t refused;
    int32_t status;
} sums;

static sums run_tables(const siyu_rulebook *rulebook, const char *operation, size_t tables, table *const *given,
                       const sums *before, size_t results) {
    const struct ArrowArray *arrays[8];
    const struct ArrowSchema *schemas[8];
    for (size_t at = 0; at < tables; at++) {
        arrays[at] = &given[at]->array, schemas[at] = &given[at]->schema;
    }
    /* What came out goes in as it is: the sums of sellers, and the totals. */
    for (size_t at = 0; before != NULL && at < 3; at++) {
        arrays[tables] = before->arrays[at], schemas[tables++] = before->schemas[at];
    }
    sums made;
    memset(&made, 0xAB, sizeof made);
    made.status = siyu_arrow_tables(rulebook, operation, strlen(operation), tables, arrays, schemas, results, made.arrays,
                                    made.schemas, &made.refused, &made.error);
    CHECK((made.status == SIYU_STATUS_REFUSED) == (made.error != NULL));
    CHECK(released == 0);
    return made;
}

static void end_sums(sums made, size_t results) {
    for (size_t at = 0; at < results; at++) {
        CHECK((made.arrays[at] == NULL) == (made.schemas[at] == NULL));
        siyu_arrow_array_free(made.arrays[at]);
        siyu_arrow_schema_free(made.schemas[at]);
    }
    siyu_error_free(made.error);
}

static const int64_t *cells_of(const sums *made, size_t result, const char *name) {
    const struct ArrowSchema *schema = made->schemas[result];
    for (size_t place = 0; place < (size_t)schema->n_children; place++) {
        if (strcmp(schema->children[place]->name, name) == 0) {
            const struct ArrowArray *column = made->arrays[result]->children[place];
            column = column->n_children == 0 ? column : column->children[0];
            CHECK(column->null_count == 0);
            return (const int64_t *)column->buffers[1];
        }
    }
    CHECK(!"a column is missing");
    return NULL;
}

/* A month in Arrow alone: sums go in as columns, and come out as new ones, which the next chunk takes. */
static void what_adds_gives_new_columns(const siyu_rulebook *rulebook) {
    static const uint32_t sponsors[AGENTS] = {UINT32_MAX, 0, 1}, sellers[3] = {2, 1, 2};
    static const uint8_t tiers[AGENTS] = {0, 0, 0}, all_but_one[2] = {0xFE, 0xFF};
    static const int64_t paid[3] = {10000, 500, -1}, nothing[AGENTS * WIDTH] = {77}, no_totals[TOTALS] = {0};
    table tree, agents, orders, own, totals;
    begin(&tree, AGENTS);
    add(&tree, "sponsor", "I", sponsors, NULL);
    add(&tree, "tier", "C", tiers, NULL);
    told chains = run(rulebook, "month_chains", 1, &tree, NULL);
    CHECK(chains.status == SIYU_STATUS_OK);
    begin(&agents, AGENTS);
    add(&agents, "sponsor", "I", sponsors, NULL);
    add(&agents, "class", "S", chains.array->children[place_of(&chains, "class")]->buffers[1], NULL);
    begin(&orders, 3);
    add(&orders, "agent", "I", sellers, NULL);
    add(&orders, "paid_fen", "l", paid, NULL);
    /* The first cell is null: in a sum that is 0. */
    begin(&own, AGENTS);
    add(&own, "earned_fen", "l", nothing, all_but_one);
    make_list(&own, "+w:4");
    own.column_arrays[0].null_count = 0;
    own.item_buffers[0] = own.buffers[0][0], own.buffers[0][0] = NULL;
    begin(&totals, TOTALS);
    add(&totals, "totals_fen", "l", no_totals, NULL);
    table *const first[] = {&orders, &agents, &own, &totals};

    sums made = run_tables(rulebook, "month_absorb", 4, first, NULL, RESULTS);
    CHECK(made.status == SIYU_STATUS_OK && made.refused == 1 && made.arrays[4] == NULL);
    CHECK(made.arrays[0]->length == AGENTS && made.arrays[1]->n_children == 0 && made.arrays[2]->length == TOTALS);
    CHECK(strcmp(made.schemas[0]->children[0]->format, "+w:4") == 0 && made.arrays[3]->length == 3);
    const int64_t *earned = cells_of(&made, 0, "earned_fen");
    CHECK(earned[0] == 0 && earned[WIDTH] == 500 && earned[2 * WIDTH] == 10000);
    CHECK((uintptr_t)earned % 64 == 0 && cells_of(&made, 2, "totals_fen")[0] == 10500);
    CHECK(((const uint16_t *)made.arrays[3]->children[0]->buffers[1])[2] != 0 && nothing[0] == 77 && no_totals[0] == 0);
    sums again = run_tables(rulebook, "month_absorb", 2, first, &made, RESULTS);
    CHECK(again.status == SIYU_STATUS_OK && again.refused == 1);
    CHECK(cells_of(&again, 0, "earned_fen")[2 * WIDTH] == 20000 && cells_of(&again, 2, "totals_fen")[0] == 21000);
    CHECK(cells_of(&made, 0, "earned_fen")[2 * WIDTH] == 10000);
    end_sums(again, RESULTS);

    /* Too few places, and what is not there, or not as long as it must be. */
    sums few = run_tables(rulebook, "month_absorb", 2, first, &made, 3);
    CHECK(few.status == SIYU_STATUS_REFUSED && strcmp(siyu_error_path(few.error), "/results") == 0);
    CHECK(strcmp(siyu_error_code(few.error), "count_out_of_range") == 0);
    end_sums(few, 3);
    few = run_tables(rulebook, "month_absorb", 3, first, NULL, RESULTS);
    CHECK(few.status == SIYU_STATUS_REFUSED && few.arrays[0] == NULL);
    end_sums(few, RESULTS);
    own.item_array.length--;
    few = run_tables(rulebook, "month_absorb", 4, first, NULL, RESULTS);
    CHECK(few.status == SIYU_STATUS_REFUSED && strcmp(siyu_error_path(few.error), "/earned_fen") == 0);
    end_sums(few, RESULTS);
    CHECK(siyu_arrow_tables(rulebook, LITERAL("month_absorb"), 0, NULL, NULL, RESULTS, NULL, NULL, NULL, NULL) ==
          SIYU_STATUS_NULL_ARGUMENT);
    /* Whatever runs over columns runs so, too. */
    table given = prices();
    settle(&given);
    table *const rows[] = {&given};
    sums priced = run_tables(rulebook, "vip_price", 1, rows, NULL, 1);
    CHECK(priced.status == SIYU_STATUS_OK && priced.refused == 1);
    told as_ever = {priced.arrays[0], priced.schemas[0], NULL, priced.refused, priced.status};
    check_prices(&as_ever);
    end_sums(priced, 1);
    end_sums(made, RESULTS);
    end(chains);
}

/* What a host ran over columns of its own, as Arrow: shared where it lies in memory of siyu's, else copied. */
static void a_batch_as_arrow(const siyu_rulebook *rulebook) {
    siyu_memory *memory = NULL;
    siyu_error *error = NULL;
    CHECK(siyu_memory_new(SIZE_MAX, &memory, &error) == SIYU_STATUS_REFUSED && memory == NULL);
    siyu_error_free(error);
    CHECK(siyu_memory_new(ROWS * sizeof(int64_t), &memory, NULL) == SIYU_STATUS_OK);
    uint16_t *code = (uint16_t *)malloc(ROWS * sizeof *code);
    siyu_vip_price_batch batch;
    memset(&batch, 0, sizeof batch);
    batch.size = sizeof batch;
    batch.rows = ROWS;
    batch.on_day = DAYS + 1;
    batch.list_fen = LIST + 1;
    batch.payable_fen = (int64_t *)(void *)siyu_memory_data(memory);
    batch.code = code;
    CHECK(code != NULL && siyu_vip_price_columns(rulebook, &batch, NULL, NULL) == SIYU_STATUS_OK);
    struct ArrowArrayStream *stream = NULL;
    struct ArrowArray *array = NULL, *copied = NULL;
    struct ArrowSchema *schema = NULL;
    CHECK(siyu_arrow_schema(LITERAL("vip_price"), &batch, &schema, NULL) == SIYU_STATUS_OK);
    CHECK(siyu_arrow_array(LITERAL("vip_price"), &batch, memory, &array, NULL) == SIYU_STATUS_OK);
    CHECK(siyu_arrow_array(LITERAL("vip_price"), &batch, NULL, &copied, NULL) == SIYU_STATUS_OK);
    CHECK(siyu_arrow_stream(LITERAL("vip_price"), &batch, memory, &stream, NULL) == SIYU_STATUS_OK);
    const void *own = batch.payable_fen;
    siyu_memory_free(memory);
    memset(code, 0xFF, ROWS * sizeof *code);
    free(code);
    CHECK(schema->n_children == 2 && array->n_children == 2);
    CHECK(array->children[0]->buffers[1] == own && copied->children[0]->buffers[1] != own);
    CHECK(((const int64_t *)array->children[0]->buffers[1])[0] == 19900 && is_null(array->children[0], 2));
    CHECK(((const int64_t *)copied->children[0]->buffers[1])[0] == 19900);
    CHECK(((const uint16_t *)array->children[1]->buffers[1])[0] == 0);
    siyu_arrow_schema_free(schema);
    siyu_arrow_array_free(array);
    siyu_arrow_array_free(copied);

    struct ArrowSchema seen;
    struct ArrowArray next;
    for (size_t time = 0; time < 2; time++) {
        CHECK(stream->get_schema(stream, &seen) == 0 && seen.n_children == 2);
        seen.release(&seen);
    }
    CHECK(stream->get_next(stream, &next) == 0 && next.length == ROWS);
    CHECK(next.children[0]->buffers[1] == own);
    next.release(&next);
    CHECK(stream->get_next(stream, &next) == 0 && next.release == NULL);
    stream->release(stream);
    CHECK(stream->get_next(stream, &next) != 0 && stream->get_last_error(stream) != NULL);
    siyu_arrow_stream_free(stream);

    CHECK(siyu_arrow_schema(LITERAL("month_merge"), &batch, &schema, &error) == SIYU_STATUS_REFUSED && schema == NULL);
    siyu_error_free(error);
    CHECK(siyu_arrow_array(LITERAL("vip_price"), NULL, NULL, &array, NULL) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(siyu_arrow_array(NULL, 0, &batch, NULL, &array, NULL) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(siyu_arrow_stream(LITERAL("vip_price"), &batch, NULL, NULL, NULL) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(siyu_memory_data(NULL) == NULL);
    siyu_memory_free(NULL);
    siyu_arrow_schema_free(NULL);
    siyu_arrow_array_free(NULL);
    siyu_arrow_stream_free(NULL);
    siyu_capsule_free_array(NULL);
}

typedef struct {
    const siyu_rulebook *rulebook;
    told made;
} handed;

/* Frees what another thread made, and makes what another one frees. */
static void *pass_on(void *argument) {
    handed *own = (handed *)argument;
    check_prices(&own->made);
    end(own->made);
    table given = prices();
    settle(&given);
    own->made = run(own->rulebook, "vip_price", 1, &given, NULL);
    return NULL;
}

static void in_other_threads(const siyu_rulebook *rulebook) {
    static pthread_t threads[THREADS];
    static handed all[THREADS];
    for (size_t number = 0; number < THREADS; number++) {
        table given = prices();
        settle(&given);
        all[number].rulebook = rulebook;
        all[number].made = run(rulebook, "vip_price", 1, &given, NULL);
    }
    for (size_t number = 0; number < THREADS; number++) {
        CHECK(pthread_create(&threads[number], NULL, pass_on, &all[number]) == 0);
    }
    for (size_t number = 0; number < THREADS; number++) {
        CHECK(pthread_join(threads[number], NULL) == 0);
        check_prices(&all[number].made);
        end(all[number].made);
    }
}

int main(void) {
    text rules = copy_of(LITERAL(RULES));
    siyu_rulebook *rulebook = parse_or_end(rules);
    columns_by_name(rulebook);
    tables_are_lists(rulebook);
    a_short_column_is_refused(rulebook);
    what_does_not_fit_is_refused(rulebook);
    what_adds_gives_new_columns(rulebook);
    a_batch_as_arrow(rulebook);
    in_other_threads(rulebook);
    siyu_rulebook_free(rulebook);
    free(rules.start);
    puts("done");
    return 0;
}
