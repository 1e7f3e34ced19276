/** The rulebook's editor: a text area with line numbers, over a copy of the text in which findings are underlined. */

import { told, type Language, type Refusal } from "./decide";
import type { Text } from "./text/zh-CN";
import { h, replace } from "./view/dom";

export class Editor {
  readonly element: HTMLElement;
  private readonly area: HTMLTextAreaElement;
  private readonly numbers = h("div", { class: "editor__numbers", "aria-hidden": "true" });
  private readonly marks = h("div", { class: "editor__marks", "aria-hidden": "true" });
  private readonly list = h("ol", { class: "findings" });
  private readonly status = h("p", { class: "editor__status", id: "rulebook-status", role: "status" });
  private readonly hint = h("p", { class: "hint", id: "rulebook-hint" });
  private readonly label = h("label", { for: "rulebook", class: "editor__label" });

  constructor(change: (text: string) => void) {
    this.area = h("textarea", {
      id: "rulebook",
      class: "editor__area",
      wrap: "off",
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      "aria-describedby": "rulebook-status rulebook-hint",
      oninput: () => change(this.area.value),
      onscroll: () => this.follow(),
    });
    this.element = h(
      "div",
      { class: "editor" },
      this.label,
      this.hint,
      this.status,
      this.list,
      h("div", { class: "editor__box" }, this.numbers, h("div", { class: "editor__text" }, this.marks, this.area)),
    );
  }

  /** Shows a text and what was found in it. The caret stays where it is when the text is the one that was typed. */
  show(value: string, findings: Refusal[], text: Text, language: Language): void {
    if (this.area.value !== value) this.area.value = value;
    this.label.textContent = text.editor.label;
    this.hint.textContent = text.editor.hint;
    const errors = findings.filter(({ severity }) => severity === "error").length;
    this.area.setAttribute("aria-invalid", String(errors > 0));
    const words = findings.length === 0 ? text.editor.sound : text.editor.faults(errors, findings.length - errors);
    if (this.status.textContent !== words) this.status.textContent = words;
    this.status.className = `editor__status ${errors > 0 ? "bad" : findings.length > 0 ? "fair" : "good"}`;
    this.number(value);
    this.mark(value, findings);
    replace(this.list, findings.map((finding, index) => this.item(finding, index, text, language)));
    this.follow();
  }

  private number(value: string): void {
    const lines = value.split("\n").length;
    if (this.numbers.childElementCount === lines) return;
    this.numbers.replaceChildren(...Array.from({ length: lines }, (_, index) => h("span", {}, String(index + 1))));
  }

  private mark(value: string, findings: Refusal[]): void {
    const parts: (string | Node)[] = [];
    let at = 0;
    for (const { from, to, severity } of places(value, findings)) {
      if (from < at) continue;
      parts.push(value.slice(at, from), h("mark", { class: severity }, value.slice(from, to)));
      at = to;
    }
    // The last line has its height even when it is empty.
    this.marks.replaceChildren(...parts, `${value.slice(at)}\n`);
  }

  private item(finding: Refusal, index: number, text: Text, language: Language): HTMLElement {
    const { message, repair } = told(finding, language);
    const { span } = finding;
    return h(
      "li",
      { class: finding.severity },
      h(
        "button",
        { type: "button", id: `finding-${index}`, onclick: () => this.go(finding), "data-code": finding.code },
        h("strong", {}, `${text.editor.severity[finding.severity] ?? finding.severity}:${language === "en" ? " " : ""}${message}`),
        h("span", { class: "findings__repair" }, repair),
        h("small", {}, [span === undefined ? "" : text.editor.place(span.line, span.column), finding.path].filter((part) => part !== "").join(" · ")),
      ),
    );
  }

  /** Puts the caret on the place of a finding, in sight. */
  private go({ span }: Refusal): void {
    this.area.focus();
    if (span === undefined) return;
    this.area.setSelectionRange(span.start_utf16, span.end_utf16);
    const line = parseFloat(getComputedStyle(this.area).lineHeight);
    this.area.scrollTop = Math.max(0, (span.line - 4) * line);
    this.area.scrollLeft = 0;
    this.follow();
  }

  private follow(): void {
    const { scrollTop, scrollLeft } = this.area;
    this.numbers.style.transform = `translateY(${-scrollTop}px)`;
    this.marks.style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`;
  }
}

/** Where to underline, in the order of the text; what has no length is one character wide. */
function places(value: string, findings: Refusal[]): { from: number; to: number; severity: string }[] {
  const found = findings.flatMap(({ span, severity }) => {
    if (span === undefined) return [];
    const from = Math.min(span.start_utf16, Math.max(0, value.length - 1));
    return [{ from, to: Math.min(Math.max(span.end_utf16, from + 1), value.length), severity }];
  });
  return found.sort((a, b) => a.from - b.from || a.to - b.to);
}
