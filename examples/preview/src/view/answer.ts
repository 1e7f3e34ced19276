/** How answers and refusals are shown. */

import type { OperationName, OutputOf } from "siyu";
import { told, type Answer, type Decision, type Reason, type Told } from "../decide";
import type { Context } from "../tab";
import { type Child, h } from "./dom";

/** What an answer shows: its outcome, or why there is none. */
export function shown<Name extends OperationName>(context: Context, answer: Answer<Name>, outcome: (decision: OutputOf<Name>) => Child[]): Child[] {
  if (answer.decision !== undefined) return outcome(answer.decision);
  return answer.refusal === undefined ? [] : [refusalCard(context, answer.refusal, answer.operation)];
}

export function refusalCard(context: Context, refusal: Told, operation?: string): HTMLElement {
  const { message, repair } = told(refusal, context.language);
  return h(
    "div",
    {
      class: "notice refused",
      "data-code": refusal.code,
      // The field that it speaks of is marked: see `markRefused`.
      "data-refused": operation === undefined ? null : `${operation}:${refusal.path}`,
    },
    h("strong", {}, message),
    h("span", {}, repair),
    refusal.path !== "" && h("code", {}, refusal.path),
  );
}

/** Marks the fields that the refusals on show speak of. */
export function markRefused(panel: Element): void {
  for (const field of panel.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const notice of panel.querySelectorAll<HTMLElement>("[data-refused]")) {
    const field = panel.querySelector(`[data-pointer="${CSS.escape(notice.dataset["refused"] ?? "")}"]`);
    field?.setAttribute("aria-invalid", "true");
  }
}

/** The reasons with their sentences, in the decision's order. */
export function reasons(context: Context, decision: Decision): { reason: Reason; sentence: string }[] {
  const sentences = context.explain(decision);
  return (decision.reasons ?? []).map((reason, index) => ({ reason, sentence: sentences[index] ?? "" }));
}

/** Sentences that can be opened. */
export function why(context: Context, id: string, sentences: string[], open = false): Child {
  if (sentences.length === 0) return null;
  return h(
    "details",
    { class: "why", id, open },
    h("summary", {}, context.text.common.why),
    h("ol", {}, sentences.map((sentence) => h("li", {}, sentence))),
  );
}
