// Printed from the declarations of the core by `cargo test`; change them, not this file.

/** The operations that the module of a family has. */
export interface Families {
  agent: 'decision_verify' | 'decision_explain' | 'money_share' | 'agent_admit' | 'agent_assess';
  balance: 'decision_verify' | 'decision_explain' | 'money_share' | 'balance_apply' | 'balance_refund_quote' | 'balance_refund_plan';
  commission: 'decision_verify' | 'decision_explain' | 'money_share' | 'commission_split' | 'commission_clawback' | 'commission_statement' | 'commission_withdraw';
  customer: 'decision_verify' | 'decision_explain' | 'money_share' | 'customer_classify' | 'customer_segments';
  gmv: 'decision_verify' | 'decision_explain' | 'money_share' | 'gmv_measure' | 'gmv_compose' | 'gmv_attribute' | 'gmv_solve' | 'gmv_reach';
  vip: 'decision_verify' | 'decision_explain' | 'money_share' | 'vip_level' | 'vip_price' | 'vip_entitle';
}
