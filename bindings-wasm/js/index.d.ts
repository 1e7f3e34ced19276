/// <reference lib="es2020.bigint" />
/// <reference lib="esnext.disposable" />
import type { ColumnMethods } from './columns.js';
import type { OperationMethods, Operations, Refusal, RulebookCheckOutput, RulebookInput, output } from './operations.js';

export * from './columns.js';
export * from './operations.js';

/** The name of an operation, such as `commission_split`. */
export type OperationName = keyof Operations;

/** What an operation reads. */
export type InputOf<Name extends OperationName> = Operations[Name]['input'];

/** What an operation answers. */
export type OutputOf<Name extends OperationName> = Operations[Name]['output'];

/** The name of what is wrong, such as `money_format`: stable for ever. */
export type Code = output.error.Code;

/** The name of every code by its number, as columns tell it. */
export declare const codes: { readonly [number: number]: Code };

/** A language that siyu speaks. */
export type Language = 'zh-CN' | 'en';

/** A decision, or its JSON text. */
export type DecisionLike = { reasons?: output.reason.Reason[] } | string;

/** An operation that needs no rulebook. */
export type RulebookFree = 'rulebook_check' | 'decision_explain';

/**
 * A checked rulebook: it never changes. It holds memory of the WebAssembly module until {@link Rulebook.free}, the end of a
 * `using` block, or, where the host has a FinalizationRegistry, until it is collected.
 *
 * Every operation is a method: `commission_split` is `commissionSplit`. An input is an object, or JSON text. Amounts and rates are
 * strings ("19.90", "5%"); a number is refused with its place, since it may have been a float.
 */
export declare class Rulebook {
  private constructor();

  /**
   * Reads and checks a rulebook.
   * @throws {SiyuError} with everything that is wrong with it in `findings`, each with its place in the text.
   */
  static parse(rulebook: RulebookInput | string): Rulebook;

  /**
   * Calls an operation by its name.
   * @throws {SiyuError} with the first fault by its place in the input, or the operation's own refusal.
   * @throws {TypeError} when the input holds what JSON cannot say, such as `NaN`.
   */
  call<Name extends OperationName>(operation: Name, input: InputOf<Name> | string): OutputOf<Name>;

  /** The same on texts: the answer is to the byte what every other language gets. */
  callText(operation: string, text: string): string;

  /** The fingerprint of the rulebook, 64 hexadecimal digits: rulebooks that mean the same have the same. */
  readonly digest: string;

  /** The canonical form (RFC 8785): what the digest is made of, and what to keep beside decisions. */
  readonly canonical: string;

  /** What was found and refuses nothing, and yet deserves a look. */
  readonly warnings: Refusal[];

  /** Replays an input and says whether a decision is what it gives, and if not, where it first differs. */
  verify<Name extends OperationName>(
    operation: Name,
    input: InputOf<Name> | string,
    decision: OutputOf<Name> | string,
  ): { verified: boolean; differs_at?: string };

  /** The reasons of a decision as sentences; amounts as the rulebook's currency writes them. */
  explain(decision: DecisionLike, language: Language): string[];

  /** Gives the memory back. What comes after is a TypeError; freeing again does nothing. */
  free(): void;
}

export interface Rulebook extends OperationMethods, ColumnMethods {
  /** {@link Rulebook.free}, for `using`. There where the host has `Symbol.dispose`. */
  [Symbol.dispose](): void;
}

/** The typed arrays that columns consist of. */
export type Cells = Uint8Array | Uint16Array | Uint32Array | Int32Array | BigInt64Array;

/**
 * A column in the memory of the module, from which operations over columns read and into which they write without a copy. It needs the
 * module with columns. It holds its memory until {@link Column.free}, the end of a `using` block, or, where the host has a
 * FinalizationRegistry, until it is collected.
 *
 * One that a call writes can be nothing else in that call, unless it is a table that is added to and comes out where it came from.
 */
export declare class Column<Array extends Cells = Cells> {
  /**
   * A column of so many cells, all 0.
   * @throws {RangeError} where the module has no memory for it.
   */
  constructor(array: new (length: number) => Array, length: number);

  /** A column with the cells of an array. */
  static from<Array extends Cells>(cells: Array): Column<Array>;

  /** How many cells it has. */
  readonly length: number;

  /**
   * The cells where they lie. Ask for them anew after each call of siyu, for one of them may have enlarged the memory of the module,
   * and then JavaScript empties every array that was made of it before.
   */
  readonly cells: Array;

  /** A part of it, which shares its cells and has none when it is freed: for a batch that is shorter than the last. */
  subarray(from: number, to?: number): Column<Array>;

  /** Gives the memory back. What comes after is a TypeError; freeing again does nothing, nor does freeing a part. */
  free(): void;
}

export interface Column<Array extends Cells = Cells> {
  /** {@link Column.free}, for `using`. There where the host has `Symbol.dispose`. */
  [Symbol.dispose](): void;
}

/** Why a rulebook or an input is refused, where, and how to repair it. */
export declare class SiyuError extends Error {
  readonly name: 'SiyuError';
  /** What is wrong: stable for ever. */
  readonly code: Code;
  /** The code's number: stable for ever. */
  readonly number: number;
  /** Where: an RFC 6901 pointer into the document that was handed in; empty for the whole of it. */
  readonly path: string;
  /** The parameters of the message. */
  readonly params: { readonly [name: string]: string };
  /** What is wrong, in English, without the place. */
  readonly messageEn: string;
  /** What is wrong, in Chinese. */
  readonly messageZh: string;
  /** How to repair it, in English. */
  readonly repairEn: string;
  /** How to repair it, in Chinese. */
  readonly repairZh: string;
  /** Of a rulebook: everything that is wrong with it, in the order of its text. */
  readonly findings: readonly Refusal[];
  /** All of it as JSON text, to the byte what every other language gets. */
  readonly json: string;
  private constructor();
  /** All of it, for `JSON.stringify`. */
  toJSON(): Refusal;
}

/** Calls an operation that needs no rulebook. */
export declare function call<Name extends RulebookFree>(operation: Name, input: InputOf<Name> | string): OutputOf<Name>;

/** The same on texts. */
export declare function callText(operation: string, text: string): string;

/** All findings of a rulebook, its digest and canonical form, without throwing: for editors. */
export declare function check(rulebook: RulebookInput | string): RulebookCheckOutput;

/** The reasons of a decision as sentences. */
export declare function explain(decision: DecisionLike, language: Language): string[];

/** The version of siyu. */
export declare function version(): string;

declare global {
  // Compilers whose `lib` is older than `using` do not know it.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}
