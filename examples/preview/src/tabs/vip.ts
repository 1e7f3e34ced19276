/** A VIP customer: the card, the price of an order as a waterfall, and the perks of the day. */

import type { output } from "siyu";
import { ask, count, type Answer } from "../decide";
import type { VipScenario } from "../state";
import type { Context, Tab } from "../tab";
import { shown, why } from "../view/answer";
import { type Child, h } from "../view/dom";
import { addButton, choice, entry, field, grid } from "../view/fields";
import { grouped } from "../view/figures";
import { progress, table, waterfall } from "../view/table";

interface Model {
  level: Answer<"vip_level">;
  price: Answer<"vip_price"> | null;
  perks: Answer<"vip_entitle"> | null;
}

function decide({ book, scenario, text }: Context): Model {
  const { vip } = scenario;
  const level = ask(book, "vip_level", { as_of: vip.on, first_purchase_on: vip.first_purchase_on, top_ups: vip.top_ups });
  const standing = level.decision?.outcome;
  if (standing === undefined) return { level, price: null, perks: null };
  const price = ask(book, "vip_price", {
    on: vip.on,
    level: standing.level,
    born_on: vip.born_on,
    birthdays_used: vip.birthday_used ? usedBirthdays(vip) : [],
    lines: vip.lines,
    coupon: vip.coupon.amount === "" ? undefined : vip.coupon,
    points: vip.points,
  });
  const perks = ask(book, "vip_entitle", { on: vip.on, customers: [{ id: text.vip.customer, level: standing.level }] });
  return { level, price, perks };
}

/** The birthday of the year of the order: only its year counts. */
function usedBirthdays({ on, born_on }: VipScenario): string[] {
  if (born_on === undefined || born_on === "") return [];
  const day = born_on.slice(5) === "02-29" ? "02-28" : born_on.slice(5);
  return [`${on.slice(0, 4)}-${day}`];
}

function customerForm(context: Context): Child[] {
  const { text, scenario, edit, reshape } = context;
  const { vip } = scenario;
  return [
    grid(
      field({ id: "vip-on", label: text.vip.on, value: vip.on, kind: "date", pointer: "vip_level:/as_of", change: (value) => edit((s) => void (s.vip.on = value)) }),
      field({ id: "vip-first", label: text.vip.firstPurchase, value: vip.first_purchase_on ?? "", kind: "date", pointer: "vip_level:/first_purchase_on", change: (value) => edit((s) => void (s.vip.first_purchase_on = value)) }),
      field({ id: "vip-born", label: text.vip.bornOn, value: vip.born_on ?? "", kind: "date", pointer: "vip_price:/born_on", change: (value) => edit((s) => void (s.vip.born_on = value)) }),
      choice({
        id: "vip-used", label: text.vip.birthdayUsed, value: vip.birthday_used ? "yes" : "no", options: [["no", text.common.no], ["yes", text.common.yes]],
        change: (value) => edit((s) => void (s.vip.birthday_used = value === "yes")),
      }),
    ),
    h("h3", {}, text.vip.topUps),
    vip.top_ups.map((topUp, index) => {
      const at = `vip_level:/top_ups/${index}`;
      const refund = topUp.refunded[0];
      return entry(
        topUp.id,
        { id: `topup-remove-${index}`, label: text.common.remove, remove: () => reshape((s) => void s.vip.top_ups.splice(index, 1)) },
        grid(
          field({ id: `topup-on-${index}`, label: text.common.date, value: topUp.on, kind: "date", pointer: `${at}/on`, change: (value) => edit((s) => { const changed = s.vip.top_ups[index]; if (changed !== undefined) changed.on = value; }) }),
          field({ id: `topup-amount-${index}`, label: text.vip.amount, value: topUp.amount, kind: "money", pointer: `${at}/amount`, change: (value) => edit((s) => { const changed = s.vip.top_ups[index]; if (changed !== undefined) changed.amount = value; }) }),
          field({
            id: `topup-refund-${index}`, label: text.vip.refunded, value: refund?.amount ?? "", kind: "money", pointer: `${at}/refunded/0/amount`, placeholder: "0.00",
            change: (value) => edit((s) => { const changed = s.vip.top_ups[index]; if (changed !== undefined) changed.refunded = value === "" ? [] : [{ on: changed.refunded[0]?.on ?? s.vip.on, amount: value }]; }),
          }),
        ),
      );
    }),
    addButton("topup-add", text.vip.addTopUp, () =>
      reshape((s) => {
        const ids = s.vip.top_ups.map(({ id }) => Number(id.replace(/\D/g, "")) || 0);
        s.vip.top_ups.push({ id: `t${Math.max(0, ...ids) + 1}`, on: s.vip.on, amount: "1000.00", refunded: [] });
      }),
    ),
  ];
}

