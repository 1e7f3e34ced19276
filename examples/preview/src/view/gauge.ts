/** A half circle with a hand: what was reached, and the thresholds on the way. */

import { s } from "./dom";

export interface Mark {
  at: number;
  label: string;
  figure: string;
  tone: "keep" | "reach";
}

const WIDTH = 360;
const CENTRE = { x: 180, y: 132 };
const RADIUS = 92;

export function gauge(title: string, now: number, figure: string, marks: Mark[]): SVGElement {
  const top = Math.max(now, ...marks.map(({ at }) => at), 1e-9) * 1.12;
  const share = (value: number) => Math.max(0, Math.min(1, value / top));
  const held = marks.filter(({ at }) => now >= at).length;
  const tone = held === marks.length ? "good" : held > 0 ? "fair" : "short";
  return s(
    "svg",
    { viewBox: `0 0 ${WIDTH} 150`, class: "gauge", role: "img", "aria-label": title },
    s("path", { d: arc(0, 1), class: "gauge__track" }),
    now > 0 && s("path", { d: arc(0, share(now)), class: `gauge__value ${tone}` }),
    marks.map((mark) => tick(mark, share(mark.at))),
    s("text", { x: CENTRE.x, y: CENTRE.y - 16, "text-anchor": "middle", class: "gauge__figure" }, figure),
  );
}

function point(share: number, radius: number): [number, number] {
  const angle = Math.PI * (1 - share);
  return [CENTRE.x + radius * Math.cos(angle), CENTRE.y - radius * Math.sin(angle)];
}

function arc(from: number, to: number): string {
  const [x1, y1] = point(from, RADIUS);
  const [x2, y2] = point(to, RADIUS);
  return `M${x1.toFixed(2)},${y1.toFixed(2)} A${RADIUS},${RADIUS} 0 0 1 ${x2.toFixed(2)},${y2.toFixed(2)}`;
}

function tick(mark: Mark, share: number): SVGElement {
  const [x1, y1] = point(share, RADIUS - 13);
  const [x2, y2] = point(share, RADIUS + 11);
  const [x, y] = point(share, RADIUS + 18);
  const anchor = share < 0.4 ? "end" : share > 0.6 ? "start" : "middle";
  return s(
    "g",
    { class: `gauge__mark ${mark.tone}`, "aria-hidden": "true" },
    s("line", { x1, y1, x2, y2 }),
    s("text", { x, y: y - 10, "text-anchor": anchor }, mark.label),
    s("text", { x, y: y + 3, "text-anchor": anchor }, mark.figure),
  );
}
