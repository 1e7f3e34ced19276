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
 *   wait until the others are done. There is no last error, no callback, no thread and no global state in the library (but
 *   what siyu_capsule_prepare is told, once for the process); a process may fork at any time.
 * - Columns of a batch are NULL or as long as its counts say; they may be unaligned and overlap. Tables that are added to are
 *   quickest where they begin at a multiple of 64, as memory of siyu_memory_new does. Structs of Arrow are as its C Data
 *   Interface says: what goes in is not released, and what comes out is freed by a function of siyu's, wherever it was moved.
 * - A panic does not leave the library: it becomes SIYU_STATUS_PANIC (or NULL, or 0), and all objects stay good.
 * - A text of more than 64 MiB is refused unread. When memory runs out the process is aborted.
 */


#ifndef SIYU_H
#define SIYU_H

/* Written by cbindgen from bindings-c/src: do not edit. `cargo test -p siyu-c` writes it anew. */

#include <stddef.h>
#include <stdint.h>

/* The structs of Arrow's C Data Interface, unless another header has told them. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};
#endif


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
 * Memory that the caller owns until `siyu_memory_free`. Arrays of Arrow's that lie in it keep it for themselves.
 */
typedef struct siyu_memory siyu_memory;

/**
 * A checked rulebook. It never changes: any number of threads may use one at the same time, and a process that forks
 * may go on using it in the child.
 */
typedef struct siyu_rulebook siyu_rulebook;

/**
 * Applicants, a row each. `rulebook_columns` tells the places of tiers and readings; whether an applicant sponsors themselves
 * is not looked at.
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Applicants.
   */
  size_t rows;
  /**
   * The readings that conditions look at.
   */
  size_t readings;
  /**
   * What the conditions look at; nothing where it is not known.
   *
   * Cells: `rows` × `readings`; read.
   */
  const int64_t *reading;
  /**
   * The last month in which the applicant was assessed, and cleared; nothing for those who never were.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int32_t *cleared_month;
  /**
   * The day of applying; needed where `cleared_month` is there.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int32_t *applied_day;
  /**
   * What becomes of the application: 0 admitted, 1 refused.
   *
   * Cells: `rows`; written.
   */
  uint8_t *result;
  /**
   * The tier that the applicant enters: the highest whose `admit` holds; nothing when refused.
   *
   * Cells: `rows`; written.
   */
  uint8_t *tier;
  /**
   * The tier that `shortfall` speaks of: the lowest that one can enter; nothing when admitted.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint8_t *asked_tier;
  /**
   * How far each reading is below what that tier still lacks. Of thresholds in one `any`, each alone suffices.
   *
   * Cells: `rows` × `readings`; written; NULL if it is not wanted.
   */
  int64_t *shortfall;
  /**
   * Whether the applicant was cleared before and may not come back yet: 0 no, 1 yes.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint8_t *barred;
  /**
   * When barred: the first day on which they may apply again; nothing: never.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int32_t *reentry_day;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`; written.
   */
  uint16_t *code;
} siyu_agent_admit_batch;

