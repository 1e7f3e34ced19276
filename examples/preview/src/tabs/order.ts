/** An order: who gets what of it and why, and what a refund takes back. */

import type { output } from "siyu";
import { ask, count, type Answer } from "../decide";
import type { OrderLine } from "../state";
import type { Context, Tab } from "../tab";
import { reasons, shown } from "../view/answer";
import { type Child, h } from "../view/dom";
import { addButton, choice, entry, field, grid } from "../view/fields";
import { factText, grouped } from "../view/figures";
import { residue, type Residue } from "../view/residue";
import { sankey, type SankeyLink, type SankeyNode } from "../view/sankey";
import { table } from "../view/table";

type Part = output.commission.LinePart;
type SplitLine = output.commission.SplitLine;

interface Model {
  split: Answer<"commission_split">;
  clawbacks: Answer<"commission_clawback">[];
}

function decide(context: Context): Model {
  const { input, refunds } = context.scenario.order;
  const split = ask(context.book, "commission_split", input);
  const refunded = new Map<string, unknown>();
  const clawbacks = refunds.flatMap((refund) => {
    const line = split.decision?.outcome.lines.find((candidate) => candidate.line === refund.line);
    if (line === undefined) return [];
    const before = refunded.get(refund.line) ?? {};
    const { amount, reason } = refund;
    const answer = ask(context.book, "commission_clawback", { line, refunded: before, refund: { amount, reason } });
    if (answer.decision !== undefined) refunded.set(refund.line, answer.decision.outcome.refunded);
    return [answer];
  });
  return { split, clawbacks };
}

function orderForm(context: Context): Child[] {
  const { text, edit, reshape } = context;
  const { input } = context.scenario.order;
  const tiers = context.book.rules.agent?.tiers ?? [];
  const tierOptions: [string, string][] = [["", text.common.none], ...tiers.map(({ id }): [string, string] => [id, id])];
  return [
    grid(
      field({ id: "order-placed", label: text.order.placedOn, value: input.placed_on, kind: "date", pointer: "commission_split:/placed_on", change: (value) => edit((s) => void (s.order.input.placed_on = value)) }),
      field({ id: "order-buyer", label: text.order.buyer, value: input.buyer ?? "", kind: "text", pointer: "commission_split:/buyer", change: (value) => edit((s) => void (s.order.input.buyer = value)) }),
      field({ id: "order-mentor", label: text.order.mentor, value: input.mentor ?? "", kind: "text", pointer: "commission_split:/mentor", placeholder: text.common.none, change: (value) => edit((s) => void (s.order.input.mentor = value)) }),
    ),
    h("h3", {}, text.order.chain),
    h("p", { class: "hint" }, text.order.chainHint),
    input.chain.map((link, index) => {
      const set = (member: "agent" | "tier" | "rate") => (value: string) =>
        edit((s) => {
          const changed = s.order.input.chain[index];
          if (changed !== undefined) changed[member] = value;
        });
      const at = `commission_split:/chain/${index}`;
      return entry(
        text.order.level(index),
        { id: `chain-remove-${index}`, label: text.common.remove, remove: () => reshape((s) => void s.order.input.chain.splice(index, 1)) },
        grid(
          field({ id: `chain-agent-${index}`, label: text.order.agent, value: link.agent, kind: "text", pointer: `${at}/agent`, change: set("agent") }),
          choice({ id: `chain-tier-${index}`, label: text.order.tier, value: link.tier ?? "", options: tierOptions, pointer: `${at}/tier`, change: set("tier") }),
          field({ id: `chain-rate-${index}`, label: text.order.pinnedRate, value: link.rate ?? "", kind: "decimal", pointer: `${at}/rate`, placeholder: text.common.byRules, change: set("rate") }),
        ),
      );
    }),
    addButton("chain-add", text.order.addAgent, () =>
      reshape((s) => void s.order.input.chain.push({ agent: text.order.newAgent(s.order.input.chain.length + 1), tier: tiers[0]?.id ?? "" })),
    ),
    h("h3", {}, text.order.lines),
    input.lines.map((line, index) => lineEntry(context, line, index)),
    addButton("line-add", text.order.addLine, () =>
      reshape((s) => {
        const ids = s.order.input.lines.map(({ id }) => Number(id) || 0);
        s.order.input.lines.push({ id: String(Math.max(0, ...ids) + 1), quantity: 1, paid: "100.00" });
      }),
    ),
  ];
}

