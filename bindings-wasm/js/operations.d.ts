// Printed from the declarations of the core by `cargo test`; change them, not this file.

/** A merchant's rules. */
export interface RulebookInput {
  /** The rulebook's name. */
  name: input.document.Id;
  /** The merchant's version of it. */
  version: input.document.Id;
  /** The first day on which it is in force. */
  effective_from: input.calendar.Date;
  /** The first day on which it is no longer in force. */
  effective_to?: input.calendar.Date | null;
  /** The one currency of all amounts. Default: `"CNY"`. */
  currency?: input.money.Currency | null;
  /** The merchant's own calendar: where instants become dates. Default: `"+08:00"`. */
  utc_offset?: input.calendar.UtcOffset | null;
  /** What the rulebook is for, in words. */
  note?: input.document.Text | null;
  /** How commission is shared out. */
  commission?: input.commission.Rules | null;
  /** Agents: tiers, admission, assessment, clearing, the sponsor tree. */
  agent?: input.agent.Section | null;
  /** The rules of VIP levels, prices and perks. */
  vip?: input.vip.Rules | null;
  /** The rules of refundable balances. */
  balance?: input.balance.Rules | null;
  /** What GMV means here. */
  gmv?: input.gmv.Rules | null;
  /** Customers: classes, who sleeps, super users, concentration. */
  customer?: input.customer.Rules | null;
  /** The JSON Schema that an editor checks the document by. */
  $schema?: string | null;
}

/** Why a call was refused. */
export type Refusal = output.operation.Refusal;

/** What is read by `rulebook_check`: All findings of a rulebook's text at once, its digest and canonical form. Needs no rulebook. */
export interface RulebookCheckInput {
  /** The rulebook's text. */
  text: string;
}

/** What is answered by `rulebook_check`: All findings of a rulebook's text at once, its digest and canonical form. Needs no rulebook. */
export interface RulebookCheckOutput {
  /** Whether it is a rulebook. */
  accepted: boolean;
  /** What was found, in the order of the text; warnings too. */
  findings: output.operation.Refusal[];
  /** SHA-256 of the canonical form; of a rulebook that is accepted. */
  digest?: output.document.Text;
  /** The canonical form; of a rulebook that is accepted. */
  canonical?: string;
}

/** What is read by `rulebook_columns`: What the numbers in columns mean under the rulebook: tiers, readings, roles, pools, overrides by their places. */
export interface RulebookColumnsInput {
}

/** What is answered by `rulebook_columns`: What the numbers in columns mean under the rulebook: tiers, readings, roles, pools, overrides by their places. */
export interface RulebookColumnsOutput {
  /** Tiers, lowest first; without the section `agent` those that the rates of `commission` name, by id. */
  tiers: output.document.Id[];
  /** The columns `readings` of `agent_admit`. */
  admission_readings: output.agent.Reading[];
  /** The columns `readings` of `agent_assess`. */
  assessment_readings: output.agent.Reading[];
  /** Roles: the same under every rulebook. */
  roles: output.commission.Role[];
  /** Pools in the rulebook's order. The columns `member_fen` of `commission_split` are the members of the first pool, then those of the next. */
  pools: output.commission.PoolPlaces[];
  /** SKUs that have overrides, by id: the column `sku` of `commission_split`. */
  skus: output.document.Id[];
  /** Categories that have overrides, by id: the column `category` of `commission_split`. */
  categories: output.document.Id[];
  /** VIP levels, lowest first. */
  levels: output.document.Id[];
  /** Classes of customers, in the rulebook's order. */
  classes: output.document.Id[];
}

/** What is read by `decision_verify`: Replays an operation's input under the rulebook and says whether a decision is what it gives. */
export interface DecisionVerifyInput {
  /** The operation that decided. */
  operation: string;
  /** Its input, as it was. */
  input: unknown;
  /** The decision to compare with. */
  decision: unknown;
}

/** What is answered by `decision_verify`: Replays an operation's input under the rulebook and says whether a decision is what it gives. */
export interface DecisionVerifyOutput {
  /** Whether it is, to the byte of its canonical form. */
  verified: boolean;
  /** Where the two first differ: a pointer into the decision. */
  differs_at?: output.document.Text;
}

/** What is read by `decision_explain`: The reasons of a decision as sentences in `zh-CN` or `en`. */
export interface DecisionExplainInput {
  /** The decision; of it, `reasons` are read. */
  decision: unknown;
  /** The language by its BCP 47 tag. */
  language:
    /** English. */
    | 'en'
    /** Simplified Chinese. */
    | 'zh-CN' | (string & {});
}

/** What is answered by `decision_explain`: The reasons of a decision as sentences in `zh-CN` or `en`. */
export interface DecisionExplainOutput {
  /** One sentence per reason, in the decision's order. */
  sentences: output.document.Text[];
}

/** What is read by `money_share`: Shares a whole among fixed, rated and pooled parts and one residual party (RULES.md §0). */
export interface MoneyShareInput {
  /** What is shared; not negative. */
  whole: input.money.Money;
  /** What rates apply to; the whole unless said. */
  basis?: input.money.Money | null;
  /** How rated parts are rounded. Default: `"down"`. */
  rounding?: input.money.Rounding | null;
  /** Parties with a claim of their own. Default: `[]`. */
  parts?: input.operation.PartRequest[] | null;
  /** Parties that share by weight. Default: `[]`. */
  pools?: input.operation.PoolRequest[] | null;
  /** Who takes what is left. */
  residual?: input.document.Id | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `money_share`: Shares a whole among fixed, rated and pooled parts and one residual party (RULES.md §0). */
export interface MoneyShareOutput {
  /** The operation that decided. */
  operation: 'money_share';
  /** What was decided. */
  outcome: output.operation.Shared;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `agent_admit`: Decides an application: admitted to a tier, or refused with every condition that does not hold (RULES.md §1). */
export interface AgentAdmitInput {
  /** Who. */
  agent: input.document.Id;
  /** The agent who brings them; only checked not to be themselves. */
  sponsor?: input.document.Id | null;
  /** The day of applying, and of joining when admitted. */
  applied_on: input.calendar.Date;
  /** The day of birth, where the rulebook asks for an age. */
  born?: input.calendar.Date | null;
  /** What they have ever spent, net of refunds. */
  own_lifetime_spend: input.money.Money;
  /** Completed orders of their own. */
  completed_orders: number;
  /** The last period in which they were assessed, and cleared; absent for those who never were. */
  cleared_in?: input.calendar.Month | null;
  /** The host's own metrics, each in its declared unit. Default: `{}`. */
  host?: { [id: string]: input.reason.Quantity } | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `agent_admit`: Decides an application: admitted to a tier, or refused with every condition that does not hold (RULES.md §1). */
export interface AgentAdmitOutput {
  /** The operation that decided. */
  operation: 'agent_admit';
  /** What was decided. */
  outcome: output.agent.Admission;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `agent_assess`: Assesses one agent for one month: protected, promoted, kept, warned, demoted or cleared (RULES.md §1). */
export interface AgentAssessInput {
  /** The agent as the last assessment, or the admission, left them. */
  state: input.agent.AgentState;
  /** The period to assess: the one after the last, or that of joining. */
  period: input.calendar.Month;
  /** The figures of the period and of what else the conditions look at. Default: `{}`. */
  facts?: input.agent.Facts | null;
  /** What the agent holds, for the plan if they are cleared. Default: `{}`. */
  holdings?: input.agent.Holdings | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `agent_assess`: Assesses one agent for one month: protected, promoted, kept, warned, demoted or cleared (RULES.md §1). */
export interface AgentAssessOutput {
  /** The operation that decided. */
  operation: 'agent_assess';
  /** What was decided. */
  outcome: output.agent.Assessment;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `agent_tree_check`: Checks that the sponsors of all agents make a tree without cycles, and says how deep it is (RULES.md §1). */
export interface AgentTreeCheckInput {
  /** Every agent once. */
  agents: input.agent.Sponsorship[];
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `agent_tree_check`: Checks that the sponsors of all agents make a tree without cycles, and says how deep it is (RULES.md §1). */
export interface AgentTreeCheckOutput {
  /** The operation that decided. */
  operation: 'agent_tree_check';
  /** What was decided. */
  outcome: output.agent.TreeSummary;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `commission_split`: Shares each line of an order among supplier, agents, mentor, pools and the residual party (RULES.md §2). */
export interface CommissionSplitInput {
  /** The order. */
  id: input.document.Id;
  /** The day it was placed: who sold, with which tier and rate, is pinned on this day, and the rulebook in force on it is the one to ask. */
  placed_on: input.calendar.Date;
  /** Who bought: the direct agent may have, and a month counts its customers by it. */
  buyer?: input.document.Id | null;
  /** The agents from the direct agent upward, each once. Default: `[]`. */
  chain?: input.commission.Link[] | null;
  /** The direct agent's mentor. */
  mentor?: input.document.Id | null;
  /** What was bought; at least one line. */
  lines: input.commission.Line[];
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `commission_split`: Shares each line of an order among supplier, agents, mentor, pools and the residual party (RULES.md §2). */
export interface CommissionSplitOutput {
  /** The operation that decided. */
  operation: 'commission_split';
  /** What was decided. */
  outcome: output.commission.Split;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `commission_clawback`: Who gives back what when a buyer is refunded: by the cumulative floor, whatever the slicing (RULES.md §2). */
export interface CommissionClawbackInput {
  /** The line as it was split then: no rulebook of today enters. */
  line: input.commission.SplitLine;
  /** What was refunded before. Default: `{}`. */
  refunded?: input.commission.Refunded | null;
  /** This refund. */
  refund: input.commission.Refund;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `commission_clawback`: Who gives back what when a buyer is refunded: by the cumulative floor, whatever the slicing (RULES.md §2). */
export interface CommissionClawbackOutput {
  /** The operation that decided. */
  operation: 'commission_clawback';
  /** What was decided. */
  outcome: output.commission.Clawback;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `commission_statement`: A party's account over a month: opening, earned, clawed back, released, withheld, paid, debt, closing (RULES.md §2). */
export interface CommissionStatementInput {
  /** Who. */
  party: input.document.Id;
  /** The month. */
  period: input.calendar.Month;
  /** The account at the end of the month before. Default: `{}`. */
  opening?: input.commission.Account | null;
  /** What happened in the month, in any order. Default: `[]`. */
  movements?: input.commission.Movement[] | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `commission_statement`: A party's account over a month: opening, earned, clawed back, released, withheld, paid, debt, closing (RULES.md §2). */
export interface CommissionStatementOutput {
  /** The operation that decided. */
  operation: 'commission_statement';
  /** What was decided. */
  outcome: output.commission.Statement;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `commission_withdraw`: What a party is paid when it asks for its money: minimum, maximum, fee (RULES.md §2). */
export interface CommissionWithdrawInput {
  /** The party's account, on this day or an earlier one. */
  account: input.commission.Account;
  /** How much leaves the account, the fee inside. */
  amount: input.money.Money;
  /** The day. */
  on: input.calendar.Date;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `commission_withdraw`: What a party is paid when it asks for its money: minimum, maximum, fee (RULES.md §2). */
export interface CommissionWithdrawOutput {
  /** The operation that decided. */
  operation: 'commission_withdraw';
  /** What was decided. */
  outcome: output.commission.Withdrawal;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `month_absorb`: Absorbs a chunk of a month's orders, refunds and receipts into sums. */
export interface MonthAbsorbInput {
  /** The month. */
  period: input.calendar.Month;
  /** Orders that were paid in the month, each once in all chunks. Default: `[]`. */
  sales?: input.month.Sale[] | null;
  /** Refunds in the month of orders of earlier months. Default: `[]`. */
  late_refunds?: input.month.LateRefund[] | null;
  /** Lines of earlier months whose freeze begins in this month, since the goods were received only now. Default: `[]`. */
  receipts?: input.month.Receipt[] | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `month_absorb`: Absorbs a chunk of a month's orders, refunds and receipts into sums. */
export interface MonthAbsorbOutput {
  /** The operation that decided. */
  operation: 'month_absorb';
  /** What was decided. */
  outcome: output.month.Partial;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `month_merge`: Adds sums of one month. */
export interface MonthMergeInput {
  /** The sums, in any order; at least one. */
  partials: input.month.Partial[];
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `month_merge`: Adds sums of one month. */
export interface MonthMergeOutput {
  /** The operation that decided. */
  operation: 'month_merge';
  /** What was decided. */
  outcome: output.month.Partial;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `month_close`: Closes a month: statements, assessments, the house. */
export interface MonthCloseInput {
  /** The whole month: all chunks merged. */
  partial: input.month.Partial;
  /** Every agent of the month: who joined in it or earlier, and was not cleared by an earlier one. Default: `[]`. */
  agents?: input.month.AgentRecord[] | null;
  /** The accounts as the last close left them, the residual party's among them; who has none starts with nothing. Default: `[]`. */
  accounts?: input.month.PartyAccount[] | null;
  /** What was paid out in the month. Default: `[]`. */
  payments?: input.month.Payment[] | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `month_close`: Closes a month: statements, assessments, the house. */
export interface MonthCloseOutput {
  /** The operation that decided. */
  operation: 'month_close';
  /** What was decided. */
  outcome: output.month.Close;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `vip_level`: The VIP level of a customer on a day, when it ends, and what the next one needs (RULES.md §3). */
export interface VipLevelInput {
  /** The day of asking. */
  as_of: input.calendar.Date;
  /** The day of the customer's first purchase; absent when there is none. */
  first_purchase_on?: input.calendar.Date | null;
  /** Every top-up of the customer. Default: `[]`. */
  top_ups?: input.vip.TopUp[] | null;
  /** The level that the last decision gave. */
  current?: input.vip.CurrentLevel | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `vip_level`: The VIP level of a customer on a day, when it ends, and what the next one needs (RULES.md §3). */
export interface VipLevelOutput {
  /** The operation that decided. */
  operation: 'vip_level';
  /** What was decided. */
  outcome: output.vip.Standing;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `vip_refund_quote`: What of a VIP customer's balance can be refunded, the way back, and the level before and after (RULES.md §3, §4). */
export interface VipRefundQuoteInput {
  /** The balance. */
  account: input.balance.Account;
  /** The day of asking. */
  on: input.calendar.Date;
  /** Who gave cause for the refund. Default: `"none"`. */
  cause?: input.balance.Cause | null;
  /** The day of the customer's first purchase; absent when there is none. */
  first_purchase_on?: input.calendar.Date | null;
  /** The level that the last decision gave. */
  current?: input.vip.CurrentLevel | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `vip_refund_quote`: What of a VIP customer's balance can be refunded, the way back, and the level before and after (RULES.md §3, §4). */
export interface VipRefundQuoteOutput {
  /** The operation that decided. */
  operation: 'vip_refund_quote';
  /** What was decided. */
  outcome: output.vip.LevelRefundQuote;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `vip_price`: The price waterfall of an order: list, level, birthday, coupon, points, payable, each line by line (RULES.md §3). */
export interface VipPriceInput {
  /** The day of the order. */
  on: input.calendar.Date;
  /** What is bought. */
  lines: input.vip.PriceLine[];
  /** The level of the customer, as `vip_level` gave it; absent when there is none. */
  level?: input.document.Id | null;
  /** The day of birth. */
  born_on?: input.calendar.Date | null;
  /** The birthdays whose discount was given already, as `birthday` of those decisions; their years count. Default: `[]`. */
  birthdays_used?: input.calendar.Date[] | null;
  /** The coupon that the customer uses. */
  coupon?: input.vip.Coupon | null;
  /** The points that the customer offers. Default: `0`. */
  points?: number | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `vip_price`: The price waterfall of an order: list, level, birthday, coupon, points, payable, each line by line (RULES.md §3). */
export interface VipPriceOutput {
  /** The operation that decided. */
  operation: 'vip_price';
  /** What was decided. */
  outcome: output.vip.Priced;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `vip_entitle`: Which perks customers may have on a day, and who gets what there is of them (RULES.md §3). */
export interface VipEntitleInput {
  /** The day of asking. */
  on: input.calendar.Date;
  /** The only perk that is looked at; every perk unless said. */
  perk?: input.document.Id | null;
  /** Who asks. */
  customers: input.vip.PerkCustomer[];
  /** By perk, the units given to anyone in the period that runs. Default: `{}`. */
  given?: { [id: string]: number } | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `vip_entitle`: Which perks customers may have on a day, and who gets what there is of them (RULES.md §3). */
export interface VipEntitleOutput {
  /** The operation that decided. */
  operation: 'vip_entitle';
  /** What was decided. */
  outcome: output.vip.Entitlements;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `balance_apply`: Applies a group of commands to a customer's balance, all or nothing: top up, spend, restore, refund, expire (RULES.md §4). */
export interface BalanceApplyInput {
  /** The account; a new one where absent. Default: `{}`. */
  account?: input.balance.Account | null;
  /** The commands, in order. Where one of them is rejected or in conflict, none is applied. */
  commands: input.balance.Command[];
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `balance_apply`: Applies a group of commands to a customer's balance, all or nothing: top up, spend, restore, refund, expire (RULES.md §4). */
export interface BalanceApplyOutput {
  /** The operation that decided. */
  operation: 'balance_apply';
  /** What was decided. */
  outcome: output.balance.Applied;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `balance_refund_quote`: What is due when a balance is paid back: every candidate basis with its article and figures, and which applies. */
export interface BalanceRefundQuoteInput {
  /** The account. */
  account?: input.balance.Account | null;
  /** A card for unlimited use through a time. */
  unlimited?: input.balance.UnlimitedCard | null;
  /** The day of asking. */
  on: input.calendar.Date;
  /** By whose doing the contract ends. Default: `"none"`. */
  cause?: input.balance.Cause | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `balance_refund_quote`: What is due when a balance is paid back: every candidate basis with its article and figures, and which applies. */
export interface BalanceRefundQuoteOutput {
  /** The operation that decided. */
  operation: 'balance_refund_quote';
  /** What was decided. */
  outcome: output.balance.Quote;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `balance_refund_plan`: By which ways an amount goes back: original payments while their channels allow, newest first, then transfers. */
export interface BalanceRefundPlanInput {
  /** The account. */
  account: input.balance.Account;
  /** How much is paid back, above zero. */
  amount: input.money.Money;
  /** On which day. */
  on: input.calendar.Date;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `balance_refund_plan`: By which ways an amount goes back: original payments while their channels allow, newest first, then transfers. */
export interface BalanceRefundPlanOutput {
  /** The operation that decided. */
  operation: 'balance_refund_plan';
  /** What was decided. */
  outcome: output.balance.Plan;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `gmv_measure`: Placed, paid and net GMV from orders, with averages, conversions and the factors that make it (RULES.md §5). */
export interface GmvMeasureInput {
  /** The orders, in any order. With refunds by refund date, older orders with a refund in the period belong here too. */
  orders: input.gmv.Order[];
  /** The days that count; all of them unless given. */
  period?: input.gmv.Period | null;
  /** Distinct visitors of those days. */
  visitors?: number | null;
  /** Visits of those days. */
  sessions?: number | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `gmv_measure`: Placed, paid and net GMV from orders, with averages, conversions and the factors that make it (RULES.md §5). */
export interface GmvMeasureOutput {
  /** The operation that decided. */
  operation: 'gmv_measure';
  /** What was decided. */
  outcome: output.gmv.Measured;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `gmv_compose`: GMV from its factors, what one per cent of each does, and what-if tables. */
export interface GmvComposeInput {
  /** The factors. */
  factors: input.gmv.Factors;
  /** Changes to try, each on its own. Default: `[]`. */
  what_if?: input.gmv.WhatIf[] | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `gmv_compose`: GMV from its factors, what one per cent of each does, and what-if tables. */
export interface GmvComposeOutput {
  /** The operation that decided. */
  operation: 'gmv_compose';
  /** What was decided. */
  outcome: output.gmv.Composed;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `gmv_attribute`: Parts a change of GMV among its factors, by chain substitution (连环替代) and by Shapley, to the fen. */
export interface GmvAttributeInput {
  /** The factors before. */
  before: input.gmv.Factors;
  /** The factors after. */
  after: input.gmv.Factors;
  /** The order in which the chain replaces them; traffic, conversion, order value, lifetime purchases, fission unless given. Default: `[]`. */
  order?: input.gmv.FactorName[] | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `gmv_attribute`: Parts a change of GMV among its factors, by chain substitution (连环替代) and by Shapley, to the fen. */
export interface GmvAttributeOutput {
  /** The operation that decided. */
  operation: 'gmv_attribute';
  /** What was decided. */
  outcome: output.gmv.Attributed;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `gmv_solve`: The least value of one factor that reaches a target. */
export interface GmvSolveInput {
  /** The factors as they are. */
  factors: input.gmv.Factors;
  /** The factor to move. */
  factor: input.gmv.FactorName;
  /** The GMV to reach; not negative. */
  target: input.money.Money;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `gmv_solve`: The least value of one factor that reaches a target. */
export interface GmvSolveOutput {
  /** The operation that decided. */
  operation: 'gmv_solve';
  /** What was decided. */
  outcome: output.gmv.Solved;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `gmv_reach`: What impressions are worth, ROAS and ROI, and the friends that channels are expected to add. */
export interface GmvReachInput {
  /** Being seen. */
  exposure?: input.gmv.Exposure | null;
  /** Money spent and brought back. */
  returns?: input.gmv.Returns | null;
  /** Channels that add friends. Default: `[]`. */
  funnels?: input.gmv.Funnel[] | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `gmv_reach`: What impressions are worth, ROAS and ROI, and the friends that channels are expected to add. */
export interface GmvReachOutput {
  /** The operation that decided. */
  operation: 'gmv_reach';
  /** What was decided. */
  outcome: output.gmv.Reached;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `customer_classify`: The class of a customer by repurchases, what the next one needs, when it falls, and whether the customer sleeps (RULES.md §6). */
export interface CustomerClassifyInput {
  /** The day of asking. */
  as_of: input.calendar.Date;
  /** The customer's orders, in any order. Those after `as_of` have not happened yet and do not count. Default: `[]`. */
  orders?: input.customer.Order[] | null;
  /** Whether the customer can still be reached: who cannot is sent no sample. Default: `true`. */
  reachable?: boolean | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `customer_classify`: The class of a customer by repurchases, what the next one needs, when it falls, and whether the customer sleeps (RULES.md §6). */
export interface CustomerClassifyOutput {
  /** The operation that decided. */
  operation: 'customer_classify';
  /** What was decided. */
  outcome: output.customer.Classified;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What is read by `customer_segments`: All customers together: classes, repurchase rates, super users, concentration and Gini (RULES.md §6). */
export interface CustomerSegmentsInput {
  /** The day of asking. */
  as_of: input.calendar.Date;
  /** All that are known, those without an order too. */
  customers: { [id: string]: input.customer.Customer };
  /** Days for the repurchase rate `calendar`. */
  period?: input.customer.Period | null;
  /** Days for the rate `returned`. */
  returned?: input.customer.TwoPeriods | null;
  /** How much the decision tells. Default: `"full"`. */
  detail?: input.reason.Detail | null;
}

/** What is answered by `customer_segments`: All customers together: classes, repurchase rates, super users, concentration and Gini (RULES.md §6). */
export interface CustomerSegmentsOutput {
  /** The operation that decided. */
  operation: 'customer_segments';
  /** What was decided. */
  outcome: output.customer.Segments;
  /** Why, as far as the level of detail tells. Default: `[]`. */
  reasons?: output.reason.Reason[];
  /** By which rules. */
  rulebook: output.operation.Stamp;
}

/** What every operation reads and answers, by its name. */
export interface Operations {
  rulebook_check: { input: RulebookCheckInput; output: RulebookCheckOutput };
  rulebook_columns: { input: RulebookColumnsInput; output: RulebookColumnsOutput };
  decision_verify: { input: DecisionVerifyInput; output: DecisionVerifyOutput };
  decision_explain: { input: DecisionExplainInput; output: DecisionExplainOutput };
  money_share: { input: MoneyShareInput; output: MoneyShareOutput };
  agent_admit: { input: AgentAdmitInput; output: AgentAdmitOutput };
  agent_assess: { input: AgentAssessInput; output: AgentAssessOutput };
  agent_tree_check: { input: AgentTreeCheckInput; output: AgentTreeCheckOutput };
  commission_split: { input: CommissionSplitInput; output: CommissionSplitOutput };
  commission_clawback: { input: CommissionClawbackInput; output: CommissionClawbackOutput };
  commission_statement: { input: CommissionStatementInput; output: CommissionStatementOutput };
  commission_withdraw: { input: CommissionWithdrawInput; output: CommissionWithdrawOutput };
  month_absorb: { input: MonthAbsorbInput; output: MonthAbsorbOutput };
  month_merge: { input: MonthMergeInput; output: MonthMergeOutput };
  month_close: { input: MonthCloseInput; output: MonthCloseOutput };
  vip_level: { input: VipLevelInput; output: VipLevelOutput };
  vip_refund_quote: { input: VipRefundQuoteInput; output: VipRefundQuoteOutput };
  vip_price: { input: VipPriceInput; output: VipPriceOutput };
  vip_entitle: { input: VipEntitleInput; output: VipEntitleOutput };
  balance_apply: { input: BalanceApplyInput; output: BalanceApplyOutput };
  balance_refund_quote: { input: BalanceRefundQuoteInput; output: BalanceRefundQuoteOutput };
  balance_refund_plan: { input: BalanceRefundPlanInput; output: BalanceRefundPlanOutput };
  gmv_measure: { input: GmvMeasureInput; output: GmvMeasureOutput };
  gmv_compose: { input: GmvComposeInput; output: GmvComposeOutput };
  gmv_attribute: { input: GmvAttributeInput; output: GmvAttributeOutput };
  gmv_solve: { input: GmvSolveInput; output: GmvSolveOutput };
  gmv_reach: { input: GmvReachInput; output: GmvReachOutput };
  customer_classify: { input: CustomerClassifyInput; output: CustomerClassifyOutput };
  customer_segments: { input: CustomerSegmentsInput; output: CustomerSegmentsOutput };
}

/** Every operation as a method of a rulebook. An input may be JSON text too. */
export interface OperationMethods {
  /** All findings of a rulebook's text at once, its digest and canonical form. Needs no rulebook. */
  rulebookCheck(input: RulebookCheckInput | string): RulebookCheckOutput;
  /** What the numbers in columns mean under the rulebook: tiers, readings, roles, pools, overrides by their places. */
  rulebookColumns(input: RulebookColumnsInput | string): RulebookColumnsOutput;
  /** Replays an operation's input under the rulebook and says whether a decision is what it gives. */
  decisionVerify(input: DecisionVerifyInput | string): DecisionVerifyOutput;
  /** The reasons of a decision as sentences in `zh-CN` or `en`. */
  decisionExplain(input: DecisionExplainInput | string): DecisionExplainOutput;
  /** Shares a whole among fixed, rated and pooled parts and one residual party (RULES.md §0). */
  moneyShare(input: MoneyShareInput | string): MoneyShareOutput;
  /** Decides an application: admitted to a tier, or refused with every condition that does not hold (RULES.md §1). */
  agentAdmit(input: AgentAdmitInput | string): AgentAdmitOutput;
  /** Assesses one agent for one month: protected, promoted, kept, warned, demoted or cleared (RULES.md §1). */
  agentAssess(input: AgentAssessInput | string): AgentAssessOutput;
  /** Checks that the sponsors of all agents make a tree without cycles, and says how deep it is (RULES.md §1). */
  agentTreeCheck(input: AgentTreeCheckInput | string): AgentTreeCheckOutput;
  /** Shares each line of an order among supplier, agents, mentor, pools and the residual party (RULES.md §2). */
  commissionSplit(input: CommissionSplitInput | string): CommissionSplitOutput;
  /** Who gives back what when a buyer is refunded: by the cumulative floor, whatever the slicing (RULES.md §2). */
  commissionClawback(input: CommissionClawbackInput | string): CommissionClawbackOutput;
  /** A party's account over a month: opening, earned, clawed back, released, withheld, paid, debt, closing (RULES.md §2). */
  commissionStatement(input: CommissionStatementInput | string): CommissionStatementOutput;
  /** What a party is paid when it asks for its money: minimum, maximum, fee (RULES.md §2). */
  commissionWithdraw(input: CommissionWithdrawInput | string): CommissionWithdrawOutput;
  /** Absorbs a chunk of a month's orders, refunds and receipts into sums. */
  monthAbsorb(input: MonthAbsorbInput | string): MonthAbsorbOutput;
  /** Adds sums of one month. */
  monthMerge(input: MonthMergeInput | string): MonthMergeOutput;
  /** Closes a month: statements, assessments, the house. */
  monthClose(input: MonthCloseInput | string): MonthCloseOutput;
  /** The VIP level of a customer on a day, when it ends, and what the next one needs (RULES.md §3). */
  vipLevel(input: VipLevelInput | string): VipLevelOutput;
  /** What of a VIP customer's balance can be refunded, the way back, and the level before and after (RULES.md §3, §4). */
  vipRefundQuote(input: VipRefundQuoteInput | string): VipRefundQuoteOutput;
  /** The price waterfall of an order: list, level, birthday, coupon, points, payable, each line by line (RULES.md §3). */
  vipPrice(input: VipPriceInput | string): VipPriceOutput;
  /** Which perks customers may have on a day, and who gets what there is of them (RULES.md §3). */
  vipEntitle(input: VipEntitleInput | string): VipEntitleOutput;
  /** Applies a group of commands to a customer's balance, all or nothing: top up, spend, restore, refund, expire (RULES.md §4). */
  balanceApply(input: BalanceApplyInput | string): BalanceApplyOutput;
  /** What is due when a balance is paid back: every candidate basis with its article and figures, and which applies. */
  balanceRefundQuote(input: BalanceRefundQuoteInput | string): BalanceRefundQuoteOutput;
  /** By which ways an amount goes back: original payments while their channels allow, newest first, then transfers. */
  balanceRefundPlan(input: BalanceRefundPlanInput | string): BalanceRefundPlanOutput;
  /** Placed, paid and net GMV from orders, with averages, conversions and the factors that make it (RULES.md §5). */
  gmvMeasure(input: GmvMeasureInput | string): GmvMeasureOutput;
  /** GMV from its factors, what one per cent of each does, and what-if tables. */
  gmvCompose(input: GmvComposeInput | string): GmvComposeOutput;
  /** Parts a change of GMV among its factors, by chain substitution (连环替代) and by Shapley, to the fen. */
  gmvAttribute(input: GmvAttributeInput | string): GmvAttributeOutput;
  /** The least value of one factor that reaches a target. */
  gmvSolve(input: GmvSolveInput | string): GmvSolveOutput;
  /** What impressions are worth, ROAS and ROI, and the friends that channels are expected to add. */
  gmvReach(input: GmvReachInput | string): GmvReachOutput;
  /** The class of a customer by repurchases, what the next one needs, when it falls, and whether the customer sleeps (RULES.md §6). */
  customerClassify(input: CustomerClassifyInput | string): CustomerClassifyOutput;
  /** All customers together: classes, repurchase rates, super users, concentration and Gini (RULES.md §6). */
  customerSegments(input: CustomerSegmentsInput | string): CustomerSegmentsOutput;
}

/** What is read: a field that may be left out may be `null` too. */
export declare namespace input {
  namespace agent {
    /** An agent between two assessments. Hosts keep it and hand it back as it was given. */
    export interface AgentState {
      /** Who. */
      agent: document.Id;
      /** The tier, in force from `last.effective_from` on where that is there; of a cleared agent the one they had. */
      tier: document.Id;
      /** The day of joining; its month is the first period that is assessed. */
      joined_on: calendar.Date;
      /** Misses in a row. Default: `0`. */
      misses?: number | null;
      /** The last assessment; absent until the first. */
      last?: agent.LastAssessment | null;
    }