/**
 * Agents and the month that each is assessed for, a row each. `rulebook_columns` tells the places of tiers and readings. A
 * month that was assessed already is refused (`period_not_due`): columns do not hold what was decided.
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Agents.
   */
  size_t rows;
  /**
   * The readings that conditions look at.
   */
  size_t readings;
  /**
   * The tier; nothing for an agent who was cleared: refused.
   *
   * Cells: `rows`; read.
   */
  const uint8_t *tier;
  /**
   * Misses in a row; none unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint32_t *misses;
  /**
   * The month of joining.
   *
   * Cells: `rows`; read.
   */
  const int32_t *joined_month;
  /**
   * The last month that was assessed; nothing before the first.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int32_t *last_month;
  /**
   * The month to assess: the one after the last, or that of joining.
   *
   * Cells: `rows`; read.
   */
  const int32_t *period_month;
  /**
   * What the conditions look at; nothing where it is not known.
   *
   * Cells: `rows` × `readings`; read.
   */
  const int64_t *reading;
  /**
   * What it comes to: 0 protected, 1 promoted, 2 kept, 3 warned, 4 demoted, 5 cleared.
   *
   * Cells: `rows`; written.
   */
  uint8_t *outcome;
  /**
   * The tier afterwards; nothing when cleared.
   *
   * Cells: `rows`; written.
   */
  uint8_t *tier_after;
  /**
   * Misses in a row afterwards.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint32_t *misses_after;
  /**
   * The first month in which the change is in force; nothing where nothing changes.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int32_t *effective_month;
  /**
   * Further misses in a row that would only be warned of.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint32_t *remaining_grace;
  /**
   * The next tier above that one can be promoted into; nothing where there is none.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint8_t *next_tier;
  /**
   * How far each reading is below what the next tier still lacks. Of thresholds in one `any`, each alone suffices.
   *
   * Cells: `rows` × `readings`; written; NULL if it is not wanted.
   */
  int64_t *shortfall;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`; written.
   */
  uint16_t *code;
} siyu_agent_assess_batch;

/**
 * Lines of orders, a row each: what was paid, and who may be paid for it. `rulebook_columns` tells the places of tiers, SKUs,
 * categories, pools and members.
 *
 * Where parties tie, the tie goes by id as it does in the call: `chain_party`, `mentor_party` and `pool_party` say in which
 * order the ids come. A row whose result depends on a tie that they do not settle is refused (`party_order_unknown`).
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Lines.
   */
  size_t rows;
  /**
   * The most agents of a chain.
   */
  size_t chain;
  /**
   * The members of all pools.
   */
  size_t members;
  /**
   * The pools.
   */
  size_t pools;
  /**
   * What was paid for the line, after every discount; freight apart.
   *
   * Cells: `rows`; read.
   */
  const int64_t *paid_fen;
  /**
   * The supplier's price of the line; not known unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int64_t *cost_fen;
  /**
   * Whether a supplier is owed that price: 0 no, 1 yes; no unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint8_t *has_supplier;
  /**
   * How many units, at least one; one unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint32_t *quantity;
  /**
   * The SKU's place among those with overrides; none of them unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint32_t *sku;
  /**
   * The category's place among those with overrides; none of them unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint32_t *category;
  /**
   * The tiers of the chain from the direct agent upward, by their places; 254 is an agent without a tier, 255 nobody: there
   * the chain ends.
   *
   * Cells: `rows` × `chain`; read.
   */
  const uint8_t *chain_tier;
  /**
   * The rates agreed with agents of the chain; none unless said.
   *
   * Cells: `rows` × `chain`; read; NULL to leave it out.
   */
  const uint32_t *chain_rate_ppm;
  /**
   * Whether the direct agent is the buyer: 0 no, 1 yes; no unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint8_t *direct_is_buyer;
  /**
   * Whether the direct agent has a mentor: 0 no, 1 yes; no unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint8_t *has_mentor;
  /**
   * Who the agents of the chain are: places among all ids of parties and pools in their order. An agent twice in a chain
   * is refused where this column is there.
   *
   * Cells: `rows` × `chain`; read; NULL to leave it out.
   */
  const uint32_t *chain_party;
  /**
   * Who the mentor is, by the same places.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint32_t *mentor_party;
  /**
   * Where the pools are among the same places, for all rows.
   *
   * Cells: `pools`; read; NULL to leave it out.
   */
  const uint32_t *pool_party;
  /**
   * The supplier's part: the cost, where a supplier is owed it.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int64_t *supplier_fen;
  /**
   * The parts of the chain; 0 for who has none.
   *
   * Cells: `rows` × `chain`; written.
   */
  int64_t *chain_fen;
  /**
   * The mentor's part.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int64_t *mentor_fen;
  /**
   * The parts of the members of all pools.
   *
   * Cells: `rows` × `members`; written; NULL if it is not wanted.
   */
  int64_t *member_fen;
  /**
   * The residual party's part: what all others leave of `paid_fen`. It may be below zero.
   *
   * Cells: `rows`; written.
   */
  int64_t *residual_fen;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`; written.
   */
  uint16_t *code;
} siyu_commission_split_batch;

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

/**
 * The sponsor tree of a month, or of a segment of it in which nobody's sponsor or tier changes.
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Agents, numbered from 0 in the order of their ids' bytes.
   */
  size_t agents;
  /**
   * 2: the agents above the seller who are paid at most, where `upline` is there.
   */
  size_t above;
  /**
   * The number of each agent's sponsor; nothing for a root.
   *
   * Cells: `agents`; read.
   */
  const uint32_t *sponsor;
  /**
   * The tier in which each agent sells and is paid: its place in the rulebook, from the lowest.
   *
   * Cells: `agents`; read.
   */
  const uint8_t *tier;
  /**
   * The class of rates in which an order of each agent is shared. It is a number of this rulebook, and may be kept with an
   * order as what was pinned for it.
   *
   * Cells: `agents`; written.
   */
  uint16_t *class_;
  /**
   * Who is paid as sponsor and as sponsor_2 on an order of each agent; in a differential the first and the second
   * above with a rate above all below. Needed in a differential; elsewhere they are the sponsor and the sponsor's sponsor.
   *
   * Cells: `agents` × `above`; written; NULL if it is not wanted.
   */
  uint32_t *upline;
} siyu_month_chains_batch;

