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
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};


typedef enum {
  SIYU_LANGUAGE_ENGLISH = 0,
  SIYU_LANGUAGE_CHINESE = 1,
} siyu_language;

typedef enum {
  SIYU_STATUS_OK = 0,
  SIYU_STATUS_REFUSED = 1,
  SIYU_STATUS_NULL_ARGUMENT = 2,
  SIYU_STATUS_INVALID_UTF8 = 3,
  SIYU_STATUS_PANIC = 4,
} siyu_status;

typedef struct siyu_buffer siyu_buffer;

typedef struct siyu_error siyu_error;

typedef struct siyu_memory siyu_memory;

typedef struct siyu_rulebook siyu_rulebook;

typedef struct {
  size_t size;
  size_t rows;
  size_t readings;
  const int64_t *reading;
  const int32_t *cleared_month;
  const int32_t *applied_day;
  uint8_t *result;
  uint8_t *tier;
  uint8_t *asked_tier;
  int64_t *shortfall;
  uint8_t *barred;
  int32_t *reentry_day;
  uint16_t *code;
} siyu_agent_admit_batch;

typedef struct {
  size_t size;
  size_t rows;
  size_t readings;
  const uint8_t *tier;
  const uint32_t *misses;
  const int32_t *joined_month;
  const int32_t *last_month;
  const int32_t *period_month;
  const int64_t *reading;
  uint8_t *outcome;
  uint8_t *tier_after;
  uint32_t *misses_after;
  int32_t *effective_month;
  uint32_t *remaining_grace;
  uint8_t *next_tier;
  int64_t *shortfall;
  uint16_t *code;
} siyu_agent_assess_batch;

typedef struct {
  size_t size;
  size_t rows;
  size_t chain;
  size_t members;
  size_t pools;
  const int64_t *paid_fen;
  const int64_t *cost_fen;
  const uint8_t *has_supplier;
  const uint32_t *quantity;
  const uint32_t *sku;
  const uint32_t *category;
  const uint8_t *chain_tier;
  const uint32_t *chain_rate_ppm;
  const uint8_t *direct_is_buyer;
  const uint8_t *has_mentor;
  const uint32_t *chain_party;
  const uint32_t *mentor_party;
  const uint32_t *pool_party;
  int64_t *supplier_fen;
  int64_t *chain_fen;
  int64_t *mentor_fen;
  int64_t *member_fen;
  int64_t *residual_fen;
  uint16_t *code;
} siyu_commission_split_batch;

typedef struct {
  size_t size;
  size_t rows;
  size_t parts;
  const uint8_t *part_role;
  const int64_t *paid_fen;
  const int64_t *part_fen;
  const int64_t *returned_fen;
  const int64_t *compensation_fen;
  const int64_t *refund_fen;
  const uint8_t *reason;
  int64_t *taken_fen;
  int64_t *left_fen;
  uint16_t *code;
} siyu_commission_clawback_batch;

typedef struct {
  size_t size;
  size_t agents;
  size_t above;
  const uint32_t *sponsor;
  const uint8_t *tier;
  uint16_t *class_;
  uint32_t *upline;
} siyu_month_chains_batch;

typedef struct {
  size_t size;
  size_t rows;
  size_t agents;
  size_t above;
  size_t width;
  size_t suppliers;
  size_t totals;
  const uint32_t *agent;
  const int64_t *paid_fen;
  const int64_t *cancelled_fen;
  const int64_t *returned_fen;
  const int64_t *compensation_fen;
  const int64_t *cost_fen;
  const uint32_t *supplier;
  const uint32_t *quantity;
  const uint32_t *sku;
  const uint32_t *category;
  const uint8_t *direct_is_buyer;
  const uint16_t *pinned_class;
  const uint8_t *orders;
  const uint16_t *class_;
  const uint32_t *sponsor;
  const uint32_t *upline;
  int64_t *earned_fen;
  int64_t *clawed_back_fen;
  int64_t *supplied_fen;
  int64_t *orders_sold;
  int64_t *supplier_earned_fen;
  int64_t *supplier_clawed_back_fen;
  int64_t *totals_fen;
  uint16_t *code;
} siyu_month_absorb_batch;

typedef struct {
  size_t size;
  size_t agents;
  size_t width;
  size_t suppliers;
  size_t totals;
  int64_t *earned_fen;
  int64_t *clawed_back_fen;
  int64_t *supplied_fen;
  int64_t *orders_sold;
  int64_t *supplier_earned_fen;
  int64_t *supplier_clawed_back_fen;
  int64_t *totals_fen;
  const int64_t *other_earned_fen;
  const int64_t *other_clawed_back_fen;
  const int64_t *other_supplied_fen;
  const int64_t *other_orders_sold;
  const int64_t *other_supplier_earned_fen;
  const int64_t *other_supplier_clawed_back_fen;
  const int64_t *other_totals_fen;
} siyu_month_merge_batch;

