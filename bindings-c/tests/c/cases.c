#include "cases.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void check(bool holds, const char *condition, const char *file, int line) {
    if (!holds) {
        fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
        exit(1);
    }
}

static text with_room(size_t length) {
    text made = {(char *)malloc(length > 0 ? length : 1), length};
    CHECK(made.start != NULL);
    return made;
}

text copy_of(const char *start, size_t length) {
    text copy = with_room(length);
    memcpy(copy.start, start, length);
    return copy;
}

bool equal(text a, text b) {
    return a.length == b.length && memcmp(a.start, b.start, a.length) == 0;
}

static text read_text(FILE *file, size_t length) {
    text read = with_room(length);
    CHECK(fread(read.start, 1, length, file) == length);
    return read;
}

test_cases read_cases(const char *path) {
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL);
    test_cases cases = {NULL, 0, NULL};
    CHECK(fscanf(file, "%zu", &cases.count) == 1 && cases.count > 0);
    cases.first = (test_case *)calloc(cases.count, sizeof *cases.first);
    cases.rulebooks = (siyu_rulebook **)calloc(cases.count, sizeof *cases.rulebooks);
    CHECK(cases.first != NULL && cases.rulebooks != NULL);
    for (size_t number = 0; number < cases.count; number++) {
        test_case *one = &cases.first[number];
        size_t lengths[4];
        CHECK(fscanf(file, "%" SCNd32 " %zu %zu %zu %zu", &one->status, &lengths[0], &lengths[1], &lengths[2],
                     &lengths[3]) == 5);
        CHECK(fgetc(file) == '\n');
        one->operation = read_text(file, lengths[0]);
        one->rulebook = read_text(file, lengths[1]);
        one->input = read_text(file, lengths[2]);
        one->expected = read_text(file, lengths[3]);
    }
    fclose(file);
    for (size_t number = 0; number < cases.count; number++) {
        const test_case *one = &cases.first[number];
        if (one->operation.length == 0 || one->rulebook.length == 0) {
            continue;
        }
        for (size_t earlier = 0; earlier < number && cases.rulebooks[number] == NULL; earlier++) {
            if (cases.rulebooks[earlier] != NULL && equal(cases.first[earlier].rulebook, one->rulebook)) {
                cases.rulebooks[number] = cases.rulebooks[earlier];
            }
        }
        if (cases.rulebooks[number] == NULL) {
            cases.rulebooks[number] = parse_or_end(one->rulebook);
        }
    }
    return cases;
}

void free_cases(test_cases cases) {
    for (size_t number = 0; number < cases.count; number++) {
        siyu_rulebook *own = cases.rulebooks[number];
        for (size_t later = number; later < cases.count; later++) {
            if (cases.rulebooks[later] == own) {
                cases.rulebooks[later] = NULL;
            }
        }
        siyu_rulebook_free(own);
        free(cases.first[number].operation.start);
        free(cases.first[number].rulebook.start);
        free(cases.first[number].input.start);
        free(cases.first[number].expected.start);
    }
    free(cases.rulebooks);
    free(cases.first);
}

siyu_rulebook *parse_or_end(text json) {
    siyu_rulebook *rulebook = NULL;
    siyu_error *error = NULL;
    if (siyu_rulebook_parse(json.start, json.length, &rulebook, &error) != SIYU_STATUS_OK) {
        fprintf(stderr, "a rulebook is refused: %s\n", error != NULL ? siyu_error_json(error) : "without an error");
        exit(1);
    }
    CHECK(rulebook != NULL && error == NULL);
    return rulebook;
}

static text told_error(siyu_error *error) {
    const int32_t english = SIYU_LANGUAGE_ENGLISH;
    const int32_t chinese = SIYU_LANGUAGE_CHINESE;
    const char *form = "%" PRIu16 " %s\n%s\n%s\n%s\n%s\n%s\n%s";
#define PARTS                                                                                                          \
    siyu_error_number(error), siyu_error_code(error), siyu_error_path(error), siyu_error_message(error, english),      \
        siyu_error_message(error, chinese), siyu_error_repair(error, english), siyu_error_repair(error, chinese),      \
        siyu_error_json(error)
    int length = snprintf(NULL, 0, form, PARTS);
    CHECK(length > 0);
    text told = with_room((size_t)length + 1);
    CHECK(snprintf(told.start, told.length, form, PARTS) == length);
#undef PARTS
    told.length = (size_t)length;
    siyu_error_free(error);
    return told;
}

static text told_buffer(siyu_buffer *buffer) {
    CHECK(siyu_buffer_data(buffer)[siyu_buffer_length(buffer)] == '\0');
    text told = copy_of(siyu_buffer_data(buffer), siyu_buffer_length(buffer));
    siyu_buffer_free(buffer);
    return told;
}

static text told_nothing(void) {
    return with_room(0);
}

static text told_rulebook(siyu_rulebook *rulebook) {
    siyu_buffer *canonical = NULL;
    siyu_buffer *warnings = NULL;
    CHECK(siyu_rulebook_canonical(rulebook, &canonical) == SIYU_STATUS_OK);
    CHECK(siyu_rulebook_warnings(rulebook, &warnings) == SIYU_STATUS_OK);
    CHECK(strlen(siyu_rulebook_digest(rulebook)) == 64);
    size_t length = 64 + 1 + siyu_buffer_length(canonical) + 1 + siyu_buffer_length(warnings);
    text told = with_room(length + 1);
    CHECK(snprintf(told.start, told.length, "%s\n%s\n%s", siyu_rulebook_digest(rulebook), siyu_buffer_data(canonical),
                   siyu_buffer_data(warnings)) == (int)length);
    told.length = length;
    siyu_buffer_free(canonical);
    siyu_buffer_free(warnings);
    siyu_rulebook_free(rulebook);
    return told;
}

text answer_to_rulebook(text json, int32_t *status) {
    siyu_rulebook *rulebook = NULL;
    siyu_error *error = NULL;
    *status = siyu_rulebook_parse(json.start, json.length, &rulebook, &error);
    CHECK((rulebook != NULL) == (*status == SIYU_STATUS_OK));
    CHECK((error != NULL) == (*status == SIYU_STATUS_REFUSED));
    if (rulebook != NULL) {
        return told_rulebook(rulebook);
    }
    return error != NULL ? told_error(error) : told_nothing();
}

text answer_to(const test_case *one, const siyu_rulebook *rulebook, int32_t *status) {
    if (one->operation.length == 0) {
        return answer_to_rulebook(one->rulebook, status);
    }
    siyu_buffer *out = NULL;
    siyu_error *error = NULL;
    *status = siyu_call(rulebook, one->operation.start, one->operation.length, one->input.start, one->input.length,
                        &out, &error);
    CHECK((out != NULL) == (*status == SIYU_STATUS_OK));
    CHECK((error != NULL) == (*status == SIYU_STATUS_REFUSED));
    if (out != NULL) {
        return told_buffer(out);
    }
    return error != NULL ? told_error(error) : told_nothing();
}

bool is_answered(const test_cases *cases, size_t number) {
    const test_case *one = &cases->first[number];
    int32_t status = SIYU_STATUS_OK;
    text answer = answer_to(one, cases->rulebooks[number], &status);
    bool is_right = status == one->status && equal(answer, one->expected);
    if (!is_right) {
        fprintf(stderr, "case %zu, %.*s:\n  expected %d: %.*s\n  found %d: %.*s\n", number, (int)one->operation.length,
                one->operation.start, (int)one->status, (int)one->expected.length, one->expected.start, (int)status,
                (int)answer.length, answer.start);
    }
    free(answer.start);
    return is_right;
}

uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}