    /** How agents are assessed, once per period (a calendar month). */
    export interface AssessmentPolicy {
      /** Periods after the period of joining in which nobody falls; the period of joining is always protected. 0–120. Default: `1`. */
      protect?: number | null;
      /** Misses in a row that are only warned of. 0–120. Default: `2`. */
      grace?: number | null;
      /** The same on the lowest tier, where the next miss clears. 0–120. Default: `3`. */
      clear_grace?: number | null;
      /** How far a promotion goes. Default: `"jump"`. */
      promotion?: agent.Promotion | null;
      /** From when it is in force. Default: `"next_period"`. */
      promotion_effective?: agent.Effect | null;
      /** How far a demotion goes. A fall is in force from the period after the assessed one. Default: `"one_step"`. */
      demotion?: agent.Demotion | null;
    }

    /** What becomes of what a cleared agent leaves. What is payable is always paid. */
    export interface ClearingPolicy {
      /** Who takes over downline and customers. Default: `"sponsor"`. */
      inherit?: agent.Heir | null;
      /** What becomes of frozen commission. Default: `"runs_on"`. */
      frozen?: agent.Fate | null;
      /** What becomes of pending commission. Default: `"runs_on"`. */
      pending?: agent.Fate | null;
      /** Months from the clearing until the agent may apply again; absent: never. 0–1200. */
      reentry_months?: number | null;
    }

    /** What must hold: one metric at least so much, or all or any of several conditions, at most four levels deep. */
    export type Condition = {
      /** What is measured. */
      metric: agent.Metric;
      /** The threshold, in the metric's unit: exactly on it passes. */
      at_least: money.Money | money.Rate | number;
      /** The time that is looked at; the metric's usual one unless said. */
      window?: agent.MetricWindow | null;
    } | {
      /** Every one of these holds. */
      all: agent.Condition[];
    } | {
      /** One of these holds. */
      any: agent.Condition[];
    };

    /** How far one demotion goes. */
    export type Demotion =
      /** One tier down. */
      | 'one_step'
      /** To the highest lower tier whose `keep` holds; the lowest when none does. */
      | 'to_held';

    /** From when a promotion is in force. */
    export type Effect =
      /** From the assessed period on. */
      | 'now'
      /** From the period after the assessed one. */
      | 'next_period';

    /** What is known about one agent at the end of a period. The order of the lists does not matter. */
    export interface Facts {
      /** The periods that the conditions look at; others may be there and are not looked at. Default: `[]`. */
      periods?: agent.PeriodFacts[] | null;
      /** The customers of the windows that the conditions look at. Default: `[]`. */
      windows?: agent.WindowFacts[] | null;
      /** The lifetime, where a condition looks at it. */
      lifetime?: agent.LifetimeFacts | null;
    }

    /** What becomes of commission that is not payable yet when its agent is cleared. */
    export type Fate =
      /** It goes its way and is paid when it becomes payable. */
      | 'runs_on'
      /** It is lost to the agent. */
      | 'forfeited';

    /** Who takes over what a cleared agent leaves. */
    export type Heir =
      /** The agent's sponsor; the house where there is none. */
      | 'sponsor'
      /** The house. */
      | 'house';

    /** What an agent holds at the end of the period: only looked at when the agent is cleared. */
    export interface Holdings {
      /** The agent's sponsor. */
      sponsor?: document.Id | null;
      /** The agents whom the agent sponsors. Default: `[]`. */
      downline?: document.Id[] | null;
      /** How many customers are bound to the agent. Default: `0`. */
      customers?: number | null;
      /** Commission that is payable, after debts are netted; not negative, as the next two. Default: `"0.00"`. */
      payable?: money.Money | null;
      /** Commission that is frozen. Default: `"0.00"`. */
      frozen?: money.Money | null;
      /** Commission that is pending. Default: `"0.00"`. */
      pending?: money.Money | null;
    }

    /** What the last assessment came to, so that asking again gives the same. */
    export interface LastAssessment {
      /** The period that was assessed. */
      period: calendar.Month;
      /** What it came to. */
      outcome: agent.Outcome;
      /** The tier that was held in it. */
      tier_before: document.Id;
      /** The first period in which the new tier, or the clearing, is in force; absent when nothing changed. */
      effective_from?: calendar.Month | null;
      /** Further misses in a row that would only be warned of. Default: `0`. */
      remaining_grace?: number | null;
    }

    /** The figures from the agent's first day as an agent to the end of the assessed period. */
    export interface LifetimeFacts {
      /** What the agent has spent as a customer, ever, net of refunds. */
      own_spend?: money.Money | null;
      /** Net sales of the agent. Default: `"0.00"`. */
      own_net_sales?: money.Money | null;
      /** Net sales of the agents whom the agent sponsors; see `SponsorTree::team_sums`. Default: `"0.00"`. */
      direct_team_net_sales?: money.Money | null;
      /** Net sales of all agents below the agent. Default: `"0.00"`. */
      whole_team_net_sales?: money.Money | null;
      /** What the agent's sales leave after cost; may be negative. A month close fills in net sales less what suppliers keep. Default: `"0.00"`. */
      profit?: money.Money | null;
      /** Orders of positive net that the agent sold. Default: `0`. */
      orders?: number | null;
      /** Customers with an order of positive net in this time, each once. Default: `0`. */
      active_customers?: number | null;
      /** Those of them with two or more such orders. Default: `0`. */
      repeat_customers?: number | null;
      /** Those of them who bought for the first time. Default: `0`. */
      new_customers?: number | null;
      /** The score of the shop as a share of the full mark. */
      store_score?: money.Rate | null;
      /** The satisfaction of customers. */
      satisfaction?: money.Rate | null;
      /** The host's own metrics, each in its declared unit: `{"live_sessions": {"count": 4}}`. Default: `{}`. */
      host?: { [id: string]: reason.Quantity } | null;
    }

    /** A metric that siyu knows, or one of the host's own, declared in `metrics`. */
    export type Metric = agent.StandardMetric | document.Id;

    /** The time a metric looks at. */
    export type MetricWindow =
      /** The assessed period alone. */
      | 'period'
      /** All the time until the end of the assessed period. */
      | 'lifetime' | {
      /** The last periods, the assessed one among them. */
      periods: number;
    };

    /** What an assessment comes to, in the order in which it is looked at. */
    export type Outcome =
      /** In the protected time: nobody falls. */
      | 'protected'
      /** To a higher tier. */
      | 'promoted'
      /** Stays, and the misses return to 0. */
      | 'kept'
      /** A miss within the grace. */
      | 'warned'
      /** To a lower tier; the misses return to 0. */
      | 'demoted'
      /** No longer an agent (清退). */
      | 'cleared';

    /** The figures of one period. What is left out is 0; scores that are left out are unknown. */
    export interface PeriodFacts {
      /** The period: a calendar month. */
      period: calendar.Month;
      /** Net sales of the agent. Default: `"0.00"`. */
      own_net_sales?: money.Money | null;
      /** Net sales of the agents whom the agent sponsors; see `SponsorTree::team_sums`. Default: `"0.00"`. */
      direct_team_net_sales?: money.Money | null;
      /** Net sales of all agents below the agent. Default: `"0.00"`. */
      whole_team_net_sales?: money.Money | null;
      /** What the agent's sales leave after cost; may be negative. A month close fills in net sales less what suppliers keep. Default: `"0.00"`. */
      profit?: money.Money | null;
      /** Orders of positive net that the agent sold. Default: `0`. */
      orders?: number | null;
      /** Customers with an order of positive net in this time, each once. Default: `0`. */
      active_customers?: number | null;
      /** Those of them with two or more such orders. Default: `0`. */
      repeat_customers?: number | null;
      /** Those of them who bought for the first time. Default: `0`. */
      new_customers?: number | null;
      /** The score of the shop as a share of the full mark. */
      store_score?: money.Rate | null;
      /** The satisfaction of customers. */
      satisfaction?: money.Rate | null;
      /** The host's own metrics, each in its declared unit: `{"live_sessions": {"count": 4}}`. Default: `{}`. */
      host?: { [id: string]: reason.Quantity } | null;
    }

    /** How far one promotion goes. */
    export type Promotion =
      /** All the way: to the highest tier whose `reach` holds. */
      | 'jump'
      /** One tier up, when the `reach` of any higher tier holds. */
      | 'step';

    /** The period that a refund lowers the net sales of. For whoever sums the facts of a period. */
    export type RefundAttribution =
      /** The period of the order. */
      | 'order_period'
      /** The period of the refund. */
      | 'refund_period';

    /** The section as it is written. */
    export interface Section {
      /** The tiers, lowest first; 1–32. */
      tiers: agent.Tier[];
      /** How agents are assessed. Default: `{}`. */
      assessment?: agent.AssessmentPolicy | null;
      /** What becomes of what a cleared agent leaves. Default: `{}`. */
      clearing?: agent.ClearingPolicy | null;
      /** Metrics that the host measures itself, by name, with their unit. Default: `{}`. */
      metrics?: { [id: string]: agent.Unit } | null;
      /** The period that a refund counts in. Default: `"order_period"`. */
      refund_attribution?: agent.RefundAttribution | null;
      /** The birthday of those born on 29 February, in a common year. Default: `"february_28"`. */
      leap_day?: calendar.LeapDay | null;
    }

    /** An agent and the agent who brought them. */
    export interface Sponsorship {
      /** Who. */
      agent: document.Id;
      /** Who brought them; absent for a root. */
      sponsor?: document.Id | null;
    }

    /** The metrics that siyu knows. Net = paid − refunds; a team is without the agent's own sales. */
    export type StandardMetric =
      /** Money: net sales of the agent. */
      | 'own_net_sales'
      /** Money: net sales of the agents whom the agent sponsors. */
      | 'direct_team_net_sales'
      /** Money: net sales of all agents below the agent. */
      | 'whole_team_net_sales'
      /** Money: what the agent's sales leave after cost. */
      | 'profit'
      /** Count: orders of positive net that the agent sold. */
      | 'orders'
      /** Count: customers with an order of positive net in the window, each once. */
      | 'active_customers'
      /** Count: customers who bought for the first time. */
      | 'new_customers'
      /** Rate: customers with two or more orders of positive net in the window / active customers; 0 without any. */
      | 'repurchase_rate'
      /** Rate: the score of the shop as a share of the full mark (4.8 of 5 is `"0.96"`); over periods their mean. */
      | 'store_score'
      /** Rate: the satisfaction of customers; over periods their mean. */
      | 'satisfaction'
      /** Money, of the lifetime by nature: what the agent has spent as a customer, net of refunds. */
      | 'own_lifetime_spend'
      /** Count, of an applicant: completed orders of their own. */
      | 'completed_orders'
      /** Count, of an applicant: whole years of age on the day of applying. */
      | 'age';

