/** Which metrics a rulebook's conditions look at, so that forms ask for those and no others. */

import type { Condition, Rules } from "./decide";

export interface MetricUse {
  metric: string;
  /** How it is written: of the host's own metrics as they are declared. */
  unit: "money" | "rate" | "count";
  /** Whether the host declared it. */
  own: boolean;
  /** Over several months, other than one. */
  periods?: number;
  lifetime: boolean;
}

const MONEY = ["own_net_sales", "direct_team_net_sales", "whole_team_net_sales", "profit", "own_lifetime_spend"];
const RATES = ["repurchase_rate", "store_score", "satisfaction"];

/** What assessments look at: `reach` and `keep` of every tier. */
export function assessed(rules: Rules): MetricUse[] {
  const uses = new Map<string, MetricUse>();
  for (const tier of rules.agent?.tiers ?? []) {
    for (const condition of [tier.reach, tier.keep]) if (condition !== undefined) collect(condition, rules, uses);
  }
  return [...uses.values()];
}

export function admits(rules: Rules): boolean {
  return (rules.agent?.tiers ?? []).some((tier) => tier.admit !== undefined);
}

function collect(condition: Condition, rules: Rules, uses: Map<string, MetricUse>): void {
  if ("all" in condition) return condition.all.forEach((inner) => collect(inner, rules, uses));
  if ("any" in condition) return condition.any.forEach((inner) => collect(inner, rules, uses));
  const { metric, window } = condition;
  const declared = rules.agent?.metrics?.[metric];
  const unit = declared ?? (MONEY.includes(metric) ? "money" : RATES.includes(metric) ? "rate" : "count");
  const periods = typeof window === "object" && window.periods > 1 ? window.periods : undefined;
  const lifetime = window === "lifetime" || metric === "own_lifetime_spend";
  uses.set(`${metric} ${JSON.stringify(window)}`, { metric, unit, own: declared !== undefined, lifetime, ...(periods === undefined ? {} : { periods }) });
}
