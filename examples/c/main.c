/*
 * A storefront in C: tells the story of examples/story, whose README says what happens and why. README.md beside this file
 * says how to build and run it.
 */
#include "shop.h"

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

static void refund(const siyu_rulebook *rulebook, const char *line, const char *amount) {
    char *input = refund_of(line, amount);
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
    siyu_rulebook *rulebook = rules_of(folder);
    printf("本月的规则,指纹 %s\n", siyu_rulebook_digest(rulebook));

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
