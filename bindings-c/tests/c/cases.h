/*
 * The cases that tests/doorway/cases.rs writes, and what the library must answer to them. Valid as C99 and as C++17.
 */
#ifndef SIYU_TEST_CASES_H
#define SIYU_TEST_CASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "siyu.h"

/* Ends the program with a message unless the condition holds; unlike assert it cannot be compiled away. */
#define CHECK(condition) check((condition), #condition, __FILE__, __LINE__)
void check(bool holds, const char *condition, const char *file, int line);

typedef struct {
    char *start;
    size_t length;
} text;

typedef struct {
    int32_t status;
    text operation; /* Empty: the rulebook is parsed and told, nothing is called. */
    text rulebook;  /* Empty: none. */
    text input;
    text expected;
} test_case;

typedef struct {
    test_case *first;
    size_t count;
    siyu_rulebook **rulebooks; /* Of each case: the handle, parsed once for equal texts; NULL where there is none. */
} test_cases;

/* Each text lies in memory of its own length, so that reading one byte too many is seen by sanitizers. */
test_cases read_cases(const char *path);
void free_cases(test_cases cases);

text copy_of(const char *start, size_t length);
bool equal(text a, text b);

/* What the library answers to a case, in the form of `expected`; the handle may be NULL. To be freed. */
text answer_to(const test_case *one, const siyu_rulebook *rulebook, int32_t *status);
/* The same for a rulebook that is read and told. */
text answer_to_rulebook(text json, int32_t *status);
/* Whether the library answers to a case as expected; says what differs. */
bool is_answered(const test_cases *cases, size_t number);

siyu_rulebook *parse_or_end(text json);

/* A sequence that looks random and is the same on every machine. */
uint64_t next_random(uint64_t *state);

#endif
