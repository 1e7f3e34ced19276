/** The page: its frame, and what happens when something is changed. */

import { explain, millisecondsSpent, read, type Language, type Reading } from "./decide";
import { Editor } from "./editor";
import { opened, PRESETS, withSection } from "./presets";
import { toHash } from "./share";
import type { Scenario, State, TabId } from "./state";
import type { Context, Section, Tab } from "./tab";
import { agent } from "./tabs/agent";
import { balance } from "./tabs/balance";
import { gmv } from "./tabs/gmv";
import { order } from "./tabs/order";
import { vip } from "./tabs/vip";
import { testCases } from "./testcase";
import { en } from "./text/en";
import { type Text, zh } from "./text/zh-CN";
import { markRefused } from "./view/answer";
import { type Child, h, replace } from "./view/dom";
import { choice } from "./view/fields";
import { copy } from "./view/copy";
import { TabList } from "./view/tablist";

// What a tab's model is, only the tab knows: it is made and shown by the same one.
const TABS = [order, agent, vip, balance, gmv] as unknown as Tab<unknown>[];
const TEXTS: Record<Language, Text> = { "zh-CN": zh, en };
/** Whoever listens is told when typing pauses, not at every key. */
const PAUSE = 700;

export class App {
  readonly element: HTMLElement;
  private reading: Reading;
  /** The last rulebook without faults, and its text. */
  private sound: { book: NonNullable<Reading["book"]>; text: string } | undefined;
  private readonly header = h("header", { class: "header" });
  private readonly panels: Map<TabId, HTMLElement>;
  private readonly tabs: TabList;
  private readonly editor: Editor;
  private readonly rulebook: HTMLDetailsElement;
  private readonly rulebookTitle = h("span", { id: "rulebook-title" });
  private readonly footer = h("footer", { class: "footer" });
  private readonly timing = h("span", { id: "timing" });
  private readonly live = h("div", { class: "unseen", role: "status", "aria-live": "polite", id: "live" });
  private readonly toast = h("div", { class: "toast", role: "status", id: "toast" });
  private pause = 0;

  constructor(private state: State) {
    this.reading = { findings: [] };
    this.tabs = new TabList(TABS.map(({ id }) => id), (id) => this.select(id));
    this.panels = new Map(TABS.map(({ id }) => [id, this.tabs.panel(id)]));
    this.editor = new Editor((text) => this.rewrite(text));
    this.rulebook = h("details", { class: "rulebook", id: "rulebook-panel", open: matchMedia("(min-width: 900px)").matches }, h("summary", {}, this.rulebookTitle), this.editor.element);
    const phone = h("main", { class: "phone" }, this.tabs.element, ...this.panels.values());
    const aside = h("aside", { "aria-labelledby": "rulebook-title" }, this.rulebook);
    this.element = h("div", { class: "page" }, this.header, h("div", { class: "columns" }, phone, aside), this.footer, this.live, this.toast);
    this.readRulebook();
  }

  /** Opens another state: a shared one, or a preset. */
  open(state: State): void {
    this.state = state;
    this.readRulebook();
    this.show();
  }

  /** Shows everything anew. */
  show(): void {
    const { language, tab, rulebook } = this.state;
    const text = this.text();
    document.documentElement.lang = language;
    document.title = `siyu · ${text.common.title}`;
    replace(this.header, this.headerParts());
    replace(this.footer, [h("span", {}, text.common.privacy), this.timing]);
    this.tabs.show(tab, text.common.tabs, text.tabs);
    this.rulebookTitle.textContent = text.editor.title;
    this.editor.show(rulebook, this.reading.findings, text, language);
    this.shape();
  }

  private text(): Text {
    return TEXTS[this.state.language];
  }

  private headerParts(): Child[] {
    const { language, preset } = this.state;
    const text = this.text();
    const chosen = PRESETS.find(({ id }) => id === preset);
    const languages: [Language, string][] = [["zh-CN", "中文"], ["en", "English"]];
    return [
      h("div", { class: "header__title" }, h("h1", {}, h("span", { class: "logo", "aria-hidden": "true" }, "¥"), text.common.title), h("p", {}, text.common.lead)),
      h(
        "div",
        { class: "header__tools" },
        choice({ id: "preset", label: text.common.preset, value: preset, options: PRESETS.map(({ id, title }) => [id, title[language]]), change: (id) => this.preset(id) }),
        h(
          "div",
          { class: "languages", role: "group", "aria-label": text.common.language },
          languages.map(([id, name]) => h("button", { type: "button", id: `language-${id}`, lang: id, "aria-pressed": String(id === language), onclick: () => this.speak(id) }, name)),
        ),
        h("button", { type: "button", id: "share", class: "button", onclick: () => void this.share() }, text.common.share),
      ),
      chosen !== undefined && h("p", { class: "header__about", id: "about" }, chosen.about[language]),
    ];
  }

  private select(tab: TabId): void {
    this.state.tab = tab;
    this.tabs.show(tab, this.text().common.tabs, this.text().tabs);
    this.shape();
  }

  private speak(language: Language): void {
    this.state.language = language;
    this.show();
  }

  private preset(id: string): void {
    const preset = PRESETS.find((candidate) => candidate.id === id);
    if (preset !== undefined) this.open(opened(preset, this.state.language));
  }