    /** One tier. */
    export interface Tier {
      /** The tier's name. */
      id: document.Id;
      /** What an applicant must meet to enter here; absent: nobody enters here. */
      admit?: agent.Condition | null;
      /** What an agent of a lower tier must meet to be promoted into it; absent: nobody is promoted into it. */
      reach?: agent.Condition | null;
      /** What an agent of this tier must meet to stay; absent: nobody falls from it. */
      keep?: agent.Condition | null;
      /** Misses in a row that are only warned of, in place of the assessment's `grace`. */
      grace?: number | null;
    }

    /** What a metric is measured in, and so how its thresholds are written. */
    export type Unit =
      /** An amount: `"10000.00"`. */
      | 'money'
      /** A share from 0 to 1: `"0.6"` or `"60%"`. */
      | 'rate'
      /** A whole number from 0: `12`. */
      | 'count';

    /** Customers of several periods, each counted once. They cannot be had from the counts of the periods, so whoever has the orders counts them. */
    export interface WindowFacts {
      /** The periods of the window as the rulebook has them, at least 2: the assessed one and those before it, or those since joining where there are fewer. */
      periods: number;
      /** Customers with an order of positive net in the window, each once. */
      active_customers: number;
      /** Those of them with two or more such orders in the window. Default: `0`. */
      repeat_customers?: number | null;
    }
  }
  namespace balance {
    /** One customer's balance: what `balance_apply` returned last, or `{}` for a new one. Hosts keep it as it is. */
    export interface Account {
      /** The lots, in the order of their top-ups. Default: `[]`. */
      lots?: balance.Lot[] | null;
      /** The purchases, in the order in which they were paid. Default: `[]`. */
      purchases?: balance.Purchase[] | null;
      /** Every command that was applied, in order: the ledger by which any figure can be computed again. Default: `[]`. */
      applied?: balance.Command[] | null;
    }

    /** How often a step of the bonus ladder is given. */
    export type BonusGrant =
      /** The highest step that the top-up reaches, once. */
      | 'once'
      /** The highest step that the top-up reaches, for each whole multiple of it. */
      | 'per_multiple';

    /** What the merchant adds to a top-up. */
    export interface BonusRules {
      /** The ladder, lowest step first. Default: `[]`. */
      steps?: balance.BonusStep[] | null;
      /** How often a step is given. Default: `"once"`. */
      grant?: balance.BonusGrant | null;
      /** Days after the top-up through which the bonus can be spent; no end where absent. */
      valid_days?: number | null;
    }

    /** A step of the bonus ladder: "充3000送300". */
    export interface BonusStep {
      /** The least top-up, above zero. */
      at_least: money.Money;
      /** What the merchant adds, not negative. */
      bonus: money.Money;
    }

    /** What the cap of a card counts. */
    export type CapCounts =
      /** Unspent principal and unspent bonus. */
      | 'principal_and_bonus'
      /** Unspent principal alone. */
      | 'principal';

    /** Whether a card bears its holder's name. The law caps the two differently. */
    export type CardKind =
      /** 记名: in the holder's name. */
      | 'named'
      /** 不记名: in nobody's name. */
      | 'anonymous';

    /** The card that a balance is kept on. */
    export interface CardRules {
      /** Named or anonymous. Default: `"named"`. */
      kind?: balance.CardKind | null;
      /** The most that a top-up may lift the balance to. Where absent, the law's cap in CNY (单用途商业预付卡管理办法(试行)): 5,000.00 named, 1,000.00 anonymous; no cap in other currencies. */
      cap?: money.Money | null;
      /** What the cap counts. Default: `"principal_and_bonus"`. */
      cap_counts?: balance.CapCounts | null;
    }

    /** By whose doing the contract ends: it decides what the law grants. */
    export type Cause =
      /** The operator's: the goods are not given as agreed, the shop closes or moves … (法释〔2025〕4号 art. 18). */
      | 'operator'
      /** The consumer's own (art. 19). */
      | 'consumer'
      /** Nobody's: the customer simply asks. */
      | 'none';

    /** A way in which customers pay. */
    export interface Channel {
      /** Whether it can take money back at all: cash cannot. Default: `true`. */
      refundable?: boolean | null;
      /** Days after the payment through which it takes money back (WeChat Pay: 365); no end where absent. */
      days?: number | null;
      /** The channel that pays what this one no longer can; any transfer where absent. */
      transfer_fallback?: document.Id | null;
    }

    /** One change of an account: exactly one of `top_up`, `spend`, `restore`, `refund` and `expire`. */
    export interface Command {
      /** The host's id of this command. The same again, with the same content, changes nothing. */
      id: document.Id;
      /** The day on which it happens, not before that of the last command applied. */
      date: calendar.Date;
      /** Money comes in; the lot bears the command's id. */
      top_up?: balance.TopUp | null;
      /** A purchase is paid from the balance. */
      spend?: balance.Spend | null;
      /** A purchase is given back, in whole or in part. */
      restore?: balance.Restore | null;
      /** Balance is paid back to the customer. */
      refund?: balance.Refund | null;
      /** Bonus whose time is over is written off. */
      expire?: balance.Expire | null;
    }

    /** At which price used goods count when the customer ends the contract. */
    export type ConsumerPrice =
      /** At the price without discount, as the law allows (法释〔2025〕4号 art. 19). */
      | 'undiscounted'
      /** At what was charged: a better agreement, which prevails. */
      | 'charged';

    /** What a purchase holds of a lot. */
    export interface Draw {
      /** The lot. */
      lot: document.Id;
      /** Of its principal. Default: `"0.00"`. */
      paid?: money.Money | null;
      /** Of its bonus. Default: `"0.00"`. */
      bonus?: money.Money | null;
    }

    /** Bonus that could last be spent before the command's date is written off. Principal never is. */
    export interface Expire {
    }

    /** What one top-up made. Each colour is conserved: paid = paid_left + drawn by purchases + refunded + kept, bonus = bonus_left + drawn by purchases + bonus_lapsed. */
    export interface Lot {
      /** The id of the top-up's command. */
      id: document.Id;
      /** The day of payment. */
      date: calendar.Date;
      /** How it was paid. */
      channel?: document.Id | null;
      /** The last day on which the lot can be spent. */
      expires?: calendar.Date | null;
      /** The last day on which its bonus can be spent, where that is another. */
      bonus_expires?: calendar.Date | null;
      /** Whether the customer had had the same goods before (art. 14, exception). Default: `false`. */
      goods_known?: boolean | null;
      /** What was paid: principal. */
      paid: money.Money;
      /** What the merchant added. Default: `"0.00"`. */
      bonus?: money.Money | null;
      /** Unspent principal. Default: `"0.00"`. */
      paid_left?: money.Money | null;
      /** Unspent bonus. Default: `"0.00"`. */
      bonus_left?: money.Money | null;
      /** Principal that was paid back. Default: `"0.00"`. */
      refunded?: money.Money | null;
      /** Principal that was closed in the merchant's favour when the contract ended (art. 19). Default: `"0.00"`. */
      kept?: money.Money | null;
      /** Bonus that expired, or lapsed when its principal was paid back. Default: `"0.00"`. */
      bonus_lapsed?: money.Money | null;
    }

    /** What the merchant promises beyond the law. */
    export type Promise =
      /** The unspent principal is paid back at any time: 余额随时可退 \[X\]. */
      | 'any_time'
      /** Nothing. */
      | 'none';

    /** A purchase that was paid from the balance. */
    export interface Purchase {
      /** The host's id. */
      id: document.Id;
      /** What was charged. */
      amount: money.Money;
      /** What it cost without any discount. */
      list_value: money.Money;
      /** How much of `amount` was given back. Default: `"0.00"`. */
      restored?: money.Money | null;
      /** What it still holds of lots, in the order drawn; together `amount` less `restored`. Default: `[]`. */
      draws?: balance.Draw[] | null;
    }

    /** Balance is paid back, newest lots first, at most what the quote of the day for this cause gives. */
    export interface Refund {
      /** How much, above zero (zero only where it closes an account to which nothing is due). */
      amount: money.Money;
      /** By whose doing. Default: `"none"`. */
      cause?: balance.Cause | null;
      /** Whether the contract ends: the whole quote is paid, and what is left after it (bonus; the price difference that art. 19 leaves to the operator) is closed with it. Default: `false`. */
      close?: boolean | null;
    }

    /** What is paid back, and when. */
    export interface RefundRules {
      /** What the merchant promises. */
      promise: balance.Promise;
      /** Days after the day of payment through which an untouched lot is paid back in full (法释〔2025〕4号 art. 14). Default: `7`. */
      window_days?: number | null;
      /** At which price used goods count on the consumer's cause. Default: `"undiscounted"`. */
      consumer_price?: balance.ConsumerPrice | null;
    }

    /** A purchase is given back: the same lots and colours have it again, what was drawn last first. */
    export interface Restore {
      /** The purchase. */
      purchase: document.Id;
      /** How much of what was charged, above zero; all that is left of it where absent. */
      amount?: money.Money | null;
    }

    /** The rules of balances. */
    export interface Rules {
      /** The card. Default: `{}`. */
      card?: balance.CardRules | null;
      /** What is added to a top-up. Default: `{}`. */
      bonus?: balance.BonusRules | null;
      /** Days after the top-up through which a lot can be spent; no end where absent. Principal that can no longer be spent is never forfeited: it stays refundable. */
      valid_days?: number | null;
      /** The order of spending. Default: `"principal_first"`. */
      spending?: balance.SpendingOrder | null;
      /** What is paid back, and when. */
      refund: balance.RefundRules;
      /** The ways of paying, by id. Default: `{}`. */
      channels?: { [id: string]: balance.Channel } | null;
    }

    /** A purchase is paid from the balance. */
    export interface Spend {
      /** The host's id of the purchase. */
      purchase: document.Id;
      /** What is charged to the balance, above zero. */
      amount: money.Money;
      /** What the same goods cost without any discount, at least `amount`; `amount` where absent. */
      list_value?: money.Money | null;
    }

    /** In which order a purchase draws on lots and colours. Lots go by expiry (none is last), date and id; expired ones are never drawn on. */
    export type SpendingOrder =
      /** The principal of all lots, then the bonus of all lots. */
      | 'principal_first'
      /** The bonus of all lots, then the principal of all lots. */
      | 'bonus_first'
      /** Lot by lot, principal = ⌊paid · used / (paid + bonus)⌋ of all that is used of the lot, bonus the rest. */
      | 'proportional'
      /** What expires soonest, then the oldest, then by id; of one lot, principal before a bonus that expires with it. */
      | 'soonest_expiry';

    /** Money comes in and makes a lot. */
    export interface TopUp {
      /** What the customer pays, above zero. */
      paid: money.Money;
      /** How it is paid: one of the rulebook's channels. */
      channel?: document.Id | null;
      /** Whether the customer had had the same goods before: then an untouched lot is not paid back within 7 days (法释〔2025〕4号 art. 14, exception). Default: `false`. */
      goods_known?: boolean | null;
    }

    /** A card that was paid once and lets its holder come as often as they like. */
    export interface UnlimitedCard {
      /** What was paid, above zero. */
      paid: money.Money;
      /** The day of payment. */
      date: calendar.Date;
      /** The first day of its time; the day of payment where absent. */
      from?: calendar.Date | null;
      /** The days of its time, at least 1. */
      days: number;
      /** Whether it was never used: within the window of payment it is then paid back in full (art. 14). Default: `false`. */
      untouched?: boolean | null;
      /** What was paid back of it before. Default: `"0.00"`. */
      refunded?: money.Money | null;
    }
  }
  namespace calendar {
    /**
     * A day in the merchant's own calendar, from 1900-01-01 to 9999-12-31. Among facts also an instant with an offset, which counts as the date that it falls on there.
     *
     * Written like `"2024-02-29"`, `"2024-02-29T16:30:00+08:00"`.
     */
    export type Date = string;

    /** Where a 29 February goes in a common year. */
    export type LeapDay =
      /** To 28 February. */
      | 'february_28'
      /** To 1 March. */
      | 'march_1';

    /**
     * A calendar month, from 1900-01 to 9999-12.
     *
     * Written like `"2024-02"`.
     */
    export type Month = string;

    /**
     * How far a clock is ahead of UTC, from -14:00 to +14:00.
     *
     * Written like `"+08:00"`, `"-03:30"`.
     */
    export type UtcOffset = string;
  }
  namespace commission {
    /** What a party is owed and owes. Only an account that holds residual parts may have less than nothing pending or frozen. */
    export interface Account {
      /** Earned, and not yet dated by the event that starts the freeze. Default: `"0.00"`. */
      pending?: money.Money | null;
      /** Earned and dated: payable from the day after `through`. Default: `[]`. */
      frozen?: commission.Frozen[] | null;
      /** What may be paid out. Default: `"0.00"`. */
      payable?: money.Money | null;
      /** What was paid out and had to be given back, netted oldest first from what becomes payable. Default: `[]`. */
      debts?: commission.Debt[] | null;
    }

    /** What rates apply to. */
    export type Basis =
      /** What was paid for the line. */
      | 'paid'
      /** What was paid less the supplier's cost, never below zero; every line must then name its cost. */
      | 'margin';

    /** The most that all commission on a line may be: everyone's but the supplier's and the residual party's. */
    export interface Cap {
      /** The most, as a share of the basis, rounded down; the whole of what was paid is the most in any case. */
      share?: money.Rate | null;
      /** What happens beyond it. Default: `"cut"`. */
      policy?: commission.CapPolicy | null;
      /** With `cut`: who is paid first. Default: `[]`. */
      priority?: commission.Role[] | null;
    }

    /** What happens to commission beyond the cap. */
    export type CapPolicy =
      /** The order is refused. */
      | 'reject'
      /** Everyone is lowered in proportion, by largest remainder. */
      | 'scale'
      /** Those named first in `priority` are paid first, the unnamed last, by id. */
      | 'cut';

    /** Whether commission must leave the supplier's cost whole. */
    export type CostCover =
      /** Commission is at most what was paid less the cost; the cap policy decides beyond (`cut` where none is named). */
      | 'cap'
      /** Commission is paid in full, and the residual party bears the loss. */
      | 'bear';

    /** What is owed since a day. */
    export interface Debt {
      /** The day it arose. */
      since: calendar.Date;
      /** How much is still owed. */
      amount: money.Money;
    }

    /** How long commission waits before it is payable. */
    export interface Freeze {
      /** It is frozen through the day of the event + so many days, and payable from the next. Default: `7`. */
      days?: number | null;
      /** The event that the host reports. Default: `"received"`. */
      from?: commission.FreezeFrom | null;
    }

    /** The event that starts the freeze. */
    export type FreezeFrom =
      /** The goods were received. */
      | 'received'
      /** The order was paid. */
      | 'paid'
      /** The order was placed. */
      | 'placed';

    /** What is frozen through a day. */
    export interface Frozen {
      /** The last day on which it is not payable. */
      through: calendar.Date;
      /** How much. */
      amount: money.Money;
    }

    /** A line of an order. */
    export interface Line {
      /** The line, unique in its order. */
      id: document.Id;
      /** What was sold. */
      sku?: document.Id | null;
      /** Its category. */
      category?: document.Id | null;
      /** How many units, at least one. Default: `1`. */
      quantity?: number | null;
      /** What was paid for the whole line, after every discount allotted to it; freight apart. */
      paid: money.Money;
      /** The supplier's price of the whole line, where it is known. */
      cost?: money.Money | null;
      /** Who is owed that price; without a supplier the cost stays with the residual party. */
      supplier?: document.Id | null;
    }

    /** What one party gets of a line in one role; who holds two roles has two parts. */
    export interface LinePart {
      /** Who. */
      party: document.Id;
      /** In which role. */
      role: commission.Role;
      /** The pool that it comes from. */
      pool?: document.Id | null;
      /** How much. */
      amount: money.Money;
    }

    /** An agent of the chain, as they were when the order was placed. */
    export interface Link {
      /** Who. */
      agent: document.Id;
      /** Their tier. */
      tier?: document.Id | null;
      /** A rate agreed with this agent: it goes before the rulebook's role and tier, not before an override of the line. */
      rate?: money.Rate | null;
    }

    /** Where the rates of the agent chain come from. */
    export type Mode =
      /** One rate per role. */
      | 'flat'
      /** The rate of the agent's tier in that role. */
      | 'by_tier'
      /** 级差: walking up the chain, the rate of each agent's tier (`by_tier` of the role `direct`) less the highest rate already paid below, never below zero. */
      | 'differential';

    /** One movement of a party's account. Movements of one day count in this order, whatever order they come in: what is frozen no longer is released, `earned`, `dated`, `clawed_back`, `paid`. */
    export interface Movement {
      /** The day. */
      on: calendar.Date;
      /** What happened. */
      kind: commission.MovementKind;
      /** The order it ties to. */
      order?: document.Id | null;
      /** The line it ties to. */
      line?: document.Id | null;
      /** The party's role on that line. */
      role?: commission.Role | null;
      /** How much, at least zero; only of a `residual` part it may be below. Of a payment: without what was withheld. */
      amount: money.Money;
      /** The last day on which the line's amount is frozen. Without it `earned` and `clawed_back` mean what is pending, and `dated` freezes by the rulebook from `on`. */
      frozen_through?: calendar.Date | null;
      /** Of a payment: what was withheld for tax beside it. Default: `"0.00"`. */
      withheld?: money.Money | null;
    }

    /** What happened, in the order in which the movements of one day count. */
    export type MovementKind =
      /** A part of a line was earned. */
      | 'earned'
      /** The event that starts the freeze happened: what was pending is frozen. */
      | 'dated'
      /** A refund took something back. */
      | 'clawed_back'
      /** Something was paid out. */
      | 'paid';

    /** An order as it was placed. */
    export interface Order {
      /** The order. */
      id: document.Id;
      /** The day it was placed: who sold, with which tier and rate, is pinned on this day, and the rulebook in force on it is the one to ask. */
      placed_on: calendar.Date;
      /** Who bought: the direct agent may have, and a month counts its customers by it. */
      buyer?: document.Id | null;
      /** The agents from the direct agent upward, each once. Default: `[]`. */
      chain?: commission.Link[] | null;
      /** The direct agent's mentor. */
      mentor?: document.Id | null;
      /** What was bought; at least one line. */
      lines: commission.Line[];
    }

    /** Other terms of one role for the lines of a SKU or of a category; a SKU goes before a category. */
    export interface Override {
      /** The SKU: exactly one of `sku` and `category`. */
      sku?: document.Id | null;
      /** The category. */
      category?: document.Id | null;
      /** Whose terms: `direct`, `sponsor`, `sponsor_2` or `mentor`. */
      role: commission.Role;
      /** A rate instead of the role's, the tier's and the pinned one: exactly one of `rate` and `per_unit`. */
      rate?: money.Rate | null;
      /** A fixed amount for each unit sold. */
      per_unit?: money.Money | null;
    }

    /** An amount that several share by weight. */
    export interface PoolRules {
      /** The pool's name. */
      id: document.Id;
      /** Its size, as a rate of the basis. */
      rate: money.Rate;
      /** The weight of each member; without a positive one the pool's amount stays with the residual party. */
      members: { [id: string]: number };
    }

    /** One refund. */
    export interface Refund {
      /** How much goes back to the buyer. */
      amount: money.Money;
      /** Why; the rulebook's default reason unless said. */
      reason?: commission.RefundReason | null;
    }

    /** Why money goes back to the buyer. */
    export type RefundReason =
      /** The goods come back: the supplier gives its part back too. */
      | 'returned'
      /** The goods stay: the supplier keeps its part, and the residual party bears it. */
      | 'compensation';

    /** How refunds are read. */
    export interface RefundRules {
      /** The reason of a refund that names none. Default: `"returned"`. */
      default_reason?: commission.RefundReason | null;
    }

    /** What was refunded of a line so far, by reason. */
    export interface Refunded {
      /** With the goods. Default: `"0.00"`. */
      returned?: money.Money | null;
      /** Without them. Default: `"0.00"`. */
      compensation?: money.Money | null;
    }

    /** In which role a party has a part of a line. */
    export type Role =
      /** Who supplied the goods, at cost. */
      | 'supplier'
      /** The agent who sold. */
      | 'direct'
      /** The direct agent's sponsor, level 1: the next in the chain. */
      | 'sponsor'
      /** The sponsor's sponsor, level 2; in a differential also everyone further up the chain. */
      | 'sponsor_2'
      /** The mentor whom the order names. */
      | 'mentor'
      /** A member of a pool. */
      | 'pool'
      /** Who takes what all others leave. */
      | 'residual';