function cardResults(context: Context, { level }: Model): Child[] {
  return shown(context, level, (decision) => {
    const { text } = context;
    const standing = decision.outcome;
    const name = levelName(context, standing.level);
    const place = (context.book.rules.vip?.levels ?? []).findIndex(({ id }) => id === standing.level);
    const days = [
      standing.since !== undefined && text.vip.since(standing.since),
      standing.review_on !== undefined && text.vip.reviewOn(standing.review_on),
      standing.ends_on !== undefined && text.vip.endsOn(standing.ends_on),
    ].filter((day): day is string => typeof day === "string");
    return [
      h(
        "div",
        { class: `card-face rank-${place < 0 ? "none" : Math.min(place, 2)}` },
        h("div", { class: "card-face__top" }, h("strong", { id: "vip-level" }, name), h("span", {}, text.vip.changes[standing.change] ?? standing.change)),
        h("div", { class: "card-face__figure" }, h("small", {}, text.vip.counted), h("span", { id: "vip-counted" }, grouped(standing.counted))),
        h("div", { class: "card-face__days" }, days.join(" · ")),
      ),
      standing.next !== undefined && nextLevel(context, standing.counted, standing.next),
      why(context, "why-level", context.explain(decision)),
    ];
  });
}

function nextLevel(context: Context, counted: string, next: output.vip.NextLevel): Child {
  const { text } = context;
  const label = text.vip.next(levelName(context, next.level), grouped(next.missing));
  return h(
    "div",
    { class: "missing" },
    h("div", { class: "missing__line" }, h("span", { id: "vip-next" }, label), h("strong", {}, grouped(next.top_up))),
    progress(label, Number(counted), Number(next.top_up), false),
    next.purchase_missing === true && h("small", {}, text.vip.purchaseMissing),
  );
}

function levelName(context: Context, level: string | undefined): string {
  if (level === undefined) return context.text.vip.noLevel;
  return context.book.rules.vip?.levels.find(({ id }) => id === level)?.name ?? level;
}

function priceForm(context: Context): Child[] {
  const { text, scenario, edit, reshape } = context;
  const { vip } = scenario;
  const set = (index: number, member: "id" | "list" | "cost" | "floor") => (value: string) =>
    edit((s) => {
      const changed = s.vip.lines[index];
      if (changed !== undefined) changed[member] = value;
    });
  return [
    vip.lines.map((line, index) => {
      const at = `vip_price:/lines/${index}`;
      const only = vip.lines.length === 1;
      return entry(
        text.vip.goods(index + 1),
        only ? null : { id: `goods-remove-${index}`, label: text.common.remove, remove: () => reshape((s) => void s.vip.lines.splice(index, 1)) },
        grid(
          field({ id: `goods-id-${index}`, label: text.order.sku, value: line.id, kind: "text", pointer: `${at}/id`, change: set(index, "id") }),
          field({ id: `goods-quantity-${index}`, label: text.order.quantity, value: String(line.quantity ?? 1), kind: "count", pointer: `${at}/quantity`, change: (value) => edit((s) => { const changed = s.vip.lines[index]; if (changed !== undefined) changed.quantity = count(value); }) }),
          field({ id: `goods-list-${index}`, label: text.vip.list, value: line.list, kind: "money", pointer: `${at}/list`, change: set(index, "list") }),
          field({ id: `goods-cost-${index}`, label: text.vip.cost, value: line.cost ?? "", kind: "money", pointer: `${at}/cost`, placeholder: text.common.unknown, change: set(index, "cost") }),
        ),
      );
    }),
    addButton("goods-add", text.vip.addGoods, () => reshape((s) => void s.vip.lines.push({ id: text.vip.newGoods(s.vip.lines.length + 1), quantity: 1, list: "100.00" }))),
    grid(
      field({ id: "coupon-amount", label: text.vip.coupon, value: vip.coupon.amount, kind: "money", pointer: "vip_price:/coupon/amount", placeholder: text.common.none, change: (value) => edit((s) => void (s.vip.coupon.amount = value)) }),
      field({ id: "coupon-minimum", label: text.vip.couponMinimum, value: vip.coupon.minimum, kind: "money", pointer: "vip_price:/coupon/minimum", placeholder: "0.00", change: (value) => edit((s) => void (s.vip.coupon.minimum = value)) }),
      context.book.rules.vip?.points !== undefined &&
        field({ id: "points", label: text.vip.points, value: String(vip.points), kind: "count", pointer: "vip_price:/points", change: (value) => edit((s) => void (s.vip.points = count(value))) }),
    ),
  ];
}

