/*
 * A storefront in C: reads the shop's rules, shares an order among those who sold it, takes back what a refund of 1.00
 * takes back, and says why, in Chinese. README.md beside this file says how to build and run it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "siyu.h"

static const char ORDER[] = "{\"id\": \"o-1\", \"placed_on\": \"2026-11-21\","
                            " \"chain\": [{\"agent\": \"mei\"}, {\"agent\": \"lan\"}],"
                            " \"lines\": [{\"id\": \"1\", \"paid\": \"19.99\", \"cost\": \"8.00\", \"supplier\": \"mill\"}]}";

/* ---- Reading JSON: as little as this story needs. A shop has yyjson or cJSON for it. siyu's answers are sound and
 * without white space, and all that is looked for is there. ---- */

/* A piece of JSON. */
typedef struct {
    const char *start;
    size_t length;
} piece;

static const char *past_text(const char *at) {
    for (at++; *at != '"'; at++) {
        at += *at == '\\' ? 1 : 0;
    }
    return at + 1;
}

static const char *past_value(const char *at) {
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
static int next_item(const char **at, piece *item) {
    if (**at == ']') {
        return 0;
    }
    const char *end = past_value(*at);
    *item = (piece){*at, (size_t)(end - *at)};
    *at = *end == ',' ? end + 1 : end;
    return 1;
}

static piece member(piece object, const char *name) {
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

/* ---- Asking siyu ---- */

static void give_up(const char *what, int32_t status, siyu_error *error) {
    fprintf(stderr, "%s: %s\n", what, siyu_status_message(status, SIYU_LANGUAGE_ENGLISH));
    if (error != NULL) {
        fprintf(stderr, "%s\n", siyu_error_json(error));
    }
    siyu_error_free(error);
    exit(1);
}

static siyu_buffer *call(const siyu_rulebook *rulebook, const char *operation, const char *input) {
    siyu_buffer *answer = NULL;
    siyu_error *error = NULL;
    int32_t status = siyu_call(rulebook, operation, strlen(operation), input, strlen(input), &answer, &error);
    if (status != SIYU_STATUS_OK) {
        give_up(operation, status, error);
    }
    return answer;
}

static piece json_of(const siyu_buffer *buffer) {
    return (piece){siyu_buffer_data(buffer), siyu_buffer_length(buffer)};
}

/* An input, written like printf; to be freed. */
static char *written(const char *form, ...) {
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

/* ---- Telling ---- */

static void print_parts(piece parts) {
    const char *at = parts.start + 1;
    piece part;
    while (next_item(&at, &part)) {
        piece party = member(part, "party");
        piece role = member(part, "role");
        piece amount = member(part, "amount");
        printf("  %.*s (%.*s): %.*s\n", (int)party.length - 2, party.start + 1, (int)role.length - 2, role.start + 1,
               (int)amount.length - 2, amount.start + 1);
    }
}

static void print_sentences(const siyu_rulebook *rulebook, const siyu_buffer *decision) {
    char *input = written("{\"language\": \"zh-CN\", \"decision\": %s}", siyu_buffer_data(decision));
    siyu_buffer *explanation = call(rulebook, "decision_explain", input);
    const char *at = member(json_of(explanation), "sentences").start + 1;
    piece sentence;
    while (next_item(&at, &sentence)) {
        printf("  - %.*s\n", (int)sentence.length - 2, sentence.start + 1);
    }
    siyu_buffer_free(explanation);
    free(input);
}

/* ---- The story ---- */

/* The rules, or none when they are refused: then every fault is told. */
static siyu_rulebook *read_rules(const char *path) {
    static char text[65536];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    siyu_rulebook *rulebook = NULL;
    siyu_error *error = NULL;
    int32_t status = siyu_rulebook_parse(text, length, &rulebook, &error);
    if (status != SIYU_STATUS_OK) {
        give_up(path, status, error);
    }
    return rulebook;
}

/* Of the order's one line: what it was paid, and who has what of it. It is kept with the order, for refunds. */
static char *line_of(const siyu_buffer *split) {
    const char *at = member(member(json_of(split), "outcome"), "lines").start + 1;
    piece line;
    next_item(&at, &line);
    return written("%.*s", (int)line.length, line.start);
}

static void refund(const siyu_rulebook *rulebook, const char *line, const char *amount) {
    char *input = written("{\"line\": %s, \"refund\": {\"amount\": \"%s\", \"reason\": \"returned\"}}", line, amount);
    static const char operation[] = "commission_clawback";
    siyu_buffer *clawback = NULL;
    siyu_error *error = NULL;
    int32_t status =
        siyu_call(rulebook, operation, sizeof operation - 1, input, strlen(input), &clawback, &error);
    printf("退款 %s:\n", amount);
    if (status == SIYU_STATUS_OK) {
        print_parts(member(member(json_of(clawback), "outcome"), "parts"));
        print_sentences(rulebook, clawback);
    } else if (status == SIYU_STATUS_REFUSED) {
        printf("  被拒绝,%s %s:%s;%s\n", siyu_error_code(error), siyu_error_path(error),
               siyu_error_message(error, SIYU_LANGUAGE_CHINESE), siyu_error_repair(error, SIYU_LANGUAGE_CHINESE));
    } else {
        give_up(operation, status, error);
    }
    siyu_buffer_free(clawback);
    siyu_error_free(error);
    free(input);
}

int main(int count, char **arguments) {
    if (count != 2) {
        fprintf(stderr, "usage: storefront RULEBOOK.json\n");
        return 2;
    }
    if (siyu_abi_version() != SIYU_ABI_VERSION) {
        fprintf(stderr, "the library %s is not the one of this header\n", siyu_version());
        return 1;
    }
    siyu_rulebook *rulebook = read_rules(arguments[1]);
    siyu_buffer *split = call(rulebook, "commission_split", ORDER);
    char *line = line_of(split);

    printf("订单 o-1,实付 19.99:\n");
    piece whole = {line, strlen(line)};
    print_parts(member(whole, "parts"));
    print_sentences(rulebook, split);
    refund(rulebook, line, "1.00");
    refund(rulebook, line, "20.00");

    free(line);
    siyu_buffer_free(split);
    siyu_rulebook_free(rulebook);
    return 0;
}
