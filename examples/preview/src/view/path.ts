/** The tiers of an agent month by month: a line of steps. */

import { s } from "./dom";

export interface Station {
  month: string;
  /** The place of the tier held in the month, from the lowest; -1 when cleared. */
  tier: number;
  outcome: string;
  label: string;
}

const WIDTH = 360;
const LEFT = 74;
const RIGHT = 16;
const ROW = 38;

export function path(title: string, tiers: string[], cleared: string, stations: Station[]): SVGElement {
  const lowest = stations.some(({ tier }) => tier < 0) ? -1 : 0;
  const rows = tiers.length - lowest;
  const height = rows * ROW + 46;
  const y = (tier: number) => 24 + (tiers.length - 1 - tier) * ROW;
  const x = (index: number) => LEFT + 18 + (index * (WIDTH - LEFT - RIGHT - 36)) / Math.max(1, stations.length - 1);
  const names = lowest < 0 ? [...tiers.map((name, tier) => [name, tier] as const), [cleared, -1] as const] : tiers.map((name, tier) => [name, tier] as const);
  const line = stations.map(({ tier }, index) => `${index === 0 ? "M" : `L${x(index)},${y(stations[index - 1]?.tier ?? 0)} L`}${x(index)},${y(tier)}`).join(" ");
  const above = sides(stations);
  return s(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${height}`, class: "path", role: "img", "aria-label": title },
    names.map(([name, tier]) => [
      s("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(tier), y2: y(tier), class: "path__row" }),
      s("text", { x: LEFT - 8, y: y(tier) + 4, "text-anchor": "end", class: "path__tier" }, name.length > 9 ? `${name.slice(0, 8)}…` : name),
    ]),
    stations.length > 0 && s("path", { d: line, class: "path__line" }),
    stations.map((station, index) =>
      s(
        "g",
        { class: `path__station ${station.outcome}` },
        s("circle", { cx: x(index), cy: y(station.tier), r: 7 }),
        s("text", { x: x(index), y: y(station.tier) + (above[index] ? -11 : 20), "text-anchor": "middle", class: "path__outcome" }, station.label),
        s("text", { x: x(index), y: height - 6, "text-anchor": "middle", class: "path__month" }, station.month.slice(2)),
      ),
    ),
  );
}

/** Which words stand above the line: away from where it comes from, and else in turn, so that long ones do not meet. */
function sides(stations: Station[]): boolean[] {
  const above: boolean[] = [];
  stations.forEach(({ tier }, index) => {
    const before = stations[index - 1]?.tier ?? tier;
    above.push(tier === before ? !(above[index - 1] ?? false) : tier > before);
  });
  return above;
}
