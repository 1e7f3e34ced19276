/** An agent: admission, a month's outcome with what is missing, and six months in a row. */

import type { output } from "siyu";
import { ask, count, type Answer } from "../decide";
import { admits, assessed, type MetricUse } from "../metrics";
import type { AgentMonth, AgentScenario } from "../state";
import type { Context, Tab } from "../tab";
import { reasons, refusalCard, shown, why } from "../view/answer";
import { type Child, h } from "../view/dom";
import { choice, field, grid, radios } from "../view/fields";
import { grouped, quantity, quantityLength, type Quantity } from "../view/figures";
import { gauge, type Mark } from "../view/gauge";
import { path, type Station } from "../view/path";
import { progress, table } from "../view/table";

type Shortfall = output.agent.Shortfall;

interface Model {
  admission: Answer<"agent_admit"> | null;
  /** One for each month until the agent is cleared or a month is refused. */
  months: Answer<"agent_assess">[];
}

function decide(context: Context): Model {
  const scenario = context.scenario.agent;
  const months: Answer<"agent_assess">[] = [];
  let state = atFirst(scenario);
  for (let index = 0; index < scenario.months.length; index += 1) {
    const answer = ask(context.book, "agent_assess", {
      state,
      period: scenario.months[index]?.period,
      facts: facts(scenario, index),
      holdings: scenario.holdings,
    });
    months.push(answer);
    if (answer.decision === undefined || answer.decision.outcome.outcome === "cleared") break;
    state = answer.decision.outcome.state;
  }
  const admission = admits(context.book.rules) ? ask(context.book, "agent_admit", scenario.admission) : null;
  return { admission, months };
}

/** The agent before the first month: one who joined earlier was assessed the month before it. */
function atFirst({ state, months }: AgentScenario): unknown {
  const first = months[0]?.period ?? "";
  if (state.joined_on.slice(0, 7) >= first) return state;
  const outcome = Number(state.misses ?? 0) > 0 ? "warned" : "kept";
  return { ...state, last: { period: monthBefore(first), outcome, tier_before: state.tier } };
}