typedef struct {
  size_t size;
  size_t agents;
  size_t segments;
  size_t above;
  size_t width;
  size_t totals;
  size_t readings;
  const uint32_t *sponsor;
  const uint32_t *upline;
  const int64_t *earned_fen;
  const int64_t *clawed_back_fen;
  const int64_t *supplied_fen;
  const int64_t *totals_fen;
  const int64_t *orders_sold;
  int64_t *own_net_sales_fen;
  int64_t *direct_team_net_sales_fen;
  int64_t *whole_team_net_sales_fen;
  int64_t *profit_fen;
  int64_t *direct_fen;
  int64_t *indirect_fen;
  int64_t *clawed_back_by_agent_fen;
  int64_t *reading;
} siyu_month_close_batch;

typedef struct {
  size_t size;
  size_t rows;
  size_t top_ups;
  const int32_t *as_of_day;
  const int32_t *first_purchase_day;
  const uint32_t *top_up_count;
  const int32_t *top_up_day;
  const int64_t *top_up_fen;
  const int64_t *refunded_fen;
  const uint8_t *current_level;
  const int32_t *current_since_day;
  uint8_t *level;
  uint8_t *change;
  int32_t *since_day;
  int32_t *review_day;
  int32_t *ends_day;
  int64_t *counted_fen;
  uint8_t *next_level;
  int64_t *missing_fen;
  uint8_t *purchase_missing;
  uint16_t *code;
} siyu_vip_level_batch;

typedef struct {
  size_t size;
  size_t rows;
  const int32_t *on_day;
  const int64_t *list_fen;
  const uint32_t *quantity;
  const int64_t *cost_fen;
  const int64_t *floor_fen;
  const uint8_t *level;
  const int32_t *born_day;
  const int32_t *birthday_used_year;
  const int64_t *coupon_fen;
  const int64_t *coupon_minimum_fen;
  const uint32_t *points;
  int64_t *payable_fen;
  int64_t *level_fen;
  int64_t *birthday_fen;
  int64_t *coupon_off_fen;
  int64_t *points_fen;
  int32_t *birthday_day;
  uint32_t *points_used;
  uint16_t *code;
} siyu_vip_price_batch;

typedef struct {
  size_t size;
  size_t rows;
  size_t customers;
  size_t dates;
  const uint32_t *customer;
  const int64_t *paid_fen;
  const int64_t *refunded_fen;
  const int32_t *day;
  const int32_t *as_of_day;
  int64_t *cells;
  int32_t *last_order_day;
  uint16_t *code;
} siyu_customer_absorb_batch;

typedef struct {
  size_t size;
  size_t customers;
  int64_t *cells;
  int32_t *last_order_day;
  const int64_t *other_cells;
  const int32_t *other_last_order_day;
} siyu_customer_merge_batch;

typedef struct {
  size_t size;
  size_t rows;
  size_t dates;
  const int64_t *cells;
  const int32_t *last_order_day;
  const int32_t *as_of_day;
  uint8_t *class_;
  uint32_t *orders;
  int64_t *net_sales_fen;
  uint8_t *next_class;
  uint32_t *missing_orders;
  uint8_t *dormant;
  int32_t *dormant_day;
  uint16_t *code;
} siyu_customer_classify_batch;

typedef struct {
  size_t size;
  size_t customers;
  size_t bands;
  size_t figures;
  size_t firsts;
  const int64_t *cells;
  int64_t *class_customers;
  int64_t *class_net_sales_fen;
  int64_t *whole;
  int64_t *top;
  int64_t *super_users;
  int64_t *coverage;
  uint8_t *super_user;
} siyu_customer_segments_batch;

uint32_t siyu_abi_version(void);

const char *siyu_version(void);

const char *siyu_status_message(int32_t status, int32_t language);

int32_t siyu_rulebook_parse(const char *json,
                            size_t json_length,
                            siyu_rulebook **out,
                            siyu_error **error);

const char *siyu_rulebook_digest(const siyu_rulebook *rulebook);

int32_t siyu_rulebook_canonical(const siyu_rulebook *rulebook, siyu_buffer **out);

int32_t siyu_rulebook_warnings(const siyu_rulebook *rulebook, siyu_buffer **out);

void siyu_rulebook_free(siyu_rulebook *rulebook);

