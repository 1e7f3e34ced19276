/*
 * siyu through its C library: a month, splits and refunds over columns, and single decisions, in turns with the others as
 * benches/src/protocol.rs says: `doorway FOLDER`. `doorway FOLDER month` and so on runs one work once, for a counter of instructions.
 */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "siyu.h"

enum { CHUNK = 1 << 16, WIDTH = 4, TOTALS = 9, PARTS = 4, BATCH = 100000, TIMES = 10, CLEARED = 5 };
static const uint8_t ROLES[PARTS] = {1, 2, 3, 6};
static const char *const ROLE_NAMES[PARTS] = {"direct", "sponsor", "sponsor_2", "residual"};

static void fail(const char *what) {
    fprintf(stderr, "error: %s\n", what);
    exit(1);
}

static void expect(int32_t status, size_t refused, const char *operation) {
    if (status != SIYU_STATUS_OK || refused != 0) {
        fail(operation);
    }
}

/* A file of the folder, and a zero behind it. */
static void *file(const char *folder, const char *name, size_t *size) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *from = fopen(path, "rb");
    if (from == NULL || fseek(from, 0, SEEK_END) != 0) {
        fail(path);
    }
    *size = (size_t)ftell(from);
    rewind(from);
    char *bytes = malloc(*size + 1);
    if (bytes == NULL || fread(bytes, 1, *size, from) != *size) {
        fail(path);
    }
    bytes[*size] = '\0';
    fclose(from);
    return bytes;
}

/* Cells of 0 that begin at a line of the cache, as those of the other programs do. */
static void *zeros(size_t count, size_t size) {
    size_t const line = 64;
    size_t const bytes = (count * size + line - 1) / line * line;
    void *cells = aligned_alloc(line, bytes);
    if (cells == NULL) {
        fail("no memory");
    }
    return memset(cells, 0, bytes);
}

/* The data, and the memory that is written into. */
static size_t agents, rows, lines, decisions;
static uint32_t *sponsor, *agent;
static uint8_t *tier;
static int32_t *joined, *last, *month;
static int64_t *paid, *refunded;
static siyu_rulebook *rulebook;
static char **request;

static uint16_t *class, *code;
static int64_t *earned, *totals, *team, *indirect, *reading;
static uint8_t *outcome, *after;

static uint8_t *chain_tier;
static int64_t *chain, *house, *part, *returned, *refund, *taken, *one_by_one;

static void read_data(const char *folder) {
    size_t size;
    sponsor = file(folder, "sponsor.u32", &size);
    tier = file(folder, "tier.u8", &agents);
    joined = file(folder, "joined.i32", &size);
    last = file(folder, "last.i32", &size);
    month = file(folder, "month.i32", &size);
    agent = file(folder, "agent.u32", &size);
    rows = size / sizeof *agent;
    paid = file(folder, "paid.i64", &size);
    refunded = file(folder, "refunded.i64", &size);
    char *rules = file(folder, "rulebook.json", &size);
    if (siyu_rulebook_parse(rules, size, &rulebook, NULL) != SIYU_STATUS_OK) {
        fail("the rulebook");
    }
    free(rules);
    char *text = file(folder, "requests.jsonl", &size), *rest = NULL;
    size_t most = 1;
    for (const char *at = text; *at != '\0'; at++) {
        most += *at == '\n';
    }
    request = zeros(most, sizeof *request);
    for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        request[decisions++] = line;
    }
}

static void make_room(void) {
    lines = rows < BATCH ? rows : BATCH;
    size_t cells = lines > CHUNK ? lines : CHUNK;
    class = zeros(agents, sizeof *class);
    code = zeros(cells, sizeof *code);
    earned = zeros(agents * WIDTH, sizeof *earned);
    totals = zeros(TOTALS, sizeof *totals);
    team = zeros(agents, sizeof *team);
    indirect = zeros(agents, sizeof *indirect);
    reading = zeros(agents, sizeof *reading);
    outcome = zeros(agents, sizeof *outcome);
    after = zeros(agents, sizeof *after);
    chain_tier = zeros(lines * (PARTS - 1), sizeof *chain_tier);
    chain = zeros(lines * (PARTS - 1), sizeof *chain);
    house = zeros(lines, sizeof *house);
    part = zeros(lines * PARTS, sizeof *part);
    returned = zeros(lines, sizeof *returned);
    refund = zeros(lines, sizeof *refund);
    taken = zeros(lines * PARTS, sizeof *taken);
    one_by_one = zeros(decisions * PARTS, sizeof *one_by_one);
}

