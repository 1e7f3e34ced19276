/*
 * siyu: the rules of private-domain commerce, exact to the minor unit and explained.
 *
 * Conventions, which hold for every function:
 *
 * - Text is UTF-8. It goes in as pointer and length in bytes, and no NUL is looked for; the pointer may not be NULL, also
 *   for a length of 0. It comes out with a NUL behind it. Nothing that goes in is kept after the function returns.
 * - A function that can fail returns a siyu_status as int32_t. Its result goes to `out`, which may not be NULL; the reason of
 *   a refusal goes to `error`, which may be NULL if it is not wanted. Both are set to NULL first, whatever they held, and at
 *   most one of them holds an object in the end. That object is the caller's.
 * - Every object has one function that frees it, which takes NULL as well. An object is freed once and not used after.
 * - No object ever changes: what takes it as const may run on any number of threads at the same time. Only freeing must
 *   wait until the others are done. There is no global state, no last error, no callback and no thread in the library;
 *   a process may fork at any time.
 * - A panic does not leave the library: it becomes SIYU_STATUS_PANIC (or NULL, or 0), and all objects stay good.
 * - A text of more than 64 MiB is refused unread. When memory runs out the process is aborted.
 */


#ifndef SIYU_H
#define SIYU_H

/* Written by cbindgen from bindings-c/src: do not edit. `cargo test -p siyu-c` writes it anew. */

#include <stddef.h>
#include <stdint.h>

/**
 * The version of the interface that this header tells.
 */
#define SIYU_ABI_VERSION 1

/**
 * A language that siyu speaks.
 */
typedef enum {
  /**
   * English.
   */
  SIYU_LANGUAGE_ENGLISH = 0,
  /**
   * Simplified Chinese.
   */
  SIYU_LANGUAGE_CHINESE = 1,
} siyu_language;

/**
 * How a function ended. What else can be told of a refusal is in its `siyu_error`. Numbers keep their meaning for ever,
 * and new ones may come: treat every number but `SIYU_STATUS_OK` as a failure.
 */
typedef enum {
  /**
   * Done: the result is in `out`.
   */
  SIYU_STATUS_OK = 0,
  /**
   * The rulebook or the input is refused: `error` says why, where, and how to repair it.
   */
  SIYU_STATUS_REFUSED = 1,
  /**
   * A pointer that must not be NULL is NULL.
   */
  SIYU_STATUS_NULL_ARGUMENT = 2,
  /**
   * A text is not UTF-8.
   */
  SIYU_STATUS_INVALID_UTF8 = 3,
  /**
   * A fault of siyu itself, caught: please report it. All handles stay good.
   */
  SIYU_STATUS_PANIC = 4,
} siyu_status;

/**
 * A text that siyu made and the caller owns, until `siyu_buffer_free`.
 */
typedef struct siyu_buffer siyu_buffer;

/**
 * Why something is refused, where, and how to repair it. The caller owns it, until `siyu_error_free`.
 */
typedef struct siyu_error siyu_error;

/**
 * A checked rulebook. It never changes: any number of threads may use one at the same time, and a process that forks
 * may go on using it in the child.
 */
typedef struct siyu_rulebook siyu_rulebook;

/**
 * Refunds of lines that were split, a row each. All lines have the same parts in the same order; a part that a line does not
 * have is 0 in its row.
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Refunds.
   */
  size_t rows;
  /**
   * Parts of a line, the residual party's among them.
   */
  size_t parts;
  /**
   * The role of each part, for all rows: 0 supplier, 1 direct, 2 sponsor, 3 sponsor_2, 4 mentor, 5 pool, 6 residual;
   * exactly one is residual.
   *
   * Cells: `parts`; read.
   */
  const uint8_t *part_role;
  /**
   * What was paid for the line.
   *
   * Cells: `rows`; read.
   */
  const int64_t *paid_fen;
  /**
   * The parts of the line as it was split then; Σ of a row = `paid_fen`.
   *
   * Cells: `rows` × `parts`; read.
   */
  const int64_t *part_fen;
  /**
   * What was refunded before with the goods; nothing unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int64_t *returned_fen;
  /**
   * What was refunded before without them; nothing unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int64_t *compensation_fen;
  /**
   * This refund.
   *
   * Cells: `rows`; read.
   */
  const int64_t *refund_fen;
  /**
   * Why: 0 returned, 1 compensation; the rulebook's default unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint8_t *reason;
  /**
   * What each part gives back now; Σ of a row = `refund_fen`. Only the residual party's may be below zero.
   *
   * Cells: `rows` × `parts`; written.
   */
  int64_t *taken_fen;
  /**
   * What is left of the line to refund.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int64_t *left_fen;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`; written.
   */
  uint16_t *code;
} siyu_commission_clawback_batch;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The version of the interface that the loaded library has: it rises with any change after which a program that was
 * compiled before would go wrong. Compare it with `SIYU_ABI_VERSION` once, at start.
 */
