/** Tables, and bars within them. */

import { type Child, h } from "./dom";
import { grouped, length, signed } from "./figures";

/** A table with a caption for those who hear it; cells of `numeric` columns are aligned at the right. */
export function table(caption: string, head: string[], rows: Child[][], numeric: number[] = []): HTMLElement {
  const kind = (column: number) => (numeric.includes(column) ? "number" : null);
  return h(
    "div",
    // Wide tables are scrolled, also by keys.
    { class: "table", tabindex: 0, role: "group", "aria-label": caption },
    h(
      "table",
      {},
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, head.map((cell, column) => h("th", { scope: "col", class: kind(column) }, cell)))),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            row.map((cell, column) =>
              column === 0 ? h("th", { scope: "row" }, cell) : h("td", { class: kind(column) }, cell),
            ),
          ),
        ),
      ),
    ),
  );
}

export interface Fall {
  label: string;
  /** What it adds, below zero for what it takes off; of the ends the level itself. */
  amount: string;
  note?: string;
}

/** A waterfall: from a first amount by steps to a last one. Each row is a row of a table, its bar is drawn to scale. */
export function waterfall(caption: string, head: [string, string], first: Fall, steps: Fall[], last: Fall): HTMLElement {
  const levels = [length(first.amount)];
  for (const step of steps) levels.push((levels.at(-1) ?? 0) + length(step.amount));
  const top = Math.max(...levels, length(last.amount), 0.01);
  const bottom = Math.min(...levels, length(last.amount), 0);
  const bar = (from: number, to: number, tone: string) => {
    const share = (value: number) => (100 * (value - bottom)) / (top - bottom);
    const [low, high] = from < to ? [from, to] : [to, from];
    const style = `left:${share(low).toFixed(2)}%;width:${Math.max(share(high) - share(low), 0.6).toFixed(2)}%`;
    return h("span", { class: "fall", "aria-hidden": "true" }, h("span", { class: `fall__bar ${tone}`, style }));
  };
  const row = (fall: Fall, figure: string, drawn: HTMLElement, kind: string) =>
    h(
      "tr",
      { class: kind },
      h("th", { scope: "row" }, fall.label, fall.note !== undefined && h("small", {}, fall.note)),
      h("td", { class: "number" }, figure),
      h("td", { class: "fall__cell", "aria-hidden": "true" }, drawn),
    );
  return h(
    "div",
    { class: "table" },
    h(
      "table",
      { class: "waterfall" },
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, head[0]), h("th", { scope: "col", class: "number" }, head[1]), h("td", { "aria-hidden": "true" }))),
      h(
        "tbody",
        {},
        row(first, grouped(first.amount), bar(0, length(first.amount), "whole"), "end"),
        steps.map((step, index) => {
          const [from, to] = [levels[index] ?? 0, levels[index + 1] ?? 0];
          return row(step, signed(step.amount), bar(from, to, to < from ? "down" : to > from ? "up" : "none"), "step");
        }),
        row(last, grouped(last.amount), bar(0, length(last.amount), "whole"), "end"),
      ),
    ),
  );
}

/** How far something is on its way to a threshold. */
export function progress(label: string, now: number, goal: number, holds: boolean): HTMLElement {
  const share = goal <= 0 ? 100 : Math.max(0, Math.min(100, (100 * now) / goal));
  return h(
    "div",
    { class: "progress", role: "img", "aria-label": label },
    h("div", { class: `progress__bar ${holds ? "good" : "short"}`, style: `width:${share.toFixed(1)}%` }),
  );
}