/**
 * Lines of a month's orders, a row each, and the tables that they are added to. A table begins with zeros, and is the same
 * whatever chunks the lines come in.
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Lines.
   */
  size_t rows;
  /**
   * Agents, numbered from 0 in the order of their ids' bytes.
   */
  size_t agents;
  /**
   * 2: the agents above the seller who are paid at most, where `upline` is there.
   */
  size_t above;
  /**
   * 4: the cells of an agent's row of sums.
   */
  size_t width;
  /**
   * Suppliers, numbered from 0.
   */
  size_t suppliers;
  /**
   * 9: how many totals there are.
   */
  size_t totals;
  /**
   * Who sold; nothing where no agent did, and all is the house's.
   *
   * Cells: `rows`; read.
   */
  const uint32_t *agent;
  /**
   * What was paid for the line.
   *
   * Cells: `rows`; read.
   */
  const int64_t *paid_fen;
  /**
   * What of it was cancelled before it counted: it is as if the rest alone had been paid, and nobody earns on it or gives
   * it back. Nothing unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int64_t *cancelled_fen;
  /**
   * What was refunded of it in the month with the goods; nothing unless said. Everyone gives back.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int64_t *returned_fen;
  /**
   * What was refunded of it in the month without them; nothing unless said. The supplier keeps its part.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int64_t *compensation_fen;
  /**
   * The supplier's price of the line, where it is known.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int64_t *cost_fen;
  /**
   * The number of who is owed that price; without a supplier the cost stays with the house.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint32_t *supplier;
  /**
   * Units sold, for overrides with an amount per unit; 1 unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint32_t *quantity;
  /**
   * The SKU's place among those with overrides, as `rulebook_columns` tells; none of them unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint32_t *sku;
  /**
   * The category's place among those with overrides, as `rulebook_columns` tells; none of them unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint32_t *category;
  /**
   * Whether the direct agent is the buyer: 0 no, 1 yes; no unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint8_t *direct_is_buyer;
  /**
   * The class that was pinned when the order was placed; that of the agent unless said. Of a self-purchase that is paid to
   * the sponsor, the sponsor's class.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint16_t *pinned_class;
  /**
   * How many orders of positive net the line stands for: 1 on one line of such an order, 0 on its others. Unless said each
   * line is an order, and counts when something is left of it.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint8_t *orders;
  /**
   * Of each agent, as `month_chains` tells: the class of rates.
   *
   * Cells: `agents`; read.
   */
  const uint16_t *class_;
  /**
   * The number of each agent's sponsor; nothing for a root.
   *
   * Cells: `agents`; read.
   */
  const uint32_t *sponsor;
  /**
   * Of each agent, as `month_chains` tells: who is paid as sponsor and as sponsor_2. Needed in a differential; elsewhere the
   * sponsor and the sponsor's sponsor unless said.
   *
   * Cells: `agents` × `above`; read; NULL to leave it out.
   */
  const uint32_t *upline;
  /**
   * Per seller: what was paid, and what it earned in the roles direct, sponsor and sponsor_2.
   *
   * Cells: `agents` × `width`; added to.
   */
  int64_t *earned_fen;
  /**
   * Per seller: what was refunded, and what the same roles gave back. Needed with `returned_fen` or `compensation_fen`.
   *
   * Cells: `agents` × `width`; added to; NULL to leave it out.
   */
  int64_t *clawed_back_fen;
  /**
   * Per seller: what suppliers kept.
   *
   * Cells: `agents`; added to; NULL to leave it out.
   */
  int64_t *supplied_fen;
  /**
   * Per seller: orders of positive net.
   *
   * Cells: `agents`; added to; NULL to leave it out.
   */
  int64_t *orders_sold;
  /**
   * Per supplier: what it earned. Needed with `supplier`.
   *
   * Cells: `suppliers`; added to; NULL to leave it out.
   */
  int64_t *supplier_earned_fen;
  /**
   * Per supplier: what it gave back. Needed with `supplier`.
   *
   * Cells: `suppliers`; added to; NULL to leave it out.
   */
  int64_t *supplier_clawed_back_fen;
  /**
   * gross, refunded, gross_without_agent, refunded_without_agent, supplied, supplier_clawed_back, house, house_clawed_back, and
   * lines, which is a count.
   *
   * Cells: `totals`; added to.
   */
  int64_t *totals_fen;
  /**
   * 0, or the number of the code by which the row is refused: nothing of it is added. A row that would take the
   * month's gross beyond the limit of money is refused; no other depends on the rows before it.
   *
   * Cells: `rows`; written.
   */
  uint16_t *code;
} siyu_month_absorb_batch;

