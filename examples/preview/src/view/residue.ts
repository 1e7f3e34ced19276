/** What rounding left of each part, exactly, from the reasons of a decision. */

import type { Reason } from "../decide";
import { factText } from "./figures";

export interface Residue {
  rows: { line: string; party: string; exact: string; amount: string; left: string }[];
  /** All of it together. */
  total: string;
  takers: string[];
}

/** A fraction of the minor unit. */
interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

export function residue(reasons: Reason[]): Residue {
  const rows: Residue["rows"] = [];
  const takers = new Set<string>();
  let total: Fraction = { numerator: 0n, denominator: 1n };
  let decimals = 2;
  for (const { computation, subject, facts } of reasons) {
    if (computation?.residue_to === undefined || computation.remainder === undefined || computation.quotient === undefined) continue;
    decimals = computation.amount.split(".")[1]?.length ?? 0;
    const exact = added(
      { numerator: minorUnits(computation.quotient), denominator: 1n },
      { numerator: BigInt(computation.remainder), denominator: BigInt(computation.denominator ?? 1) },
    );
    const left = added(exact, { numerator: -minorUnits(computation.amount), denominator: 1n });
    if (left.numerator === 0n) continue;
    total = added(total, left);
    takers.add(computation.residue_to);
    rows.push({
      line: factText(facts?.["line"]) ?? "",
      party: subject ?? "",
      exact: decimal(exact, decimals),
      amount: computation.amount,
      left: decimal(left, decimals),
    });
  }
  return { rows, total: decimal(total, decimals), takers: [...takers] };
}

function minorUnits(amount: string): bigint {
  return BigInt(amount.replace(".", ""));
}

function added(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.denominator + b.numerator * a.denominator, denominator: a.denominator * b.denominator };
}

/** As a decimal of the currency's own unit, with six digits below the minor unit where it does not end before. */
function decimal({ numerator, denominator }: Fraction, decimals: number): string {
  const places = decimals + 6;
  const negative = numerator < 0n;
  const scaled = ((negative ? -numerator : numerator) * 1_000_000n) / denominator;
  const digits = scaled.toString().padStart(places + 1, "0");
  const fraction = digits.slice(-places).replace(/0+$/, "").padEnd(decimals, "0");
  return `${negative ? "−" : ""}${digits.slice(0, -places)}${fraction === "" ? "" : `.${fraction}`}`;
}