function lineEntry(context: Context, line: OrderLine, index: number): Child {
  const { text, edit, reshape } = context;
  const at = `commission_split:/lines/${index}`;
  const set = (member: "sku" | "category" | "paid" | "cost" | "supplier") => (value: string) =>
    edit((s) => {
      const changed = s.order.input.lines[index];
      if (changed !== undefined) changed[member] = value;
    });
  const only = context.scenario.order.input.lines.length === 1;
  return entry(
    text.order.line(line.id),
    only ? null : { id: `line-remove-${index}`, label: text.common.remove, remove: () => reshape((s) => void s.order.input.lines.splice(index, 1)) },
    grid(
      field({ id: `line-sku-${index}`, label: text.order.sku, value: line.sku ?? "", kind: "text", pointer: `${at}/sku`, change: set("sku") }),
      field({ id: `line-category-${index}`, label: text.order.category, value: line.category ?? "", kind: "text", pointer: `${at}/category`, placeholder: text.common.none, change: set("category") }),
      field({
        id: `line-quantity-${index}`, label: text.order.quantity, value: String(line.quantity ?? 1), kind: "count", pointer: `${at}/quantity`,
        change: (value) => edit((s) => { const changed = s.order.input.lines[index]; if (changed !== undefined) changed.quantity = count(value); }),
      }),
      field({ id: `line-paid-${index}`, label: text.order.paid, value: line.paid, kind: "money", pointer: `${at}/paid`, change: set("paid") }),
      field({ id: `line-cost-${index}`, label: text.order.cost, value: line.cost ?? "", kind: "money", pointer: `${at}/cost`, placeholder: text.common.unknown, change: set("cost") }),
      field({ id: `line-supplier-${index}`, label: text.order.supplier, value: line.supplier ?? "", kind: "text", pointer: `${at}/supplier`, placeholder: text.common.none, change: set("supplier") }),
    ),
  );
}

function splitResults(context: Context, model: Model): Child[] {
  return shown(context, model.split, (decision) => {
    const { text } = context;
    const told = reasons(context, decision);
    const { lines, totals } = decision.outcome;
    const ofLine = (line: string) => told.filter(({ reason }) => factText(reason.facts?.["line"]) === line || reason.subject === line);
    const general = told.filter(({ reason }) => !lines.some(({ line }) => factText(reason.facts?.["line"]) === line || reason.subject === line));
    return [
      flow(context, lines),
      table(text.order.totals, [text.order.party, text.order.amount], totals.map(({ party, amount }) => [party, grouped(amount)]), [1]),
      general.map(({ sentence }) => h("p", { class: "sentence" }, sentence)),
      lines.map((line) => lineTable(context, line, ofLine(line.line))),
      residueTable(context, residue(told.map(({ reason }) => reason))),
    ];
  });
}

/** Each line at the left, each party at the right; where parts are more than what was paid, a loss comes in at the left too. */
function flow(context: Context, lines: SplitLine[]): Child {
  const { text } = context;
  const left: SankeyNode[] = [];
  const right = new Map<string, SankeyNode>();
  const links: SankeyLink[] = [];
  const totals = new Map(lines.flatMap(({ parts }) => parts).map((part) => [keyOf(part), part]));
  for (const line of lines) {
    const id = `line-${line.line}`;
    const sku = context.scenario.order.input.lines.find((candidate) => candidate.id === line.line)?.sku;
    left.push({ id, label: sku === undefined || sku === "" ? text.order.line(line.line) : sku, figure: grouped(line.paid), tone: "whole" });
    const negative = line.parts.find(({ amount }) => amount.startsWith("-"));
    if (negative !== undefined) left.push({ id: `loss-${line.line}`, label: text.order.loss(negative.party), figure: grouped(negative.amount.slice(1)), tone: "loss" });
    // What is paid flows first; a loss fills up the last parts.
    let rest = Number(line.paid);
    for (const part of line.parts) {
      const amount = Number(part.amount);
      if (amount <= 0) continue;
      const paid = Math.min(amount, rest);
      rest -= paid;
      if (paid > 0) links.push({ from: id, to: keyOf(part), amount: String(paid) });
      if (amount - paid > 1e-9) links.push({ from: `loss-${line.line}`, to: keyOf(part), amount: String(amount - paid) });
    }
  }
  for (const [key, part] of totals) {
    if (!links.some(({ to }) => to === key)) continue;
    right.set(key, { id: key, label: part.party, figure: roleOf(context, part), tone: part.role });
  }
  return h(
    "figure",
    { class: "chart" },
    sankey(text.order.flowTitle(lines.length, right.size), left, [...right.values()], links),
    h("figcaption", {}, text.order.flowCaption),
  );
}

function keyOf(part: Part): string {
  return `${part.party} ${part.role} ${part.pool ?? ""}`;
}

function roleOf(context: Context, part: Part): string {
  return part.pool === undefined ? (context.text.roles[part.role] ?? part.role) : part.pool;
}