int32_t siyu_call(const siyu_rulebook *rulebook,
                  const char *operation,
                  size_t operation_length,
                  const char *input,
                  size_t input_length,
                  siyu_buffer **out,
                  siyu_error **error);

const char *siyu_buffer_data(const siyu_buffer *buffer);

size_t siyu_buffer_length(const siyu_buffer *buffer);

void siyu_buffer_free(siyu_buffer *buffer);

int32_t siyu_agent_admit_columns(const siyu_rulebook *rulebook,
                                 const siyu_agent_admit_batch *batch,
                                 size_t *refused,
                                 siyu_error **error);

int32_t siyu_agent_assess_columns(const siyu_rulebook *rulebook,
                                  const siyu_agent_assess_batch *batch,
                                  size_t *refused,
                                  siyu_error **error);

int32_t siyu_commission_split_columns(const siyu_rulebook *rulebook,
                                      const siyu_commission_split_batch *batch,
                                      size_t *refused,
                                      siyu_error **error);

int32_t siyu_commission_clawback_columns(const siyu_rulebook *rulebook,
                                         const siyu_commission_clawback_batch *batch,
                                         size_t *refused,
                                         siyu_error **error);

int32_t siyu_month_chains_columns(const siyu_rulebook *rulebook,
                                  const siyu_month_chains_batch *batch,
                                  size_t *refused,
                                  siyu_error **error);

int32_t siyu_month_absorb_columns(const siyu_rulebook *rulebook,
                                  const siyu_month_absorb_batch *batch,
                                  size_t *refused,
                                  siyu_error **error);

int32_t siyu_month_merge_columns(const siyu_rulebook *rulebook,
                                 const siyu_month_merge_batch *batch,
                                 size_t *refused,
                                 siyu_error **error);

int32_t siyu_month_close_columns(const siyu_rulebook *rulebook,
                                 const siyu_month_close_batch *batch,
                                 size_t *refused,
                                 siyu_error **error);

int32_t siyu_vip_level_columns(const siyu_rulebook *rulebook,
                               const siyu_vip_level_batch *batch,
                               size_t *refused,
                               siyu_error **error);

int32_t siyu_vip_price_columns(const siyu_rulebook *rulebook,
                               const siyu_vip_price_batch *batch,
                               size_t *refused,
                               siyu_error **error);

int32_t siyu_customer_absorb_columns(const siyu_rulebook *rulebook,
                                     const siyu_customer_absorb_batch *batch,
                                     size_t *refused,
                                     siyu_error **error);

int32_t siyu_customer_merge_columns(const siyu_rulebook *rulebook,
                                    const siyu_customer_merge_batch *batch,
                                    size_t *refused,
                                    siyu_error **error);

int32_t siyu_customer_classify_columns(const siyu_rulebook *rulebook,
                                       const siyu_customer_classify_batch *batch,
                                       size_t *refused,
                                       siyu_error **error);

int32_t siyu_customer_segments_columns(const siyu_rulebook *rulebook,
                                       const siyu_customer_segments_batch *batch,
                                       size_t *refused,
                                       siyu_error **error);

const char *siyu_error_code(const siyu_error *error);

uint16_t siyu_error_number(const siyu_error *error);

const char *siyu_error_path(const siyu_error *error);

const char *siyu_error_message(const siyu_error *error, int32_t language);

const char *siyu_error_repair(const siyu_error *error, int32_t language);

const char *siyu_error_json(const siyu_error *error);

void siyu_error_free(siyu_error *error);

int32_t siyu_memory_new(size_t bytes, siyu_memory **out, siyu_error **error);

uint8_t *siyu_memory_data(const siyu_memory *memory);

void siyu_memory_free(siyu_memory *memory);

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

int32_t siyu_arrow_schema(const char *operation,
                          size_t operation_length,
                          const void *batch,
                          struct ArrowSchema **out,
                          siyu_error **error);

int32_t siyu_arrow_array(const char *operation,
                         size_t operation_length,
                         const void *batch,
                         const siyu_memory *memory,
                         struct ArrowArray **out,
                         siyu_error **error);

int32_t siyu_arrow_stream(const char *operation,
                          size_t operation_length,
                          const void *batch,
                          const siyu_memory *memory,
                          struct ArrowArrayStream **out,
                          siyu_error **error);

void siyu_arrow_schema_free(struct ArrowSchema *schema);

void siyu_arrow_array_free(struct ArrowArray *array);

void siyu_arrow_stream_free(struct ArrowArrayStream *stream);

void siyu_capsule_prepare(void *pointer_of);

void siyu_capsule_free_schema(void *capsule);

void siyu_capsule_free_array(void *capsule);

void siyu_capsule_free_stream(void *capsule);
