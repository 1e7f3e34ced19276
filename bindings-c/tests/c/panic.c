/* A panic inside is caught, in many threads at once, and the handle that it looked at goes on working. */
#define _POSIX_C_SOURCE 200809L
#include "cases.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
extern "C"
#endif
    int32_t
    siyu_test_panic(const siyu_rulebook *rulebook, siyu_buffer **out, siyu_error **error);

enum { THREADS = 8, ROUNDS = 4 };

static void panic(const siyu_rulebook *rulebook) {
    int nothing = 0;
    siyu_buffer *out = (siyu_buffer *)&nothing;
    siyu_error *error = (siyu_error *)&nothing;
    CHECK(siyu_test_panic(rulebook, &out, &error) == SIYU_STATUS_PANIC);
    CHECK(out == NULL && error == NULL);
    CHECK(siyu_test_panic(rulebook, &out, NULL) == SIYU_STATUS_PANIC);
    CHECK(siyu_test_panic(rulebook, NULL, &error) == SIYU_STATUS_NULL_ARGUMENT);
}

static void *panic_and_call(void *argument) {
    const test_cases *cases = (const test_cases *)argument;
    for (size_t round = 0; round < ROUNDS; round++) {
        size_t number = round * 31 % cases->count;
        panic(cases->rulebooks[number]);
        CHECK(is_answered(cases, number));
    }
    return NULL;
}

int main(int count, char **arguments) {
    CHECK(count == 2);
    test_cases cases = read_cases(arguments[1]);
    panic(NULL);
    pthread_t threads[THREADS];
    for (size_t number = 0; number < THREADS; number++) {
        CHECK(pthread_create(&threads[number], NULL, panic_and_call, &cases) == 0);
    }
    for (size_t number = 0; number < THREADS; number++) {
        CHECK(pthread_join(threads[number], NULL) == 0);
    }
    CHECK(strlen(siyu_status_message(SIYU_STATUS_PANIC, SIYU_LANGUAGE_ENGLISH)) > 0);
    printf("caught in %d threads\n", (int)THREADS);
    free_cases(cases);
    return 0;
}
