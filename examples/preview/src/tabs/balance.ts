/** A prepaid balance: its lots after every command, what of it can be refunded and why, and by which way it goes back. */

import type { output } from "siyu";
import { ask, told, type Answer } from "../decide";
import type { BalanceCommand } from "../state";
import type { Context, Tab } from "../tab";
import { shown, why } from "../view/answer";
import { type Child, h } from "../view/dom";
import { addButton, choice, entry, field, grid, radios } from "../view/fields";
import { grouped, length } from "../view/figures";
import { table } from "../view/table";

type Lot = output.balance.Lot;
type Rejection = output.balance.Rejection;

interface Model {
  applied: Answer<"balance_apply">;
  /** Commands that were turned down; the account is that of the others. */
  rejected: { command: BalanceCommand; rejection: Rejection }[];
  quote: Answer<"balance_refund_quote"> | null;
  plan: Answer<"balance_refund_plan"> | null;
}

function decide({ book, scenario }: Context): Model {
  const { on, cause } = scenario.balance;
  const { applied, rejected } = applyAll((commands) => ask(book, "balance_apply", { commands }), scenario.balance.commands);
  const account = applied.decision?.outcome.account;
  if (account === undefined) return { applied, rejected, quote: null, plan: null };
  const quote = ask(book, "balance_refund_quote", { account, on, cause });
  const amount = quote.decision?.outcome.amount ?? "0";
  const plan = length(amount) > 0 ? ask(book, "balance_refund_plan", { account, amount, on }) : null;
  return { applied, rejected, quote, plan };
}

/** Applies the commands as one group; a group is all or nothing, so what is turned down is left out and the rest asked again. */
function applyAll(apply: (commands: BalanceCommand[]) => Answer<"balance_apply">, all: BalanceCommand[]): Pick<Model, "applied" | "rejected"> {
  const rejected: Model["rejected"] = [];
  let commands = all;
  for (;;) {
    const applied = apply(commands);
    const failed = applied.decision?.outcome.results.find(({ rejection }) => rejection !== undefined);
    const command = commands.find(({ id }) => id === failed?.id);
    if (failed?.rejection === undefined || command === undefined) return { applied, rejected };
    rejected.push({ command, rejection: failed.rejection });
    commands = commands.filter((other) => other !== command);
  }
}

type Kind = "top_up" | "spend" | "restore" | "refund";

function kindOf(command: BalanceCommand): Kind {
  if (command.top_up !== undefined) return "top_up";
  if (command.spend !== undefined) return "spend";
  return command.restore !== undefined ? "restore" : "refund";
}

function commandsForm(context: Context): Child[] {
  const { text, scenario, reshape } = context;
  const { commands } = scenario.balance;
  const add = (kind: Kind) =>
    reshape((s) => {
      const number = Math.max(0, ...s.balance.commands.map(({ id }) => Number(id.replace(/\D/g, "")) || 0)) + 1;
      const date = s.balance.commands.at(-1)?.date ?? s.balance.on;
      const purchase = s.balance.commands.find(({ spend }) => spend !== undefined)?.spend?.purchase ?? "o1";
      const channel = Object.keys(context.book.rules.balance?.channels ?? {})[0];
      const content = {
        top_up: { top_up: { paid: "1000.00", ...(channel === undefined ? {} : { channel }) } },
        spend: { spend: { purchase: `o${number}`, amount: "100.00" } },
        restore: { restore: { purchase } },
        refund: { refund: { amount: "100.00", cause: s.balance.cause } },
      }[kind];
      s.balance.commands.push({ id: `${kind === "top_up" ? "t" : "c"}${number}`, date, ...content });
    });
  return [
    commands.map((command, index) => commandEntry(context, command, index)),
    h(
      "div",
      { class: "row" },
      (["top_up", "spend", "restore", "refund"] as const).map((kind) => addButton(`command-add-${kind}`, text.balance.kinds[kind], () => add(kind))),
    ),
  ];
}

