/** A sankey with two sides: what comes in on the left, who gets it on the right. Widths are drawn to scale, figures are told. */

import { s } from "./dom";
import { length } from "./figures";

export interface SankeyNode {
  id: string;
  label: string;
  /** What is written under the label. */
  figure: string;
  tone: string;
}

export interface SankeyLink {
  from: string;
  to: string;
  /** A decimal above zero. */
  amount: string;
}

const WIDTH = 360;
const NODE = 8;
const LABEL = 96;
const GAP = 14;
/** Two lines of text need so much. */
const LEAST = 26;

interface Side {
  x: number;
  y: Map<string, number>;
  height: Map<string, number>;
  /** Where the next link leaves or arrives. */
  next: Map<string, number>;
}

export function sankey(title: string, left: SankeyNode[], right: SankeyNode[], links: SankeyLink[]): SVGElement {
  const weights = { left: sums(links, "from"), right: sums(links, "to") };
  const whole = Math.max(total([...weights.left.values()]), 0.01);
  const rows = Math.max(left.length, right.length, 1);
  const height = Math.max(150, rows * (LEAST + GAP) + 40);
  const scale = (height - rows * (GAP + 8)) / whole;
  const sides = {
    left: place(left, weights.left, scale, height, LABEL),
    right: place(right, weights.right, scale, height, WIDTH - LABEL - NODE),
  };
  const tones = new Map(right.map((node) => [node.id, node.tone]));
  return s(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${height}`, class: "sankey", role: "img", "aria-label": title },
    links.map((link) => ribbon(link, sides.left, sides.right, scale, tones.get(link.to) ?? "residual")),
    left.map((node) => drawn(node, sides.left, LABEL - 6, "end")),
    right.map((node) => drawn(node, sides.right, WIDTH - LABEL + 6, "start")),
  );
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function sums(links: SankeyLink[], end: "from" | "to"): Map<string, number> {
  const result = new Map<string, number>();
  for (const link of links) result.set(link[end], (result.get(link[end]) ?? 0) + length(link.amount));
  return result;
}

/** Stacks the nodes of one side, each at least high enough for its label, centred. */
function place(nodes: SankeyNode[], weights: Map<string, number>, scale: number, height: number, x: number): Side {
  const heights = new Map(nodes.map((node) => [node.id, Math.max(1.5, (weights.get(node.id) ?? 0) * scale)]));
  const slots = nodes.map((node) => Math.max(LEAST, heights.get(node.id) ?? 0));
  const gap = Math.max(2, Math.min(GAP, (height - total(slots)) / Math.max(1, nodes.length)));
  let y = Math.max(0, (height - total(slots) - gap * (nodes.length - 1)) / 2);
  const tops = new Map<string, number>();
  nodes.forEach((node, index) => {
    const slot = slots[index] ?? LEAST;
    tops.set(node.id, y + (slot - (heights.get(node.id) ?? 0)) / 2);
    y += slot + gap;
  });
  return { x, y: tops, height: heights, next: new Map(tops) };
}

function drawn(node: SankeyNode, side: Side, x: number, anchor: string): SVGElement {
  const top = side.y.get(node.id) ?? 0;
  const high = side.height.get(node.id) ?? 0;
  const middle = top + high / 2;
  return s(
    "g",
    { "aria-hidden": "true" },
    s("rect", { x: side.x, y: top, width: NODE, height: high, rx: 2, class: `tone-${node.tone}` }),
    s("text", { x, y: middle - 2, "text-anchor": anchor, class: "node" }, shortened(node.label)),
    s("text", { x, y: middle + 11, "text-anchor": anchor, class: "figure" }, node.figure),
  );
}

function ribbon(link: SankeyLink, left: Side, right: Side, scale: number, tone: string): SVGElement {
  const wide = length(link.amount) * scale;
  const from = take(left, link.from, wide);
  const to = take(right, link.to, wide);
  const [start, end] = [left.x + NODE, right.x];
  const middle = (start + end) / 2;
  const upper = `M${start},${from} C${middle},${from} ${middle},${to} ${end},${to}`;
  const lower = `L${end},${to + wide} C${middle},${to + wide} ${middle},${from + wide} ${start},${from + wide} Z`;
  return s("path", { d: upper + lower, class: `ribbon tone-${tone}` });
}

function take(side: Side, id: string, wide: number): number {
  const at = side.next.get(id) ?? 0;
  side.next.set(id, at + wide);
  return at;
}

/** What fits beside the node; the table has the whole name. */
function shortened(label: string): string {
  let width = 0;
  let kept = "";
  for (const character of label) {
    width += character.charCodeAt(0) > 0x2e7f ? 2 : 1.15;
    if (width > 15) return `${kept}…`;
    kept += character;
  }
  return kept;
}