    /** The rate of one role. */
    export interface RoleRate {
      /** The rate of everyone, or of those whose tier `by_tier` does not name. */
      rate?: money.Rate | null;
      /** The rate of each tier. Default: `{}`. */
      by_tier?: { [id: string]: money.Rate } | null;
    }

    /** The rate of each role. */
    export interface Roles {
      /** The agent who sold. */
      direct?: commission.RoleRate | null;
      /** The direct agent's sponsor: level 1. */
      sponsor?: commission.RoleRate | null;
      /** The sponsor's sponsor: level 2. */
      sponsor_2?: commission.RoleRate | null;
      /** The mentor whom the order names. */
      mentor?: commission.RoleRate | null;
    }

    /** How commission is shared out. */
    export interface Rules {
      /** What rates apply to. Default: `"paid"`. */
      basis?: commission.Basis | null;
      /** Where the rates of the agent chain come from. Default: `"flat"`. */
      mode?: commission.Mode | null;
      /** How many levels above the direct agent may be paid on a line: 0, 1 or 2. In a differential these are agents with a rate above all below them, wherever they stand in the chain. Default: `1`. */
      levels?: number | null;
      /** How rates are rounded, and the fee of a withdrawal. Default: `"down"`. */
      rounding?: money.Rounding | null;
      /** Who takes what all others leave, the rounding included. */
      residual: document.Id;
      /** The rate of each role; a role that is left out is paid only where an override or a pinned rate says so. Default: `{}`. */
      roles?: commission.Roles | null;
      /** Amounts that several share by weight. Default: `[]`. */
      pools?: commission.PoolRules[] | null;
      /** Other terms for a SKU or a category. Default: `[]`. */
      overrides?: commission.Override[] | null;
      /** Who is paid when the direct agent is the buyer. Default: `"to_self"`. */
      self_purchase?: commission.SelfPurchase | null;
      /** The most that all commission on a line may be. Without it, commission beyond what was paid is refused. */
      cap?: commission.Cap | null;
      /** Whether commission must leave the supplier's cost whole, where it is known. Default: `"cap"`. */
      cost_cover?: commission.CostCover | null;
      /** How long commission waits before it is payable. Default: `{}`. */
      freeze?: commission.Freeze | null;
      /** How refunds are read. Default: `{}`. */
      refund?: commission.RefundRules | null;
      /** What a party may withdraw at once. Default: `{}`. */
      withdrawal?: commission.WithdrawalRules | null;
    }

    /** Who is paid when the direct agent is the buyer. */
    export type SelfPurchase =
      /** The direct agent, like on any other order. */
      | 'to_self'
      /** The chain moves up by one: the sponsor is paid as the direct agent. */
      | 'to_sponsor'
      /** The direct agent is not paid; the levels above are, as if the direct agent had been. */
      | 'not_paid';

    /** Who gets what of one line. */
    export interface SplitLine {
      /** The line. */
      line: document.Id;
      /** What was paid for it: the whole that is shared. */
      paid: money.Money;
      /** Everyone's part, a part of nothing included: supplier, chain from the direct agent upward, mentor, pools in the rulebook's order with members by id, and the residual party last. Σ = `paid`. Only the residual party's may be below zero, when the supplier's cost is more than was left for it. */
      parts: commission.LinePart[];
    }

    /** What a party may withdraw at once. All amounts are gross: the fee is inside them. */
    export interface WithdrawalRules {
      /** The least. Default: `"0.00"`. */
      minimum?: money.Money | null;
      /** The most. */
      maximum?: money.Money | null;
      /** A fixed fee: at most one of `fee` and `fee_rate`. */
      fee?: money.Money | null;
      /** A fee as a rate of the amount. */
      fee_rate?: money.Rate | null;
    }
  }
  namespace customer {
    /** A class of customers. */
    export interface Class {
      /** Its id. */
      id: document.Id;
      /** What people call it. */
      name?: document.Text | null;
      /** The fewest repurchases (orders − 1). */
      at_least: number;
      /** The most; no end unless said. */
      at_most?: number | null;
    }

    /** What is told of how sales are concentrated. */
    export interface Concentration {
      /** The first customers whose share of the sales is told. Default: `"0.2"`. */
      top_share?: money.Rate | null;
      /** The share of the sales for which the fewest customers are told. Default: `"0.8"`. */
      coverage?: money.Rate | null;
    }

    /** What is known of one customer. */
    export interface Customer {
      /** The customer's orders, in any order. Those after the day of asking have not happened yet and do not count. Default: `[]`. */
      orders?: customer.Order[] | null;
      /** Whether the customer can still be reached: who cannot is sent no sample. Default: `true`. */
      reachable?: boolean | null;
    }

    /** When a customer sleeps. */
    export interface Dormancy {
      /** From the day so many years after the last order. Default: `2`. */
      years?: number | null;
      /** In place of `years`: from so many days after the last order on. */
      idle_days?: number | null;
    }

    /** An order of a customer. It counts where something is left of it: of positive net. */
    export interface Order {
      /** The host's id of it. */
      id: document.Id;
      /** Its day. */
      on: calendar.Date;
      /** What was paid; not negative. */
      paid: money.Money;
      /** What of it was refunded by the day of asking; at most `paid`. Default: `"0.00"`. */
      refunded?: money.Money | null;
    }

    /** Days from `from` to the day before `until`. */
    export interface Period {
      /** The first day. */
      from: calendar.Date;
      /** The first day that is no longer in it. */
      until: calendar.Date;
    }

    /** Who is counted. */
    export type Population =
      /** Those with an order in the window. */
      | 'buyers'
      /** All that are known, those without an order too. */
      | 'all_known';

    /** The section `customer` of a rulebook. Each field has its usual value, so `{}` is a whole section. */
    export interface Rules {
      /** Classes by repurchases in the window, in any order. Every number of repurchases has exactly one. Default: `[{"id":"A","at_least":4},{"id":"B","at_least":2,"at_most":3},{"id":"C","at_least":1,"at_most":1},{"id":"D","at_least":0,"at_most":0}]`. */
      classes?: customer.Class[] | null;
      /** Who has a class. Who has no order in the window has no repurchase either: no class, or that of 0. Default: `"buyers"`. */
      classes_over?: customer.Population | null;
      /** The window of classes and sales: so many years up to and with the day of asking, (day − years, day]. Default: `1`. */
      window_years?: number | null;
      /** Where a 29 February goes in a year without one. Default: `"february_28"`. */
      leap_day?: calendar.LeapDay | null;
      /** When a customer sleeps. Default: `{}`. */
      dormant?: customer.Dormancy | null;
      /** Days after the first order within which one of a later day counts for the repurchase rate of a fixed horizon. Default: `90`. */
      horizon_days?: number | null;
      /** Who the super users are. Default: `{}`. */
      super_users?: customer.SuperUsers | null;
      /** What is told of how sales are concentrated. Default: `{}`. */
      concentration?: customer.Concentration | null;
      /** The customers that shares are shares of: those of super users, of the first customers, of coverage, and Gini. Default: `"buyers"`. */
      shares_over?: customer.Population | null;
      /** How a share of customers becomes a number of them. Default: `"ceiling"`. */
      top_count?: customer.TopCount | null;
      /** How averages are rounded. Default: `"half_up"`. */
      rounding?: money.Rounding | null;
    }

    /** Who the super users are: the first by net sales in the window, those of one amount by id. */
    export interface SuperUsers {
      /** Such a share of the customers. Default: `"0.01"`. */
      share?: money.Rate | null;
      /** In place of `share`: so many. */
      top?: number | null;
      /** Of those only who bought for that much. */
      at_least?: money.Money | null;
    }

    /** How a share of a number of customers becomes a number. */
    export type TopCount =
      /** The next whole number up: 20 % of 2,357 are 472. */
      | 'ceiling'
      /** The next whole number down: 20 % of 2,357 are 471. */
      | 'floor';

    /** Two periods: who bought in the first, and again in the second. */
    export interface TwoPeriods {
      /** The first. */
      first: customer.Period;
      /** The second. */
      second: customer.Period;
    }
  }
  namespace document {
    /** A host's name of a thing: 1 to 128 bytes of UTF-8 without control characters. */
    export type Id = string;

    /** A short text: at most 1,000 characters. */
    export type Text = string;
  }
  namespace gmv {
    /** What is counted: buyers and orders are not the same, since a buyer may order twice. */
    export type Counted =
      /** Distinct buyers. */
      | 'buyer'
      /** Orders. */
      | 'order';

    /** How often a campaign was seen: `impressions`, or `promoters` × `impressions_each`. */
    export interface Exposure {
      /** The price of a thousand impressions (CPM); not negative. */
      cpm: money.Money;
      /** All impressions. Whoever sees twice counts twice: impressions are not reach. */
      impressions?: number | null;
      /** How many promote. */
      promoters?: number | null;
      /** How many impressions each of them makes. */
      impressions_each?: number | null;
    }

    /** A factor of the formula. Where an order is needed (ties, the chain), it is this one. */
    export type FactorName =
      /** How many could buy: visitors, fans, members. */
      | 'traffic'
      /** The share of them that buys. */
      | 'conversion'
      /** Money per order (客单价 per order, AOV). */
      | 'order_value'
      /** How often a customer buys, at least once (终身消费, as a count). */
      | 'lifetime_purchases'
      /** By how much customers multiply themselves, at least one (裂变, as a multiplier). */
      | 'fission';

    /** A set of factors. GMV is their product: traffic × conversion × order value, and in the private domain × lifetime purchases × fission. */
    export interface Factors {
      /** How many could buy. */
      traffic: number.Number;
      /** The share of them that buys, from 0 to 1. */
      conversion: number.Proportion;
      /** Money per order, in the currency's own unit. */
      order_value: number.Number;
      /** How often a customer buys, at least 1. */
      lifetime_purchases?: number.Number | null;
      /** How customers bring customers. */
      fission?: gmv.Fission | null;
      /** Whether the conversion counts buyers or orders, where the host knows: what does not fit is then refused. */
      conversion_by?: gmv.Counted | null;
      /** Whether the order value is per order or per buyer, where the host knows. */
      order_value_per?: gmv.Counted | null;
    }

    /** How customers bring customers: exactly one of `multiplier` and `k`. */
    export interface Fission {
      /** The multiplier itself, at least 1. */
      multiplier?: number.Number | null;
      /** K: the new customers that one customer brings (invitations per customer × their conversion). */
      k?: number.Proportion | null;
      /** How far K is followed; the rulebook's way unless said. */
      generations?: gmv.Generations | null;
    }

    /** A channel through which people are asked to add a friend. */
    export interface Funnel {
      /** The channel, once in the list. */
      channel: document.Id;
      /** How many are asked. */
      contacts: number;
      /** The stages on the way, each with the share that passes; at least one, at most eight. */
      stages: gmv.Stage[];
    }

    /** How far a fission rate K (new customers per customer) is followed. */
    export type Generations =
      /** Those whom the customers bring: 1 + K. */
      | 'one'
      /** Those whom these bring as well, and so on: 1/(1 − K), for K < 1. */
      | 'all';

    /** An order as the host recorded it. */
    export interface Order {
      /** The order's id, once in the list. */
      id: document.Id;
      /** Who bought. */
      buyer: document.Id;
      /** The day it was placed. */
      placed_on: calendar.Date;
      /** What the order came to when it was placed; not negative. */
      amount: money.Money;
      /** What was paid for it, at most the amount; absent when it was not paid. Nothing to pay is "0.00", and paid. */
      paid?: money.Money | null;
      /** Whether it was cancelled before it was paid. One cancelled afterwards is told by its refunds. Default: `false`. */
      cancelled?: boolean | null;
      /** What went back of what was paid. Default: `[]`. */
      refunds?: gmv.Refund[] | null;
      /** What was paid for. Default: `"goods"`. */
      kind?: gmv.OrderKind | null;
      /** Where the order came from. */
      channel?: document.Id | null;
    }

    /** What was paid for. */
    export type OrderKind =
      /** Goods or services. */
      | 'goods'
      /** A top-up of a balance: no GMV until it is spent, or it would count twice. */
      | 'top_up';

    /** Days from `from` to the day before `until`. */
    export interface Period {
      /** The first day. */
      from: calendar.Date;
      /** The first day that is no longer in it. */
      until: calendar.Date;
    }

    /** Money that went back to the buyer. */
    export interface Refund {
      /** The day it went back. */
      refunded_on: calendar.Date;
      /** How much; not negative. */
      amount: money.Money;
    }

    /** In which period a refund is taken off. */
    export type RefundPeriod =
      /** In the period of its order, whenever the money went back. */
      | 'order_date'
      /** In the period in which the money went back, whenever the order was placed. */
      | 'refund_date';

    /** What was spent, and the revenue it brought. */
    export interface Returns {
      /** The revenue; not negative. */
      revenue: money.Money;
      /** The cost; above zero. */
      cost: money.Money;
    }

    /** The section `gmv` of a rulebook. Each field has its usual value, so `{}` is a whole section. */
    export interface Rules {
      /** What the merchant calls GMV. Default: `"paid"`. */
      variant?: gmv.Variant | null;
      /** When refunds are taken off. Default: `"order_date"`. */
      refunds_in?: gmv.RefundPeriod | null;
      /** How a fission rate K becomes a multiplier, unless a request says so itself. Default: `"one"`. */
      generations?: gmv.Generations | null;
      /** How a GMV is rounded, once, at the end. Default: `"half_up"`. */
      rounding?: money.Rounding | null;
    }

    /** A stage of a funnel. */
    export interface Stage {
      /** What it is called. */
      name: document.Id;
      /** The share that passes at least. */
      low: money.Rate;
      /** The share that passes at most. */
      high: money.Rate;
    }

    /** Which amounts are called GMV. They differ widely, so every figure carries the name. */
    export type Variant =
      /** Everything ordered: unpaid, cancelled and later refunded orders too. */
      | 'placed'
      /** What was paid, later refunds not taken off. */
      | 'paid'
      /** What was paid, less refunds. */
      | 'net';

    /** A change to try: the factors it names are replaced, the others stay. */
    export interface WhatIf {
      /** What the change is called, once in the list. */
      name: document.Id;
      /** Another traffic. */
      traffic?: number.Number | null;
      /** Another conversion. */
      conversion?: number.Proportion | null;
      /** Another order value. */
      order_value?: number.Number | null;
      /** Other lifetime purchases. */
      lifetime_purchases?: number.Number | null;
      /** Another fission. */
      fission?: gmv.Fission | null;
    }
  }
  namespace money {
    /** A currency by the three letters of ISO 4217, which has its decimals, or with the decimals of the merchant's own prices. */
    export type Currency = string | {
      /** The three letters of ISO 4217. */
      code: string;
      /** The decimals of the minor unit. */
      decimals: number;
    };

    /**
     * What part of a price is paid: above 0, at most 1; as a decimal, in percents or in 折 ("85折" and "8.5折" are 0.85).
     *
     * Written like `"0.85"`, `"85%"`, `"8.5折"`, `"85折"`.
     */
    export type Factor = string;

    /**
     * An amount of the rulebook's currency as a decimal string, with at most its decimals; up to 10^15 of its minor unit. Never a JSON number, which may have been a float.
     *
     * Written like `"199.00"`, `"19.9"`, `"20"`.
     */
    export type Money = string;

    /**
     * A share of something, 0 to 1, as a decimal of at most six places or as percents of at most four.
     *
     * Written like `"0.05"`, `"5%"`, `"12.5%"`.
     */
    export type Rate = string;

    /** How a part of a minor unit is rounded; negative amounts like positive ones. */
    export type Rounding =
      /** Toward zero. */
      | 'down'
      /** To the nearest, a half away from zero. */
      | 'half_up'
      /** To the nearest, a half to the even neighbour. */
      | 'half_even'
      /** Away from zero. */
      | 'up';
  }
  namespace month {
    /** An agent at the month's end, before the assessment. */
    export interface AgentRecord {
      /** Tier, misses and last assessment, which is that of the month before. Of an agent from before the first close ever it is written by hand: the month before, `kept`, the tier. */
      state: agent.AgentState;
      /** Who sponsors the agent. */
      sponsor?: document.Id | null;
      /** How many customers are bound to the agent: for the plan if they are cleared. Default: `0`. */
      customers?: number | null;
      /** What the close cannot know from one month's orders. Of the month itself only scores and the host's own metrics are looked at: sales, profit, orders and customers are filled in. Customers of windows and of the lifetime, and what the agent spent, are those up to the month's end; all else of the lifetime is what was before the month, which is added. Default: `{}`. */
      facts?: agent.Facts | null;
    }

    /** One agent's own sales in a chunk. */
    export interface AgentSum {
      /** What customers paid. Default: `"0.00"`. */
      gross?: money.Money | null;
      /** What went back to them, as far as it counts for this month. Default: `"0.00"`. */
      refunded?: money.Money | null;
      /** What suppliers kept of it. Default: `"0.00"`. */
      supplied?: money.Money | null;
      /** Orders of positive net. Default: `0`. */
      orders?: number | null;
      /** Per customer: orders of positive net. Default: `{}`. */
      customers?: { [id: string]: month.CustomerSum } | null;
    }

    /** One customer of one agent in a chunk. */
    export interface CustomerSum {
      /** Orders of positive net. Default: `0`. */
      orders?: number | null;
      /** Whether the first order ever is among them. Default: `false`. */
      new?: boolean | null;
    }

    /** A refund in this month of an order of an earlier one. It carries what was pinned then, so that no later edit of the rulebook, promotion or re-binding can change what is taken back. Several of one line follow each other. */
    export interface LateRefund {
      /** The order. */
      order: document.Id;
      /** The direct agent, whose net sales it lowers when the rulebook counts refunds in their own month. */
      agent?: document.Id | null;
      /** The line as it was split then. */
      line: commission.SplitLine;
      /** What was refunded of it before, earlier refunds of this month among it. Default: `{}`. */
      refunded?: commission.Refunded | null;
      /** Through which day the line's commission is, or was, frozen; absent while it is pending: before the goods are received. */
      frozen_through?: calendar.Date | null;
      /** The refund; its `line` is the one above. */
      refund: month.LineRefund;
    }

    /** Money that went back to a customer for a line. */
    export interface LineRefund {
      /** The line. */
      line: document.Id;
      /** When. */
      on: calendar.Date;
      /** How much. */
      amount: money.Money;
      /** Why; the rulebook's default unless said. */
      reason?: commission.RefundReason | null;
    }

    /** What a chunk of a month comes to. */
    export interface Partial {
      /** The month. */
      period: calendar.Month;
      /** Totals of the money that moved. Default: `{}`. */
      totals?: month.Totals | null;
      /** Per party: its postings, summed by day, kind and the day through which they are frozen. Sums tie to no order, and of roles only `residual` is told. Default: `{}`. */
      parties?: { [id: string]: commission.Movement[] } | null;
      /** Per agent: sales that count for the assessment. Default: `{}`. */
      agents?: { [id: string]: month.AgentSum } | null;
    }

    /** A party's account as the last close left it. */
    export interface PartyAccount {
      /** Who. */
      party: document.Id;
      /** What the party has, is owed and owes. */
      account: commission.Account;
    }

    /** Money paid out to a party within the month. */
    export interface Payment {
      /** To whom. */
      party: document.Id;
      /** When. */
      on: calendar.Date;
      /** What the party received. */
      amount: money.Money;
      /** What was withheld for tax on top of it. Default: `"0.00"`. */
      withheld?: money.Money | null;
    }

    /** A line of an earlier month of which the freeze begins now. */
    export interface Receipt {
      /** The order. */
      order: document.Id;
      /** The line as it was split then. */
      line: commission.SplitLine;
      /** What was refunded of it before that day, and so while it was pending. A refund on that day or later carries the day through which the line is frozen. Default: `{}`. */
      refunded?: commission.Refunded | null;
      /** When the goods were received. */
      received_on: calendar.Date;
    }

    /** An order of the month, with its refunds of the same month. */
    export interface Sale {
      /** The order as it was placed, its agents pinned. */
      order: commission.Order;
      /** When it was paid, within the month; the day it was placed unless said. */
      paid_on?: calendar.Date | null;
      /** When the goods were received, if they were by the month's end; commission that freezes from there is pending until then. Goods that come later are a receipt of the month in which they come. */
      received_on?: calendar.Date | null;
      /** Whether it is the buyer's first order ever: what the metric of new customers counts. Default: `false`. */
      new_customer?: boolean | null;
      /** Refunds of the order within the month, in any order. Default: `[]`. */
      refunds?: month.LineRefund[] | null;
    }

    /** Money that moved, and how many orders moved it. net = gross − refunded. */
    export interface Totals {
      /** Orders of the month. Default: `0`. */
      orders?: number | null;
      /** Their lines. Default: `0`. */
      lines?: number | null;
      /** Refunds, those of earlier orders among them. Default: `0`. */
      refunds?: number | null;
      /** What was paid for the lines. Default: `"0.00"`. */
      gross?: money.Money | null;
      /** What went back to customers in the month. Default: `"0.00"`. */
      refunded?: money.Money | null;
      /** The part of `refunded` that is for orders of earlier months. Default: `"0.00"`. */
      refunded_late?: money.Money | null;
    }
  }
  namespace number {
    /**
     * An exact number up to ±10^15: a decimal of at most six places, or a fraction of two whole numbers.
     *
     * Written like `"1.25"`, `"5/4"`.
     */
    export type Number = string;

