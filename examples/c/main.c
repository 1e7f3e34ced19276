/*
 * A storefront in C: tells the story of examples/story, whose README says what happens and why. README.md beside this file
 * says how to build and run it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "siyu.h"

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

/* ---- Texts ---- */

/* A text, written like printf; to be freed. */
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

/* All of a file; to be freed. */
static char *contents(const char *folder, const char *name) {
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
static void print_text(piece text) {
    for (size_t at = 1; at + 1 < text.length; at++) {
        char next = text.start[at + 1];
        at += text.start[at] == '\\' && (next == '"' || next == '\\') ? 1 : 0;
        putchar(text.start[at]);
    }
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

/* ---- Telling ---- */

static void print_parts(piece parts) {
    const char *at = parts.start + 1;
    piece part;
    while (next_item(&at, &part)) {
        printf("  ");
        print_text(member(part, "party"));
        printf(" (");
        print_text(member(part, "role"));
        printf("): ");
        print_text(member(part, "amount"));
        printf("\n");
    }
}

static void print_sentences(const siyu_rulebook *rulebook, const siyu_buffer *decision) {
    char *input = written("{\"language\": \"zh-CN\", \"decision\": %s}", siyu_buffer_data(decision));
    siyu_buffer *explanation = call(rulebook, "decision_explain", input);
    const char *at = member(json_of(explanation), "sentences").start + 1;
    piece sentence;
    while (next_item(&at, &sentence)) {
        printf("  - ");
        print_text(sentence);
        printf("\n");
    }
    siyu_buffer_free(explanation);
    free(input);
}

static void print_findings(piece findings) {
    const char *at = findings.start + 1;
    piece finding;
    while (next_item(&at, &finding)) {
        piece place = member(finding, "span");
        piece line = member(place, "line");
        piece column = member(place, "column");
        printf("  %.*s:%.*s ", (int)line.length, line.start, (int)column.length, column.start);
        print_text(member(finding, "code"));
        printf(" ");
        print_text(member(finding, "path"));
        printf(":");
        print_text(member(member(finding, "zh_cn"), "message"));
        printf("\n");
    }
}

/* ---- The story ---- */

static void refuse_faulty_rules(const char *folder) {
    char *text = contents(folder, "faulty.json");
    siyu_rulebook *rulebook = NULL;
    siyu_error *error = NULL;
    int32_t status = siyu_rulebook_parse(text, strlen(text), &rulebook, &error);
    if (status != SIYU_STATUS_REFUSED) {
        give_up("faulty.json", status, error);
    }
    const char *json = siyu_error_json(error);
    piece findings = member((piece){json, strlen(json)}, "findings");
    const char *at = findings.start + 1;
    piece finding;
    int count = 0;
    while (next_item(&at, &finding)) {
        count++;
    }
    printf("下月的规则被拒绝,%d 处:\n", count);
    print_findings(findings);
    siyu_error_free(error);
    free(text);
}

static siyu_rulebook *read_rules(const char *folder) {
    char *text = contents(folder, "rulebook.json");
    siyu_rulebook *rulebook = NULL;
    siyu_error *error = NULL;
    int32_t status = siyu_rulebook_parse(text, strlen(text), &rulebook, &error);
    if (status != SIYU_STATUS_OK) {
        give_up("rulebook.json", status, error);
    }
    printf("本月的规则,指纹 %s\n", siyu_rulebook_digest(rulebook));
    free(text);
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
        const int32_t chinese = SIYU_LANGUAGE_CHINESE;
        const int32_t english = SIYU_LANGUAGE_ENGLISH;
        printf("  被拒绝,%s %s\n", siyu_error_code(error), siyu_error_path(error));
        printf("  %s;%s\n", siyu_error_message(error, chinese), siyu_error_repair(error, chinese));
        printf("  %s; %s\n", siyu_error_message(error, english), siyu_error_repair(error, english));
    } else {
        give_up(operation, status, error);
    }
    siyu_buffer_free(clawback);
    siyu_error_free(error);
    free(input);
}

static void price(const siyu_rulebook *rulebook, const char *basket) {
    siyu_buffer *decision = call(rulebook, "vip_price", basket);
    piece outcome = member(json_of(decision), "outcome");
    printf("生日价,标价 ");
    print_text(member(outcome, "list"));
    printf(",应付 ");
    print_text(member(outcome, "payable"));
    printf(":\n");
    const char *at = member(outcome, "steps").start + 1;
    piece step;
    while (next_item(&at, &step)) {
        printf("  ");
        print_text(member(step, "step"));
        printf(": 减 ");
        print_text(member(step, "amount"));
        printf(",得 ");
        print_text(member(step, "price"));
        printf("\n");
    }
    print_sentences(rulebook, decision);
    siyu_buffer_free(decision);
}

static void verify(const siyu_rulebook *rulebook, const char *order, const char *decision) {
    char *input = written("{\"operation\": \"commission_split\", \"input\": %s, \"decision\": %s}", order, decision);
    siyu_buffer *verification = call(rulebook, "decision_verify", input);
    piece verified = member(json_of(verification), "verified");
    if (*verified.start == 't') {
        printf("一致\n");
    } else {
        printf("不一致,");
        print_text(member(json_of(verification), "differs_at"));
        printf("\n");
    }
    siyu_buffer_free(verification);
    free(input);
}

/* The decision as it lies in the shop's database after somebody has given the first 2.39 in it a fen more. */
static char *tampered(const char *decision) {
    const char *found = strstr(decision, "2.39");
    return written("%.*s2.40%s", (int)(found - decision), decision, found + strlen("2.39"));
}

int main(int count, char **arguments) {
    if (count != 2) {
        fprintf(stderr, "usage: storefront FOLDER\n");
        return 2;
    }
    if (siyu_abi_version() != SIYU_ABI_VERSION) {
        fprintf(stderr, "the library %s is not the one of this header\n", siyu_version());
        return 1;
    }
    const char *folder = arguments[1];
    refuse_faulty_rules(folder);
    siyu_rulebook *rulebook = read_rules(folder);

    char *order = contents(folder, "order.json");
    siyu_buffer *split = call(rulebook, "commission_split", order);
    char *line = line_of(split);
    piece whole = {line, strlen(line)};
    printf("订单 o-1,实付 19.99:\n");
    print_parts(member(whole, "parts"));
    print_sentences(rulebook, split);
    refund(rulebook, line, "1.00");
    refund(rulebook, line, "20.00");

    char *basket = contents(folder, "basket.json");
    price(rulebook, basket);

    char *changed = tampered(siyu_buffer_data(split));
    printf("核对分账:");
    verify(rulebook, order, siyu_buffer_data(split));
    printf("核对多记一分的分账:");
    verify(rulebook, order, changed);

    free(changed);
    free(basket);
    free(line);
    siyu_buffer_free(split);
    free(order);
    siyu_rulebook_free(rulebook);
    return 0;
}
