/* What both programs here need: reading JSON, as little as their stories need, and asking siyu. A shop has yyjson or cJSON
 * for the first. */
#ifndef SHOP_H
#define SHOP_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "siyu.h"

/* ---- Reading JSON. siyu's answers are sound and without white space, and all that is looked for is there. ---- */

/* A piece of JSON. */
typedef struct {
    const char *start;
    size_t length;
} piece;

static inline const char *past_text(const char *at) {
    for (at++; *at != '"'; at++) {
        at += *at == '\\' ? 1 : 0;
    }
    return at + 1;
}

static inline const char *past_value(const char *at) {
    if (*at == '"') {
        return past_text(at);
    }
    if (*at != '{' && *at != '[') {
        return at + strcspn(at, ",}]");
    }
    int depth = 0;
    do {
        if (*at == '"') {
            at = past_text(at);
        } else {
            depth += *at == '{' || *at == '[' ? 1 : 0;
            depth -= *at == '}' || *at == ']' ? 1 : 0;
            at++;
        }
    } while (depth > 0);
    return at;
}

/* The next item of a list, or nothing; `*at` is behind the bracket or the comma before it. */
static inline int next_item(const char **at, piece *item) {
    if (**at == ']') {
        return 0;
    }
    const char *end = past_value(*at);
    *item = (piece){*at, (size_t)(end - *at)};
    *at = *end == ',' ? end + 1 : end;
    return 1;
}

static inline piece member(piece object, const char *name) {
    const char *at = object.start + 1;
    while (*at == '"') {
        const char *value = past_text(at) + 1;
        const char *end = past_value(value);
        size_t length = (size_t)(value - at) - 3;
        if (length == strlen(name) && memcmp(at + 1, name, length) == 0) {
            return (piece){value, (size_t)(end - value)};
        }
        at = *end == ',' ? end + 1 : end;
    }
    fprintf(stderr, "no `%s` in %.*s\n", name, (int)object.length, object.start);
    exit(1);
}

/* ---- Texts ---- */

/* A text, written like printf; to be freed. */
static inline char *written(const char *form, ...) {
    va_list arguments;
    va_start(arguments, form);
    int length = vsnprintf(NULL, 0, form, arguments);
    va_end(arguments);
    char *text = malloc((size_t)length + 1);
    if (length < 0 || text == NULL) {
        exit(1);
    }
    va_start(arguments, form);
    vsnprintf(text, (size_t)length + 1, form, arguments);
    va_end(arguments);
    return text;
}

/* All of a file; to be freed. */
static inline char *contents(const char *folder, const char *name) {
    char *path = written("%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    size_t room = 65536;
    char *text = malloc(room);
    if (file == NULL || text == NULL) {
        perror(path);
        exit(1);
    }
    size_t length = fread(text, 1, room, file);
    if (length == room) {
        fprintf(stderr, "%s is too long\n", path);
        exit(1);
    }
    text[length] = '\0';
    fclose(file);
    free(path);
    return text;
}

/* Prints what stands in a string of JSON. Of the escapes only those of quotes and backslashes are undone: others stand for
 * control characters, which nobody wants on a screen. */
static inline void print_text(piece text) {
    for (size_t at = 1; at + 1 < text.length; at++) {
        char next = text.start[at + 1];
        at += text.start[at] == '\\' && (next == '"' || next == '\\') ? 1 : 0;
        putchar(text.start[at]);
    }
}

/* ---- Asking siyu ---- */

static inline void give_up(const char *what, int32_t status, siyu_error *error) {
    fprintf(stderr, "%s: %s\n", what, siyu_status_message(status, SIYU_LANGUAGE_ENGLISH));
    if (error != NULL) {
        fprintf(stderr, "%s\n", siyu_error_json(error));
    }
    siyu_error_free(error);
    exit(1);
}

static inline siyu_buffer *call(const siyu_rulebook *rulebook, const char *operation, const char *input) {
    siyu_buffer *answer = NULL;
    siyu_error *error = NULL;
    int32_t status = siyu_call(rulebook, operation, strlen(operation), input, strlen(input), &answer, &error);
    if (status != SIYU_STATUS_OK) {
        give_up(operation, status, error);
    }
    return answer;
}

static inline piece json_of(const siyu_buffer *buffer) {
    return (piece){siyu_buffer_data(buffer), siyu_buffer_length(buffer)};
}

/* The shop's rules: the handle that serves all calls. */
static inline siyu_rulebook *rules_of(const char *folder) {
    char *text = contents(folder, "rulebook.json");
    siyu_rulebook *rulebook = NULL;
    siyu_error *error = NULL;
    int32_t status = siyu_rulebook_parse(text, strlen(text), &rulebook, &error);
    if (status != SIYU_STATUS_OK) {
        give_up("rulebook.json", status, error);
    }
    free(text);
    return rulebook;
}

/* Of an order's only line: what it was paid, and who has what of it. It is kept with the order, for refunds; to be freed. */
static inline char *line_of(const siyu_buffer *split) {
    const char *at = member(member(json_of(split), "outcome"), "lines").start + 1;
    piece line;
    next_item(&at, &line);
    return written("%.*s", (int)line.length, line.start);
}

/* What takes a refund of the line back; to be freed. */
static inline char *refund_of(const char *line, const char *amount) {
    return written("{\"line\": %s, \"refund\": {\"amount\": \"%s\", \"reason\": \"returned\"}}", line, amount);
}

#endif