function commandEntry(context: Context, command: BalanceCommand, index: number): Child {
  const { text, edit, reshape } = context;
  const kind = kindOf(command);
  const at = `balance_apply:/commands/${index}`;
  const change = (set: (changed: BalanceCommand, value: string) => void) => (value: string) =>
    edit((s) => {
      const changed = s.balance.commands[index];
      if (changed !== undefined) set(changed, value);
    });
  const channels = Object.keys(context.book.rules.balance?.channels ?? {}).map((id): [string, string] => [id, text.channels[id] ?? id]);
  const fields: Child[] = [
    field({ id: `command-date-${index}`, label: text.common.date, value: command.date, kind: "date", pointer: `${at}/date`, change: change((changed, value) => void (changed.date = value)) }),
  ];
  if (command.top_up !== undefined) {
    fields.push(
      field({ id: `command-paid-${index}`, label: text.balance.paid, value: command.top_up.paid, kind: "money", pointer: `${at}/top_up/paid`, change: change((changed, value) => void (changed.top_up = { ...changed.top_up, paid: value })) }),
      choice({ id: `command-channel-${index}`, label: text.balance.channel, value: command.top_up.channel ?? "", options: [["", text.common.none], ...channels], pointer: `${at}/top_up/channel`, change: change((changed, value) => void (changed.top_up = { paid: changed.top_up?.paid ?? "", channel: value })) }),
    );
  }
  if (command.spend !== undefined) {
    const { spend } = command;
    fields.push(
      field({ id: `command-amount-${index}`, label: text.balance.charged, value: spend.amount, kind: "money", pointer: `${at}/spend/amount`, change: change((changed, value) => void (changed.spend = { ...spend, ...changed.spend, amount: value })) }),
      field({ id: `command-list-${index}`, label: text.balance.listValue, value: spend.list_value ?? "", kind: "money", pointer: `${at}/spend/list_value`, placeholder: text.balance.sameAsCharged, change: change((changed, value) => void (changed.spend = { ...spend, ...changed.spend, list_value: value })) }),
    );
  }
  if (command.restore !== undefined) {
    const { restore } = command;
    fields.push(
      field({ id: `command-purchase-${index}`, label: text.balance.purchase, value: restore.purchase, kind: "text", pointer: `${at}/restore/purchase`, change: change((changed, value) => void (changed.restore = { ...restore, ...changed.restore, purchase: value })) }),
      field({ id: `command-restored-${index}`, label: text.balance.restored, value: restore.amount ?? "", kind: "money", pointer: `${at}/restore/amount`, placeholder: text.balance.all, change: change((changed, value) => void (changed.restore = { ...restore, ...changed.restore, amount: value })) }),
    );
  }
  if (command.refund !== undefined) {
    const { refund } = command;
    fields.push(
      field({ id: `command-refund-${index}`, label: text.balance.refundAmount, value: refund.amount, kind: "money", pointer: `${at}/refund/amount`, change: change((changed, value) => void (changed.refund = { ...refund, ...changed.refund, amount: value })) }),
      choice({ id: `command-cause-${index}`, label: text.balance.cause, value: refund.cause ?? "none", options: Object.entries(text.balance.causes), change: change((changed, value) => void (changed.refund = { ...refund, ...changed.refund, cause: value })) }),
    );
  }
  const purchase = command.spend === undefined ? "" : ` · ${command.spend.purchase}`;
  return entry(
    `${text.balance.kinds[kind]} ${command.id}${purchase}`,
    { id: `command-remove-${index}`, label: text.common.remove, remove: () => reshape((s) => void s.balance.commands.splice(index, 1)) },
    grid(fields),
  );
}

function lotResults(context: Context, { applied, rejected }: Model): Child[] {
  const { text, language } = context;
  const notices = rejected.map(({ command, rejection }) => {
    const { message, repair } = told(rejection, language);
    return h(
      "div",
      { class: "notice refused", "data-code": rejection.code },
      h("strong", {}, `${text.balance.kinds[kindOf(command)]} ${command.id}: ${message}`),
      h("span", {}, repair),
    );
  });
  return [
    notices,
    shown(context, applied, (decision) => {
      const lots = decision.outcome.account.lots ?? [];
      if (lots.length === 0) return [h("p", { class: "hint" }, text.balance.noLots)];
      return [
        h("div", { class: "legend", "aria-hidden": "true" }, (["principal", "bonus", "gone"] as const).map((kind) => h("span", { class: `legend__${kind}` }, text.balance.legend[kind]))),
        lots.map((lot) => lotBar(context, lot)),
        table(
          text.balance.lots,
          [text.balance.lot, text.balance.paid, text.balance.paidLeft, text.balance.bonus, text.balance.bonusLeft, text.balance.paidBack],
          lots.map((lot) => [h("span", {}, lot.id, h("small", {}, lot.date)), ...[lot.paid, lot.paid_left, lot.bonus, lot.bonus_left, lot.refunded].map((figure) => grouped(figure ?? "0.00"))]),
          [1, 2, 3, 4, 5],
        ),
        why(context, "why-lots", context.explain(decision)),
      ];
    }),
  ];
}