/**
 * The tables of a month that another chunk's are added to. Associative and commutative; a table that one side has, the other
 * must have.
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Agents, numbered from 0.
   */
  size_t agents;
  /**
   * 4: the cells of an agent's row of sums.
   */
  size_t width;
  /**
   * Suppliers, numbered from 0.
   */
  size_t suppliers;
  /**
   * 9: how many totals there are.
   */
  size_t totals;
  /**
   * As of `month_absorb`: what each seller's orders earned.
   *
   * Cells: `agents` × `width`; added to.
   */
  int64_t *earned_fen;
  /**
   * What they gave back.
   *
   * Cells: `agents` × `width`; added to; NULL to leave it out.
   */
  int64_t *clawed_back_fen;
  /**
   * What suppliers kept.
   *
   * Cells: `agents`; added to; NULL to leave it out.
   */
  int64_t *supplied_fen;
  /**
   * Orders of positive net.
   *
   * Cells: `agents`; added to; NULL to leave it out.
   */
  int64_t *orders_sold;
  /**
   * What each supplier earned.
   *
   * Cells: `suppliers`; added to; NULL to leave it out.
   */
  int64_t *supplier_earned_fen;
  /**
   * What each supplier gave back.
   *
   * Cells: `suppliers`; added to; NULL to leave it out.
   */
  int64_t *supplier_clawed_back_fen;
  /**
   * The totals.
   *
   * Cells: `totals`; added to.
   */
  int64_t *totals_fen;
  /**
   * The same of the other chunk.
   *
   * Cells: `agents` × `width`; read.
   */
  const int64_t *other_earned_fen;
  /**
   * The same of the other chunk.
   *
   * Cells: `agents` × `width`; read; NULL to leave it out.
   */
  const int64_t *other_clawed_back_fen;
  /**
   * The same of the other chunk.
   *
   * Cells: `agents`; read; NULL to leave it out.
   */
  const int64_t *other_supplied_fen;
  /**
   * The same of the other chunk.
   *
   * Cells: `agents`; read; NULL to leave it out.
   */
  const int64_t *other_orders_sold;
  /**
   * The same of the other chunk.
   *
   * Cells: `suppliers`; read; NULL to leave it out.
   */
  const int64_t *other_supplier_earned_fen;
  /**
   * The same of the other chunk.
   *
   * Cells: `suppliers`; read; NULL to leave it out.
   */
  const int64_t *other_supplier_clawed_back_fen;
  /**
   * The same of the other chunk.
   *
   * Cells: `totals`; read.
   */
  const int64_t *other_totals_fen;
} siyu_month_merge_batch;

/**
 * The tables of a month, all chunks merged, and what they come to for each agent.
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Agents, numbered from 0 in the order of their ids' bytes.
   */
  size_t agents;
  /**
   * Segments of the month, between which sponsors or tiers changed; 1 where none did. Each has tables of its own.
   */
  size_t segments;
  /**
   * 2: the agents above the seller who are paid at most, where `upline` is there.
   */
  size_t above;
  /**
   * 4: the cells of an agent's row of sums.
   */
  size_t width;
  /**
   * 9: how many totals there are.
   */
  size_t totals;
  /**
   * The readings that assessments look at, as `rulebook_columns` tells them.
   */
  size_t readings;
  /**
   * The number of each agent's sponsor at the month's end; nothing for a root. Teams are summed up by it.
   *
   * Cells: `agents`; read.
   */
  const uint32_t *sponsor;
  /**
   * Of each segment, as `month_chains` tells: who is paid as sponsor and as sponsor_2. Needed in a differential, and with
   * several segments; else the sponsor and the sponsor's sponsor unless said.
   *
   * Cells: `segments` × `agents` × `above`; read; NULL to leave it out.
   */
  const uint32_t *upline;
  /**
   * Of each segment, as `month_absorb` left it: what each seller's orders earned.
   *
   * Cells: `segments` × `agents` × `width`; read.
   */
  const int64_t *earned_fen;
  /**
   * Of each segment, as `month_absorb` left it: what they gave back; nothing unless said.
   *
   * Cells: `segments` × `agents` × `width`; read; NULL to leave it out.
   */
  const int64_t *clawed_back_fen;
  /**
   * What suppliers kept of each seller's orders, all segments added; nothing unless said.
   *
   * Cells: `agents`; read; NULL to leave it out.
   */
  const int64_t *supplied_fen;
  /**
   * The totals, all segments added.
   *
   * Cells: `totals`; read.
   */
  const int64_t *totals_fen;
  /**
   * Orders of positive net of each seller, all segments added; nothing unless said.
   *
   * Cells: `agents`; read; NULL to leave it out.
   */
  const int64_t *orders_sold;
  /**
   * What each agent sold, less refunds.
   *
   * Cells: `agents`; written; NULL if it is not wanted.
   */
  int64_t *own_net_sales_fen;
  /**
   * What the agents sold whom the agent sponsors, less refunds.
   *
   * Cells: `agents`; written.
   */
  int64_t *direct_team_net_sales_fen;
  /**
   * What all agents below sold, less refunds.
   *
   * Cells: `agents`; written; NULL if it is not wanted.
   */
  int64_t *whole_team_net_sales_fen;
  /**
   * Own net sales less what suppliers kept.
   *
   * Cells: `agents`; written; NULL if it is not wanted.
   */
  int64_t *profit_fen;
  /**
   * What the agent earned on own orders: of one segment the second cells of `earned_fen`.
   *
   * Cells: `agents`; written; NULL if it is not wanted.
   */
  int64_t *direct_fen;
  /**
   * What the agent earned on orders of those below.
   *
   * Cells: `agents`; written.
   */
  int64_t *indirect_fen;
  /**
   * What the agent gave back of both.
   *
   * Cells: `agents`; written; NULL if it is not wanted.
   */
  int64_t *clawed_back_by_agent_fen;
  /**
   * The readings of `agent_assess`, which the month is put into: own_net_sales, direct_team_net_sales, whole_team_net_sales, profit
   * and orders of the month are set, and added to those of the lifetime or of several periods, which hold what was before
   * the month (nothing stays nothing). All others stay as they are.
   *
   * Cells: `agents` × `readings`; added to; NULL to leave it out.
   */
  int64_t *reading;
} siyu_month_close_batch;

