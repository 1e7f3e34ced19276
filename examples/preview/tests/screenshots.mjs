// `node screenshots.mjs <root of the repository> <page> <native program> <folder>`: a picture of every tab, in both languages, wide and on a phone.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { launch, open, PAGE, PRESETS, TABS } from "./page.mjs";

const folder = process.argv[5];
mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const width of [360, 1280]) {
  const { page, context } = await open(browser, PAGE, { width });
  for (const language of ["zh-CN", "en"]) {
    await page.click(`#language-${language}`);
    for (const preset of PRESETS) {
      await page.selectOption("#preset", preset);
      for (const tab of TABS) {
        await page.click(`#tab-${tab}`);
        await page.screenshot({ path: join(folder, `${preset}-${tab}-${language}-${width}.png`), fullPage: true });
      }
    }
  }
  await context.close();
}
await browser.close();
console.log(folder);
