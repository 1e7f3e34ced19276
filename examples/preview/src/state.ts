/** What the page holds: everything that is typed, and nothing that is computed. A shared address restores all of it. */

import type { Language } from "./decide";

export const TAB_IDS = ["order", "agent", "vip", "balance", "gmv"] as const;
export type TabId = (typeof TAB_IDS)[number];

export interface State {
  language: Language;
  tab: TabId;
  /** The preset that was chosen last. */
  preset: string;
  /** The rulebook's text, faults included. */
  rulebook: string;
  scenario: Scenario;
}

/** Whether something that came with an address has the outline of a state. */
export function isState(value: unknown): value is State {
  if (typeof value !== "object" || value === null) return false;
  const { language, tab, rulebook, scenario } = value as Partial<State>;
  return (
    (language === "zh-CN" || language === "en") &&
    TAB_IDS.some((id) => id === tab) &&
    typeof rulebook === "string" &&
    typeof scenario === "object" &&
    TAB_IDS.every((id) => typeof scenario[id] === "object")
  );
}

export interface Scenario {
  order: OrderScenario;
  agent: AgentScenario;
  vip: VipScenario;
  balance: BalanceScenario;
  gmv: GmvScenario;
}

/** Counts are numbers, or the text that was typed where it is none. */
export type Count = number | string;

export interface OrderScenario {
  /** The input of `commission_split`. */
  input: {
    id: string;
    placed_on: string;
    buyer?: string;
    chain: { agent: string; tier?: string; rate?: string }[];
    mentor?: string;
    lines: OrderLine[];
  };
  /** One after the other. */
  refunds: { line: string; amount: string; reason?: string }[];
}

export interface OrderLine {
  id: string;
  sku?: string;
  category?: string;
  quantity?: Count;
  paid: string;
  cost?: string;
  supplier?: string;
}

export interface AgentScenario {
  /** The input of `agent_admit`. */
  admission: { agent: string; applied_on: string; born?: string; own_lifetime_spend: string; completed_orders: Count };
  /** The agent before the first month. */
  state: { agent: string; tier: string; joined_on: string; misses?: Count };
  lifetime: Record<string, string | Count>;
  months: AgentMonth[];
  holdings: Record<string, string | Count>;
  /** Which of the months is looked at closely. */
  selected: number;
}

export interface AgentMonth {
  period: string;
  /** Standard metrics by name. */
  [metric: string]: unknown;
  host?: Record<string, { money?: string; rate?: string; count?: Count }>;
  /** Customers of the last n months, each counted once, by n. */
  windows?: Record<string, { active_customers?: Count; repeat_customers?: Count }>;
}

export interface VipScenario {
  on: string;
  first_purchase_on?: string;
  born_on?: string;
  birthday_used: boolean;
  top_ups: { id: string; on: string; amount: string; refunded: { on: string; amount: string }[] }[];
  lines: { id: string; quantity?: Count; list: string; cost?: string; floor?: string }[];
  coupon: { amount: string; minimum: string };
  points: Count;
}

export interface BalanceCommand {
  id: string;
  date: string;
  top_up?: { paid: string; channel?: string };
  spend?: { purchase: string; amount: string; list_value?: string };
  restore?: { purchase: string; amount?: string };
  refund?: { amount: string; cause?: string };
}

export interface BalanceScenario {
  commands: BalanceCommand[];
  on: string;
  cause: string;
}

export const FACTORS = ["traffic", "conversion", "order_value", "lifetime_purchases", "fission"] as const;
export type FactorName = (typeof FACTORS)[number];

export interface Factors {
  traffic: string;
  conversion: string;
  order_value: string;
  lifetime_purchases?: string;
  fission?: { k?: string; multiplier?: string; generations?: string };
}

export interface GmvScenario {
  before: Factors;
  after: Factors;
  target: { factor: FactorName; amount: string };
  slider: { factor: FactorName; percent: number };
  reach: {
    exposure?: { cpm: string; promoters: Count; impressions_each: Count };
    returns?: { revenue: string; cost: string };
    funnels?: { channel: string; contacts: Count; stages: { name: string; low: string; high: string }[] }[];
  };
}
