/* What a caller should not do, and what becomes of it: a status, never a crash, and nothing read that was not handed in. */
#define _POSIX_C_SOURCE 200809L
#include "cases.h"

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LITERAL(text) (text), sizeof(text) - 1

static const char RULES[] = "{\"name\": \"\xE5\xBA\x97\", \"version\": \"1\", \"effective_from\": \"2026-01-01\"}";
static const char SHARE[] = "{\"whole\": \"6.45\", \"parts\": [{\"id\": \"house\", \"rate\": \"30%\"}], "
                            "\"residual\": \"vendor\"}";
enum { MEBIBYTE = 1024 * 1024 };

/* Not NULL, and not readable: where it must not be touched. */
static void *unreadable(void) {
    return (void *)(uintptr_t)64;
}

static int32_t parse(const char *json, size_t length) {
    siyu_rulebook *out = NULL;
    siyu_error *error = NULL;
    int32_t status = siyu_rulebook_parse(json, length, &out, &error);
    CHECK((out != NULL) == (status == SIYU_STATUS_OK));
    CHECK((error != NULL) == (status == SIYU_STATUS_REFUSED));
    siyu_rulebook_free(out);
    siyu_error_free(error);
    return status;
}

/* The code of the refusal, for comparison; empty for any other end. The rulebook may be NULL. */
static const char *refusal(const siyu_rulebook *rulebook, const char *operation, size_t operation_length,
                           const char *input, size_t input_length) {
    static char code[64];
    siyu_buffer *out = NULL;
    siyu_error *error = NULL;
    int32_t status = siyu_call(rulebook, operation, operation_length, input, input_length, &out, &error);
    CHECK((out != NULL) == (status == SIYU_STATUS_OK));
    CHECK((error != NULL) == (status == SIYU_STATUS_REFUSED));
    snprintf(code, sizeof code, "%s", error != NULL ? siyu_error_code(error) : "");
    siyu_buffer_free(out);
    siyu_error_free(error);
    return code;
}

static int32_t status_of(const siyu_rulebook *rulebook, const char *operation, size_t operation_length,
                         const char *input, size_t input_length) {
    siyu_buffer *out = NULL;
    int32_t status = siyu_call(rulebook, operation, operation_length, input, input_length, &out, NULL);
    CHECK((out != NULL) == (status == SIYU_STATUS_OK));
    siyu_buffer_free(out);
    return status;
}

