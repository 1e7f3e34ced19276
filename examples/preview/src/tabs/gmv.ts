/** GMV: its factors, a change parted among them, the way to a target, and what a factor moves. */

import type { output } from "siyu";
import { ask, count, type Answer } from "../decide";
import { times } from "../exact";
import { FACTORS, type FactorName, type Factors, type GmvScenario } from "../state";
import type { Context, Tab } from "../tab";
import { shown, why } from "../view/answer";
import { type Child, h } from "../view/dom";
import { choice, field, grid, radios } from "../view/fields";
import { grouped, percent, signed } from "../view/figures";
import { table, waterfall } from "../view/table";

type Figure = output.number.Figure;
type Part = output.gmv.FactorPart;

interface Model {
  composed: Answer<"gmv_compose">;
  attributed: Answer<"gmv_attribute">;
  solved: Answer<"gmv_solve">;
  whatIf: Answer<"gmv_compose">;
  reached: Answer<"gmv_reach"> | null;
}

const MOVED = "what if";

function decide({ book, scenario }: Context): Model {
  const { before, after, target, slider, reach } = scenario.gmv;
  return {
    composed: ask(book, "gmv_compose", { factors: before }),
    attributed: ask(book, "gmv_attribute", { before, after }),
    solved: ask(book, "gmv_solve", { factors: before, factor: target.factor, target: target.amount }),
    whatIf: ask(book, "gmv_compose", { factors: before, what_if: [{ name: MOVED, ...moved(before, slider.factor, slider.percent) }] }),
    reached: hasReach(scenario.gmv) ? ask(book, "gmv_reach", reach) : null,
  };
}

function hasReach({ reach }: GmvScenario): boolean {
  return reach.exposure !== undefined || reach.returns !== undefined || (reach.funnels ?? []).length > 0;
}

/** The factor times so many hundredths; a factor that the formula does not have is 1 before. */
function moved(factors: Factors, factor: FactorName, hundredths: number): Partial<Factors> {
  if (factor !== "fission") return { [factor]: times(factors[factor] ?? "1", hundredths) ?? factors[factor] ?? "1" };
  const { k, multiplier, generations } = factors.fission ?? {};
  if (k !== undefined && k !== "") return { fission: { k: times(k, hundredths) ?? k, ...(generations === undefined ? {} : { generations }) } };
  return { fission: { multiplier: times(multiplier ?? "1", hundredths) ?? "1" } };
}

function factorsForm(context: Context, side: "before" | "after"): Child[] {
  const { text, scenario, edit, reshape } = context;
  const factors = scenario.gmv[side];
  const operation = side === "before" ? "gmv_compose:/factors" : "gmv_attribute:/after";
  const plain = (name: Exclude<FactorName, "fission">) =>
    field({
      id: `gmv-${side}-${name}`, label: text.factors[name], value: factors[name] ?? "", kind: "decimal", pointer: `${operation}/${name}`,
      ...(name === "lifetime_purchases" ? { placeholder: text.gmv.notCounted } : {}),
      change: (value) => edit((s) => void (s.gmv[side][name] = value)),
    });
  const kind = factors.fission === undefined ? "none" : factors.fission.multiplier !== undefined ? "multiplier" : (factors.fission.generations ?? "rules");
  const given = factors.fission?.multiplier ?? factors.fission?.k ?? "";
  const fission = (chosen: string, value: string): Factors["fission"] => {
    if (chosen === "none") return undefined;
    if (chosen === "multiplier") return { multiplier: value };
    return chosen === "rules" ? { k: value } : { k: value, generations: chosen };
  };
  const set = (changed: Factors, chosen: string, value: string) => {
    const next = fission(chosen, value);
    if (next === undefined) delete changed.fission;
    else changed.fission = next;
  };
  return [
    grid(
      plain("traffic"), plain("conversion"), plain("order_value"), plain("lifetime_purchases"),
      choice({
        id: `gmv-${side}-fission-kind`, label: text.gmv.fissionKind, value: kind, options: Object.entries(text.gmv.fissionKinds),
        change: (value) => reshape((s) => set(s.gmv[side], value, value === "multiplier" ? "1.25" : given === "" || kind === "multiplier" ? "25%" : given)),
      }),
      kind !== "none" &&
        field({ id: `gmv-${side}-fission`, label: kind === "multiplier" ? text.gmv.multiplier : text.gmv.k, value: given, kind: "decimal", pointer: `${operation}/fission/${kind === "multiplier" ? "multiplier" : "k"}`, change: (value) => edit((s) => set(s.gmv[side], kind, value)) }),
    ),
  ];
}

function composeResults(context: Context, { composed }: Model): Child[] {
  return shown(context, composed, (decision) => {
    const { text } = context;
    const { gmv: whole, formula, steps, sensitivity } = decision.outcome;
    const rows = steps.map((step, index) => [text.factors[step.factor], figure(step.value, step.factor), figure(step.product), sensitivity[index]?.change === undefined ? "—" : signed(sensitivity[index].change)]);
    return [
      h("div", { class: "headline" }, h("small", {}, text.gmv.formulas[formula] ?? formula), h("strong", { id: "gmv-total" }, grouped(whole))),
      h("p", { class: "formula" }, steps.map((step) => text.factors[step.factor]).join(" × ")),
      table(text.gmv.factorTable, [text.gmv.factor, text.gmv.value, text.gmv.product, text.gmv.onePercent], rows, [1, 2, 3]),
      why(context, "why-compose", context.explain(decision)),
    ];
  });
}