/**
 * Customers on a day, a row each, and their top-ups: those of the first row first, then those of the second, and so on.
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Customers.
   */
  size_t rows;
  /**
   * Top-ups of all customers.
   */
  size_t top_ups;
  /**
   * The day of asking.
   *
   * Cells: `rows`; read.
   */
  const int32_t *as_of_day;
  /**
   * The day of the customer's first purchase; nothing when there is none.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int32_t *first_purchase_day;
  /**
   * How many of the top-ups are the customer's; Σ = `top_ups`.
   *
   * Cells: `rows`; read.
   */
  const uint32_t *top_up_count;
  /**
   * The day of the top-up. A customer's top-ups stand in the order of their days, those of one day in the order of
   * their ids. One that is later than `as_of_day` has not happened yet and does not count.
   *
   * Cells: `top_ups`; read.
   */
  const int32_t *top_up_day;
  /**
   * What was paid, bonus apart; not negative.
   *
   * Cells: `top_ups`; read.
   */
  const int64_t *top_up_fen;
  /**
   * What of it was refunded by `as_of_day`; nothing unless said.
   *
   * Cells: `top_ups`; read; NULL to leave it out.
   */
  const int64_t *refunded_fen;
  /**
   * The level that the last decision gave, by its place in the rulebook; nothing when there is none.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint8_t *current_level;
  /**
   * The `since_day` of that decision.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int32_t *current_since_day;
  /**
   * The level, by its place in the rulebook; nothing when the customer has none.
   *
   * Cells: `rows`; written.
   */
  uint8_t *level;
  /**
   * What became of the current level: 0 none, 1 granted, 2 upgraded, 3 kept, 4 renewed, 5 lowered, 6 ended.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint8_t *change;
  /**
   * The day from which the level, or its current period, runs.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int32_t *since_day;
  /**
   * The day on which the current period has ended; nothing where levels have no period.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int32_t *review_day;
  /**
   * The first day on which the level is lost if nothing else happens; nothing when that day never comes.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int32_t *ends_day;
  /**
   * What counts, net of refunds.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int64_t *counted_fen;
  /**
   * The next level; nothing on the highest.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint8_t *next_level;
  /**
   * The least top-up of today that reaches it (补差); nothing on the highest.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int64_t *missing_fen;
  /**
   * 1 when a level needs a purchase that is not there, 0 elsewhere.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint8_t *purchase_missing;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`; written.
   */
  uint16_t *code;
} siyu_vip_level_batch;

/**
 * Goods and who buys them: a row is an order of one line. (In an order of several lines a step is allotted by the ids of the
 * lines, which columns do not have: that is for the call.)
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Orders of one line.
   */
  size_t rows;
  /**
   * The day of the order.
   *
   * Cells: `rows`; read.
   */
  const int32_t *on_day;
  /**
   * The list price, all units together.
   *
   * Cells: `rows`; read.
   */
  const int64_t *list_fen;
  /**
   * How many units; 1 unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint32_t *quantity;
  /**
   * What it costs the merchant, all units together.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int64_t *cost_fen;
  /**
   * Below what it is not sold, all units together.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int64_t *floor_fen;
  /**
   * The customer's level, by its place in the rulebook; nothing when there is none.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint8_t *level;
  /**
   * The customer's day of birth.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int32_t *born_day;
  /**
   * The year of the last birthday whose discount was given.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int32_t *birthday_used_year;
  /**
   * What the customer's coupon takes off.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int64_t *coupon_fen;
  /**
   * The order that the coupon needs; nothing of it unless said.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int64_t *coupon_minimum_fen;
  /**
   * The points that the customer offers.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const uint32_t *points;
  /**
   * What is to be paid: `list_fen` less what the four steps take off.
   *
   * Cells: `rows`; written.
   */
  int64_t *payable_fen;
  /**
   * What the level takes off.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int64_t *level_fen;
  /**
   * What the birthday takes off.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int64_t *birthday_fen;
  /**
   * What the coupon takes off.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int64_t *coupon_off_fen;
  /**
   * What the points take off.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int64_t *points_fen;
  /**
   * The birthday whose discount was given; nothing when none was.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int32_t *birthday_day;
  /**
   * The points that were taken.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint32_t *points_used;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`; written.
   */
  uint16_t *code;
} siyu_vip_price_batch;