static void null_everywhere(const siyu_rulebook *rulebook) {
    siyu_rulebook *parsed = (siyu_rulebook *)unreadable();
    siyu_buffer *out = (siyu_buffer *)unreadable();
    siyu_error *error = (siyu_error *)unreadable();
    CHECK(siyu_rulebook_parse(NULL, 10, &parsed, &error) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(parsed == NULL && error == NULL);
    CHECK(siyu_rulebook_parse(NULL, 0, &parsed, NULL) == SIYU_STATUS_NULL_ARGUMENT);
    error = (siyu_error *)unreadable();
    CHECK(siyu_rulebook_parse(LITERAL(RULES), NULL, &error) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(error == NULL);
    CHECK(siyu_rulebook_parse(NULL, 0, NULL, NULL) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(siyu_rulebook_parse(LITERAL("{}"), &parsed, NULL) == SIYU_STATUS_REFUSED);
    CHECK(parsed == NULL);

    CHECK(siyu_call(rulebook, NULL, 3, LITERAL(SHARE), &out, &error) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(out == NULL && error == NULL);
    CHECK(siyu_call(rulebook, LITERAL("money_share"), NULL, 3, &out, NULL) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(siyu_call(rulebook, LITERAL("money_share"), LITERAL(SHARE), NULL, NULL) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(siyu_call(NULL, NULL, 0, NULL, 0, NULL, NULL) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(strcmp(refusal(NULL, LITERAL("money_share"), LITERAL(SHARE)), "rulebook_missing") == 0);
    CHECK(status_of(NULL, LITERAL("rulebook_check"), LITERAL("{\"text\": \"\"}")) == SIYU_STATUS_OK);

    out = (siyu_buffer *)unreadable();
    CHECK(siyu_rulebook_canonical(NULL, &out) == SIYU_STATUS_NULL_ARGUMENT && out == NULL);
    CHECK(siyu_rulebook_canonical(rulebook, NULL) == SIYU_STATUS_NULL_ARGUMENT);
    out = (siyu_buffer *)unreadable();
    CHECK(siyu_rulebook_warnings(NULL, &out) == SIYU_STATUS_NULL_ARGUMENT && out == NULL);
    CHECK(siyu_rulebook_warnings(rulebook, NULL) == SIYU_STATUS_NULL_ARGUMENT);
    CHECK(siyu_rulebook_digest(NULL) == NULL);
    CHECK(siyu_buffer_data(NULL) == NULL && siyu_buffer_length(NULL) == 0);
    CHECK(siyu_error_code(NULL) == NULL && siyu_error_number(NULL) == 0 && siyu_error_path(NULL) == NULL);
    CHECK(siyu_error_message(NULL, SIYU_LANGUAGE_CHINESE) == NULL && siyu_error_repair(NULL, 7) == NULL);
    CHECK(siyu_error_json(NULL) == NULL);
    siyu_rulebook_free(NULL);
    siyu_buffer_free(NULL);
    siyu_error_free(NULL);
}

static void numbers_out_of_range(void) {
    static const int32_t numbers[] = {INT32_MIN, -1, 0, 1, 2, 4, 5, 99, INT32_MAX};
    for (size_t status = 0; status < sizeof numbers / sizeof *numbers; status++) {
        for (size_t language = 0; language < sizeof numbers / sizeof *numbers; language++) {
            CHECK(strlen(siyu_status_message(numbers[status], numbers[language])) > 0);
        }
    }
}

static void wrong_lengths(const siyu_rulebook *rulebook) {
    /* Lengths that no document may have: refused unread, or the address would be a crash. */
    static const size_t absurd[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2 + 1, SIZE_MAX / 2, 64 * MEBIBYTE + 1};
    const char *nowhere = (const char *)unreadable();
    for (size_t which = 0; which < sizeof absurd / sizeof *absurd; which++) {
        CHECK(parse(nowhere, absurd[which]) == SIYU_STATUS_REFUSED);
        CHECK(strcmp(refusal(rulebook, LITERAL("money_share"), nowhere, absurd[which]), "document_too_large") == 0);
        CHECK(strcmp(refusal(rulebook, nowhere, absurd[which], LITERAL(SHARE)), "document_too_large") == 0);
    }
    CHECK(parse(RULES, 0) == SIYU_STATUS_REFUSED);
    CHECK(strcmp(refusal(rulebook, LITERAL("money_share"), SHARE, 0), "json_syntax") == 0);
    CHECK(strcmp(refusal(rulebook, "money_share", 0, LITERAL(SHARE)), "unknown_operation") == 0);
    /* A document cut off anywhere, in memory that ends there. */
    for (size_t length = 0; length < sizeof RULES - 1; length++) {
        text cut = copy_of(RULES, length);
        int32_t status = parse(cut.start, cut.length);
        bool is_within_a_character = length == 11 || length == 12;
        CHECK(status == (is_within_a_character ? SIYU_STATUS_INVALID_UTF8 : SIYU_STATUS_REFUSED));
        free(cut.start);
    }
    for (size_t length = 0; length < sizeof SHARE - 1; length++) {
        text cut = copy_of(SHARE, length);
        CHECK(strcmp(refusal(rulebook, LITERAL("money_share"), cut.start, cut.length), "json_syntax") == 0);
        free(cut.start);
    }
    /* A NUL is a byte like others: it ends nothing. */
    CHECK(parse(RULES, sizeof RULES) == SIYU_STATUS_REFUSED);
    CHECK(strcmp(refusal(rulebook, LITERAL("money_share\0"), LITERAL(SHARE)), "unknown_operation") == 0);
    CHECK(strcmp(refusal(rulebook, LITERAL("money_share"), LITERAL("{\0}")), "json_syntax") == 0);
}

static void invalid_utf8(const siyu_rulebook *rulebook) {
    static const char *const sequences[] = {
        "\x80",             /* a continuation alone */
        "\xC0\x80",         /* NUL in two bytes */
        "\xC3(",            /* a continuation missing */
        "\xE5\xBA",         /* the end cut off */
        "\xED\xA0\x80",     /* half of a surrogate pair */
        "\xF4\x90\x80\x80", /* beyond the last character */
        "\xFE\xFF",         /* UTF-16 */
        "\xB5\xEA",         /* GBK */
    };
    for (size_t which = 0; which < sizeof sequences / sizeof *sequences; which++) {
        text alone = copy_of(sequences[which], strlen(sequences[which]));
        CHECK(parse(alone.start, alone.length) == SIYU_STATUS_INVALID_UTF8);
        CHECK(status_of(rulebook, alone.start, alone.length, LITERAL(SHARE)) == SIYU_STATUS_INVALID_UTF8);
        CHECK(status_of(rulebook, LITERAL("money_share"), alone.start, alone.length) == SIYU_STATUS_INVALID_UTF8);
        CHECK(siyu_call(rulebook, LITERAL("money_share"), alone.start, alone.length, NULL, NULL) ==
              SIYU_STATUS_NULL_ARGUMENT);
        free(alone.start);
    }
}

static text filled(size_t length, const char *pattern) {
    text made = {(char *)malloc(length), length};
    CHECK(made.start != NULL);
    size_t period = strlen(pattern);
    for (size_t at = 0; at < length; at++) {
        made.start[at] = pattern[at % period];
    }
    return made;
}

static void garbage(const siyu_rulebook *rulebook, size_t mebibytes) {
    text noise = filled(100 * MEBIBYTE, "[");
    uint64_t state = 20261111;
    for (size_t at = 0; at + sizeof state <= noise.length; at += sizeof state) {
        uint64_t random = next_random(&state);
        memcpy(noise.start + at, &random, sizeof random);
    }
    CHECK(parse(noise.start, noise.length) == SIYU_STATUS_REFUSED);
    CHECK(strcmp(refusal(rulebook, LITERAL("money_share"), noise.start, noise.length), "document_too_large") == 0);
    noise.length = 64 * MEBIBYTE;
    CHECK(parse(noise.start, noise.length) == SIYU_STATUS_INVALID_UTF8);
    free(noise.start);

    static const struct {
        const char *pattern;
        const char *code;
    } table[] = {
        {"[", "document_too_deep"}, {"{\"a\":", "document_too_deep"}, {"]", "json_syntax"},
        {" ", "json_syntax"},        {"9", "wrong_type"},               {"\xF0\x9F\x98\x80", "json_syntax"},
        {"\"", "json_syntax"},       {"\\", "json_syntax"},
    };
    for (size_t which = 0; which < sizeof table / sizeof *table; which++) {
        text large = filled(mebibytes * MEBIBYTE, table[which].pattern);
        const char *code = refusal(rulebook, LITERAL("money_share"), large.start, large.length);
        if (strcmp(code, table[which].code) != 0) {
            fprintf(stderr, "much of %s: expected %s, found %s\n", table[which].pattern, table[which].code, code);
            exit(1);
        }
        CHECK(parse(large.start, large.length) == SIYU_STATUS_REFUSED);
        free(large.start);
    }
}

/* Conditions within conditions, `levels` deep: the deepest that siyu reads recursively. */
static text nested_conditions(size_t levels) {
    static const char head[] = "{\"name\": \"r\", \"version\": \"1\", \"effective_from\": \"2026-01-01\", \"agent\": "
                               "{\"tiers\": [{\"id\": \"a\", \"keep\": ";
    static const char open[] = "{\"all\": [";
    static const char leaf[] = "{\"metric\": \"orders\", \"at_least\": 1}";
    static const char close[] = "]}";
    static const char tail[] = "}]}}";
    size_t length = strlen(head) + levels * strlen(open) + strlen(leaf) + levels * strlen(close) + strlen(tail);
    text made = {(char *)malloc(length + 1), length};
    CHECK(made.start != NULL);
    char *end = made.start + snprintf(made.start, length + 1, "%s", head);
    for (size_t level = 0; level < levels; level++) {
        end += snprintf(end, sizeof open, "%s", open);
    }
    end += snprintf(end, sizeof leaf, "%s", leaf);
    for (size_t level = 0; level < levels; level++) {
        end += snprintf(end, sizeof close, "%s", close);
    }
    end += snprintf(end, sizeof tail, "%s", tail);
    CHECK((size_t)(end - made.start) == length);
    return made;
}

static void *deep(void *unused) {
    for (size_t levels = 1; levels < 200; levels++) {
        text rules = nested_conditions(levels);
        int32_t status = parse(rules.start, rules.length);
        CHECK(status == SIYU_STATUS_OK || status == SIYU_STATUS_REFUSED);
        CHECK(status == SIYU_STATUS_OK || levels > 2);
        CHECK(status == SIYU_STATUS_REFUSED || levels < 64);
        free(rules.start);
    }
    return unused;
}

/* The stack that a thread has with musl. */
static void deep_on_a_small_stack(void) {
    pthread_attr_t attributes;
    pthread_t thread;
    CHECK(pthread_attr_init(&attributes) == 0);
    CHECK(pthread_attr_setstacksize(&attributes, 128 * 1024) == 0);
    CHECK(pthread_create(&thread, &attributes, deep, NULL) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
    pthread_attr_destroy(&attributes);
}

static text mutated(text original, uint64_t *random) {
    static const char likely[] = "\"{}[],:0123456789-.eE\\%\xFF\x80 ";
    text copy = copy_of(original.start, original.length);
    for (size_t left = 1 + next_random(random) % 3; left > 0 && copy.length > 0; left--) {
        copy.start[next_random(random) % copy.length] = likely[next_random(random) % (sizeof likely - 1)];
    }
    if (next_random(random) % 8 == 0) {
        copy.length = next_random(random) % (copy.length + 1);
    }
    return copy;
}

/* The cases with a few bytes changed: any answer is good, but for a fault of siyu's own. */
static void mutations(const test_cases *cases, size_t count) {
    uint64_t random = 88172645463325252U;
    size_t answered = 0;
    size_t refused = 0;
    for (size_t round = 0; round < count; round++) {
        size_t number = next_random(&random) % cases->count;
        test_case one = cases->first[number];
        bool is_call = one.operation.length > 0;
        text *changed = is_call ? &one.input : &one.rulebook;
        *changed = mutated(*changed, &random);
        int32_t status = SIYU_STATUS_PANIC;
        text answer = answer_to(&one, cases->rulebooks[number], &status);
        CHECK(status == SIYU_STATUS_OK || status == SIYU_STATUS_REFUSED || status == SIYU_STATUS_INVALID_UTF8);
        answered += status == SIYU_STATUS_OK ? 1 : 0;
        refused += status == SIYU_STATUS_REFUSED ? 1 : 0;
        free(answer.start);
        free(changed->start);
    }
    CHECK(answered > 0 && refused > 0);
    printf("%zu mutations, %zu answered, %zu refused\n", count, answered, refused);
}

int main(int count, char **arguments) {
    CHECK(count == 4);
    test_cases cases = read_cases(arguments[1]);
    text rules = {(char *)RULES, sizeof RULES - 1};
    siyu_rulebook *rulebook = parse_or_end(rules);
    null_everywhere(rulebook);
    numbers_out_of_range();
    wrong_lengths(rulebook);
    invalid_utf8(rulebook);
    garbage(rulebook, strtoul(arguments[3], NULL, 10));
    deep_on_a_small_stack();
    mutations(&cases, strtoul(arguments[2], NULL, 10));
    CHECK(status_of(rulebook, LITERAL("money_share"), LITERAL(SHARE)) == SIYU_STATUS_OK);
    siyu_rulebook_free(rulebook);
    free_cases(cases);
    return 0;
}
