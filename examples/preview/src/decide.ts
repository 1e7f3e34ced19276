/** Asking siyu: an answer keeps its question, so that it can be shown, explained and copied as a test case. */

import { check, Rulebook, SiyuError, type Language, type OperationName, type OutputOf, type output, type Refusal } from "siyu";

export type { Language, Refusal };
export type Reason = output.reason.Reason;
export type Decision = { reasons?: Reason[] };

export function told(refusal: Pick<Refusal, "en" | "zh_cn">, language: Language): output.operation.Telling {
  return language === "en" ? refusal.en : refusal.zh_cn;
}

/** A rulebook's text as siyu sees it. */
export interface Reading {
  findings: Refusal[];
  /** There when nothing is wrong with it. */
  book?: Book;
}

/** A rulebook that siyu has read. */
export interface Book {
  rulebook: Rulebook;
  /** Its canonical form, for the names of tiers, levels and metrics that forms offer. */
  rules: Rules;
}

export function read(text: string): Reading {
  const { accepted, findings, canonical } = timed(() => check(text));
  if (!accepted || canonical === undefined) return { findings };
  return { findings, book: { rulebook: timed(() => Rulebook.parse(text)), rules: JSON.parse(canonical) as Rules } };
}

/** What forms look at in a rulebook. */
export interface Rules {
  agent?: { tiers: Tier[]; metrics?: Record<string, "money" | "rate" | "count"> };
  commission?: { mode?: string; residual: string };
  vip?: { levels: { id: string; name?: string }[]; perks?: { id: string; name?: string }[]; points?: object };
  balance?: { channels?: Record<string, object> };
  gmv?: object;
}

export interface Tier {
  id: string;
  admit?: Condition;
  reach?: Condition;
  keep?: Condition;
}

export type Condition =
  | { metric: string; at_least: string | number; window?: "period" | "lifetime" | { periods: number } }
  | { all: Condition[] }
  | { any: Condition[] };

export interface Answer<Name extends OperationName = OperationName> {
  operation: Name;
  input: unknown;
  decision?: OutputOf<Name>;
  refusal?: Told;
}

/** What is told of a refusal. */
export type Told = Pick<Refusal, "code" | "path" | "en" | "zh_cn">;

/** Asks with what was typed: whether it is an input is for siyu to say. */
export function ask<Name extends OperationName>({ rulebook }: Book, operation: Name, input: unknown): Answer<Name> {
  const asked = withoutEmpty(input);
  try {
    const answer = timed(() => rulebook.callText(operation, JSON.stringify(asked)));
    return { operation, input: asked, decision: JSON.parse(answer) as OutputOf<Name> };
  } catch (error) {
    if (error instanceof SiyuError) return { operation, input: asked, refusal: refusalOf(error) };
    throw error;
  }
}

function refusalOf(error: SiyuError): Told {
  return {
    code: error.code,
    path: error.path,
    en: { message: error.messageEn, repair: error.repairEn },
    zh_cn: { message: error.messageZh, repair: error.repairZh },
  };
}

export function explain({ rulebook }: Book, decision: Decision, language: Language): string[] {
  return timed(() => rulebook.explain(decision, language));
}

let spent = 0;

/** How many milliseconds siyu has worked since this was asked last. */
export function millisecondsSpent(): number {
  const result = spent;
  spent = 0;
  return result;
}

function timed<Result>(work: () => Result): Result {
  const start = performance.now();
  try {
    return work();
  } finally {
    spent += performance.now() - start;
  }
}

/** A field that was left empty is a field that was not given. */
export function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== "" && member !== undefined);
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutEmpty(member)]));
}

/** A count as it was typed: what is no count is handed on as text, for siyu to refuse. */
export function count(text: string): number | string {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}