/**
 * Orders, a row each, and the table that they are added to. The table begins with zeros, and is the same whatever chunks the
 * orders come in.
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Orders.
   */
  size_t rows;
  /**
   * Customers, numbered from 0 in the order of their ids' bytes.
   */
  size_t customers;
  /**
   * 1: days of asking.
   */
  size_t dates;
  /**
   * Who bought.
   *
   * Cells: `rows`; read.
   */
  const uint32_t *customer;
  /**
   * What was paid; not negative.
   *
   * Cells: `rows`; read.
   */
  const int64_t *paid_fen;
  /**
   * What of it was refunded by the day of asking; nothing unless said. An order of which nothing is left does not count.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int64_t *refunded_fen;
  /**
   * The day of the order. Unless said, all orders are in the window.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int32_t *day;
  /**
   * The day of asking, with which the window ends: an order after it, or before the window, adds nothing. Needed with `day`.
   *
   * Cells: `dates`; read; NULL to leave it out.
   */
  const int32_t *as_of_day;
  /**
   * Per customer: net sales · 2^13 + orders of positive net.
   *
   * Cells: `customers`; added to.
   */
  int64_t *cells;
  /**
   * Per customer: the day of the last order that counts, in the window or before it. Begins with nothing. Needs `day`.
   *
   * Cells: `customers`; added to; NULL to leave it out.
   */
  int32_t *last_order_day;
  /**
   * 0, or the number of the code by which the row is refused: nothing of it is added.
   *
   * Cells: `rows`; written.
   */
  uint16_t *code;
} siyu_customer_absorb_batch;

/**
 * The table of some orders, to which that of others is added. Associative and commutative.
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Customers, numbered from 0.
   */
  size_t customers;
  /**
   * As of `customer_absorb`.
   *
   * Cells: `customers`; added to.
   */
  int64_t *cells;
  /**
   * As of `customer_absorb`: days of last orders. One that one side has, the other must have.
   *
   * Cells: `customers`; added to; NULL to leave it out.
   */
  int32_t *last_order_day;
  /**
   * The same of the other chunk.
   *
   * Cells: `customers`; read.
   */
  const int64_t *other_cells;
  /**
   * The same of the other chunk.
   *
   * Cells: `customers`; read; NULL to leave it out.
   */
  const int32_t *other_last_order_day;
} siyu_customer_merge_batch;