static void run_month(void) {
    memset(earned, 0, agents * WIDTH * sizeof *earned);
    memset(totals, 0, TOTALS * sizeof *totals);
    size_t refused = 0;
    siyu_month_chains_batch chains = {.size = sizeof chains, .agents = agents};
    chains.sponsor = sponsor;
    chains.tier = tier;
    chains.class_ = class;
    expect(siyu_month_chains_columns(rulebook, &chains, &refused, NULL), refused, "month_chains");
    for (size_t from = 0; from < rows; from += CHUNK) {
        siyu_month_absorb_batch absorb = {.size = sizeof absorb, .agents = agents, .width = WIDTH, .totals = TOTALS};
        absorb.rows = rows - from < CHUNK ? rows - from : CHUNK;
        absorb.agent = agent + from;
        absorb.paid_fen = paid + from;
        absorb.cancelled_fen = refunded + from;
        absorb.class_ = class;
        absorb.sponsor = sponsor;
        absorb.earned_fen = earned;
        absorb.totals_fen = totals;
        absorb.code = code;
        expect(siyu_month_absorb_columns(rulebook, &absorb, &refused, NULL), refused, "month_absorb");
    }
    siyu_month_close_batch close = {.size = sizeof close, .agents = agents, .segments = 1, .width = WIDTH};
    close.totals = TOTALS;
    close.readings = 1;
    close.sponsor = sponsor;
    close.earned_fen = earned;
    close.totals_fen = totals;
    close.direct_team_net_sales_fen = team;
    close.indirect_fen = indirect;
    close.reading = reading;
    expect(siyu_month_close_columns(rulebook, &close, &refused, NULL), refused, "month_close");
    siyu_agent_assess_batch assess = {.size = sizeof assess, .readings = 1};
    assess.rows = agents;
    assess.tier = tier;
    assess.joined_month = joined;
    assess.last_month = last;
    assess.period_month = month;
    assess.reading = reading;
    assess.outcome = outcome;
    assess.tier_after = after;
    uint16_t *codes = zeros(agents, sizeof *codes);
    assess.code = codes;
    expect(siyu_agent_assess_columns(rulebook, &assess, &refused, NULL), refused, "agent_assess");
    free(codes);
}

/* The first orders: who may be paid for each, and by which tier; 255 where there is nobody. */
static void look_up_tiers(void) {
    for (size_t at = 0; at < lines; at++) {
        uint32_t who = agent[at];
        for (size_t place = 0; place < PARTS - 1; place++) {
            chain_tier[at * (PARTS - 1) + place] = who == UINT32_MAX ? UINT8_MAX : tier[who];
            who = who == UINT32_MAX ? who : sponsor[who];
        }
    }
}

static void split(size_t from, size_t count, int64_t *into_chain, int64_t *into_house) {
    size_t refused = 0;
    siyu_commission_split_batch batch = {.size = sizeof batch, .rows = count, .chain = PARTS - 1};
    batch.paid_fen = paid + from;
    batch.chain_tier = chain_tier + from * (PARTS - 1);
    batch.chain_fen = into_chain;
    batch.residual_fen = into_house;
    batch.code = code;
    expect(siyu_commission_split_columns(rulebook, &batch, &refused, NULL), refused, "commission_split");
}

static void run_split(void) {
    for (int time = 0; time < TIMES; time++) {
        split(0, lines, chain, house);
    }
}

/* What is refunded: of each order a third, after a seventh. */
static void make_refunds(void) {
    split(0, lines, chain, house);
    for (size_t at = 0; at < lines; at++) {
        memcpy(part + at * PARTS, chain + at * (PARTS - 1), (PARTS - 1) * sizeof *part);
        part[at * PARTS + PARTS - 1] = house[at];
        returned[at] = paid[at] / 7;
        refund[at] = paid[at] / 3;
    }
}

static void run_clawback(void) {
    for (int time = 0; time < TIMES; time++) {
        size_t refused = 0;
        siyu_commission_clawback_batch batch = {.size = sizeof batch, .rows = lines, .parts = PARTS};
        batch.part_role = ROLES;
        batch.paid_fen = paid;
        batch.part_fen = part;
        batch.returned_fen = returned;
        batch.refund_fen = refund;
        batch.taken_fen = taken;
        batch.code = code;
        expect(siyu_commission_clawback_columns(rulebook, &batch, &refused, NULL), refused, "commission_clawback");
    }
}

static void run_decisions(void) {
    for (size_t at = 0; at < decisions; at++) {
        int64_t *parts = one_by_one + at * PARTS;
        split(at, 1, parts, parts + PARTS - 1);
    }
}

