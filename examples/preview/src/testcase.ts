/** Answers as test cases, in the form of `core/vectors`: the cases that siyu runs in every language. */

import type { Answer } from "./decide";

/** The answers are of one operation. */
export function testCases(answers: Answer[], rulebook: string): string {
  const rules = JSON.parse(rulebook) as { name: string };
  const cases = answers.map((answer, index) => ({
    name: `${rules.name}, ${index + 1}`,
    source: "preview",
    rulebook: rules.name,
    input: answer.input,
    ...(answer.refusal === undefined
      ? { expect: answer.decision }
      : { refused: { code: answer.refusal.code, path: answer.refusal.path } }),
  }));
  return `${JSON.stringify({ operation: answers[0]?.operation, rulebooks: { [rules.name]: rules }, cases }, null, 2)}\n`;
}