/**
 * Customers on a day, a row each.
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Customers.
   */
  size_t rows;
  /**
   * 1: days of asking.
   */
  size_t dates;
  /**
   * As `customer_absorb` left it: net sales · 2^13 + orders.
   *
   * Cells: `rows`; read.
   */
  const int64_t *cells;
  /**
   * As `customer_absorb` left it: the day of the last order; nothing where there is none.
   *
   * Cells: `rows`; read; NULL to leave it out.
   */
  const int32_t *last_order_day;
  /**
   * The day of asking. Needed with `last_order_day`.
   *
   * Cells: `dates`; read; NULL to leave it out.
   */
  const int32_t *as_of_day;
  /**
   * The class, by its place in the rulebook; nothing when the customer has none.
   *
   * Cells: `rows`; written.
   */
  uint8_t *class_;
  /**
   * Orders of positive net in the window.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint32_t *orders;
  /**
   * What the customer bought in the window, less refunds.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int64_t *net_sales_fen;
  /**
   * The next class, by its place in the rulebook; nothing in the highest.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint8_t *next_class;
  /**
   * How many orders it is away; nothing in the highest.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint32_t *missing_orders;
  /**
   * Whether the customer sleeps: 0 no, 1 yes; 0 without `last_order_day`.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  uint8_t *dormant;
  /**
   * The first day on which the customer sleeps, if nothing else is bought; nothing when that day never comes, or without
   * `last_order_day`.
   *
   * Cells: `rows`; written; NULL if it is not wanted.
   */
  int32_t *dormant_day;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`; written.
   */
  uint16_t *code;
} siyu_customer_classify_batch;

/**
 * The table of all customers, all chunks merged, and what they come to together.
 */
typedef struct {
  /**
   * The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
   */
  size_t size;
  /**
   * Customers, numbered from 0 in the order of their ids' bytes.
   */
  size_t customers;
  /**
   * The classes of the rulebook, and one more for customers without a class.
   */
  size_t bands;
  /**
   * 4: how many figures of all customers there are.
   */
  size_t figures;
  /**
   * 3: how many figures of the first customers there are.
   */
  size_t firsts;
  /**
   * As `customer_absorb` left it: net sales · 2^13 + orders.
   *
   * Cells: `customers`; read.
   */
  const int64_t *cells;
  /**
   * How many customers each class has, in the rulebook's order; last those without a class.
   *
   * Cells: `bands`; written.
   */
  int64_t *class_customers;
  /**
   * What they bought in the window, less refunds.
   *
   * Cells: `bands`; written; NULL if it is not wanted.
   */
  int64_t *class_net_sales_fen;
  /**
   * The customers that shares are shares of, those with an order, orders, and what was bought in all (fen).
   *
   * Cells: `figures`; written.
   */
  int64_t *whole;
  /**
   * The first customers by net sales, as many as the rulebook's `top_share`: how many, what they bought (fen), and the least
   * that one of them bought (fen).
   *
   * Cells: `firsts`; written.
   */
  int64_t *top;
  /**
   * The same of super users.
   *
   * Cells: `firsts`; written; NULL if it is not wanted.
   */
  int64_t *super_users;
  /**
   * The same of the fewest customers who bought the rulebook's `coverage` of all.
   *
   * Cells: `firsts`; written; NULL if it is not wanted.
   */
  int64_t *coverage;
  /**
   * Whether the customer is a super user: 0 no, 1 yes. Of customers with one amount those with the lowest numbers are.
   *
   * Cells: `customers`; written; NULL if it is not wanted.
   */
  uint8_t *super_user;
} siyu_customer_segments_batch;

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
 * Decides applications, an applicant per row (RULES.md §1).
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_agent_admit_columns(const siyu_rulebook *rulebook,
                                 const siyu_agent_admit_batch *batch,
                                 size_t *refused,
                                 siyu_error **error);

/**
 * Assesses agents, an agent and a month per row (RULES.md §1).
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_agent_assess_columns(const siyu_rulebook *rulebook,
                                  const siyu_agent_assess_batch *batch,
                                  size_t *refused,
                                  siyu_error **error);

/**
 * Shares lines of orders among supplier, agents, mentor, pools and the residual party, a line per row (RULES.md §2).
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_commission_split_columns(const siyu_rulebook *rulebook,
                                      const siyu_commission_split_batch *batch,
                                      size_t *refused,
                                      siyu_error **error);

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
 * Who is paid on the orders of each agent, and in which class of rates: what the month's sums are made by.
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_month_chains_columns(const siyu_rulebook *rulebook,
                                  const siyu_month_chains_batch *batch,
                                  size_t *refused,
                                  siyu_error **error);

/**
 * A chunk of a month's order lines, a line per row, added to tables per seller (RULES.md §2, §3).
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_month_absorb_columns(const siyu_rulebook *rulebook,
                                  const siyu_month_absorb_batch *batch,
                                  size_t *refused,
                                  siyu_error **error);

/**
 * The tables of another chunk of the month, added to those of this one.
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_month_merge_columns(const siyu_rulebook *rulebook,
                                 const siyu_month_merge_batch *batch,
                                 size_t *refused,
                                 siyu_error **error);

/**
 * What each agent and each team sold in the month, and what each agent earned and gave back.
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_month_close_columns(const siyu_rulebook *rulebook,
                                 const siyu_month_close_batch *batch,
                                 size_t *refused,
                                 siyu_error **error);

/**
 * The VIP level of customers on a day, a customer per row (RULES.md §3).
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_vip_level_columns(const siyu_rulebook *rulebook,
                               const siyu_vip_level_batch *batch,
                               size_t *refused,
                               siyu_error **error);

/**
 * The price waterfall of orders of one line, an order per row (RULES.md §3).
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_vip_price_columns(const siyu_rulebook *rulebook,
                               const siyu_vip_price_batch *batch,
                               size_t *refused,
                               siyu_error **error);

/**
 * A chunk of orders, an order per row, added to one cell per customer (RULES.md §6).
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_customer_absorb_columns(const siyu_rulebook *rulebook,
                                     const siyu_customer_absorb_batch *batch,
                                     size_t *refused,
                                     siyu_error **error);

/**
 * The cells of another chunk of orders, added to those of this one.
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_customer_merge_columns(const siyu_rulebook *rulebook,
                                    const siyu_customer_merge_batch *batch,
                                    size_t *refused,
                                    siyu_error **error);

/**
 * The class of customers by repurchases and whether they sleep, a customer per row (RULES.md §6).
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_customer_classify_columns(const siyu_rulebook *rulebook,
                                       const siyu_customer_classify_batch *batch,
                                       size_t *refused,
                                       siyu_error **error);

/**
 * All customers together: how many each class has, what the first of them buy, super users, coverage (RULES.md §6).
 *
 * `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
 */
