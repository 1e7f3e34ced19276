/* Faults on purpose: whoever watches the other programs must see these, or it sees nothing. */
#include "siyu.h"

#include <stdio.h>
#include <string.h>

static siyu_buffer *answer(void) {
    static const char operation[] = "rulebook_check";
    static const char input[] = "{\"text\": \"{}\"}";
    siyu_buffer *out = NULL;
    int32_t status = siyu_call(NULL, operation, sizeof operation - 1, input, sizeof input - 1, &out, NULL);
    printf("%s\n", siyu_status_message(status, SIYU_LANGUAGE_ENGLISH));
    return out;
}

int main(int count, char **arguments) {
    const char *fault = count == 2 ? arguments[1] : "";
    siyu_buffer *buffer = answer();
    if (buffer == NULL) {
        return 0;
    }
    if (strcmp(fault, "leak") == 0) {
        /* The only pointer to the buffer goes out of sight. */
        buffer = NULL;
    } else if (strcmp(fault, "late") == 0) {
        const char *text = siyu_buffer_data(buffer);
        siyu_buffer_free(buffer);
        printf("%c\n", text[0]);
    } else {
        siyu_buffer_free(buffer);
    }
    return 0;
}