  private rewrite(text: string): void {
    const start = this.startClock();
    this.state.rulebook = text;
    this.readRulebook();
    this.editor.show(text, this.reading.findings, this.text(), this.state.language);
    this.shape();
    this.stopClock(start);
  }

  private readRulebook(): void {
    this.reading = read(this.state.rulebook);
    if (this.reading.book === undefined) return;
    this.sound?.book.rulebook.free();
    this.sound = { book: this.reading.book, text: this.state.rulebook };
  }

  private context(): Context | null {
    if (this.sound === undefined) return null;
    const { book } = this.sound;
    const { scenario, language } = this.state;
    return {
      state: this.state,
      scenario,
      language,
      text: this.text(),
      book,
      explain: (decision) => explain(book, decision, language),
      edit: (change) => this.edit(change, false),
      reshape: (change) => this.edit(change, true),
    };
  }

  private edit(change: (scenario: Scenario) => void, reshape: boolean): void {
    const start = this.startClock();
    change(this.state.scenario);
    if (reshape) this.shape();
    else this.refresh();
    this.stopClock(start);
  }

  private startClock(): number {
    millisecondsSpent();
    return performance.now();
  }

  private stopClock(start: number): void {
    const [call, all] = [millisecondsSpent(), performance.now() - start];
    this.timing.textContent = this.text().common.timing(call.toFixed(1), all.toFixed(1));
    this.timing.dataset["call"] = String(call);
    this.timing.dataset["all"] = String(all);
  }

  private tab(): Tab<unknown> {
    return TABS.find(({ id }) => id === this.state.tab) ?? (order as unknown as Tab<unknown>);
  }

  private panel(): HTMLElement {
    return this.panels.get(this.state.tab) ?? this.element;
  }

  /** Forms and results of the tab on show. */
  private shape(): void {
    const context = this.context();
    const tab = this.tab();
    const text = this.text();
    if (context !== null && context.book.rules[tab.needs] === undefined) {
      replace(this.panel(), [this.missingSection(tab)]);
      return;
    }
    const shown = context === null ? [] : tab.sections.filter(({ when }) => when?.(context) ?? true);
    const sections = shown.map((section) => context !== null && this.section(context, section, text));
    replace(this.panel(), [h("div", { class: "stale", role: "status" }), sections]);
    this.refresh();
  }

  private section(context: Context, section: Section<unknown>, text: Text): HTMLElement {
    return h(
      "section",
      { class: "card", id: section.id, "aria-labelledby": `${section.id}-title` },
      h("h2", { class: "card__title", id: `${section.id}-title` }, section.title(text)),
      section.form && h("div", { class: "form" }, section.form(context)),
      section.results && h("div", { class: "results" }),
      section.answers && h("div", { class: "card__foot" }),
    );
  }

  private missingSection(tab: Tab<unknown>): HTMLElement {
    const text = this.text();
    return h(
      "section",
      { class: "card notice-card" },
      h("p", {}, text.common.missingSection(text.tabs[tab.id], tab.needs)),
      h("button", { type: "button", id: "add-section", class: "button", onclick: () => this.addSection(tab) }, text.common.addSection),
    );
  }

  private addSection(tab: Tab<unknown>): void {
    this.rewrite(withSection(this.sound?.text ?? this.state.rulebook, tab.needs));
  }

  /** The results of the tab on show; forms stay as they are, so that whoever types is not disturbed. */
  private refresh(): void {
    const context = this.context();
    const panel = this.panel();
    const stale = panel.querySelector(".stale");
    const isStale = this.reading.book === undefined;
    if (stale !== null) replace(stale, [isStale && this.text().common.stale]);
    panel.classList.toggle("is-stale", isStale);
    if (context === null) return;
    const tab = this.tab();
    const model = tab.decide(context);
    for (const section of tab.sections) {
      const card = panel.querySelector(`#${section.id}`);
      const results = card?.querySelector(".results");
      const foot = card?.querySelector(".card__foot");
      if (results && section.results) replace(results, section.results(context, model));
      if (foot && section.answers) replace(foot, [this.copyButton(section, () => section.answers?.(tab.decide(context)) ?? [], section.answers(model).length)]);
    }
    markRefused(panel);
    this.say(tab.summary(context, model));
  }

  private copyButton(section: Section<unknown>, answers: () => ReturnType<NonNullable<Section<unknown>["answers"]>>, count: number): Child {
    const text = this.text();
    if (count === 0) return null;
    const press = () => void copy(testCases(answers(), this.sound?.text ?? ""), text.common.copyTitle, text, (words) => this.tell(words), text.common.copied);
    return h("button", { type: "button", class: "text-button", id: `copy-${section.id}`, onclick: press }, text.common.copyCase);
  }

  private say(words: string): void {
    clearTimeout(this.pause);
    this.pause = window.setTimeout(() => (this.live.textContent = words), PAUSE);
  }

  private tell(words: string): void {
    this.toast.textContent = words;
    this.toast.classList.add("shown");
    setTimeout(() => this.toast.classList.remove("shown"), 2500);
  }

  private async share(): Promise<void> {
    const text = this.text();
    history.replaceState(null, "", `#${await toHash(this.state)}`);
    await copy(location.href, text.common.shareTitle, text, (words) => this.tell(words), text.common.shared);
  }
}
