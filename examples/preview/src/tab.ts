/** What a tab is: it asks siyu first, and shows the answers in sections, each with its form and its results. */

import type { Answer, Book, Decision, Language } from "./decide";
import type { Scenario, State, TabId } from "./state";
import type { Text } from "./text/zh-CN";
import type { Child } from "./view/dom";

export interface Context {
  state: State;
  scenario: Scenario;
  language: Language;
  text: Text;
  book: Book;
  explain: (decision: Decision) => string[];
  /** Changes the state and shows what comes of it. */
  edit: (change: (scenario: Scenario) => void) => void;
  /** The same where other fields are asked for afterwards. */
  reshape: (change: (scenario: Scenario) => void) => void;
}

export interface Section<Model> {
  id: string;
  title: (text: Text) => string;
  /** Whether there is anything to show under these rules; always unless said. */
  when?: (context: Context) => boolean;
  form?: (context: Context) => Child[];
  results?: (context: Context, model: Model) => Child[];
  /** Whose answers can be copied as test cases. */
  answers?: (model: Model) => Answer[];
}

export interface Tab<Model> {
  id: TabId;
  /** The section of the rulebook without which there is nothing to show. */
  needs: "commission" | "agent" | "vip" | "balance" | "gmv";
  decide: (context: Context) => Model;
  sections: Section<Model>[];
  /** Said to those who do not see what changed. */
  summary: (context: Context, model: Model) => string;
}