    /**
     * A share of something: a decimal of at most six places, percents of at most four, or a fraction of two whole numbers.
     *
     * Written like `"0.02"`, `"2%"`, `"1/50"`.
     */
    export type Proportion = string;
  }
  namespace operation {
    /** A party with a claim: exactly one of `fixed` and `rate`. */
    export interface PartRequest {
      /** Who. */
      id: document.Id;
      /** So much, whatever the whole is. */
      fixed?: money.Money | null;
      /** A rate of the basis. */
      rate?: money.Rate | null;
    }

    /** An amount shared by weight: at most one of `fixed` and `rate`; with neither, all that the others leave. */
    export interface PoolRequest {
      /** The pool's name. */
      id: document.Id;
      /** So much, whatever the whole is. */
      fixed?: money.Money | null;
      /** A rate of the basis. */
      rate?: money.Rate | null;
      /** The weight of each member. */
      members: { [id: string]: number };
    }
  }
  namespace reason {
    /** How much a decision tells. */
    export type Detail =
      /** The outcome alone. */
      | 'none'
      /** The reasons that decided. */
      | 'summary'
      /** Every reason. */
      | 'full';

    /** A value with its unit as the one name of an object. */
    export type Quantity = {
      /** An amount in the rulebook's currency. */
      money: money.Money;
    } | {
      /** A share of something. */
      rate: money.Rate;
    } | {
      /** A whole number. */
      count: number;
    } | {
      /** A number of days. */
      days: number;
    } | {
      /** A civil date. */
      date: calendar.Date;
    } | {
      /** A name or a word. */
      text: document.Text;
    };
  }
  namespace vip {
    /** The birthday discount. */
    export interface Birthday {
      /** How it meets the level discount. Default: `"multiply"`. */
      mode?: vip.BirthdayMode | null;
      /** The days that count as birthday. Default: `"day"`. */
      window?: vip.BirthdayWindow | null;
      /** When those born on 29 February have their birthday in a common year. Default: `"february_28"`. */
      leap_day?: calendar.LeapDay | null;
      /** The factor of levels without a `birthday_factor` of their own. Default: `"1"`. */
      factor?: money.Factor | null;
      /** The factor of customers without a level; without it they have no birthday discount. */
      without_level?: money.Factor | null;
      /** The most that the birthday takes off one order. */
      maximum_discount?: money.Money | null;
      /** Whether it is given once per birthday. Default: `true`. */
      once?: boolean | null;
    }

    /** How a birthday discount meets the level discount. */
    export type BirthdayMode =
      /** 折上折: both factors multiply, 0.9 × 0.95 = 0.855. */
      | 'multiply'
      /** The better of the two. */
      | 'best_of'
      /** What both take off is added, 1 − 0.1 − 0.05 = 0.85; below zero is zero. */
      | 'additive';

    /** The days around a birthday that count as birthday. */
    export type BirthdayWindow =
      /** The day itself. */
      | 'day'
      /** Its week, Monday to Sunday. */
      | 'week'
      /** Its calendar month. */
      | 'month';

    /** A coupon of a fixed amount. */
    export interface Coupon {
      /** The host's id of it. */
      id?: document.Id | null;
      /** What it takes off. */
      amount: money.Money;
      /** The order that it needs. Default: `"0.00"`. */
      minimum?: money.Money | null;
    }

    /** How coupons are taken. */
    export interface CouponRules {
      /** What a coupon's minimum is held against. Default: `"list"`. */
      minimum_of?: vip.MinimumOf | null;
      /** The most that a coupon takes: a share of the price before it, rounded down to the minor unit. Default: `"1"`. */
      maximum_share?: money.Rate | null;
    }

    /** The level that a customer has. */
    export interface CurrentLevel {
      /** Which. */
      level: document.Id;
      /** The `since` of the decision that gave it. */
      since: calendar.Date;
    }

    /** Below what no line is sold, at any step; of several the highest holds. A line's own `floor` always holds; a line whose list price is already lower is sold at list price. */
    export interface Floor {
      /** The line's cost; every line must then tell it. Default: `false`. */
      cost?: boolean | null;
      /** A price per unit. */
      unit_price?: money.Money | null;
      /** A share of the list price, rounded up to the minor unit. */
      list_share?: money.Rate | null;
    }

    /** A level. */
    export interface Level {
      /** Its name in facts and decisions. */
      id: document.Id;
      /** What customers call it. */
      name?: document.Text | null;
      /** The top-up that it takes; above that of the level below. */
      top_up: money.Money;
      /** What part of the list price the level pays; never more than the level below. Default: `"1"`. */
      factor?: money.Factor | null;
      /** The birthday factor of the level, where it is not that of `birthday`. */
      birthday_factor?: money.Factor | null;
    }

    /** What a coupon's minimum is held against. */
    export type MinimumOf =
      /** The list price: the same for every level. */
      | 'list'
      /** The price after level and birthday: a higher level may miss a coupon that a lower one gets. */
      | 'discounted';

    /** What a balance refund does to a level. */
    export type OnRefund =
      /** The level is what the rest of the top-ups still earns. */
      | 'recompute'
      /** The level stays until its period ends, and is then what the rest still earns. */
      | 'keep_to_period_end'
      /** The level stays as if nothing had been refunded. */
      | 'keep';

    /** Something that levels are entitled to. */
    export interface Perk {
      /** Its name in facts and decisions. */
      id: document.Id;
      /** What kind it is. */
      kind: vip.PerkKind;
      /** What customers call it. */
      name?: document.Text | null;
      /** The festival of a festival gift. */
      festival?: document.Id | null;
      /** The lowest level that gets it; the lowest of all unless said. */
      from_level?: document.Id | null;
      /** What each level receives; a level that is not named receives what the next lower one does. Default: `{}`. */
      items?: { [id: string]: document.Id } | null;
      /** By how many days its periods open earlier for a level (0–366); a level that is not named has the days of the next lower one. Default: `{}`. */
      days_earlier?: { [id: string]: number } | null;
      /** When it is given. Quotas are those of one period. */
      periods: vip.PerkPeriod[];
      /** The most units of one customer in one period. Default: `1`. */
      per_person?: number | null;
      /** The units that there are in one period; without it as many as are asked for. A limited offer needs it. */
      total?: number | null;
    }

    /** A customer, what they have had, and what they apply for. */
    export interface PerkCustomer {
      /** The host's id of the customer. */
      id: document.Id;
      /** The level, as `vip_level` gave it; absent when there is none. */
      level?: document.Id | null;
      /** What the customer has received. Perks that the rulebook no longer has may stand here. Default: `[]`. */
      history?: vip.PerkReceipt[] | null;
      /** What the customer applies for: each perk once. Default: `[]`. */
      requests?: vip.PerkRequest[] | null;
    }

    /** What kind of perk it is. */
    export type PerkKind =
      /** A gift at a festival. */
      | 'festival_gift'
      /** A sample of a new product. */
      | 'sample'
      /** A trial before others. */
      | 'early_trial'
      /** Goods of a limited quantity. */
      | 'limited_offer';

    /** When a perk is given: `[from, to)`. */
    export interface PerkPeriod {
      /** The first day. */
      from: calendar.Date;
      /** The first day on which it is no longer given. */
      to: calendar.Date;
    }

    /** A perk that was received. */
    export interface PerkReceipt {
      /** Which. */
      perk: document.Id;
      /** The day. */
      on: calendar.Date;
      /** How many units. Default: `1`. */
      quantity?: number | null;
    }

    /** An application for a perk. */
    export interface PerkRequest {
      /** Which. */
      perk: document.Id;
      /** How many units. Default: `1`. */
      quantity?: number | null;
      /** When it was made: any count that grows with time, such as milliseconds since 1970. */
      at: number;
    }

    /** What points are worth. */
    export interface PointRules {
      /** So many points … */
      points: number;
      /** … are worth so much. */
      worth: money.Money;
      /** The most that points take: a share of the price before them, rounded down to the minor unit. Default: `"1"`. */
      maximum_share?: money.Rate | null;
    }

    /** A line of an order. */
    export interface PriceLine {
      /** The host's id of it. */
      id: document.Id;
      /** The goods. */
      sku?: document.Id | null;
      /** How many units. Default: `1`. */
      quantity?: number | null;
      /** The list price of the line, all units together. */
      list: money.Money;
      /** What the line costs the merchant, all units together. */
      cost?: money.Money | null;
      /** Below what the line is not sold, all units together. */
      floor?: money.Money | null;
    }

    /** Which top-ups make a level. */
    export type Qualify =
      /** One top-up that reaches the threshold; from a level that is held, one that reaches the difference. */
      | 'single'
      /** All top-ups together. */
      | 'cumulative';

    /** The section `vip` of a rulebook. */
    export interface Rules {
      /** Which top-ups make a level. Default: `"cumulative"`. */
      qualify?: vip.Qualify | null;
      /** Top-ups count so many days, the day of asking among them: 1–36525. Without it they count for ever. */
      window_days?: number | null;
      /** Whether only a customer with a purchase can have a level. Default: `true`. */
      purchase_required?: boolean | null;
      /** What a balance refund does to a level. Default: `"recompute"`. */
      on_refund?: vip.OnRefund | null;
      /** A level is held for so many months before it is assessed afresh: 1–1200. Without it, it is held as long as the top-ups that count earn it. */
      valid_months?: number | null;
      /** The levels, lowest first. */
      levels: vip.Level[];
      /** How prices are rounded. Default: `"half_up"`. */
      rounding?: money.Rounding | null;
      /** Below what no line is sold. */
      floor?: vip.Floor | null;
      /** The birthday discount. */
      birthday?: vip.Birthday | null;
      /** How coupons are taken. Default: `{}`. */
      coupon?: vip.CouponRules | null;
      /** What points are worth; without it none are taken. */
      points?: vip.PointRules | null;
      /** What levels are entitled to. Default: `[]`. */
      perks?: vip.Perk[] | null;
    }

    /** A top-up. */
    export interface TopUp {
      /** The host's id of it. */
      id: document.Id;
      /** Its day. */
      on: calendar.Date;
      /** What was paid, bonus apart; not negative. */
      amount: money.Money;
      /** What of it was refunded; together at most `amount`. Default: `[]`. */
      refunded?: vip.TopUpRefund[] | null;
    }

    /** A refund from a top-up. */
    export interface TopUpRefund {
      /** Its day, not before that of the top-up. */
      on: calendar.Date;
      /** How much; not negative. */
      amount: money.Money;
    }
  }
}

/** What is answered. */
export declare namespace output {
  namespace agent {
    /** What becomes of an application. */
    export interface Admission {
      /** Who. */
      agent: document.Id;
      /** Whether they are admitted. */
      result: agent.AdmissionResult;
      /** The tier they enter: the highest whose `admit` holds; absent when refused. */
      tier?: document.Id;
      /** The tier that `missing` speaks of: the lowest that one can enter; absent when admitted. */
      asked_tier?: document.Id;
      /** Every condition of that tier that does not hold. Default: `[]`. */
      missing?: agent.Shortfall[];
      /** Whether they were cleared before and may not come back yet. Default: `false`. */
      barred?: boolean;
      /** When `barred`: the first day on which they may apply again; absent: never. */
      reentry_from?: calendar.Date;
      /** The agent as the first assessment is handed them; absent when refused. */
      state?: agent.AgentState;
    }

    /** What becomes of an application. */
    export type AdmissionResult =
      /** They are an agent now. */
      | 'admitted'
      /** They are not. */
      | 'refused';

    /** An agent between two assessments. Hosts keep it and hand it back as it was given. */
    export interface AgentState {
      /** Who. */
      agent: document.Id;
      /** The tier, in force from `last.effective_from` on where that is there; of a cleared agent the one they had. */
      tier: document.Id;
      /** The day of joining; its month is the first period that is assessed. */
      joined_on: calendar.Date;
      /** Misses in a row. Default: `0`. */
      misses?: number;
      /** The last assessment; absent until the first. */
      last?: agent.LastAssessment;
    }

    /** What an assessment comes to. */
    export interface Assessment {
      /** Who. */
      agent: document.Id;
      /** The period that was assessed. */
      period: calendar.Month;
      /** What it came to. */
      outcome: agent.Outcome;
      /** Whether the period had been assessed before: then all is as it was decided at that time, and nothing changes. Default: `false`. */
      already_assessed?: boolean;
      /** The tier held in the period. */
      tier_before: document.Id;
      /** The tier afterwards; absent when cleared. */
      tier_after?: document.Id;
      /** The first period in which the change is in force; absent when nothing changes. */
      effective_from?: calendar.Month;
      /** Misses in a row afterwards. */
      misses: number;
      /** Further misses in a row that would only be warned of. */
      remaining_grace: number;
      /** The next tier above `tier_after` that one can be promoted into; absent at the top, when cleared, and, for a period assessed before, without the facts to tell. */
      next_tier?: document.Id;
      /** What its `reach` still lacks, by the facts handed in. Default: `[]`. */
      missing?: agent.Shortfall[];
      /** What becomes of what a cleared agent leaves. */
      clearing?: agent.ClearingPlan;
      /** The agent afterwards: what the next assessment is handed. */
      state: agent.AgentState;
    }

    /** What becomes of what a cleared agent leaves; `paid` + `runs_on` + `forfeited` = payable + frozen + pending. */
    export interface ClearingPlan {
      /** The first period in which the agent is one no more. */
      effective_from: calendar.Month;
      /** Who takes over downline and customers. */
      heir: agent.Heir;
      /** The agent who does; absent when the house does. */
      heir_agent?: document.Id;
      /** The downline that passes to the heir, by id. An heir of `house` leaves it without a sponsor. Default: `[]`. */
      downline?: document.Id[];
      /** How many customers pass to the heir. Default: `0`. */
      customers?: number;
      /** Commission that is paid: all that is payable. */
      paid: money.Money;
      /** Commission that goes its way and is paid when it becomes payable. */
      runs_on: money.Money;
      /** Commission that is lost to the agent. */
      forfeited: money.Money;
      /** The first day on which the agent may apply again; absent: never. */
      reentry_from?: calendar.Date;
    }

    /** Who takes over what a cleared agent leaves. */
    export type Heir =
      /** The agent's sponsor; the house where there is none. */
      | 'sponsor'
      /** The house. */
      | 'house';

    /** What the last assessment came to, so that asking again gives the same. */
    export interface LastAssessment {
      /** The period that was assessed. */
      period: calendar.Month;
      /** What it came to. */
      outcome: agent.Outcome;
      /** The tier that was held in it. */
      tier_before: document.Id;
      /** The first period in which the new tier, or the clearing, is in force; absent when nothing changed. */
      effective_from?: calendar.Month;
      /** Further misses in a row that would only be warned of. Default: `0`. */
      remaining_grace?: number;
    }

    /** A metric that siyu knows, or one of the host's own, declared in `metrics`. */
    export type Metric = agent.StandardMetric | document.Id;

    /** The time a metric looks at. */
    export type MetricWindow =
      /** The assessed period alone. */
      | 'period'
      /** All the time until the end of the assessed period. */
      | 'lifetime' | {
      /** The last periods, the assessed one among them. */
      periods: number;
    };

    /** What an assessment comes to, in the order in which it is looked at. */
    export type Outcome =
      /** In the protected time: nobody falls. */
      | 'protected'
      /** To a higher tier. */
      | 'promoted'
      /** Stays, and the misses return to 0. */
      | 'kept'
      /** A miss within the grace. */
      | 'warned'
      /** To a lower tier; the misses return to 0. */
      | 'demoted'
      /** No longer an agent (清退). */
      | 'cleared';

    /** The figures of one period. What is left out is 0; scores that are left out are unknown. */
    export interface PeriodFacts {
      /** The period: a calendar month. */
      period: calendar.Month;
      /** Net sales of the agent. Default: `"0.00"`. */
      own_net_sales?: money.Money;
      /** Net sales of the agents whom the agent sponsors; see `SponsorTree::team_sums`. Default: `"0.00"`. */
      direct_team_net_sales?: money.Money;
      /** Net sales of all agents below the agent. Default: `"0.00"`. */
      whole_team_net_sales?: money.Money;
      /** What the agent's sales leave after cost; may be negative. A month close fills in net sales less what suppliers keep. Default: `"0.00"`. */
      profit?: money.Money;
      /** Orders of positive net that the agent sold. Default: `0`. */
      orders?: number;
      /** Customers with an order of positive net in this time, each once. Default: `0`. */
      active_customers?: number;
      /** Those of them with two or more such orders. Default: `0`. */
      repeat_customers?: number;
      /** Those of them who bought for the first time. Default: `0`. */
      new_customers?: number;
      /** The score of the shop as a share of the full mark. */
      store_score?: money.Rate;
      /** The satisfaction of customers. */
      satisfaction?: money.Rate;
      /** The host's own metrics, each in its declared unit: `{"live_sessions": {"count": 4}}`. Default: `{}`. */
      host?: { [id: string]: reason.Quantity };
    }

    /** A figure that conditions look at: one of the columns `readings`. */
    export interface Reading {
      /** What is measured. */
      metric: agent.Metric;
      /** The time that is looked at. */
      window: agent.MetricWindow;
      /** What it is measured in: `money` in minor units, `rate` in millionths, `count` as it is. */
      unit: agent.Unit;
    }

    /** A requirement that does not hold: what is missing. */
    export interface Shortfall {
      /** What is measured. */
      metric: agent.Metric;
      /** The time that was looked at; left out when it is the metric's usual one, the period. Default: `"period"`. */
      window?: agent.MetricWindow;
      /** What was seen. */
      observed: reason.Quantity;
      /** What the rulebook asks for, at least. */
      threshold: reason.Quantity;
      /** How far the two are apart. */
      margin?: reason.Quantity;
      /** Where the requirement stands in the rulebook. Of those below one `…/any`, each alone suffices. */
      path: document.Text;
    }

    /** The metrics that siyu knows. Net = paid − refunds; a team is without the agent's own sales. */
    export type StandardMetric =
      /** Money: net sales of the agent. */
      | 'own_net_sales'
      /** Money: net sales of the agents whom the agent sponsors. */
      | 'direct_team_net_sales'
      /** Money: net sales of all agents below the agent. */
      | 'whole_team_net_sales'
      /** Money: what the agent's sales leave after cost. */
      | 'profit'
      /** Count: orders of positive net that the agent sold. */
      | 'orders'
      /** Count: customers with an order of positive net in the window, each once. */
      | 'active_customers'
      /** Count: customers who bought for the first time. */
      | 'new_customers'
      /** Rate: customers with two or more orders of positive net in the window / active customers; 0 without any. */
      | 'repurchase_rate'
      /** Rate: the score of the shop as a share of the full mark (4.8 of 5 is `"0.96"`); over periods their mean. */
      | 'store_score'
      /** Rate: the satisfaction of customers; over periods their mean. */
      | 'satisfaction'
      /** Money, of the lifetime by nature: what the agent has spent as a customer, net of refunds. */
      | 'own_lifetime_spend'
      /** Count, of an applicant: completed orders of their own. */
      | 'completed_orders'
      /** Count, of an applicant: whole years of age on the day of applying. */
      | 'age';

    /** What the tree looks like. */
    export interface TreeSummary {
      /** How many agents there are. */
      agents: number;
      /** Those without a sponsor, by id. */
      roots: document.Id[];
      /** How many agents stand at each level: the roots first, then those below 1 sponsor, 2 sponsors, … */
      levels: number[];
      /** Agents with more sponsors above them than the `levels` of the section `commission` pays; absent where that section is, or where it is the tiers that settle who is paid (`differential`). */
      beyond_paid_levels?: number;
    }

    /** What a metric is measured in, and so how its thresholds are written. */
    export type Unit =
      /** An amount: `"10000.00"`. */
      | 'money'
      /** A share from 0 to 1: `"0.6"` or `"60%"`. */
      | 'rate'
      /** A whole number from 0: `12`. */
      | 'count';
  }
  namespace balance {
    /** One customer's balance: what `balance_apply` returned last, or `{}` for a new one. Hosts keep it as it is. */
    export interface Account {
      /** The lots, in the order of their top-ups. Default: `[]`. */
      lots?: balance.Lot[];
      /** The purchases, in the order in which they were paid. Default: `[]`. */
      purchases?: balance.Purchase[];
      /** Every command that was applied, in order: the ledger by which any figure can be computed again. Default: `[]`. */
      applied?: balance.Command[];
    }

    /** What became of a group. */
    export interface Applied {
      /** Whether the group was applied (or had been before). */
      accepted: boolean;
      /** The account after it; as it was, where the group was rejected. */
      account: balance.Account;
      /** What became of each command, in order. */
      results: balance.CommandResult[];
      /** What changed, in order. */
      events: balance.Event[];
    }

