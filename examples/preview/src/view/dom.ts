/** Small helpers to make elements; the page has no framework. */

export type Child = Node | string | number | null | undefined | false | Child[];
type Attributes = Record<string, unknown>;

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element: `on…` are listeners, `true` is an attribute without a value, `null`, `undefined` and `false` are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function s(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  return fill(document.createElementNS(SVG, tag) as SVGElement, attributes, children);
}

function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  append(element, children);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (name === "value" || name === "checked") {
      (element as unknown as Record<string, unknown>)[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  return element;
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child !== null && child !== undefined && child !== false) element.append(child as Node | string);
  }
}

/** Puts other children into an element; what had the focus or was opened is so again, found by its id, or what follows it. */
export function replace(container: Element, children: Child[]): void {
  const opened = new Map([...container.querySelectorAll("details")].map((details) => [details.id, details.open]));
  const focused = document.activeElement;
  const id = focused !== null && focused !== container && container.contains(focused) ? focused.id : "";
  const selection = focused instanceof HTMLInputElement ? selectionOf(focused) : null;
  container.replaceChildren();
  append(container, children);
  for (const details of container.querySelectorAll("details")) details.open = opened.get(details.id) ?? details.open;
  const again = id === "" ? null : (document.getElementById(id) ?? successor(container, id));
  again?.focus({ preventScroll: true });
  if (again instanceof HTMLInputElement && selection !== null) again.setSelectionRange(...selection);
}

/** Of the button that took the last entry of a list out: that of the one before, or else what adds an entry. */
function successor(container: Element, id: string): HTMLElement | null {
  const [, list, place] = /^(.+)-remove-(\d+)$/.exec(id) ?? [];
  if (list === undefined) return null;
  return container.querySelector<HTMLElement>(`#${list}-remove-${Number(place) - 1}`) ?? container.querySelector(`[id^="${list}-add"]`);
}

function selectionOf(input: HTMLInputElement): [number, number] | null {
  // Inputs of dates have none.
  return input.selectionStart === null ? null : [input.selectionStart, input.selectionEnd ?? input.selectionStart];
}