uint32_t siyu_abi_version(void);

/**
 * The version of the library, such as "0.1.0". Lives as long as the library.
 */
const char *siyu_version(void);

/**
 * What a status means, in one line of a `siyu_language`. Lives as long as the library; never NULL.
 */
const char *siyu_status_message(int32_t status, int32_t language);

/**
 * Reads and checks a rulebook. It is refused with everything that is wrong with it at once: see `siyu_error_json`.
 */
int32_t siyu_rulebook_parse(const char *json,
                            size_t json_length,
                            siyu_rulebook **out,
                            siyu_error **error);

/**
 * The fingerprint of a rulebook, 64 hexadecimal digits, until the rulebook is freed: rulebooks that mean the same have
 * the same, and every decision carries it. NULL for NULL.
 */
const char *siyu_rulebook_digest(const siyu_rulebook *rulebook);

/**
 * The canonical form of a rulebook (RFC 8785): what its digest is made of, and what to keep beside decisions.
 */
int32_t siyu_rulebook_canonical(const siyu_rulebook *rulebook,
                                siyu_buffer **out);

/**
 * What was found in a rulebook that refuses nothing and yet deserves a look: a JSON list, empty as a rule.
 */
int32_t siyu_rulebook_warnings(const siyu_rulebook *rulebook,
                               siyu_buffer **out);

/**
 * Frees a rulebook. Nothing happens for NULL.
 */
void siyu_rulebook_free(siyu_rulebook *rulebook);

/**
 * Calls an operation by its name, such as "commission_split": JSON in, JSON out. `rulebook` may be NULL for an operation
 * that needs none, such as "rulebook_check"; another one then refuses. The same call gives the same bytes, always.
 */
int32_t siyu_call(const siyu_rulebook *rulebook,
                  const char *operation,
                  size_t operation_length,
                  const char *input,
                  size_t input_length,
                  siyu_buffer **out,
                  siyu_error **error);

/**
 * The text: UTF-8 with a NUL behind it, until the buffer is freed. NULL for NULL.
 */
const char *siyu_buffer_data(const siyu_buffer *buffer);

/**
 * The length of the text in bytes, without the NUL behind it. 0 for NULL.
 */
size_t siyu_buffer_length(const siyu_buffer *buffer);

/**
 * Frees a buffer. Nothing happens for NULL.
 */
void siyu_buffer_free(siyu_buffer *buffer);

/**
 * Who gives back what when buyers are refunded, a refund per row (RULES.md §2).
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_commission_clawback_columns(const siyu_rulebook *rulebook,
                                         const siyu_commission_clawback_batch *batch,
                                         size_t *refused,
                                         siyu_error **error);

/**
 * The name of what is wrong, such as "money_format": stable for ever. NULL for NULL.
 */
const char *siyu_error_code(const siyu_error *error);

/**
 * The number of what is wrong: stable for ever, never 0. 0 for NULL.
 */
uint16_t siyu_error_number(const siyu_error *error);

/**
 * Where it is wrong: an RFC 6901 pointer into the document that was handed in, empty for the whole of it. (A name that
 * holds a NUL ends it early; the JSON has it whole.) NULL for NULL.
 */
const char *siyu_error_path(const siyu_error *error);

/**
 * What is wrong, in one line of a `siyu_language`. NULL for NULL.
 */
const char *siyu_error_message(const siyu_error *error, int32_t language);

/**
 * How to repair it, in one line of a `siyu_language`. NULL for NULL.
 */
const char *siyu_error_repair(const siyu_error *error, int32_t language);

/**
 * All of it as JSON: `code`, `number`, `severity`, `path`, `parameters`, and `en` and `zh_cn` with `message` and `repair`.
 * Of a rulebook also `findings`: everything that is wrong with it, each with its place in the text. NULL for NULL.
 */
const char *siyu_error_json(const siyu_error *error);

/**
 * Frees an error. Nothing happens for NULL.
 */
void siyu_error_free(siyu_error *error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SIYU_H */