    /** On what a refund may rest. Of equal amounts the first of this list applies. */
    export type Basis =
      /** The merchant's promise: all unspent principal \[X\]. */
      | 'promise'
      /** Within 7 days of payment, untouched (法释〔2025〕4号 art. 14). */
      | 'seven_days'
      /** The operator's cause: value used × paid / (paid + bonus) is deducted (art. 18). */
      | 'operator'
      /** The consumer's cause: the value used is deducted at the price without discount (art. 19). */
      | 'consumer'
      /** A card for unlimited use: paid × time left / whole time (art. 22). */
      | 'unlimited';

    /** One basis with its figures: amount = untouched + max(0, paid − deducted − refunded_before), each part where it has it. */
    export interface Candidate {
      /** Which. */
      basis: balance.Basis;
      /** The article of the law; absent for a promise. */
      article?: document.Text;
      /** Whether the rulebook or the law grants it on this day and for this cause. */
      granted: boolean;
      /** What it comes to. */
      amount: money.Money;
      /** Of it, what is paid back in full for lots untouched within the window (art. 14). Default: `"0.00"`. */
      untouched?: money.Money;
      /** Those lots. Default: `[]`. */
      untouched_lots?: document.Id[];
      /** What was paid for all that is pooled. Default: `"0.00"`. */
      paid?: money.Money;
      /** What was added to it. Default: `"0.00"`. */
      bonus?: money.Money;
      /** What was used of it, at the price that this basis counts. Default: `"0.00"`. */
      used?: money.Money;
      /** What is deducted for it, part of a minor unit left to the customer. Default: `"0.00"`. */
      deducted?: money.Money;
      /** What was paid back of it before. Default: `"0.00"`. */
      refunded_before?: money.Money;
      /** What goes below zero and is not claimed from the customer (art. 20). Default: `"0.00"`. */
      waived?: money.Money;
    }

    /** By whose doing the contract ends: it decides what the law grants. */
    export type Cause =
      /** The operator's: the goods are not given as agreed, the shop closes or moves … (法释〔2025〕4号 art. 18). */
      | 'operator'
      /** The consumer's own (art. 19). */
      | 'consumer'
      /** Nobody's: the customer simply asks. */
      | 'none';

    /** One change of an account: exactly one of `top_up`, `spend`, `restore`, `refund` and `expire`. */
    export interface Command {
      /** The host's id of this command. The same again, with the same content, changes nothing. */
      id: document.Id;
      /** The day on which it happens, not before that of the last command applied. */
      date: calendar.Date;
      /** Money comes in; the lot bears the command's id. */
      top_up?: balance.TopUp;
      /** A purchase is paid from the balance. */
      spend?: balance.Spend;
      /** A purchase is given back, in whole or in part. */
      restore?: balance.Restore;
      /** Balance is paid back to the customer. */
      refund?: balance.Refund;
      /** Bonus whose time is over is written off. */
      expire?: balance.Expire;
    }

    /** What became of one command. */
    export interface CommandResult {
      /** The command. */
      id: document.Id;
      /** What became of it. */
      status: balance.Status;
      /** Why, where it was rejected or in conflict. */
      rejection?: balance.Rejection;
    }

    /** What a purchase holds of a lot. */
    export interface Draw {
      /** The lot. */
      lot: document.Id;
      /** Of its principal. Default: `"0.00"`. */
      paid?: money.Money;
      /** Of its bonus. Default: `"0.00"`. */
      bonus?: money.Money;
    }

    /** A change of what is left of a lot. The events of an account sum to what is left. */
    export interface Event {
      /** The command that did it. */
      command: document.Id;
      /** What happened. */
      kind: balance.EventKind;
      /** To which lot. */
      lot: document.Id;
      /** By how much unspent principal rose, or fell where negative. Default: `"0.00"`. */
      paid?: money.Money;
      /** By how much unspent bonus rose, or fell where negative. Default: `"0.00"`. */
      bonus?: money.Money;
    }

    /** What happened to a lot. */
    export type EventKind =
      /** A top-up made it. */
      | 'topped_up'
      /** A purchase drew on it. */
      | 'spent'
      /** A purchase gave back what it had drawn. */
      | 'restored'
      /** Principal was paid back. */
      | 'refunded'
      /** Bonus expired, or lapsed with the principal that was paid back. */
      | 'lapsed'
      /** What was left was closed when the contract ended. */
      | 'closed'
      /** Closed principal became refundable again, since a purchase was given back. */
      | 'reopened'
      /** What purchases hold of it was exchanged, principal for bonus, because the law counts both as used in the proportion of their amounts (art. 18). */
      | 'exchanged';

    /** Bonus that could last be spent before the command's date is written off. Principal never is. */
    export interface Expire {
    }

    /** One payment of a refund. */
    export interface Leg {
      /** The lot whose principal it pays back. */
      lot: document.Id;
      /** How it goes. */
      route: balance.Route;
      /** By which channel: the lot's own, or the fallback that the rulebook names for it. */
      channel?: document.Id;
      /** How much. */
      amount: money.Money;
      /** Days since the lot was paid. */
      age_days: number;
    }

    /** What one top-up made. Each colour is conserved: paid = paid_left + drawn by purchases + refunded + kept, bonus = bonus_left + drawn by purchases + bonus_lapsed. */
    export interface Lot {
      /** The id of the top-up's command. */
      id: document.Id;
      /** The day of payment. */
      date: calendar.Date;
      /** How it was paid. */
      channel?: document.Id;
      /** The last day on which the lot can be spent. */
      expires?: calendar.Date;
      /** The last day on which its bonus can be spent, where that is another. */
      bonus_expires?: calendar.Date;
      /** Whether the customer had had the same goods before (art. 14, exception). Default: `false`. */
      goods_known?: boolean;
      /** What was paid: principal. */
      paid: money.Money;
      /** What the merchant added. Default: `"0.00"`. */
      bonus?: money.Money;
      /** Unspent principal. Default: `"0.00"`. */
      paid_left?: money.Money;
      /** Unspent bonus. Default: `"0.00"`. */
      bonus_left?: money.Money;
      /** Principal that was paid back. Default: `"0.00"`. */
      refunded?: money.Money;
      /** Principal that was closed in the merchant's favour when the contract ended (art. 19). Default: `"0.00"`. */
      kept?: money.Money;
      /** Bonus that expired, or lapsed when its principal was paid back. Default: `"0.00"`. */
      bonus_lapsed?: money.Money;
    }

    /** All payments of a refund; Σ amounts = the amount asked. */
    export interface Plan {
      /** Back to original payments first, newest first, then transfers, newest first. */
      legs: balance.Leg[];
    }

    /** A purchase that was paid from the balance. */
    export interface Purchase {
      /** The host's id. */
      id: document.Id;
      /** What was charged. */
      amount: money.Money;
      /** What it cost without any discount. */
      list_value: money.Money;
      /** How much of `amount` was given back. Default: `"0.00"`. */
      restored?: money.Money;
      /** What it still holds of lots, in the order drawn; together `amount` less `restored`. Default: `[]`. */
      draws?: balance.Draw[];
    }

    /** What is due. */
    export interface Quote {
      /** How much: the best for the customer that rulebook or law grants, never above the principal. */
      amount: money.Money;
      /** On which basis; absent where none is granted. */
      applies?: balance.Basis;
      /** What was paid and not paid back: the most that any refund can be. */
      principal: money.Money;
      /** Unspent bonus: never paid out. Default: `"0.00"`. */
      bonus_left?: money.Money;
      /** Every candidate, granted or not. */
      candidates: balance.Candidate[];
    }

    /** Balance is paid back, newest lots first, at most what the quote of the day for this cause gives. */
    export interface Refund {
      /** How much, above zero (zero only where it closes an account to which nothing is due). */
      amount: money.Money;
      /** By whose doing. Default: `"none"`. */
      cause?: balance.Cause;
      /** Whether the contract ends: the whole quote is paid, and what is left after it (bonus; the price difference that art. 19 leaves to the operator) is closed with it. Default: `false`. */
      close?: boolean;
    }

    /** Why a command was rejected: the members of a refusal. */
    export interface Rejection {
      /** The code's name. */
      code: document.Text;
      /** The code's number. */
      number: number;
      /** Where: an RFC 6901 pointer into the request. Of a conflict, the field that differs. */
      path: document.Text;
      /** The parameters of the messages. */
      parameters: { [id: string]: document.Text };
      /** In English. */
      en: balance.Told;
      /** In Chinese. */
      zh_cn: balance.Told;
    }

    /** A purchase is given back: the same lots and colours have it again, what was drawn last first. */
    export interface Restore {
      /** The purchase. */
      purchase: document.Id;
      /** How much of what was charged, above zero; all that is left of it where absent. */
      amount?: money.Money;
    }

    /** How a leg reaches the customer. */
    export type Route =
      /** Back to the original payment. */
      | 'original'
      /** By transfer. */
      | 'transfer';

    /** A purchase is paid from the balance. */
    export interface Spend {
      /** The host's id of the purchase. */
      purchase: document.Id;
      /** What is charged to the balance, above zero. */
      amount: money.Money;
      /** What the same goods cost without any discount, at least `amount`; `amount` where absent. */
      list_value?: money.Money;
    }

    /** What became of a command. */
    export type Status =
      /** It was applied. */
      | 'applied'
      /** It had been applied before with the same content: nothing changes. */
      | 'already_applied'
      /** Its id was used before with other content. */
      | 'conflict'
      /** It was rejected. */
      | 'rejected'
      /** It was not applied, because another of its group was rejected or in conflict. */
      | 'not_applied';

    /** A rejection in words. */
    export interface Told {
      /** What is wrong. */
      message: document.Text;
      /** How to repair it. */
      repair: document.Text;
    }

    /** Money comes in and makes a lot. */
    export interface TopUp {
      /** What the customer pays, above zero. */
      paid: money.Money;
      /** How it is paid: one of the rulebook's channels. */
      channel?: document.Id;
      /** Whether the customer had had the same goods before: then an untouched lot is not paid back within 7 days (法释〔2025〕4号 art. 14, exception). Default: `false`. */
      goods_known?: boolean;
    }
  }
  namespace calendar {
    /**
     * A day in the merchant's own calendar, from 1900-01-01 to 9999-12-31. Among facts also an instant with an offset, which counts as the date that it falls on there.
     *
     * Written like `"2024-02-29"`, `"2024-02-29T16:30:00+08:00"`.
     */
    export type Date = string;

    /**
     * A calendar month, from 1900-01 to 9999-12.
     *
     * Written like `"2024-02"`.
     */
    export type Month = string;
  }
  namespace commission {
    /** What a party is owed and owes. Only an account that holds residual parts may have less than nothing pending or frozen. */
    export interface Account {
      /** Earned, and not yet dated by the event that starts the freeze. Default: `"0.00"`. */
      pending?: money.Money;
      /** Earned and dated: payable from the day after `through`. Default: `[]`. */
      frozen?: commission.Frozen[];
      /** What may be paid out. Default: `"0.00"`. */
      payable?: money.Money;
      /** What was paid out and had to be given back, netted oldest first from what becomes payable. Default: `[]`. */
      debts?: commission.Debt[];
    }

    /** Who gives back what. */
    export interface Clawback {
      /** The line. */
      line: document.Id;
      /** The reason that counted. */
      reason: commission.RefundReason;
      /** What each part gives back now, in the order of the split; Σ = the refund. Only the residual party's may be below zero: it gets back what it had borne, or what others give back in whole units. */
      parts: commission.LinePart[];
      /** What was refunded of the line with this refund: the next one needs it. */
      refunded: commission.Refunded;
      /** What is left of the line to refund. */
      left: money.Money;
    }

    /** What is owed since a day. */
    export interface Debt {
      /** The day it arose. */
      since: calendar.Date;
      /** How much is still owed. */
      amount: money.Money;
    }

    /** What is frozen through a day. */
    export interface Frozen {
      /** The last day on which it is not payable. */
      through: calendar.Date;
      /** How much. */
      amount: money.Money;
    }

    /** What one party gets of a line in one role; who holds two roles has two parts. */
    export interface LinePart {
      /** Who. */
      party: document.Id;
      /** In which role. */
      role: commission.Role;
      /** The pool that it comes from. */
      pool?: document.Id;
      /** How much. */
      amount: money.Money;
    }

    /** One movement of a party's account. Movements of one day count in this order, whatever order they come in: what is frozen no longer is released, `earned`, `dated`, `clawed_back`, `paid`. */
    export interface Movement {
      /** The day. */
      on: calendar.Date;
      /** What happened. */
      kind: commission.MovementKind;
      /** The order it ties to. */
      order?: document.Id;
      /** The line it ties to. */
      line?: document.Id;
      /** The party's role on that line. */
      role?: commission.Role;
      /** How much, at least zero; only of a `residual` part it may be below. Of a payment: without what was withheld. */
      amount: money.Money;
      /** The last day on which the line's amount is frozen. Without it `earned` and `clawed_back` mean what is pending, and `dated` freezes by the rulebook from `on`. */
      frozen_through?: calendar.Date;
      /** Of a payment: what was withheld for tax beside it. Default: `"0.00"`. */
      withheld?: money.Money;
    }

    /** What happened, in the order in which the movements of one day count. */
    export type MovementKind =
      /** A part of a line was earned. */
      | 'earned'
      /** The event that starts the freeze happened: what was pending is frozen. */
      | 'dated'
      /** A refund took something back. */
      | 'clawed_back'
      /** Something was paid out. */
      | 'paid';

    /** What a party gets over all lines and roles. */
    export interface PartyTotal {
      /** Who. */
      party: document.Id;
      /** How much. */
      amount: money.Money;
    }

    /** A pool, and the places of its members. */
    export interface PoolPlaces {
      /** The pool. */
      id: document.Id;
      /** Its members, by id. */
      members: document.Id[];
    }

    /** Why money goes back to the buyer. */
    export type RefundReason =
      /** The goods come back: the supplier gives its part back too. */
      | 'returned'
      /** The goods stay: the supplier keeps its part, and the residual party bears it. */
      | 'compensation';

    /** What was refunded of a line so far, by reason. */
    export interface Refunded {
      /** With the goods. Default: `"0.00"`. */
      returned?: money.Money;
      /** Without them. Default: `"0.00"`. */
      compensation?: money.Money;
    }

    /** In which role a party has a part of a line. */
    export type Role =
      /** Who supplied the goods, at cost. */
      | 'supplier'
      /** The agent who sold. */
      | 'direct'
      /** The direct agent's sponsor, level 1: the next in the chain. */
      | 'sponsor'
      /** The sponsor's sponsor, level 2; in a differential also everyone further up the chain. */
      | 'sponsor_2'
      /** The mentor whom the order names. */
      | 'mentor'
      /** A member of a pool. */
      | 'pool'
      /** Who takes what all others leave. */
      | 'residual';

    /** Who gets what of an order. Stored with the order, it is all that later refunds need. */
    export interface Split {
      /** The order. */
      order: document.Id;
      /** Each line, in the order's order. */
      lines: commission.SplitLine[];
      /** What each party gets over all lines, by the party's id; Σ = Σ paid. */
      totals: commission.PartyTotal[];
    }

    /** Who gets what of one line. */
    export interface SplitLine {
      /** The line. */
      line: document.Id;
      /** What was paid for it: the whole that is shared. */
      paid: money.Money;
      /** Everyone's part, a part of nothing included: supplier, chain from the direct agent upward, mentor, pools in the rulebook's order with members by id, and the residual party last. Σ = `paid`. Only the residual party's may be below zero, when the supplier's cost is more than was left for it. */
      parts: commission.LinePart[];
    }

    /** 对账单: closing = opening + earned − clawed back − withheld − paid. */
    export interface Statement {
      /** Who. */
      party: document.Id;
      /** The month. */
      period: calendar.Month;
      /** What the account was worth at the beginning. */
      opening: money.Money;
      /** What was earned. */
      earned: money.Money;
      /** What refunds took back. */
      clawed_back: money.Money;
      /** What became payable, before debts were netted. It moves within the account. */
      released: money.Money;
      /** What was withheld for tax. */
      withheld: money.Money;
      /** What was paid out. */
      paid: money.Money;
      /** What is owed at the end. */
      debt: money.Money;
      /** What the account is worth at the end, debts taken off. */
      closing: money.Money;
      /** The account at the end of the month's last day: the next opening. */
      account: commission.Account;
      /** Every movement, by day and in the order in which they count. */
      lines: commission.Movement[];
    }

    /** What a party is paid. */
    export interface Withdrawal {
      /** What leaves the account. */
      gross: money.Money;
      /** What of it is kept as a fee. */
      fee: money.Money;
      /** What the party receives: gross − fee. */
      paid: money.Money;
      /** The movement to book: it takes the gross. */
      movement: commission.Movement;
      /** The account after it. */
      account: commission.Account;
    }
  }
  namespace customer {
    /** The customers of one class. */
    export interface ClassFigures {
      /** Which class. */
      class: document.Id;
      /** How many customers it has. */
      customers: number;
      /** What they bought in the window, less refunds. */
      net_sales: money.Money;
      /** Their share of all customers with a class; absent where there is none. */
      share?: number.Figure;
    }

    /** The class of a customer on a day. */
    export interface Classified {
      /** Which; absent without an order in the window, where only buyers have classes. */
      class?: document.Id;
      /** The first day of the window, which ends with the day of asking. */
      window_from: calendar.Date;
      /** Orders of positive net in the window. */
      orders: number;
      /** `orders` − 1; 0 without an order. */
      repurchases: number;
      /** What the customer bought in the window, less refunds. */
      net_sales: money.Money;
      /** What the next class needs; absent in the highest. */
      next?: customer.NextClass;
      /** What the class becomes first, if nothing else is bought; absent where it stays. */
      falls?: customer.Fall;
      /** The day of the last order of all, in the window or before it. */
      last_order_on?: calendar.Date;
      /** Whether the customer sleeps. Who never ordered does not. */
      dormant: boolean;
      /** The first day on which the customer sleeps, if nothing else is bought; absent where that day never comes. */
      dormant_on?: calendar.Date;
      /** Whether a sample is due: the customer sleeps and can be reached. */
      sample_due: boolean;
    }

    /** How sales are concentrated. */
    export interface ConcentrationFigures {
      /** The customers that it is told of: n. */
      customers: number;
      /** The first of them by net sales: the rulebook's `top_share` of them. */
      top_customers: number;
      /** What those bought. */
      top_net_sales: money.Money;
      /** Their share of all net sales. */
      top_share: number.Figure;
      /** The fewest customers who bought the rulebook's `coverage` of all. */
      coverage_customers: number;
      /** Their share of the customers. */
      coverage_share: number.Figure;
      /** Σ (2i − n − 1) · xᵢ / (n · Σx), amounts ascending: 0 where all buy alike, up to (n − 1) / n. */
      gini: number.Figure;
      /** The same times n / (n − 1), for few customers: up to 1. Absent for one. */
      gini_corrected?: number.Figure;
    }

    /** What becomes of a class when orders leave the window. */
    export interface Fall {
      /** The first day with the other class. */
      on: calendar.Date;
      /** Which class; absent where there is none any more. */
      class?: document.Id;
    }

    /** What the next class needs. */
    export interface NextClass {
      /** Which class. */
      class: document.Id;
      /** Orders in the window that it begins with. */
      orders: number;
      /** How many of them are missing. */
      missing: number;
    }

    /** A rate with what it is made of. */
    export interface RepurchaseRate {
      /** Those who came again: customers, or orders where the name says so. */
      again: number;
      /** Of so many. */
      of: number;
      /** `again` / `of`. */
      rate: number.Figure;
    }

    /** Repurchase rates by name. What would divide by zero is absent. The first three are of the window. */
    export interface RepurchaseRates {
      /** Buyers with at least two orders, two of one day counting, of all buyers. */
      by_orders?: customer.RepurchaseRate;
      /** Buyers with orders on at least two days, of all buyers. */
      by_days?: customer.RepurchaseRate;
      /** Orders that are not the buyer's first of the window, of all orders. */
      order_based?: customer.RepurchaseRate;
      /** Customers who ordered again on a later day within `horizon_days` of their first order ever, of those who were seen that long. */
      within_horizon?: customer.RepurchaseRate;
      /** `by_orders` in the days that the request names. */
      calendar?: customer.RepurchaseRate;
      /** Buyers of the request's first period who bought in the second, of all buyers of the first (回购率). */
      returned?: customer.RepurchaseRate;
      /** Buyers of the window who had bought before it, of all its buyers (老客占比). */
      known_before?: customer.RepurchaseRate;
    }

    /** The customers of a shop. Σ classes + unclassified = customers; Σ net sales of classes = net sales. */
    export interface Segments {
      /** The first day of the window, which ends with the day of asking. */
      window_from: calendar.Date;
      /** All that are known. */
      customers: number;
      /** Those with an order of positive net in the window. */
      buyers: number;
      /** Orders of positive net in the window. */
      orders: number;
      /** What was bought in the window, less refunds. */
      net_sales: money.Money;
      /** Each class, in the rulebook's order. */
      classes: customer.ClassFigures[];
      /** Customers without a class. */
      unclassified: number;
      /** Customers who sleep. */
      dormant: number;
      /** Those of them who can be reached, by id: a sample is due. */
      samples_due: document.Id[];
      /** Repurchase rates, each under its name. */
      repurchase: customer.RepurchaseRates;
      /** Who bought most. */
      super_users: customer.SuperUserFigures;
      /** How sales are concentrated; absent without sales. */
      concentration?: customer.ConcentrationFigures;
    }

