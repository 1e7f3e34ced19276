/** How figures are shown. Figures are decimal strings of siyu: they are grouped here, and never computed with. */

import type { output } from "siyu";

/** `-1234.50` as `−1,234.50`. */
export function grouped(decimal: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(decimal);
  if (match === null) return decimal;
  const [, sign = "", whole = "", fraction = ""] = match;
  return (sign === "" ? "" : "−") + whole.replace(/\B(?=(\d{3})+$)/g, ",") + fraction;
}

/** With its sign, as a change is written. */
export function signed(decimal: string): string {
  return decimal.startsWith("-") || /^0(\.0+)?$/.test(decimal) ? grouped(decimal) : `+${grouped(decimal)}`;
}

/** `0.0855` as `8.55%`. */
export function percent(rate: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(rate);
  if (match === null) return rate;
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = fraction.padEnd(2, "0");
  const above = (whole + digits.slice(0, 2)).replace(/^0+(?=\d)/, "");
  const below = digits.slice(2).replace(/0+$/, "");
  return `${sign}${above}${below === "" ? "" : `.${below}`}%`;
}

/** For lengths of drawings only. */
export function length(decimal: string | undefined): number {
  return decimal === undefined ? 0 : Number(decimal);
}

/** A quantity of a reason: an object with its unit as its one name. */
export type Quantity = output.reason.Quantity;
type Member = { money?: string; rate?: string; count?: number; days?: number; date?: string; text?: string };

export function quantity(quantity: Quantity | undefined): string {
  const value: Member = quantity ?? {};
  if (value.money !== undefined) return grouped(value.money);
  if (value.rate !== undefined) return percent(value.rate);
  if (value.count !== undefined) return grouped(String(value.count));
  if (value.days !== undefined) return String(value.days);
  return value.date ?? value.text ?? "";
}

/** The text of a fact. */
export function factText(fact: Quantity | undefined): string | undefined {
  const value: Member = fact ?? {};
  return value.text;
}

/** For lengths of drawings only. */
export function quantityLength(quantity: Quantity | undefined): number {
  const value: Member = quantity ?? {};
  return Number(value.money ?? value.rate ?? value.count ?? value.days ?? 0);
}