function figure({ value }: Figure, factor?: FactorName): string {
  return factor === "conversion" ? percent(value) : grouped(value);
}

function changeResults(context: Context, { attributed }: Model): Child[] {
  return shown(context, attributed, (decision) => {
    const { text } = context;
    const { before, after, change, chain, shapley } = decision.outcome;
    const fall = (part: Part) => ({ label: text.factors[part.factor], amount: part.amount, note: `${figure(part.before, part.factor)} → ${figure(part.after, part.factor)}` });
    const drawn = (caption: string, parts: Part[]) =>
      waterfall(caption, [text.gmv.factor, text.order.amount], { label: text.gmv.before, amount: before }, parts.map(fall), { label: text.gmv.after, amount: after });
    return [
      h("div", { class: "headline" }, h("small", {}, text.gmv.change), h("strong", { id: "gmv-change" }, signed(change))),
      h("p", { class: "hint" }, text.gmv.methods),
      h("div", { id: "gmv-chain" }, drawn(text.gmv.chain, chain)),
      h("div", { id: "gmv-shapley" }, drawn(text.gmv.shapley, shapley)),
      why(context, "why-change", context.explain(decision)),
    ];
  });
}

function factorOptions({ text }: Context): [string, string][] {
  return FACTORS.map((name) => [name, text.factors[name]]);
}

function targetForm(context: Context): Child[] {
  const { text, scenario, edit } = context;
  const { target } = scenario.gmv;
  return [
    grid(
      field({ id: "gmv-target", label: text.gmv.target, value: target.amount, kind: "money", pointer: "gmv_solve:/target", change: (value) => edit((s) => void (s.gmv.target.amount = value)) }),
      choice({ id: "gmv-target-factor", label: text.gmv.by, value: target.factor, options: factorOptions(context), change: (value) => edit((s) => void (s.gmv.target.factor = value as FactorName)) }),
    ),
  ];
}

function targetResults(context: Context, { solved }: Model): Child[] {
  return shown(context, solved, (decision) => {
    const { text } = context;
    const { factor, current, value, times: many, k, gmv: reachedGmv } = decision.outcome;
    const shownValue = factor === "conversion" ? percent(value) : grouped(value);
    return [
      h("div", { class: "headline" }, h("small", {}, text.gmv.needed(text.factors[factor])), h("strong", { id: "gmv-needed" }, shownValue), many !== undefined && h("span", { class: "badge" }, `× ${many.value}`)),
      h("p", { class: "sentence" }, text.gmv.from(figure(current, factor), shownValue, grouped(reachedGmv))),
      k !== undefined && h("p", { class: "sentence" }, text.gmv.leastK(k)),
      why(context, "why-target", context.explain(decision)),
    ];
  });
}

function sliderForm(context: Context): Child[] {
  const { text, scenario, edit } = context;
  const { slider } = scenario.gmv;
  const shownPercent = (value: number) => text.gmv.sliderValue(value);
  const output = h("output", { for: "gmv-slider", id: "gmv-slider-value" }, shownPercent(slider.percent));
  return [
    radios("slider-factor", text.gmv.move, slider.factor, factorOptions(context), (value) => edit((s) => void (s.gmv.slider.factor = value as FactorName))),
    h(
      "div",
      { class: "field slider" },
      h("label", { for: "gmv-slider" }, text.gmv.slider, " ", output),
      h("input", {
        id: "gmv-slider", type: "range", min: 50, max: 200, step: 5, "aria-valuetext": shownPercent(slider.percent),
        value: String(slider.percent),
        oninput: (event: Event) => {
          const input = event.target as HTMLInputElement;
          const value = Number(input.value);
          output.textContent = shownPercent(value);
          input.setAttribute("aria-valuetext", shownPercent(value));
          edit((s) => void (s.gmv.slider.percent = value));
        },
      }),
    ),
  ];
}

function sliderResults(context: Context, { whatIf }: Model): Child[] {
  return shown(context, whatIf, (decision) => {
    const { text } = context;
    const tried = decision.outcome.what_if?.[0];
    if (tried === undefined) return [];
    return [
      h("div", { class: "headline" }, h("small", {}, text.gmv.then), h("strong", { id: "gmv-what-if" }, grouped(tried.gmv)), h("span", { class: `badge ${tried.change.startsWith("-") ? "bad" : "good"}`, id: "gmv-what-if-change" }, signed(tried.change))),
    ];
  });
}