    /** A super user. */
    export interface SuperUser {
      /** Who. */
      customer: document.Id;
      /** What the customer bought in the window, less refunds. */
      net_sales: money.Money;
    }

    /** The super users of a shop. */
    export interface SuperUserFigures {
      /** Each of them, who bought most first, those of one amount by id. */
      users: customer.SuperUser[];
      /** How many they are. */
      customers: number;
      /** What they bought. */
      net_sales: money.Money;
      /** Their share of all net sales; absent without sales. */
      share?: number.Figure;
      /** What each of them bought, rounded once by the rulebook's mode; absent where there is none. */
      average?: money.Money;
    }
  }
  namespace document {
    /** A host's name of a thing: 1 to 128 bytes of UTF-8 without control characters. */
    export type Id = string;

    /** A short text: at most 1,000 characters. */
    export type Text = string;
  }
  namespace error {
    /** What is wrong; the page of codes has the messages and repairs. */
    export type Code =
      /** The text is not JSON. */
      | 'json_syntax'
      /** The text is longer than a document may be. */
      | 'document_too_large'
      /** Values are nested deeper than they may be. */
      | 'document_too_deep'
      /** An object has a field that its shape does not know. */
      | 'unknown_field'
      /** An object has the same field twice. */
      | 'duplicate_field'
      /** An object lacks a field that it must have. */
      | 'missing_field'
      /** Fields that exclude each other stand together, or none of the alternatives stands. */
      | 'alternative_fields'
      /** A value is of another JSON type than its shape. */
      | 'wrong_type'
      /** A JSON number stands where an exact decimal is due. */
      | 'number_for_decimal'
      /** A text is not an amount of money in the rulebook's currency. */
      | 'money_format'
      /** An amount is beyond the limit of 10^15 minor units. */
      | 'money_out_of_range'
      /** A text is not a rate. */
      | 'rate_format'
      /** A text is not a price factor. */
      | 'factor_format'
      /** A text is not an exact decimal number. */
      | 'decimal_format'
      /** A text is not a date of the calendar. */
      | 'date_format'
      /** A name is empty, too long, or has characters that a name may not have. */
      | 'id_format'
      /** A text is too long. */
      | 'text_length'
      /** A text is none of the words that its shape knows. */
      | 'unknown_choice'
      /** A count is not a whole number within its bounds. */
      | 'count_out_of_range'
      /** A number is not within its bounds. */
      | 'value_out_of_range'
      /** A date lies before or after what it may be. */
      | 'date_out_of_range'
      /** An amount that may not be below zero is. */
      | 'negative_amount'
      /** An amount that must be above zero is not. */
      | 'amount_not_positive'
      /** A list has too few or too many items. */
      | 'list_length'
      /** A list has the same thing twice. */
      | 'duplicate_item'
      /** Something is written that can never matter. */
      | 'without_effect'
      /** A level, perk or the like that the facts or the rulebook name is not known. */
      | 'not_in_rulebook'
      /** A metric that a condition asks for has no facts to look at. */
      | 'facts_missing'
      /** An amount is more than the amount it is a part of. */
      | 'amount_exceeds'
      /** The upper end of a range lies below its lower end. */
      | 'range_order'
      /** The thresholds of levels or steps do not rise. */
      | 'threshold_order'
      /** A period ends before it begins. */
      | 'period_order'
      /** Two periods share a day. */
      | 'period_overlap'
      /** A date lies outside the period that is asked for. */
      | 'outside_period'
      /** More is refunded than is left to refund. */
      | 'refund_above_rest'
      /** Parts ask for more than the whole. */
      | 'parts_exceed_whole'
      /** No residual party is named: nobody takes what the parts leave. */
      | 'residual_missing'
      /** More than one residual party, or more than one pool of the rest, is named. */
      | 'residual_twice'
      /** The rulebook lacks the section, or the part of one, that a decision needs. */
      | 'section_missing'
      /** The rulebook was refused: its findings say why. */
      | 'rulebook_refused'
      /** No rulebook is in force on a date. */
      | 'no_rulebook_in_force'
      /** A level asks for a larger top-up than a card may hold. */
      | 'threshold_above_cap'
      /** A decision is asked for without a rulebook. */
      | 'rulebook_missing'
      /** A period is assessed out of turn: an earlier one, or one after the next. */
      | 'period_not_due'
      /** An agent who was cleared is assessed again. */
      | 'agent_cleared'
      /** An agent's sponsor is not among the agents. */
      | 'unknown_sponsor'
      /** Agents sponsor each other in a circle. */
      | 'sponsor_cycle'
      /** Nobody can enter a tier. */
      | 'tier_unreachable'
      /** A way into a tier holds whenever that of a lower tier does. */
      | 'entry_not_harder'
      /** A tier asks more to stay than to come. */
      | 'keep_harder_than_reach'
      /** All commission on a line is more than the cap, and the cap's policy is to reject. */
      | 'commission_above_cap'
      /** A role is paid by tier, and has no rate for a tier. */
      | 'tier_without_rate'
      /** The parts of a line that was split do not sum to what was paid. */
      | 'parts_not_whole'
      /** More is taken from what is pending or frozen than is there. */
      | 'state_overdrawn'
      /** A withdrawal is below the least that may be withdrawn. */
      | 'withdrawal_below_minimum'
      /** A withdrawal is above the most that may be withdrawn at once. */
      | 'withdrawal_above_maximum'
      /** A payment is more than is payable. */
      | 'above_payable'
      /** Over columns: parties tie, the tie goes by id, and the columns do not say in which order the parties' ids come. */
      | 'party_order_unknown'
      /** Two sums that are to be merged are of different months. */
      | 'period_mismatch'
      /** A refund names a line that its order does not have. */
      | 'unknown_line'
      /** The parts of a month do not sum to its whole: the sums are not those of whole orders. */
      | 'books_do_not_balance'
      /** A refund is dated before the order was paid. */
      | 'refund_before_sale'
      /** A higher level would, or might, be worse off than a lower one. */
      | 'higher_level_worse'
      /** Discounts stack and no floor holds. */
      | 'floor_missing'
      /** A level's discount, alone or with the birthday's, goes below the floor. */
      | 'discount_below_floor'
      /** A command's id was used before with other content. */
      | 'command_conflict'
      /** A day lies before that of the account's last command. */
      | 'date_before_last'
      /** A top-up would lift the balance above the cap of the card. */
      | 'card_cap_exceeded'
      /** The undiscounted value of a purchase is below what is charged for it. */
      | 'list_value_below_amount'
      /** The balance that can be spent is smaller than a purchase. */
      | 'balance_short'
      /** A purchase that is to be given back was never paid from this account. */
      | 'unknown_purchase'
      /** More of a purchase is to be given back than is left of it. */
      | 'restore_above_purchase'
      /** A refund is more than the quote of the day gives for its cause. */
      | 'refund_above_quote'
      /** A refund that closes the account is less than the whole quote. */
      | 'close_below_quote'
      /** An amount is more than can be paid back without bonus becoming cash. */
      | 'refund_above_principal'
      /** An account is not what its own commands make. */
      | 'account_inconsistent'
      /** A higher step of a bonus ladder gives less. */
      | 'ladder_falls'
      /** A bonus is as large as the top-up it is given for. */
      | 'bonus_reaches_step'
      /** A step of a bonus ladder is above the cap of the card: no top-up can reach it. */
      | 'step_above_cap'
      /** A named balance has an end. */
      | 'named_balance_expires'
      /** Bonus is spent before principal that can be had back at any time. */
      | 'bonus_spent_first'
      /** A formula mixes what counts buyers with what counts orders. */
      | 'mixed_counts'
      /** A fission rate K that grows without end over all generations. */
      | 'fission_diverges'
      /** Fewer visitors than buyers. */
      | 'fewer_visitors'
      /** No value of a factor reaches the target. */
      | 'target_unreachable'
      /** Another factor is zero, and so is every product. */
      | 'factor_is_zero'
      /** Some number of repurchases has no class. */
      | 'band_gap'
      /** Some number of repurchases has two classes. */
      | 'band_overlap'
      /** No operation has this name. */
      | 'unknown_operation'
      /** The operation is left out of this build of siyu. */
      | 'not_built_in'
      /** A rulebook asks for what cannot be worked out over columns. */
      | 'not_over_columns';

    /** How much a finding weighs. */
    export type Severity =
      /** Worth knowing; nothing is refused. */
      | 'info'
      /** Likely a mistake or a risk; nothing is refused. */
      | 'warning'
      /** The rulebook is refused. */
      | 'error';
  }
  namespace gmv {
    /** A change of GMV and its parts. */
    export interface Attributed {
      /** GMV before, rounded once. */
      before: money.Money;
      /** GMV after, rounded once. */
      after: money.Money;
      /** The difference of the two. */
      change: money.Money;
      /** By chain substitution, in the order of the chain. */
      chain: gmv.FactorPart[];
      /** By Shapley, in the order of the formula. */
      shapley: gmv.FactorPart[];
    }

    /** An average of money. */
    export interface Average {
      /** Rounded once, by the rulebook's mode. */
      amount: money.Money;
      /** The exact average in the currency's own unit, where the amount is not it. */
      exact?: number.Number;
    }

    /** What one channel brought, in the merchant's variant. */
    export interface ChannelFigures {
      /** Its GMV. */
      amount: money.Money;
      /** Its orders. */
      orders: number;
      /** Its distinct buyers; one who bought through two channels counts in both. */
      buyers: number;
    }

    /** A GMV and how it came about. */
    export interface Composed {
      /** Which formula it is. */
      formula: gmv.FormulaName;
      /** The product, rounded once, by the rulebook's mode. */
      gmv: money.Money;
      /** The exact product in the currency's own unit. */
      exact: number.Number;
      /** Factor by factor. */
      steps: gmv.Step[];
      /** One per cent more of each factor. */
      sensitivity: gmv.Sensitivity[];
      /** Each change that was tried, in the order of the request. Default: `[]`. */
      what_if?: gmv.WhatIfResult[];
    }

    /** What is counted: buyers and orders are not the same, since a buyer may order twice. */
    export type Counted =
      /** Distinct buyers. */
      | 'buyer'
      /** Orders. */
      | 'order';

    /** What it would have cost to buy the impressions. */
    export interface ExposureValue {
      /** The impressions. */
      impressions: number;
      /** CPM × impressions / 1000, rounded once, by the rulebook's mode. */
      value: money.Money;
      /** The exact value in the currency's own unit. */
      exact: number.Number;
    }

    /** A factor of the formula. Where an order is needed (ties, the chain), it is this one. */
    export type FactorName =
      /** How many could buy: visitors, fans, members. */
      | 'traffic'
      /** The share of them that buys. */
      | 'conversion'
      /** Money per order (客单价 per order, AOV). */
      | 'order_value'
      /** How often a customer buys, at least once (终身消费, as a count). */
      | 'lifetime_purchases'
      /** By how much customers multiply themselves, at least one (裂变, as a multiplier). */
      | 'fission';

    /** The part of a change that one factor made. */
    export interface FactorPart {
      /** The factor. */
      factor: gmv.FactorName;
      /** Its value before. */
      before: number.Figure;
      /** Its value after. */
      after: number.Figure;
      /** Its part in the currency's own unit, exact. */
      exact: number.Number;
      /** Its part in money. All parts sum to the change. */
      amount: money.Money;
    }

    /** A set of factors. GMV is their product: traffic × conversion × order value, and in the private domain × lifetime purchases × fission. */
    export interface Factors {
      /** How many could buy. */
      traffic: number.Number;
      /** The share of them that buys, from 0 to 1. */
      conversion: number.Proportion;
      /** Money per order, in the currency's own unit. */
      order_value: number.Number;
      /** How often a customer buys, at least 1. */
      lifetime_purchases?: number.Number;
      /** How customers bring customers. */
      fission?: gmv.Fission;
      /** Whether the conversion counts buyers or orders, where the host knows: what does not fit is then refused. */
      conversion_by?: gmv.Counted;
      /** Whether the order value is per order or per buyer, where the host knows. */
      order_value_per?: gmv.Counted;
    }

    /** How customers bring customers: exactly one of `multiplier` and `k`. */
    export interface Fission {
      /** The multiplier itself, at least 1. */
      multiplier?: number.Number;
      /** K: the new customers that one customer brings (invitations per customer × their conversion). */
      k?: number.Proportion;
      /** How far K is followed; the rulebook's way unless said. */
      generations?: gmv.Generations;
    }

    /** Which formula the factors make. */
    export type FormulaName =
      /** traffic × conversion × order value. */
      | 'traditional'
      /** … × lifetime purchases × fission. */
      | 'private_domain';

    /** What is expected of one channel. */
    export interface FunnelResult {
      /** The channel. */
      channel: document.Id;
      /** How many pass each stage. */
      stages: gmv.StageResult[];
      /** How many are added: those that pass the last stage. */
      adds: gmv.Range;
    }

    /** How far a fission rate K (new customers per customer) is followed. */
    export type Generations =
      /** Those whom the customers bring: 1 + K. */
      | 'one'
      /** Those whom these bring as well, and so on: 1/(1 − K), for K < 1. */
      | 'all';

    /** GMV in all its variants. placed − unpaid − cancelled = paid; paid − refunded = net. */
    export interface Measured {
      /** What this merchant calls GMV. */
      variant: gmv.Variant;
      /** The GMV of that variant. */
      gmv: money.Money;
      /** Everything ordered. */
      placed: gmv.VariantFigures;
      /** What was paid. */
      paid: gmv.VariantFigures;
      /** What was paid and kept. Below zero when a period's refunds are more than its sales. */
      net: gmv.VariantFigures;
      /** What was ordered, not cancelled, and not paid. */
      unpaid: money.Money;
      /** What was cancelled before it was paid. */
      cancelled: money.Money;
      /** What went back and counts here. */
      refunded: money.Money;
      /** Top-ups that were paid: no GMV. */
      top_ups: money.Money;
      /** Each channel that is named by an order. Default: `{}`. */
      channels?: { [id: string]: gmv.ChannelFigures };
      /** The factors of the merchant's variant; their product is its GMV, to the fen. There when `visitors` is given and something was bought. */
      factors?: gmv.Factors;
    }

    /** From the least to the most that is expected. */
    export interface Range {
      /** The least. */
      low: number.Figure;
      /** The most. */
      high: number.Figure;
    }

    /** What was asked for. */
    export interface Reached {
      /** The exposure's worth. */
      exposure?: gmv.ExposureValue;
      /** The returns, under each of their names. */
      returns?: gmv.ReturnFigures;
      /** Each channel, in the order of the request. Default: `[]`. */
      funnels?: gmv.FunnelResult[];
      /** All channels together. */
      adds?: gmv.Range;
    }

    /** Three figures that all go by the name ROI. */
    export interface ReturnFigures {
      /** revenue / cost: what shops call ROI (10 spent, 100 sold: 10). */
      roas: number.Figure;
      /** (revenue − cost) / cost: what finance calls ROI (10 spent, 100 sold: 9). */
      roi: number.Figure;
      /** cost / revenue (费比); absent without revenue. */
      cost_share?: number.Figure;
    }

    /** What one per cent more of one factor does. A product rises by one per cent whichever factor does: what differs is what that per cent costs, and whether the factor has room for it. */
    export interface Sensitivity {
      /** The factor. */
      factor: gmv.FactorName;
      /** Its value times 1.01; of fission the multiplier's. */
      raised: number.Figure;
      /** GMV with it; absent where there is no room: a conversion above 1, an amount beyond the limit. */
      gmv?: money.Money;
      /** How much more that is. */
      change?: money.Money;
    }

    /** The least value that reaches the target. */
    export interface Solved {
      /** The factor. */
      factor: gmv.FactorName;
      /** GMV with the factors as they are. */
      before: money.Money;
      /** The factor as it is; 1 when the formula does not have it. */
      current: number.Figure;
      /** The least number of six decimals with which the exact product is the target or more; of fission the multiplier. Never below what the factor can be, even when less would do. */
      value: number.Number;
      /** The value with which the product is the target itself, where six decimals cannot say it. */
      exact?: number.Number;
      /** The value in times of what it is; absent when that is nothing. */
      times?: number.Figure;
      /** For a fission that was given by K: the least K of six decimals that reaches the target; absent where none does. */
      k?: number.Number;
      /** GMV with the value. */
      gmv: money.Money;
    }

    /** How many pass a stage. */
    export interface StageResult {
      /** The stage. */
      name: document.Id;
      /** How many. */
      passed: gmv.Range;
    }

    /** One factor, and the product so far. */
    export interface Step {
      /** The factor. */
      factor: gmv.FactorName;
      /** Its value; of fission the multiplier. */
      value: number.Figure;
      /** The product of all factors up to this one. */
      product: number.Figure;
    }

    /** Which amounts are called GMV. They differ widely, so every figure carries the name. */
    export type Variant =
      /** Everything ordered: unpaid, cancelled and later refunded orders too. */
      | 'placed'
      /** What was paid, later refunds not taken off. */
      | 'paid'
      /** What was paid, less refunds. */
      | 'net';

    /** One variant of GMV and what follows from it. What would divide by zero is absent. */
    export interface VariantFigures {
      /** The GMV of this variant. */
      amount: money.Money;
      /** The orders behind it. In `net` an order that was refunded whole is none. */
      orders: number;
      /** The distinct buyers behind it. */
      buyers: number;
      /** Amount / orders (笔单价, AOV). */
      average_per_order?: gmv.Average;
      /** Amount / buyers (客单价). */
      average_per_buyer?: gmv.Average;
      /** Orders / buyers, at least 1; over a customer's whole time these are the lifetime purchases. */
      purchases_per_buyer?: number.Figure;
      /** Buyers / visitors. */
      conversion_by_buyer?: number.Figure;
      /** Orders / visitors. */
      conversion_by_order?: number.Figure;
      /** Orders / visits. */
      conversion_by_session?: number.Figure;
    }

    /** What a change gives. */
    export interface WhatIfResult {
      /** The change. */
      name: document.Id;
      /** GMV with it. */
      gmv: money.Money;
      /** That less the GMV without it. */
      change: money.Money;
    }
  }
  namespace money {
    /**
     * An amount of the rulebook's currency as a decimal string, with at most its decimals; up to 10^15 of its minor unit. Never a JSON number, which may have been a float.
     *
     * Written like `"199.00"`, `"19.9"`, `"20"`.
     */
    export type Money = string;

    /**
     * A share of something, 0 to 1, as a decimal of at most six places or as percents of at most four.
     *
     * Written like `"0.05"`, `"5%"`, `"12.5%"`.
     */
    export type Rate = string;

    /** How a part of a minor unit is rounded; negative amounts like positive ones. */
    export type Rounding =
      /** Toward zero. */
      | 'down'
      /** To the nearest, a half away from zero. */
      | 'half_up'
      /** To the nearest, a half to the even neighbour. */
      | 'half_even'
      /** Away from zero. */
      | 'up';
  }
  namespace month {
    /** One agent's own sales in a chunk. */
    export interface AgentSum {
      /** What customers paid. Default: `"0.00"`. */
      gross?: money.Money;
      /** What went back to them, as far as it counts for this month. Default: `"0.00"`. */
      refunded?: money.Money;
      /** What suppliers kept of it. Default: `"0.00"`. */
      supplied?: money.Money;
      /** Orders of positive net. Default: `0`. */
      orders?: number;
      /** Per customer: orders of positive net. Default: `{}`. */
      customers?: { [id: string]: month.CustomerSum };
    }

    /** An agent's assessment, with what it looked at and why it came out so. */
    export interface Assessed {
      /** The figures of the month. */
      facts: agent.PeriodFacts;
      /** What it came to. */
      assessment: agent.Assessment;
      /** Why, as far as the level of detail tells. `decision_explain` takes this object as its `decision`. Default: `[]`. */
      reasons?: reason.Reason[];
    }

    /** A closed month. Σ earned over `statements` and `house` = gross, Σ clawed back = refunded. */
    export interface Close {
      /** The month. */
      period: calendar.Month;
      /** Money that moved. */
      totals: month.Totals;
      /** gross − refunded. */
      net: money.Money;
      /** The statement of the residual party: its account is what the house keeps. */
      house: commission.Statement;
      /** The statements of all others, by id. Why a debt arose or was netted tells `commission_statement`, asked with the opening account and the `lines`. */
      statements: commission.Statement[];
      /** The assessments, in the order of the agents handed in. */
      assessments: month.Assessed[];
      /** Agents with sales in the month who are not among the agents handed in: they are paid and not assessed. */
      unassessed: document.Id[];
    }

    /** One customer of one agent in a chunk. */
    export interface CustomerSum {
      /** Orders of positive net. Default: `0`. */
      orders?: number;
      /** Whether the first order ever is among them. Default: `false`. */
      new?: boolean;
    }