int32_t siyu_customer_segments_columns(const siyu_rulebook *rulebook,
                                       const siyu_customer_segments_batch *batch,
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

/**
 * Gives memory of so many bytes for the columns of a batch, aligned to 64 and uninitialised. `count_out_of_range` for more than
 * there can be.
 */
int32_t siyu_memory_new(size_t bytes,
                        siyu_memory **out,
                        siyu_error **error);

/**
 * The first byte, which may be written and read until the memory is freed and no array of Arrow's lies in it. NULL for NULL.
 */
uint8_t *siyu_memory_data(const siyu_memory *memory);

/**
 * Frees memory, or leaves it to the arrays of Arrow's that lie in it. Nothing happens for NULL.
 */
void siyu_memory_free(siyu_memory *memory);

/**
 * Runs an operation over columns of Arrow's, and gives all that it tells as such: an array `out` and its `schema`, which are the
 * caller's.
 *
 * There are `tables` struct arrays with their schemas, one for each length of columns: most operations need one, `commission_clawback`
 * a second one for `part_role`. A child is the column of its name, of its type (days also `date32`), and of a table of cells a
 * list of fixed size; null means nothing. A child of another name is refused (`unknown_field`), one of another type (`wrong_type`),
 * and one that is shorter than its table (`list_length`). Nothing of them is kept, and they stay the caller's.
 *
 * In the result all but the code of a refused row is null. `refused`, unless NULL, tells how many rows are. An operation
 * that adds to columns, such as "month_absorb", is refused (`unknown_choice`): `siyu_arrow_tables` runs it.
 */
int32_t siyu_arrow_columns(const siyu_rulebook *rulebook,
                           const char *operation,
                           size_t operation_length,
                           size_t tables,
                           const struct ArrowArray *const *arrays,
                           const struct ArrowSchema *const *schemas,
                           struct ArrowArray **out,
                           struct ArrowSchema **schema,
                           size_t *refused,
                           siyu_error **error);

/**
 * Runs any operation over columns of Arrow's, also one that adds to columns: these go in like all others, stay as they are, and come
 * out as new ones, with what was added. So a month's orders are absorbed chunk by chunk: what one call gives the next one takes.
 *
 * Tables go in as for `siyu_arrow_columns`, also several of one length, so that what came out can go in as it is. There are `results`
 * places in `out` and in `schema`, for one struct array for each length of what is written or added to: of "month_absorb" first that of
 * the sellers' sums (`agents`), then `suppliers`, `totals`, and the codes (`rows`); each operation's in the order in which its struct
 * has them. Where nothing of a length is there it has no children. Too few places are refused (`count_out_of_range`), and
 * further ones are NULL. In sums null is 0.
 */
int32_t siyu_arrow_tables(const siyu_rulebook *rulebook,
                          const char *operation,
                          size_t operation_length,
                          size_t tables,
                          const struct ArrowArray *const *arrays,
                          const struct ArrowSchema *const *schemas,
                          size_t results,
                          struct ArrowArray **out,
                          struct ArrowSchema **schema,
                          size_t *refused,
                          siyu_error **error);

/**
 * The type of what a batch of an operation wrote: a struct with a child for each output that is not NULL and has as many rows as the
 * first output of the operation, in its order. `batch` is the operation's struct, as it was handed to its function. `unknown_operation` for an operation that does not
 * run over columns, `unknown_choice` for one that only adds to columns, such as "month_merge".
 */
int32_t siyu_arrow_schema(const char *operation,
                          size_t operation_length,
                          const void *batch,
                          struct ArrowSchema **out,
                          siyu_error **error);

/**
 * The cells of what a batch of an operation wrote, of the type that `siyu_arrow_schema` tells. Columns that lie within `memory` are
 * not copied, and keep it; all others are, and `memory` may be NULL. Nothing may be written to `memory` any more.
 */
int32_t siyu_arrow_array(const char *operation,
                         size_t operation_length,
                         const void *batch,
                         const siyu_memory *memory,
                         struct ArrowArray **out,
                         siyu_error **error);

/**
 * The same as a stream of one array, with its type.
 */
int32_t siyu_arrow_stream(const char *operation,
                          size_t operation_length,
                          const void *batch,
                          const siyu_memory *memory,
                          struct ArrowArrayStream **out,
                          siyu_error **error);

/**
 * Frees a schema, which is released first unless it was moved elsewhere. Nothing happens for NULL.
 */
void siyu_arrow_schema_free(struct ArrowSchema *schema);

/**
 * Frees an array, which is released first unless it was moved elsewhere. Nothing happens for NULL.
 */
void siyu_arrow_array_free(struct ArrowArray *array);

/**
 * Frees a stream, which is released first unless it was moved elsewhere. Nothing happens for NULL.
 */
void siyu_arrow_stream_free(struct ArrowArrayStream *stream);

/**
 * For packages of Python: tells the address of `PyCapsule_GetPointer`, which the destructors below need.
 */
void siyu_capsule_prepare(void *pointer_of);

/**
 * For packages of Python: the destructor of a capsule `arrow_schema`.
 */
void siyu_capsule_free_schema(void *capsule);

/**
 * For packages of Python: the destructor of a capsule `arrow_array`.
 */
void siyu_capsule_free_array(void *capsule);

/**
 * For packages of Python: the destructor of a capsule `arrow_array_stream`.
 */
void siyu_capsule_free_stream(void *capsule);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SIYU_H */