function reachForm({ text, scenario, edit }: Context): Child[] {
  const { exposure, returns, funnels } = scenario.gmv.reach;
  return [
    exposure !== undefined && [
      h("h3", {}, text.gmv.exposure),
      grid(
        field({ id: "reach-cpm", label: text.gmv.cpm, value: exposure.cpm, kind: "money", pointer: "gmv_reach:/exposure/cpm", change: (value) => edit((s) => { if (s.gmv.reach.exposure !== undefined) s.gmv.reach.exposure.cpm = value; }) }),
        field({ id: "reach-promoters", label: text.gmv.promoters, value: String(exposure.promoters), kind: "count", pointer: "gmv_reach:/exposure/promoters", change: (value) => edit((s) => { if (s.gmv.reach.exposure !== undefined) s.gmv.reach.exposure.promoters = count(value); }) }),
        field({ id: "reach-each", label: text.gmv.each, value: String(exposure.impressions_each), kind: "count", pointer: "gmv_reach:/exposure/impressions_each", change: (value) => edit((s) => { if (s.gmv.reach.exposure !== undefined) s.gmv.reach.exposure.impressions_each = count(value); }) }),
      ),
    ],
    returns !== undefined && [
      h("h3", {}, text.gmv.returns),
      grid(
        field({ id: "reach-revenue", label: text.gmv.revenue, value: returns.revenue, kind: "money", pointer: "gmv_reach:/returns/revenue", change: (value) => edit((s) => { if (s.gmv.reach.returns !== undefined) s.gmv.reach.returns.revenue = value; }) }),
        field({ id: "reach-cost", label: text.gmv.cost, value: returns.cost, kind: "money", pointer: "gmv_reach:/returns/cost", change: (value) => edit((s) => { if (s.gmv.reach.returns !== undefined) s.gmv.reach.returns.cost = value; }) }),
      ),
    ],
    (funnels ?? []).length > 0 && h("h3", {}, text.gmv.funnels),
    (funnels ?? []).map((funnel, index) =>
      grid(
        field({ id: `funnel-contacts-${index}`, label: text.gmv.contacts(funnel.channel), value: String(funnel.contacts), kind: "count", pointer: `gmv_reach:/funnels/${index}/contacts`, change: (value) => edit((s) => { const changed = s.gmv.reach.funnels?.[index]; if (changed !== undefined) changed.contacts = count(value); }) }),
        funnel.stages.map((stage, place) =>
          (["low", "high"] as const).map((end) =>
            field({ id: `funnel-${end}-${index}-${place}`, label: `${stage.name} · ${text.gmv.ends[end]}`, value: stage[end], kind: "decimal", pointer: `gmv_reach:/funnels/${index}/stages/${place}/${end}`, change: (value) => edit((s) => { const changed = s.gmv.reach.funnels?.[index]?.stages[place]; if (changed !== undefined) changed[end] = value; }) }),
          ),
        ),
      ),
    ),
  ];
}

function reachResults(context: Context, { reached }: Model): Child[] {
  const { text } = context;
  if (reached === null) return [];
  return shown(context, reached, (decision) => {
    const { exposure, returns, funnels } = decision.outcome;
    const range = ({ low, high }: { low: Figure; high: Figure }) => (low.value === high.value ? grouped(low.value) : `${grouped(low.value)} – ${grouped(high.value)}`);
    return [
      exposure !== undefined && h("div", { class: "headline" }, h("small", {}, text.gmv.worth(grouped(String(exposure.impressions)))), h("strong", { id: "reach-value" }, grouped(exposure.value))),
      returns !== undefined && table(text.gmv.returns, [text.gmv.measure, text.gmv.value], [["ROAS", `1 : ${returns.roas.value}`], ["ROI", percent(returns.roi.value)]], [1]),
      (funnels ?? []).length > 0 && table(text.gmv.funnels, [text.gmv.channel, text.gmv.adds], (funnels ?? []).map(({ channel, adds }) => [channel, range(adds)]), [1]),
      why(context, "why-reach", context.explain(decision)),
    ];
  });
}

export const gmv: Tab<Model> = {
  id: "gmv",
  needs: "gmv",
  decide,
  sections: [
    { id: "gmv-factors", title: (text) => text.gmv.title, form: (context) => factorsForm(context, "before"), results: composeResults, answers: ({ composed }) => [composed] },
    { id: "gmv-what-if-section", title: (text) => text.gmv.sliderTitle, form: sliderForm, results: sliderResults, answers: ({ whatIf }) => [whatIf] },
    { id: "gmv-target-section", title: (text) => text.gmv.targetTitle, form: targetForm, results: targetResults, answers: ({ solved }) => [solved] },
    { id: "gmv-change-section", title: (text) => text.gmv.changeTitle, form: (context) => factorsForm(context, "after"), results: changeResults, answers: ({ attributed }) => [attributed] },
    { id: "gmv-reach", title: (text) => text.gmv.reachTitle, when: ({ scenario }) => hasReach(scenario.gmv), form: reachForm, results: reachResults, answers: ({ reached }) => (reached === null ? [] : [reached]) },
  ],
  summary: ({ text }, { composed }) => (composed.decision === undefined ? text.common.refused : `GMV ${grouped(composed.decision.outcome.gmv)}`),
};
