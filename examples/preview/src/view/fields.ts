/** Form fields in the look of WeUI. A field that stands for a member of an operation's input carries its pointer, so that a
 * refusal can be shown where it arose. */

import { type Child, h } from "./dom";

export type Kind = "money" | "decimal" | "count" | "text" | "date" | "month";

export interface Field {
  id: string;
  label: string;
  value: string;
  kind: Kind;
  /** `operation:/pointer` */
  pointer?: string;
  placeholder?: string;
  change: (value: string) => void;
}

const INPUT_MODES: Partial<Record<Kind, string>> = { money: "decimal", decimal: "text", count: "numeric" };

export function field(field: Field): HTMLElement {
  const type = field.kind === "date" || field.kind === "month" ? field.kind : "text";
  const input = h("input", {
    id: field.id,
    type,
    class: `weui-input kind-${field.kind}`,
    inputmode: INPUT_MODES[field.kind],
    autocomplete: "off",
    spellcheck: "false",
    placeholder: field.placeholder,
    "data-pointer": field.pointer,
    value: field.value,
    oninput: (event: Event) => field.change((event.target as HTMLInputElement).value),
  });
  return labelled(field.id, field.label, input);
}

export interface Choice {
  id: string;
  label: string;
  value: string;
  options: [value: string, label: string][];
  pointer?: string;
  change: (value: string) => void;
}

export function choice(choice: Choice): HTMLElement {
  const known = choice.options.some(([value]) => value === choice.value);
  const options: [string, string][] = known ? choice.options : [...choice.options, [choice.value, choice.value]];
  const select = h(
    "select",
    {
      id: choice.id,
      class: "weui-select",
      "data-pointer": choice.pointer,
      onchange: (event: Event) => choice.change((event.target as HTMLSelectElement).value),
    },
    options.map(([value, label]) => h("option", { value, selected: value === choice.value }, label)),
  );
  return labelled(choice.id, choice.label, select);
}

function labelled(id: string, label: string, control: HTMLElement): HTMLElement {
  return h("div", { class: "field" }, h("label", { for: id }, label), control);
}

/** Several alternatives beside each other. */
export function radios(name: string, label: string, value: string, options: [string, string][], change: (value: string) => void): HTMLElement {
  return h(
    "fieldset",
    { class: "segments" },
    h("legend", {}, label),
    h(
      "div",
      { class: "segments__row" },
      options.map(([option, text]) => {
        const id = `${name}-${option}`;
        return h(
          "span",
          {},
          h("input", { type: "radio", id, name, value: option, checked: option === value, onchange: () => change(option) }),
          h("label", { for: id }, text),
        );
      }),
    ),
  );
}

/** Fields beside each other, as many as fit. */
export function grid(...fields: Child[]): HTMLElement {
  return h("div", { class: "grid" }, fields);
}

/** One entry of a list, with a button that takes it out. */
export function entry(title: string, removal: { id: string; label: string; remove: () => void } | null, ...children: Child[]): HTMLElement {
  return h(
    "div",
    { class: "entry", role: "group", "aria-label": title },
    h(
      "div",
      { class: "entry__head" },
      h("span", { class: "entry__title" }, title),
      removal && h("button", { id: removal.id, type: "button", class: "text-button danger", "aria-label": `${removal.label} ${title}`, onclick: removal.remove }, removal.label),
    ),
    children,
  );
}

export function addButton(id: string, label: string, add: () => void): HTMLElement {
  return h("button", { id, type: "button", class: "text-button add", onclick: add }, `＋ ${label}`);
}