function lotBar(context: Context, lot: Lot): Child {
  const { text } = context;
  const whole = length(lot.paid) + length(lot.bonus);
  const share = (figure: string | undefined) => `width:${((100 * length(figure)) / Math.max(whole, 0.01)).toFixed(2)}%`;
  const label = text.balance.lotBar(lot.id, grouped(lot.paid_left ?? "0.00"), grouped(lot.bonus_left ?? "0.00"));
  return h(
    "div",
    { class: "lot" },
    h("div", { class: "lot__label" }, h("span", {}, lot.id, lot.channel === undefined ? "" : ` · ${text.channels[lot.channel] ?? lot.channel}`), h("span", {}, grouped(lot.paid_left ?? "0.00"), (lot.bonus ?? "") !== "" ? ` + ${grouped(lot.bonus_left ?? "0.00")}` : "")),
    h("div", { class: "lot__bar", role: "img", "aria-label": label }, h("span", { class: "principal", style: share(lot.paid_left) }), h("span", { class: "bonus", style: share(lot.bonus_left) })),
  );
}

function quoteForm({ text, scenario, edit }: Context): Child[] {
  return [
    grid(field({ id: "balance-on", label: text.balance.on, value: scenario.balance.on, kind: "date", pointer: "balance_refund_quote:/on", change: (value) => edit((s) => void (s.balance.on = value)) })),
    radios("balance-cause", text.balance.cause, scenario.balance.cause, Object.entries(text.balance.causes), (value) => edit((s) => void (s.balance.cause = value))),
  ];
}

function quoteResults(context: Context, { quote }: Model): Child[] {
  if (quote === null) return [];
  return shown(context, quote, (decision) => {
    const { text } = context;
    const { amount, applies, principal, bonus_left, candidates } = decision.outcome;
    const rows = candidates.map((candidate) => [
      h("span", {}, text.bases[candidate.basis] ?? candidate.basis, candidate.article !== undefined && h("small", {}, text.articles(candidate.article))),
      candidate.basis === applies ? h("strong", {}, grouped(candidate.amount)) : grouped(candidate.amount),
      h("span", { class: `badge ${candidate.granted ? "good" : ""}` }, candidate.granted ? text.balance.granted : text.balance.notGranted),
      grouped(candidate.used ?? "0.00"),
      grouped(candidate.deducted ?? "0.00"),
    ]);
    return [
      h("div", { class: "headline" }, h("small", {}, text.balance.due), h("strong", { id: "refund-amount" }, grouped(amount)), h("span", { class: "badge good", id: "refund-basis" }, applies === undefined ? text.balance.noBasis : (text.bases[applies] ?? applies))),
      h("p", { class: "hint" }, text.balance.ceiling(grouped(principal), grouped(bonus_left ?? "0.00"))),
      table(text.balance.candidates, [text.balance.basis, text.order.amount, text.balance.standing, text.balance.used, text.balance.deducted], rows, [1, 3, 4]),
      why(context, "why-quote", context.explain(decision), true),
    ];
  });
}

function planResults(context: Context, { plan }: Model): Child[] {
  const { text } = context;
  if (plan === null) return [h("p", { class: "hint" }, text.balance.nothingToPlan)];
  return shown(context, plan, (decision) => [
    table(
      text.balance.plan,
      [text.balance.lot, text.balance.route, text.balance.age, text.order.amount],
      decision.outcome.legs.map((leg) => [leg.lot, [text.routes[leg.route] ?? leg.route, leg.channel === undefined ? "" : ` · ${text.channels[leg.channel] ?? leg.channel}`], text.balance.days(leg.age_days), grouped(leg.amount)]),
      [2, 3],
    ),
    why(context, "why-plan", context.explain(decision)),
  ]);
}

export const balance: Tab<Model> = {
  id: "balance",
  needs: "balance",
  decide,
  sections: [
    { id: "balance-facts", title: (text) => text.balance.title, form: commandsForm },
    { id: "balance-lots", title: (text) => text.balance.lots, results: lotResults, answers: ({ applied }) => [applied] },
    { id: "balance-quote", title: (text) => text.balance.quoteTitle, form: quoteForm, results: quoteResults, answers: ({ quote }) => (quote === null ? [] : [quote]) },
    { id: "balance-plan", title: (text) => text.balance.planTitle, results: planResults, answers: ({ plan }) => (plan === null ? [] : [plan]) },
  ],
  summary: ({ text }, { quote }) => (quote?.decision === undefined ? text.common.refused : `${text.balance.due} ${grouped(quote.decision.outcome.amount)}`),
};