function lineTable(context: Context, line: SplitLine, told: ReturnType<typeof reasons>): Child {
  const { text } = context;
  const used = new Set<string>();
  const sentenceOf = (part: Part) => {
    const found = told.filter(
      ({ reason, sentence }) =>
        reason.subject === part.party &&
        !used.has(sentence) &&
        (factText(reason.facts?.["role"]) ?? roleImplied(reason.rule) ?? part.role) === part.role &&
        (part.pool === undefined || factText(reason.facts?.["pool"]) === part.pool),
    );
    for (const { sentence } of found) used.add(sentence);
    return found.map(({ sentence }) => h("small", { class: "sentence" }, sentence));
  };
  const rows = line.parts.map((part) => [
    h("span", {}, part.party, " ", h("span", { class: `badge tone-${part.role}` }, roleOf(context, part)), sentenceOf(part)),
    grouped(part.amount),
  ]);
  const others = told.filter(({ sentence }) => !used.has(sentence));
  return [
    table(text.order.lineTitle(line.line, grouped(line.paid)), [text.order.party, text.order.amount], rows, [1]),
    others.map(({ sentence }) => h("p", { class: "sentence" }, sentence)),
  ];
}

/** Of which role a reason speaks that names none. */
function roleImplied(rule: string): string | undefined {
  return { commission_supplier: "supplier", commission_residual: "residual", commission_pooled: "pool" }[rule];
}

function residueTable(context: Context, found: Residue): Child {
  const { text } = context;
  if (found.rows.length === 0) return h("p", { class: "hint" }, text.order.noResidue);
  const rows: Child[][] = found.rows.map(({ line, party, exact, amount, left }) => [
    h("span", {}, party, h("small", {}, text.order.line(line))),
    exact,
    grouped(amount),
    left,
  ]);
  return [
    table(text.order.residue, [text.order.party, text.order.exact, text.order.amount, text.order.left], rows, [1, 2, 3]),
    h("p", { class: "sentence", id: "residue" }, text.order.residueTaken(found.total, found.takers.join(text.common.listSeparator))),
  ];
}

function refundForm(context: Context): Child[] {
  const { text, edit, reshape } = context;
  const { refunds, input } = context.scenario.order;
  const lineOptions = input.lines.map(({ id, sku }): [string, string] => [id, sku === undefined || sku === "" ? text.order.line(id) : `${id} · ${sku}`]);
  const counted = new Map<string, number>();
  return [
    refunds.map((refund, index) => {
      counted.set(refund.line, (counted.get(refund.line) ?? 0) + 1);
      const set = (member: "line" | "amount" | "reason") => (value: string) =>
        edit((s) => {
          const changed = s.order.refunds[index];
          if (changed !== undefined) changed[member] = value;
        });
      return entry(
        text.order.refund(index + 1),
        { id: `refund-remove-${index}`, label: text.common.remove, remove: () => reshape((s) => void s.order.refunds.splice(index, 1)) },
        grid(
          choice({ id: `refund-line-${index}`, label: text.order.refundLine, value: refund.line, options: lineOptions, change: set("line") }),
          field({ id: `refund-amount-${index}`, label: text.order.refundAmount, value: refund.amount, kind: "money", pointer: "commission_clawback:/refund/amount", change: set("amount") }),
          choice({
            id: `refund-reason-${index}`, label: text.order.refundReason, value: refund.reason ?? "",
            options: [["", text.common.byRules], ["returned", text.order.returned], ["compensation", text.order.compensation]],
            change: set("reason"),
          }),
        ),
      );
    }),
    addButton("refund-add", text.order.addRefund, () =>
      reshape((s) => void s.order.refunds.push({ line: s.order.input.lines[0]?.id ?? "1", amount: "1.00", reason: "returned" })),
    ),
  ];
}

function refundResults(context: Context, model: Model): Child[] {
  const { text } = context;
  return model.clawbacks.map((answer, index) =>
    shown(context, answer, (decision) => {
      const { outcome } = decision;
      const told = reasons(context, decision);
      const rows = outcome.parts.map((part, place) => [
        h("span", {}, part.party, " ", h("span", { class: `badge tone-${part.role}` }, roleOf(context, part)), h("small", { class: "sentence" }, told[place]?.sentence ?? "")),
        grouped(part.amount),
      ]);
      const reason = outcome.reason === "returned" ? text.order.returned : text.order.compensation;
      return [
        table(text.order.clawbackTitle(index + 1, outcome.line, reason), [text.order.givesBack, text.order.amount], rows, [1]),
        h("p", { class: "hint" }, text.order.refundLeft(outcome.line, grouped(outcome.left))),
      ];
    }),
  );
}

export const order: Tab<Model> = {
  id: "order",
  needs: "commission",
  decide,
  sections: [
    { id: "order-facts", title: (text) => text.order.title, form: orderForm },
    { id: "order-split", title: (text) => text.order.splitTitle, results: splitResults, answers: ({ split }) => [split] },
    { id: "order-refund", title: (text) => text.order.refundTitle, form: refundForm, results: refundResults, answers: ({ clawbacks }) => clawbacks },
  ],
  summary: ({ text }, { split }) =>
    split.decision === undefined
      ? text.common.refused
      : split.decision.outcome.totals.map(({ party, amount }) => `${party} ${grouped(amount)}`).join(text.common.listSeparator),
};