function monthBefore(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, "0")}`;
}

/** What is known at the end of a month: all months up to it, and the windows that end with it. */
function facts(scenario: AgentScenario, index: number): unknown {
  const periods = scenario.months.slice(0, index + 1).map(({ windows: _, ...figures }) => figures);
  const windows = Object.entries(scenario.months[index]?.windows ?? {}).map(([n, customers]) => ({ periods: Number(n), active_customers: 0, ...customers }));
  return { periods, windows, lifetime: { own_spend: scenario.admission.own_lifetime_spend, ...scenario.lifetime } };
}

function admissionForm({ text, scenario, edit }: Context): Child[] {
  const { admission } = scenario.agent;
  const at = (member: string) => `agent_admit:/${member}`;
  return [
    grid(
      field({ id: "admit-spend", label: text.agent.ownSpend, value: admission.own_lifetime_spend, kind: "money", pointer: at("own_lifetime_spend"), change: (value) => edit((s) => void (s.agent.admission.own_lifetime_spend = value)) }),
      field({ id: "admit-orders", label: text.agent.completedOrders, value: String(admission.completed_orders), kind: "count", pointer: at("completed_orders"), change: (value) => edit((s) => void (s.agent.admission.completed_orders = count(value))) }),
      field({ id: "admit-born", label: text.agent.born, value: admission.born ?? "", kind: "date", pointer: at("born"), change: (value) => edit((s) => void (s.agent.admission.born = value)) }),
      field({ id: "admit-on", label: text.agent.appliedOn, value: admission.applied_on, kind: "date", pointer: at("applied_on"), change: (value) => edit((s) => void (s.agent.admission.applied_on = value)) }),
    ),
  ];
}

function admissionResults(context: Context, { admission }: Model): Child[] {
  const { text } = context;
  if (admission === null) return [];
  return shown(context, admission, (decision) => {
    const { result, tier, asked_tier, missing } = decision.outcome;
    const good = result === "admitted";
    return [
      verdict(good ? "good" : "bad", text.agent.results[result] ?? result, good ? (tier ?? "") : text.agent.askedTier(asked_tier ?? "")),
      missingList(context, missing ?? []),
      why(context, "why-admission", context.explain(decision)),
    ];
  });
}

function verdict(tone: string, word: string, detail: string): HTMLElement {
  return h("div", { class: `verdict ${tone}` }, h("strong", {}, word), h("span", {}, detail));
}

function missingList(context: Context, missing: Shortfall[]): Child {
  const { text } = context;
  return missing.map((shortfall) => {
    const name = metricName(context, shortfall.metric, shortfall.window);
    const figures = text.agent.missing(quantity(shortfall.observed), quantity(shortfall.threshold));
    return h(
      "div",
      { class: "missing" },
      h("div", { class: "missing__line" }, h("span", {}, name), shortfall.margin !== undefined && h("strong", {}, text.agent.shortBy(quantity(shortfall.margin)))),
      progress(`${name}: ${figures}`, quantityLength(shortfall.observed), quantityLength(shortfall.threshold), false),
      h("small", {}, figures),
    );
  });
}

function metricName({ text }: Context, metric: string, window?: output.agent.MetricWindow): string {
  const name = text.metrics[metric] ?? metric;
  if (typeof window === "object" && window.periods > 1) return text.agent.lastMonths(name, window.periods);
  return window === "lifetime" ? text.agent.lifetime(name) : name;
}

function monthsForm(context: Context): Child[] {
  const { text, edit, reshape } = context;
  const scenario = context.scenario.agent;
  const uses = assessed(context.book.rules);
  const main = mainMetric(uses);
  const tiers = (context.book.rules.agent?.tiers ?? []).map(({ id }): [string, string] => [id, id]);
  return [
    grid(
      field({ id: "agent-name", label: text.agent.name, value: scenario.state.agent, kind: "text", pointer: "agent_assess:/state/agent", change: (value) => edit((s) => void (s.agent.state.agent = value)) }),
      choice({ id: "agent-tier", label: text.agent.tier, value: scenario.state.tier, options: tiers, pointer: "agent_assess:/state/tier", change: (value) => edit((s) => void (s.agent.state.tier = value)) }),
      field({ id: "agent-joined", label: text.agent.joinedOn, value: scenario.state.joined_on, kind: "date", pointer: "agent_assess:/state/joined_on", change: (value) => edit((s) => void (s.agent.state.joined_on = value)) }),
      field({ id: "agent-misses", label: text.agent.misses, value: String(scenario.state.misses ?? 0), kind: "count", pointer: "agent_assess:/state/misses", change: (value) => edit((s) => void (s.agent.state.misses = count(value))) }),
    ),
    h("h3", {}, text.agent.sixMonths(metricName(context, main.metric))),
    h("div", { class: "grid months" }, scenario.months.map((month, index) => metricField(context, main, month, index, month.period))),
    radios("agent-month", text.agent.lookAt, String(scenario.selected), scenario.months.map(({ period }, index) => [String(index), period.slice(2)]), (value) =>
      reshape((s) => void (s.agent.selected = Number(value))),
    ),
    otherMetrics(context, uses, main),
  ];
}

/** The metric whose six months stand in a row. */
function mainMetric(uses: MetricUse[]): MetricUse {
  const plain = uses.filter(({ lifetime }) => !lifetime);
  return plain.find(({ metric }) => metric === "own_net_sales") ?? plain[0] ?? { metric: "own_net_sales", unit: "money", own: false, lifetime: false };
}

function otherMetrics(context: Context, uses: MetricUse[], main: MetricUse): Child {
  const { text, scenario, edit } = context;
  const { selected, months } = scenario.agent;
  const month = months[selected];
  if (month === undefined) return null;
  const fields: Child[] = [];
  const seen = new Set([main.metric]);
  for (const use of uses) {
    if (use.metric === "repurchase_rate" || use.metric.endsWith("_customers") && use.periods !== undefined) {
      fields.push(customerFields(context, use, month, selected, seen));
    } else if (use.lifetime) {
      const name = use.metric === "own_lifetime_spend" ? "own_spend" : use.metric;
      if (use.metric === "own_lifetime_spend" && admits(context.book.rules)) continue;
      fields.push(field({
        id: `lifetime-${name}`, label: text.agent.lifetime(text.metrics[use.metric] ?? use.metric), value: String(scenario.agent.lifetime[name] ?? ""), kind: "money", pointer: `agent_assess:/facts/lifetime/${name}`,
        change: (value) => edit((s) => void (s.agent.lifetime[name] = value)),
      }));
    } else if (!seen.has(use.metric)) {
      seen.add(use.metric);
      fields.push(metricField(context, use, month, selected, metricName(context, use.metric)));
    }
  }
  if (fields.length === 0) return null;
  return [h("h3", {}, text.agent.otherMetrics(month.period)), grid(fields)];
}

function metricField({ text, edit }: Context, use: MetricUse, month: AgentMonth, index: number, label: string): Child {
  const value = use.own ? month.host?.[use.metric]?.[use.unit] : month[use.metric];
  const member = use.own ? `host/${use.metric}` : use.metric;
  return field({
    id: `month-${index}-${use.metric}`,
    label,
    value: value === undefined ? "" : String(value),
    kind: use.unit === "money" ? "money" : use.unit === "rate" ? "decimal" : "count",
    placeholder: use.unit === "rate" ? text.common.unknown : "0",
    pointer: `agent_assess:/facts/periods/${index}/${member}`,
    change: (typed) => edit((s) => {
      const changed = s.agent.months[index];
      if (changed === undefined) return;
      const figure = use.unit === "count" && typed !== "" ? count(typed) : typed;
      if (!use.own) changed[use.metric] = figure;
      else if (typed === "") delete changed.host?.[use.metric];
      else changed.host = { ...changed.host, [use.metric]: { [use.unit]: figure } };
    }),
  });
}

/** Customers are told as counts: the rate is siyu's. Over several months each customer counts once, so these are counts of their own. */
function customerFields({ text, edit }: Context, use: MetricUse, month: AgentMonth, index: number, seen: Set<string>): Child {
  const members = ["active_customers", "repeat_customers"] as const;
  return members.map((member) => {
    const key = `${member} ${use.periods ?? ""}`;
    if (seen.has(key) || (use.periods === undefined && seen.has(member))) return null;
    seen.add(key).add(use.periods === undefined ? member : key);
    const window = use.periods === undefined ? undefined : String(use.periods);
    const value = window === undefined ? month[member] : month.windows?.[window]?.[member];
    const name = text.metrics[member] ?? member;
    return field({
      id: `month-${index}-${member}-${window ?? "1"}`,
      label: use.periods === undefined ? name : text.agent.lastMonths(name, use.periods),
      value: value === undefined ? "" : String(value),
      kind: "count",
      placeholder: "0",
      pointer: window === undefined ? `agent_assess:/facts/periods/${index}/${member}` : "agent_assess:/facts/windows/0",
      change: (typed) => edit((s) => {
        const changed = s.agent.months[index];
        if (changed === undefined) return;
        const figure = typed === "" ? "" : count(typed);
        if (window === undefined) changed[member] = figure;
        else changed.windows = { ...changed.windows, [window]: { ...changed.windows?.[window], [member]: figure } };
      }),
    });
  });
}

const TONES: Record<string, string> = { promoted: "good", kept: "good", protected: "calm", warned: "fair", demoted: "bad", cleared: "bad" };

function monthResults(context: Context, { months }: Model): Child[] {
  const { text, scenario } = context;
  const { selected } = scenario.agent;
  const answer = months[selected];
  if (answer === undefined) {
    const last = months.at(-1);
    return last?.refusal === undefined
      ? [h("p", { class: "hint" }, text.agent.afterClearing)]
      : [refusalCard(context, last.refusal, last.operation)];
  }
  return shown(context, answer, (decision) => {
    const { outcome } = decision;
    const told = reasons(context, decision);
    const change = outcome.tier_after === undefined || outcome.tier_after === outcome.tier_before ? outcome.tier_before : `${outcome.tier_before} → ${outcome.tier_after}`;
    const from = outcome.effective_from === undefined ? "" : text.agent.effectiveFrom(outcome.effective_from);
    const missing = outcome.missing ?? [];
    return [
      verdict(TONES[outcome.outcome] ?? "calm", text.outcomes[outcome.outcome] ?? outcome.outcome, [change, from].filter((part) => part !== "").join(" · ")),
      h("p", { class: "hint" }, text.agent.grace(outcome.misses, outcome.remaining_grace)),
      gaugeOf(context, told.map(({ reason }) => reason)),
      missing.length > 0 && h("h3", {}, text.agent.missingFor(outcome.next_tier ?? "")),
      missingList(context, missing),
      outcome.clearing !== undefined && clearing(context, outcome.clearing),
      h("ul", { class: "sentences" }, told.map(({ sentence, reason }) => h("li", { class: holds(reason.comparison?.holds) }, sentence))),
    ];
  });
}

function holds(holding: boolean | undefined): string | null {
  return holding === undefined ? null : holding ? "holds" : "fails";
}

/** The main metric between the thresholds that its reasons name. */
function gaugeOf(context: Context, told: { path?: string; subject?: string; comparison?: { observed: Quantity; threshold: Quantity } }[]): Child {
  const { text } = context;
  const compared = told.filter(({ comparison }) => comparison !== undefined);
  const kept = compared.find(({ path: at }) => at?.includes("/keep")) ?? compared[0];
  if (kept?.comparison === undefined) return null;
  const marks: Mark[] = [];
  for (const { path: at, subject, comparison } of compared) {
    if (subject !== kept.subject || comparison === undefined) continue;
    const tone = at?.includes("/keep") === true ? "keep" : "reach";
    const [label, figure] = [tone === "keep" ? text.agent.keep : text.agent.reach, quantity(comparison.threshold)];
    if (!marks.some((mark) => mark.figure === figure)) marks.push({ at: quantityLength(comparison.threshold), label, figure, tone });
  }
  const observed = quantity(kept.comparison.observed);
  const name = metricName(context, kept.subject ?? "");
  return h(
    "figure",
    { class: "chart" },
    gauge(text.agent.gaugeTitle(name, observed, marks.map(({ label, figure }) => `${label} ${figure}`).join(text.common.listSeparator)), quantityLength(kept.comparison.observed), observed, marks),
    h("figcaption", {}, name),
  );
}

function clearing({ text }: Context, plan: output.agent.ClearingPlan): Child {
  const heir = plan.heir_agent ?? text.agent.house;
  return table(text.agent.clearing, [text.agent.clearingWhat, text.agent.clearingFigure], [
    [text.agent.heir, heir],
    [text.agent.customers, grouped(String(plan.customers))],
    [text.agent.clearingPaid, grouped(plan.paid)],
    [text.agent.clearingRunsOn, grouped(plan.runs_on)],
    [text.agent.clearingForfeited, grouped(plan.forfeited)],
    [text.agent.reentry, plan.reentry_from ?? text.agent.never],
  ], [1]);
}

function pathResults(context: Context, { months }: Model): Child[] {
  const { text, scenario } = context;
  const tiers = (context.book.rules.agent?.tiers ?? []).map(({ id }) => id);
  const main = mainMetric(assessed(context.book.rules));
  const decided = months.flatMap(({ decision }) => (decision === undefined ? [] : [decision]));
  const stations = decided.map(({ outcome }): Station => ({
    month: outcome.period,
    tier: outcome.tier_after === undefined ? -1 : tiers.indexOf(outcome.tier_after),
    outcome: outcome.outcome,
    label: text.outcomes[outcome.outcome] ?? outcome.outcome,
  }));
  const rows = scenario.agent.months.map((month, index) => {
    const outcome = months[index]?.decision?.outcome;
    const figure = main.own ? month.host?.[main.metric]?.[main.unit] : month[main.metric];
    return [
      month.period,
      grouped(figure === undefined || figure === "" ? "0" : String(figure)),
      outcome === undefined ? "—" : h("span", { class: `badge ${TONES[outcome.outcome] ?? ""}` }, text.outcomes[outcome.outcome] ?? outcome.outcome),
      outcome === undefined ? "—" : (outcome.tier_after ?? text.outcomes["cleared"] ?? ""),
      outcome === undefined ? "—" : String(outcome.misses),
    ];
  });
  const refused = months.find(({ refusal }) => refusal !== undefined);
  return [
    refused?.refusal !== undefined && refusalCard(context, refused.refusal, refused.operation),
    h("figure", { class: "chart" }, path(text.agent.pathTitle(stations.map(({ month, label }) => `${month} ${label}`).join(text.common.listSeparator)), tiers, text.outcomes["cleared"] ?? "", stations), h("figcaption", {}, text.agent.pathCaption)),
    table(text.agent.pathTable, [text.agent.month, metricName(context, main.metric), text.agent.outcome, text.agent.tierAfter, text.agent.missesShort], rows, [1, 4]),
  ];
}

function holdingsForm({ text, scenario, edit }: Context): Child[] {
  const names = ["sponsor", "customers", "payable", "frozen", "pending"] as const;
  return [
    h(
      "details",
      { id: "holdings" },
      h("summary", {}, text.agent.holdings),
      grid(
        names.map((name) =>
          field({
            id: `holding-${name}`, label: text.agent.held[name], value: String(scenario.agent.holdings[name] ?? ""), kind: name === "sponsor" ? "text" : name === "customers" ? "count" : "money",
            pointer: `agent_assess:/holdings/${name}`,
            change: (value) => edit((s) => void (s.agent.holdings[name] = name === "customers" && value !== "" ? count(value) : value)),
          }),
        ),
      ),
    ),
  ];
}

export const agent: Tab<Model> = {
  id: "agent",
  needs: "agent",
  decide,
  sections: [
    { id: "agent-facts", title: (text) => text.agent.title, form: (context) => [...monthsForm(context), ...holdingsForm(context)] },
    { id: "agent-month", title: (text) => text.agent.monthTitle, results: monthResults, answers: ({ months }) => months },
    { id: "agent-path", title: (text) => text.agent.pathHeading, results: pathResults },
    { id: "agent-admission", title: (text) => text.agent.admissionTitle, when: ({ book }) => admits(book.rules), form: admissionForm, results: admissionResults, answers: ({ admission }) => (admission === null ? [] : [admission]) },
  ],
  summary: ({ text, scenario }, { months }) => {
    const outcome = months[scenario.agent.selected]?.decision?.outcome;
    return outcome === undefined ? text.common.refused : `${outcome.period} ${text.outcomes[outcome.outcome] ?? outcome.outcome}`;
  },
};
