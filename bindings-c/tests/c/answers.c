/* Prints the answer to every case, a line each: what the operation answers, or the refusal as JSON. */
#include "cases.h"

#include <stdio.h>

static void print_answer(const test_case *one, const siyu_rulebook *rulebook) {
    siyu_buffer *out = NULL;
    siyu_error *error = NULL;
    int32_t status = siyu_call(rulebook, one->operation.start, one->operation.length, one->input.start,
                               one->input.length, &out, &error);
    CHECK(status == one->status);
    puts(out != NULL ? siyu_buffer_data(out) : siyu_error_json(error));
    siyu_buffer_free(out);
    siyu_error_free(error);
}

int main(int count, char **arguments) {
    CHECK(count == 2);
    test_cases cases = read_cases(arguments[1]);
    for (size_t number = 0; number < cases.count; number++) {
        print_answer(&cases.first[number], cases.rulebooks[number]);
    }
    free_cases(cases);
    return 0;
}
