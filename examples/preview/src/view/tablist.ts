/** Tabs by the pattern of ARIA: one stop of the Tab key, arrows go from one to the next. */

import type { TabId } from "../state";
import { h } from "./dom";

export class TabList {
  readonly element = h("div", { class: "weui-navbar tabs", role: "tablist" });
  private readonly tabs: Map<TabId, HTMLButtonElement>;
  private readonly panels = new Map<TabId, HTMLElement>();

  constructor(
    private readonly ids: TabId[],
    private readonly select: (id: TabId) => void,
  ) {
    this.tabs = new Map(
      ids.map((id) => [
        id,
        h("button", {
          type: "button", role: "tab", id: `tab-${id}`, class: "weui-navbar__item tabs__tab", "aria-controls": `panel-${id}`,
          onclick: () => select(id),
          onkeydown: (event: KeyboardEvent) => this.key(event, id),
        }),
      ]),
    );
    this.element.append(...this.tabs.values());
  }

  panel(id: TabId): HTMLElement {
    const panel = h("div", { class: "panel", role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}`, hidden: true });
    this.panels.set(id, panel);
    return panel;
  }

  show(selected: TabId, label: string, names: Record<TabId, string>): void {
    this.element.setAttribute("aria-label", label);
    for (const [id, tab] of this.tabs) {
      tab.textContent = names[id];
      tab.setAttribute("aria-selected", String(id === selected));
      tab.classList.toggle("weui-bar__item_on", id === selected);
      tab.tabIndex = id === selected ? 0 : -1;
    }
    for (const [id, panel] of this.panels) panel.hidden = id !== selected;
  }

  private key(event: KeyboardEvent, id: TabId): void {
    const next = this.next(event.key, this.ids.indexOf(id));
    if (next === undefined) return;
    event.preventDefault();
    this.select(next);
    this.tabs.get(next)?.focus();
  }

  private next(key: string, at: number): TabId | undefined {
    const count = this.ids.length;
    if (key === "ArrowRight") return this.ids[(at + 1) % count];
    if (key === "ArrowLeft") return this.ids[(at + count - 1) % count];
    if (key === "Home") return this.ids[0];
    return key === "End" ? this.ids[count - 1] : undefined;
  }
}
