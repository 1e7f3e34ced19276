/** The presets: the published cases and the sample shop. What a case does not speak of is taken from the sample. */

import data from "preset-data";
import type { Language } from "./decide";
import type { Scenario, State, TabId } from "./state";

export interface Preset {
  id: string;
  title: Record<Language, string>;
  about: Record<Language, string>;
  tab: TabId;
  /** The rulebook's text. */
  rulebook: string;
  scenario: Partial<Scenario>;
}

export const PRESETS: Preset[] = data;

/** The one that has every section. */
export function sample(): Preset {
  const found = PRESETS.find((preset) => preset.id === "sample");
  if (found === undefined) throw new Error("the sample is missing among the presets");
  return found;
}

export function opened(preset: Preset, language: Language): State {
  return {
    language,
    tab: preset.tab,
    preset: preset.id,
    rulebook: preset.rulebook,
    scenario: scenario(preset),
  };
}

/** Each part of a scenario as the preset has it, members that it leaves out from the sample. */
function scenario(preset: Preset): Scenario {
  const whole = structuredClone(sample().scenario) as Scenario;
  const own = structuredClone(preset.scenario);
  return {
    order: { ...whole.order, ...own.order },
    agent: { ...whole.agent, ...own.agent },
    vip: { ...whole.vip, ...own.vip },
    balance: { ...whole.balance, ...own.balance },
    gmv: { ...whole.gmv, ...own.gmv },
  };
}

/** The sample's rules of a section, for a rulebook that has none. */
export function withSection(rulebook: string, section: string): string {
  const rules = JSON.parse(rulebook) as Record<string, unknown>;
  const own = JSON.parse(sample().rulebook) as Record<string, unknown>;
  return `${JSON.stringify({ ...rules, [section]: own[section] }, null, 2)}\n`;
}