/* Calls in JSON; what they tell is read only for the checksum. */
static void call(int64_t *parts) {
    static const char operation[] = "commission_split";
    for (size_t at = 0; at < decisions; at++) {
        siyu_buffer *out = NULL;
        int32_t status =
            siyu_call(rulebook, operation, sizeof operation - 1, request[at], strlen(request[at]), &out, NULL);
        expect(status, 0, operation);
        for (size_t role = 0; parts != NULL && role < PARTS; role++) {
            char key[64];
            snprintf(key, sizeof key, "\"role\":\"%s\",\"amount\":\"", ROLE_NAMES[role]);
            const char *told = strstr(siyu_buffer_data(out), key);
            int64_t yuan = 0, fen = 0;
            if (told != NULL && sscanf(told + strlen(key), "%" SCNd64 ".%" SCNd64, &yuan, &fen) != 2) {
                fail(told);
            }
            parts[at * PARTS + role] = yuan * 100 + fen;
        }
        siyu_buffer_free(out);
    }
}

static void run_calls(void) {
    call(NULL);
}

/* The checksum of benches/src/protocol.rs. */
static uint64_t of_column(uint64_t sum, const int64_t *cells, size_t count) {
    uint64_t column = 0;
    for (size_t at = 0; at < count; at++) {
        column += (uint64_t)cells[at] * (((uint64_t)at * UINT64_C(0x9E3779B97F4A7C15)) | 1);
    }
    return sum * 31 + column;
}

/* A cell of each agent's row of sums. */
static uint64_t of_earned(uint64_t sum, size_t cell) {
    int64_t *cells = zeros(agents, sizeof *cells);
    for (size_t at = 0; at < agents; at++) {
        cells[at] = earned[at * WIDTH + cell];
    }
    sum = of_column(sum, cells, agents);
    free(cells);
    return sum;
}

static uint64_t sum_of_month(void) {
    /* Without refunds own sales and what is earned as the seller are sums as they are. */
    uint64_t sum = of_column(of_earned(0, 0), team, agents);
    sum = of_column(of_earned(sum, 1), indirect, agents);
    int64_t *cells = zeros(agents, sizeof *cells);
    for (size_t at = 0; at < agents; at++) {
        cells[at] = after[at];
    }
    sum = of_column(sum, cells, agents);
    for (size_t at = 0; at < agents; at++) {
        cells[at] = outcome[at] == CLEARED;
    }
    sum = of_column(sum, cells, agents);
    free(cells);
    return sum;
}

static uint64_t sum_of_split(void) {
    return of_column(of_column(0, chain, lines * (PARTS - 1)), house, lines);
}

static uint64_t sum_of_clawback(void) {
    return of_column(0, taken, lines * PARTS);
}

static uint64_t sum_of_decisions(void) {
    return of_column(0, one_by_one, decisions * PARTS);
}

static uint64_t sum_of_calls(void) {
    call(one_by_one);
    return sum_of_decisions();
}

static const struct {
    const char *work;
    void (*run)(void);
    uint64_t (*sum)(void);
} CASES[] = {
    {"month", run_month, sum_of_month},
    {"split", run_split, sum_of_split},
    {"clawback", run_clawback, sum_of_clawback},
    {"decision", run_decisions, sum_of_decisions},
    {"decision-json", run_calls, sum_of_calls},
};
enum { COUNT = sizeof CASES / sizeof *CASES };

static size_t rows_of(size_t at) {
    return at == 0 ? rows : at < 3 ? lines * TIMES : decisions;
}

int main(int count, char **words) {
    if (count < 2) {
        fail("usage: doorway FOLDER [WORK]");
    }
    read_data(words[1]);
    make_room();
    look_up_tiers();
    make_refunds();
    for (size_t at = 0; count > 2 && at < COUNT; at++) {
        if (strcmp(words[2], CASES[at].work) == 0) {
            CASES[at].run();
        }
    }
    if (count > 2) {
        return 0;
    }
    for (size_t at = 0; at < COUNT; at++) {
        printf("case\t%s\tsiyu, C\t%zu\n", CASES[at].work, rows_of(at));
    }
    printf("ready\n");
    fflush(stdout);
    char what[16];
    size_t at;
    while (scanf("%15s %zu", what, &at) == 2 && at < COUNT) {
        struct timespec start, end;
        clock_gettime(CLOCK_MONOTONIC, &start);
        CASES[at].run();
        clock_gettime(CLOCK_MONOTONIC, &end);
        int64_t time = (int64_t)(end.tv_sec - start.tv_sec) * 1000000000 + (end.tv_nsec - start.tv_nsec);
        if (strcmp(what, "check") == 0) {
            printf("sum %016" PRIx64 "\n", CASES[at].sum());
        } else {
            printf("time %" PRId64 "\n", time);
        }
        fflush(stdout);
    }
    siyu_rulebook_free(rulebook);
    return 0;
}