function priceResults(context: Context, { price }: Model): Child[] {
  if (price === null) return [];
  return shown(context, price, (decision) => {
    const { text } = context;
    const { list, steps, payable, lines } = decision.outcome;
    const falls = steps.map(({ step, amount, unused }) => ({
      label: text.vip.steps[step] ?? step,
      amount: /^0(\.0+)?$/.test(amount) ? amount : amount.startsWith("-") ? amount.slice(1) : `-${amount}`,
      ...(/^0(\.0+)?$/.test(unused) ? {} : { note: text.vip.unused(grouped(unused)) }),
    }));
    const rows = lines.map((line) => [line.id, ...[line.list, line.level, line.birthday, line.coupon, line.points, line.payable].map(grouped)]);
    return [
      h("div", { class: "headline" }, h("small", {}, text.vip.payable), h("strong", { id: "vip-payable" }, grouped(payable))),
      waterfall(text.vip.waterfall, [text.vip.step, text.order.amount], { label: text.vip.list, amount: list }, falls, { label: text.vip.payable, amount: payable }),
      table(text.vip.perLine, [text.order.sku, text.vip.list, text.vip.steps["level"] ?? "", text.vip.steps["birthday"] ?? "", text.vip.steps["coupon"] ?? "", text.vip.steps["points"] ?? "", text.vip.payable], rows, [1, 2, 3, 4, 5, 6]),
      why(context, "why-price", context.explain(decision)),
    ];
  });
}

function perkResults(context: Context, { perks }: Model): Child[] {
  if (perks === null) return [];
  return shown(context, perks, (decision) => {
    const { text } = context;
    const { entitlements } = decision.outcome;
    if (entitlements.length === 0) return [h("p", { class: "hint" }, text.vip.noPerks)];
    const names = new Map((context.book.rules.vip?.perks ?? []).map(({ id, name }) => [id, name ?? id]));
    return [
      h(
        "ul",
        { class: "perks" },
        entitlements.map((perk) => {
          const available = perk.available > 0;
          const detail = available
            ? [perk.item, perk.until !== undefined && text.vip.until(perk.until)]
            : [text.vip.limits[perk.limited_by ?? ""] ?? perk.limited_by, perk.opens_on !== undefined && text.vip.opensOn(perk.opens_on)];
          return h(
            "li",
            { class: available ? "available" : "closed" },
            h("span", { class: "perks__name" }, names.get(perk.perk) ?? perk.perk, h("small", {}, text.vip.kinds[perk.kind] ?? perk.kind)),
            h("span", { class: "perks__state" }, h("strong", {}, available ? text.vip.available(perk.available) : text.vip.notNow), h("small", {}, detail.filter((part) => typeof part === "string").join(" · "))),
          );
        }),
      ),
      why(context, "why-perks", context.explain(decision)),
    ];
  });
}

export const vip: Tab<Model> = {
  id: "vip",
  needs: "vip",
  decide,
  sections: [
    { id: "vip-facts", title: (text) => text.vip.title, form: customerForm },
    { id: "vip-card", title: (text) => text.vip.cardTitle, results: cardResults, answers: ({ level }) => [level] },
    { id: "vip-price", title: (text) => text.vip.priceTitle, form: priceForm, results: priceResults, answers: ({ price }) => (price === null ? [] : [price]) },
    { id: "vip-perks", title: (text) => text.vip.perksTitle, results: perkResults, answers: ({ perks }) => (perks === null ? [] : [perks]) },
  ],
  summary: (context, { level, price }) =>
    level.decision === undefined
      ? context.text.common.refused
      : [levelName(context, level.decision.outcome.level), price?.decision && `${context.text.vip.payable} ${grouped(price.decision.outcome.payable)}`].filter(Boolean).join(context.text.common.listSeparator),
};
