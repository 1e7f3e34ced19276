/// <reference lib="esnext.disposable" />
import type { DecisionLike, InputOf, Language, OperationMethods, OutputOf, Refusal, RulebookInput } from './index.js';
import type { Families } from './families.js';

export { SiyuError, codes, version } from './index.js';
export type { Code, DecisionLike, InputOf, Language, OutputOf, Refusal, RulebookInput, input, output } from './index.js';

/** The name of an operation that this module has. */
export type OperationName = Families['FAMILY'];

/** `commission_split` as `commissionSplit`. */
type Method<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Method<Tail>>}` : Name;

/**
 * A rulebook in the module of one family, as `Rulebook` of `siyu` with the operations that this module has. Sections of other
 * families are not checked; digest, stamp and answers are the same.
 */
export declare class Rulebook {
  private constructor();

  /**
   * Reads a rulebook and checks the section of this family.
   * @throws {SiyuError} with everything that is wrong with it in `findings`, each with its place in the text.
   */
  static parse(rulebook: RulebookInput | string): Rulebook;

  /**
   * Calls an operation by its name.
   * @throws {SiyuError} with the first fault by its place in the input, or the operation's own refusal.
   * @throws {TypeError} when the input holds what JSON cannot say, such as `NaN`.
   */
  call<Name extends OperationName>(operation: Name, input: InputOf<Name> | string): OutputOf<Name>;

  /** The same on texts: the answer is to the byte what every other module gives; `not_built_in` to what it has not. */
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

  /** The reasons of a decision of this family as sentences; amounts as the rulebook's currency writes them. */
  explain(decision: DecisionLike, language: Language): string[];

  /** Gives the memory back. What comes after is a TypeError; freeing again does nothing. */
  free(): void;
}

export interface Rulebook extends Pick<OperationMethods, Method<OperationName>> {
  /** {@link Rulebook.free}, for `using`. There where the host has `Symbol.dispose`. */
  [Symbol.dispose](): void;
}

/** Calls the operation that needs no rulebook. */
export declare function call(operation: 'decision_explain', input: InputOf<'decision_explain'> | string): OutputOf<'decision_explain'>;

/** The same on texts. */
export declare function callText(operation: string, text: string): string;

/** The reasons of a decision of this family as sentences. */
export declare function explain(decision: DecisionLike, language: Language): string[];