    /** What a chunk of a month comes to. */
    export interface Partial {
      /** The month. */
      period: calendar.Month;
      /** Totals of the money that moved. Default: `{}`. */
      totals?: month.Totals;
      /** Per party: its postings, summed by day, kind and the day through which they are frozen. Sums tie to no order, and of roles only `residual` is told. Default: `{}`. */
      parties?: { [id: string]: commission.Movement[] };
      /** Per agent: sales that count for the assessment. Default: `{}`. */
      agents?: { [id: string]: month.AgentSum };
    }

    /** Money that moved, and how many orders moved it. net = gross − refunded. */
    export interface Totals {
      /** Orders of the month. Default: `0`. */
      orders?: number;
      /** Their lines. Default: `0`. */
      lines?: number;
      /** Refunds, those of earlier orders among them. Default: `0`. */
      refunds?: number;
      /** What was paid for the lines. Default: `"0.00"`. */
      gross?: money.Money;
      /** What went back to customers in the month. Default: `"0.00"`. */
      refunded?: money.Money;
      /** The part of `refunded` that is for orders of earlier months. Default: `"0.00"`. */
      refunded_late?: money.Money;
    }
  }
  namespace number {
    /** A figure that is not money: as a decimal to read, and exact where the decimal is not. */
    export interface Figure {
      /** The number to six decimals, half up. */
      value: number.Number;
      /** The number itself, where six decimals cannot say it. */
      exact?: number.Number;
    }

    /**
     * An exact number up to ±10^15: a decimal of at most six places, or a fraction of two whole numbers.
     *
     * Written like `"1.25"`, `"5/4"`.
     */
    export type Number = string;

    /**
     * A share of something: a decimal of at most six places, percents of at most four, or a fraction of two whole numbers.
     *
     * Written like `"0.02"`, `"2%"`, `"1/50"`.
     */
    export type Proportion = string;
  }
  namespace operation {
    /** A place in a text, in every unit that an editor may ask for; half-open. */
    export interface Place {
      /** First byte. */
      start: number;
      /** One after the last byte. */
      end: number;
      /** First UTF-16 unit. */
      start_utf16: number;
      /** One after the last UTF-16 unit. */
      end_utf16: number;
      /** Line of the first byte, from 1. */
      line: number;
      /** Column of the first byte in UTF-16 units, from 1. */
      column: number;
    }

    /** What one party received. */
    export interface Received {
      /** Who. */
      id: document.Id;
      /** The pool it came from. */
      pool?: document.Id;
      /** How much. */
      amount: money.Money;
      /** Whether a unit that rounding had given was taken back. Default: `false`. */
      taken_back?: boolean;
    }

    /** A finding, or the one error of a call, told in both languages. */
    export interface Refusal {
      /** What is wrong. */
      code: error.Code;
      /** The code's number. */
      number: number;
      /** How much it weighs. */
      severity: error.Severity;
      /** Where: an RFC 6901 pointer into the document that was handed in; empty for the whole of it. */
      path: string;
      /** Where in the rulebook's text; of findings. */
      span?: operation.Place;
      /** The parameters of the message by name. */
      parameters: { [id: string]: string };
      /** In English. */
      en: operation.Telling;
      /** In Chinese. */
      zh_cn: operation.Telling;
      /** All that was found in a rulebook, in the order of its text, when this is the refusal of one. */
      findings?: operation.Refusal[];
    }

    /** Who received what; Σ amounts = the whole. */
    export interface Shared {
      /** Parts, then pool members, then the residual party. */
      shares: operation.Received[];
    }

    /** By which rules a decision was made, so that it can be replayed years later. */
    export interface Stamp {
      /** The rulebook's name. */
      name: document.Id;
      /** The merchant's version of it. */
      version: document.Id;
      /** SHA-256 of its canonical form, in hexadecimal digits. */
      digest: document.Id;
      /** The version of what the rules mean. */
      semantics: number;
    }

    /** What is said in one language. */
    export interface Telling {
      /** What is wrong. */
      message: string;
      /** How to repair it. */
      repair: string;
    }
  }
  namespace reason {
    /** An observed value held against a threshold. */
    export interface Comparison {
      /** What was seen. */
      observed: reason.Quantity;
      /** How it is held against the threshold. */
      operator: reason.Operator;
      /** What the rule asks for. */
      threshold: reason.Quantity;
      /** Whether it holds. */
      holds: boolean;
      /** How far the two are apart, never negative: "short by", or "beyond by". */
      margin?: reason.Quantity;
    }

    /** How an amount was computed: `basis · rate = quotient + remainder / denominator`, rounded to `amount`. */
    export interface Computation {
      /** What the rate applies to. */
      basis?: money.Money;
      /** The rate. */
      rate?: money.Rate;
      /** The exact quotient, toward zero. */
      quotient?: money.Money;
      /** What the quotient leaves, in `denominator`-ths of a minor unit. */
      remainder?: number;
      /** The parts of a minor unit that the remainder counts. */
      denominator?: number;
      /** How it was rounded. */
      rounding?: money.Rounding;
      /** The amount. */
      amount: money.Money;
      /** Who took what rounding left. */
      residue_to?: document.Id;
    }

    /** How an observed value is held against a threshold. */
    export type Operator =
      /** observed ≥ threshold. */
      | 'at_least'
      /** observed ≤ threshold. */
      | 'at_most'
      /** observed = threshold. */
      | 'equal';

    /** A value with its unit as the one name of an object. */
    export type Quantity = {
      /** An amount in the rulebook's currency. */
      money: money.Money;
    } | {
      /** A share of something. */
      rate: money.Rate;
    } | {
      /** A whole number. */
      count: number;
    } | {
      /** A number of days. */
      days: number;
    } | {
      /** A civil date. */
      date: calendar.Date;
    } | {
      /** A name or a word. */
      text: document.Text;
    };

    /** One reason of a decision. */
    export interface Reason {
      /** The rule it speaks of. */
      rule: reason.Rule;
      /** Where the rule stands in the rulebook: an RFC 6901 pointer. */
      path?: document.Text;
      /** The metric, party, line or tier it speaks of. */
      subject?: document.Text;
      /** What was held against what. */
      comparison?: reason.Comparison;
      /** How an amount came about. */
      computation?: reason.Computation;
      /** Whatever else the sentence needs, by name. Default: `{}`. */
      facts?: { [id: string]: reason.Quantity };
    }

    /** The rule that a reason speaks of. Names stay the same in every version. */
    export type Rule =
      /** A part is a rate of the basis. */
      | 'share_rated'
      /** A part is a fixed amount. */
      | 'share_fixed'
      /** A part is a weighted share of a pool. */
      | 'share_pooled'
      /** The residual party takes what is left, rounding included. */
      | 'share_residual'
      /** A metric held against what a condition asks for. */
      | 'agent_requirement'
      /** An applicant is admitted. */
      | 'agent_admitted'
      /** An applicant is refused. */
      | 'agent_refused'
      /** A cleared agent comes back too early. */
      | 'agent_reentry'
      /** A cleared agent may not come back. */
      | 'agent_barred'
      /** Nobody falls in the protected time. */
      | 'agent_protected'
      /** An agent rises. */
      | 'agent_promoted'
      /** An agent stays. */
      | 'agent_kept'
      /** A miss within the grace. */
      | 'agent_warned'
      /** An agent falls. */
      | 'agent_demoted'
      /** An agent is cleared. */
      | 'agent_cleared'
      /** The period was assessed before. */
      | 'agent_already_assessed'
      /** The sponsors make a sound tree. */
      | 'agent_tree_sound'
      /** How far the tree reaches above the levels that commission pays. */
      | 'agent_tree_beyond_paid_levels'
      /** The direct agent is the buyer. */
      | 'commission_self_purchase'
      /** A supplier gets its cost. */
      | 'commission_supplier'
      /** A party gets a rate of the basis. */
      | 'commission_rated'
      /** A party gets the rate that was pinned for it when the order was placed. */
      | 'commission_pinned'
      /** A party gets a fixed amount for each unit. */
      | 'commission_per_unit'
      /** A party gets what its terms come to, less what was paid below. */
      | 'commission_differential'
      /** As many levels above the direct agent are paid as the rulebook allows. */
      | 'commission_levels'
      /** The size of a pool. */
      | 'commission_pool'
      /** A party gets its weight's share of a pool. */
      | 'commission_pooled'
      /** A unit that rounding alone had put above what the line can bear is taken back. */
      | 'commission_taken_back'
      /** All commission on a line is more than the line can bear. */
      | 'commission_capped'
      /** A cap lowered a part. */
      | 'commission_lowered'
      /** The supplier's cost and the commission together are more than was paid. */
      | 'commission_loss'
      /** The residual party takes what is left of a line. */
      | 'commission_residual'
      /** A party gives back its part of a refund. */
      | 'clawback_part'
      /** The goods stay with the buyer, so the supplier keeps its part. */
      | 'clawback_supplier_keeps'
      /** The residual party gives back the rest of a refund. */
      | 'clawback_residual'
      /** A part was earned. */
      | 'movement_earned'
      /** The event that starts the freeze happened. */
      | 'movement_dated'
      /** The freeze was over before it was booked. */
      | 'movement_payable'
      /** A refund took something back. */
      | 'movement_clawed_back'
      /** Something was paid out. */
      | 'movement_paid'
      /** What was frozen became payable. */
      | 'frozen_released'
      /** What was paid out and had to be given back became a debt. */
      | 'debt_arose'
      /** Debts were netted from what became payable. */
      | 'debt_netted'
      /** The closing of a statement. */
      | 'statement_closing'
      /** The least that may be withdrawn. */
      | 'withdrawal_minimum'
      /** The most that may be withdrawn at once. */
      | 'withdrawal_maximum'
      /** No more than what is payable may be withdrawn. */
      | 'withdrawal_payable'
      /** The fee of a withdrawal. */
      | 'withdrawal_fee'
      /** The parts of a month sum to its whole. */
      | 'month_balances'
      /** The level that a refund of the balance leaves. */
      | 'vip_level_after_refund'
      /** A purchase is a condition of every level. */
      | 'vip_purchase'
      /** A top-up counts. */
      | 'vip_top_up_counted'
      /** A top-up has left the window. */
      | 'vip_top_up_too_old'
      /** Top-ups against the threshold of a level. */
      | 'vip_top_up'
      /** A level is held until its period ends. */
      | 'vip_kept_in_period'
      /** A level is held although refunds have lowered what counts. */
      | 'vip_kept_after_refund'
      /** A level is lost because of refunds. */
      | 'vip_lowered_by_refund'
      /** A level is lost because top-ups no longer count. */
      | 'vip_lowered'
      /** What the next level needs. */
      | 'vip_next'
      /** The level discount. */
      | 'vip_level_price'
      /** The birthday discount on top. */
      | 'vip_birthday_price'
      /** The birthday discount has a maximum. */
      | 'vip_birthday_maximum'
      /** It is no birthday. */
      | 'vip_no_birthday'
      /** The discount of this birthday was given already. */
      | 'vip_birthday_used'
      /** A coupon against its minimum. */
      | 'vip_coupon_minimum'
      /** What a coupon or points took. */
      | 'vip_taken'
      /** A floor holds. */
      | 'vip_floor'
      /** The level that a perk needs. */
      | 'vip_perk_level'
      /** A perk is given now. */
      | 'vip_perk_open'
      /** A perk is not given now. */
      | 'vip_perk_closed'
      /** What one person has had of a perk. */
      | 'vip_perk_per_person'
      /** What is left of a perk. */
      | 'vip_perk_total'
      /** What a request brought. */
      | 'vip_perk_granted'
      /** A top-up reaches a step of the bonus ladder. */
      | 'balance_bonus'
      /** The balance is held under the cap of the card. */
      | 'balance_cap'
      /** A purchase is paid from the balance. */
      | 'balance_spent'
      /** A purchase is given back. */
      | 'balance_restored'
      /** Balance is paid back to the customer. */
      | 'balance_paid_back'
      /** Bonus whose time is over is written off. */
      | 'balance_expired'
      /** A command was applied before. */
      | 'balance_repeated'
      /** A command brings its group down. */
      | 'balance_rejected'
      /** The merchant promises the unspent principal at any time. */
      | 'balance_promise'
      /** The merchant promises nothing beyond the law. */
      | 'balance_no_promise'
      /** A lot is untouched within the window of art. 14. */
      | 'balance_untouched'
      /** A card for unlimited use was never used within the window of art. 14. */
      | 'balance_card_untouched'
      /** No lot is untouched within the window of art. 14. */
      | 'balance_nothing_untouched'
      /** The operator's cause, art. 18. */
      | 'balance_operator_cause'
      /** The consumer's cause, art. 19. */
      | 'balance_consumer_cause'
      /** A basis is for another cause. */
      | 'balance_other_cause'
      /** A refund is never below zero, art. 20. */
      | 'balance_no_excess_claim'
      /** A card for unlimited use, art. 22. */
      | 'balance_by_time'
      /** Which basis applies. */
      | 'balance_basis_applies'
      /** No basis is granted. */
      | 'balance_nothing_granted'
      /** A refund is never above the principal. */
      | 'balance_principal_ceiling'
      /** Bonus is never paid out. */
      | 'balance_bonus_never_cash'
      /** A lot is paid back by its own channel. */
      | 'balance_leg_original'
      /** A lot is paid back by its own channel, which has no end. */
      | 'balance_leg_original_any_time'
      /** The channel of a lot no longer takes money back. */
      | 'balance_leg_late'
      /** A lot has no channel that takes money back. */
      | 'balance_leg_no_way_back'
      /** How a lot was paid is not known. */
      | 'balance_leg_no_channel'
      /** What the merchant calls GMV. */
      | 'gmv_chosen'
      /** One variant of GMV. */
      | 'gmv_variant'
      /** A figure that is not money. */
      | 'gmv_figure'
      /** A figure that is money. */
      | 'gmv_amount'
      /** Refunds that were taken off. */
      | 'gmv_refunds'
      /** Top-ups that do not count. */
      | 'gmv_top_ups'
      /** The product of the factors. */
      | 'gmv_product'
      /** The product with other factors. */
      | 'gmv_scenario'
      /** A change that is parted among its factors. */
      | 'gmv_change'
      /** A factor's part by chain substitution. */
      | 'gmv_chain_part'
      /** A factor's part by Shapley. */
      | 'gmv_shapley_part'
      /** The value that reaches a target. */
      | 'gmv_solved'
      /** What a channel is expected to add. */
      | 'gmv_funnel'
      /** The class of a customer. */
      | 'customer_class'
      /** A customer without an order in the window has no class. */
      | 'customer_no_order'
      /** What the next class needs. */
      | 'customer_next_class'
      /** When orders leave the window, the class changes. */
      | 'customer_class_falls'
      /** Whether a customer sleeps, by years. */
      | 'customer_dormant'
      /** Whether a customer sleeps, by idle days. */
      | 'customer_idle'
      /** A customer sleeps and can be reached. */
      | 'customer_sample_due'
      /** A customer sleeps and cannot be reached. */
      | 'customer_unreachable'
      /** What all customers come to. */
      | 'customer_segments'
      /** How many customers a class has. */
      | 'customer_class_count'
      /** Customers without a class. */
      | 'customer_unclassified'
      /** How many customers sleep. */
      | 'customer_dormant_count'
      /** A repurchase rate. */
      | 'customer_repurchase'
      /** Who bought most. */
      | 'customer_super_users'
      /** The share of the first customers. */
      | 'customer_top_share'
      /** How few customers buy most. */
      | 'customer_coverage'
      /** How unevenly sales are spread. */
      | 'customer_gini';
  }
  namespace vip {
    /** What a customer may have of a perk. */
    export interface Entitlement {
      /** Who. */
      customer: document.Id;
      /** Which perk. */
      perk: document.Id;
      /** What kind of perk it is. */
      kind: vip.PerkKind;
      /** What the level receives. */
      item?: document.Id;
      /** How many units the customer may have now. */
      available: number;
      /** The first day on which it is no longer given. */
      until?: calendar.Date;
      /** When it is not given yet: the first day on which it is, to this level. */
      opens_on?: calendar.Date;
      /** What keeps the customer from it. */
      limited_by?: vip.Limit;
    }

    /** Who may have what, and who gets what. */
    export interface Entitlements {
      /** Every customer with every perk, customers as given, perks as in the rulebook; before requests are met. */
      entitlements: vip.Entitlement[];
      /** Every request, perks as in the rulebook, then in the order in which they were met: higher level first, then earlier, then by customer id. */
      grants: vip.PerkGrant[];
    }

    /** What became of the level. */
    export type LevelChange =
      /** There was none and there is none. */
      | 'none'
      /** The customer has a level for the first time, or again. */
      | 'granted'
      /** It rose. */
      | 'upgraded'
      /** It is as before. */
      | 'kept'
      /** It is as before, and a new period of it has begun. */
      | 'renewed'
      /** It fell to a lower one. */
      | 'lowered'
      /** It is lost and no lower one is earned. */
      | 'ended';

    /** A refund quote, the way back to the payments, and the level before and after. */
    export interface LevelRefundQuote {
      /** What can be refunded, by every basis. */
      quote: balance.Quote;
      /** By which ways it goes back; Σ legs = the quote's amount. */
      legs: balance.Leg[];
      /** The level while nothing is refunded. */
      before: vip.Standing;
      /** The level once all of it is. */
      after: vip.Standing;
    }

    /** What keeps a customer from a perk, in this order of precedence. */
    export type Limit =
      /** The level is too low. */
      | 'level'
      /** It is not given on this day. */
      | 'period'
      /** The customer has had all that one person gets. */
      | 'per_person'
      /** Nothing is left of it. */
      | 'total';

    /** What the next level needs. */
    export interface NextLevel {
      /** Which level. */
      level: document.Id;
      /** Its threshold. */
      top_up: money.Money;
      /** The least top-up of today that reaches it: the difference to what counts (补差). */
      missing: money.Money;
      /** Whether it needs a purchase as well. Default: `false`. */
      purchase_missing?: boolean;
    }

    /** What a request brought. */
    export interface PerkGrant {
      /** Who. */
      customer: document.Id;
      /** Which perk. */
      perk: document.Id;
      /** What the level receives. */
      item?: document.Id;
      /** How many units were asked for. */
      requested: number;
      /** How many units are granted. */
      granted: number;
      /** What kept the customer from the rest. */
      limited_by?: vip.Limit;
    }

    /** What kind of perk it is. */
    export type PerkKind =
      /** A gift at a festival. */
      | 'festival_gift'
      /** A sample of a new product. */
      | 'sample'
      /** A trial before others. */
      | 'early_trial'
      /** Goods of a limited quantity. */
      | 'limited_offer';

    /** One step of the waterfall. */
    export interface PriceStep {
      /** Which. */
      step: vip.Step;
      /** What it takes off: Σ over the lines. */
      amount: money.Money;
      /** What it could not take: what floors left, and of coupon and points also what is beyond their limits. */
      unused: money.Money;
      /** The price after it. */
      price: money.Money;
    }

    /** The waterfall: `list` − Σ `steps` = `payable`, for the order and for every line. */
    export interface Priced {
      /** The list price of all lines. */
      list: money.Money;
      /** Every step, in its order, also those that take nothing. */
      steps: vip.PriceStep[];
      /** What is to be paid. */
      payable: money.Money;
      /** The lines, in the order of the facts. */
      lines: vip.PricedLine[];
      /** The birthday whose discount was given: to be kept with those that are used. */
      birthday?: calendar.Date;
      /** The points that were taken. */
      points_used: number;
    }

    /** A line with what each step took off it. */
    export interface PricedLine {
      /** The line. */
      id: document.Id;
      /** Its list price. */
      list: money.Money;
      /** Its part of the level discount. */
      level: money.Money;
      /** Its part of the birthday discount. */
      birthday: money.Money;
      /** Its part of the coupon. */
      coupon: money.Money;
      /** Its part of the points. */
      points: money.Money;
      /** What is to be paid for it. */
      payable: money.Money;
      /** What its floor left of the parts that fell on it; odd minor units of an order with floors may be among it. */
      unused: money.Money;
    }

    /** The level of a customer on a day. */
    export interface Standing {
      /** Which; absent when the customer has none. */
      level?: document.Id;
      /** What became of the level that the facts name. */
      change: vip.LevelChange;
      /** The day from which the level, or the current period of it, runs. */
      since?: calendar.Date;
      /** The day on which the current period has ended and the level is assessed afresh; absent where levels have no period. */
      review_on?: calendar.Date;
      /** The first day on which the level is lost if nothing else happens; absent when that day never comes. */
      ends_on?: calendar.Date;
      /** What counts, net of refunds: all top-ups of the window, or how far single ones reach. */
      counted: money.Money;
      /** What the next level needs; absent on the highest. */
      next?: vip.NextLevel;
    }

    /** A step of the waterfall, in this order. */
    export type Step =
      /** The level discount. */
      | 'level'
      /** The birthday discount. */
      | 'birthday'
      /** The coupon. */
      | 'coupon'
      /** The points. */
      | 'points';
  }
}
