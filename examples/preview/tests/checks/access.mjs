// Who uses the page: by keyboard, by ear, on a small phone, in another language.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { PRESETS, TABS, paste, preset, rows, same, text } from "../page.mjs";

// Where xtask puts what the preview needs beside the tools.
const require = createRequire(join(process.cwd(), "..", "preview", "package.json"));
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const focused = (page) => page.evaluate(() => document.activeElement.id);

/** Presses Tab until the focus is on an element; whoever has no mouse must come there. */
async function tabTo(page, id) {
  for (let presses = 0; presses < 200; presses += 1) {
    if ((await focused(page)) === id) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${id}`);
}

/** Through all tabs, an amount, a month, a cause, the slider and a finding, with keys alone. */
export async function keyboard(page) {
  await tabTo(page, "tab-order");
  for (const [key, tab] of [["ArrowRight", "agent"], ["ArrowRight", "vip"], ["ArrowRight", "balance"], ["ArrowRight", "gmv"], ["ArrowRight", "order"], ["ArrowLeft", "gmv"], ["Home", "order"], ["End", "gmv"]]) {
    await page.keyboard.press(key);
    same(await focused(page), `tab-${tab}`, `focus after ${key}`);
    same(await page.getAttribute(`#tab-${tab}`, "aria-selected"), "true", `selected after ${key}`);
    same(await page.locator('[role="tabpanel"]:visible').evaluateAll((panels) => panels.map(({ id }) => id)), [`panel-${tab}`], `panel after ${key}`);
  }
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  same(outline, "solid", "the focus is seen");
  await typeAt(page, "gmv-before-traffic", "200000");
  same(await text(page, "#gmv-total"), "600,000.00", "GMV");
  await tabTo(page, "gmv-slider");
  await page.keyboard.press("Home");
  same(await text(page, "#gmv-slider-value"), "50%", "slider");
  await backTo(page, "balance");
  await tabTo(page, "balance-cause-operator");
  await page.keyboard.press("ArrowRight");
  same(await page.locator("#balance-cause-consumer").isChecked(), true, "cause");
  await backTo(page, "order");
  await typeAt(page, "line-paid-0", "300.00");
  same((await rows(page, "商品行 1(实付 300.00)")).length, 6, "parts");
  await tabTo(page, "line-add");
  await page.keyboard.press("Enter");
  same(await focused(page), "line-add", "focus after adding a line");
  same(await page.locator("#line-paid-2").count(), 1, "the line that was added");
  // Who takes lines out goes on where they were: at the one before, in the end where one is added.
  for (const [id, next] of [["line-remove-2", "line-remove-1"], ["line-remove-0", "line-add"]]) {
    await backTo(page, "order");
    await tabTo(page, id);
    await page.keyboard.press("Enter");
    same(await focused(page), next, `focus after ${id}`);
  }
  await tabTo(page, "rulebook");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("x");
  await page.keyboard.press("Shift+Tab");
  same(await focused(page), "finding-0", "the finding");
  await page.keyboard.press("Enter");
  same(await focused(page), "rulebook", "the place of the finding");
}

async function typeAt(page, id, value) {
  await tabTo(page, id);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(value);
}

/** Back to the tabs and on to one of them. */
async function backTo(page, tab) {
  for (let presses = 0; !(await focused(page)).startsWith("tab-"); presses += 1) {
    if (presses > 200) throw new Error("Shift+Tab does not reach the tabs");
    await page.keyboard.press("Shift+Tab");
  }
  for (let presses = 0; (await focused(page)) !== `tab-${tab}`; presses += 1) {
    if (presses > 10) throw new Error(`the arrows do not reach ${tab}`);
    await page.keyboard.press("ArrowLeft");
  }
}

/** Results are said, once typing pauses. */
export async function live(page) {
  await page.fill("#line-paid-0", "1000.00");
  await page.waitForFunction(() => document.querySelector("#live").textContent.includes("美美 101.50"));
  await page.click("#tab-vip");
  await page.waitForFunction(() => document.querySelector("#live").textContent.includes("应付"));
}

/** axe-core, on every tab in both languages, wide and on a phone, with findings on show. */
export async function axe(page) {
  await page.evaluate(AXE);
  let passes = 0;
  for (const [width, faulty] of [[1200, true], [360, false]]) {
    await page.setViewportSize({ width, height: 800 });
    if (!faulty) await page.selectOption("#preset", "qiduojia");
    for (const language of ["en", "zh-CN"]) {
      await page.click(`#language-${language}`);
      for (const tab of TABS) {
        await page.click(`#tab-${tab}`);
        if (faulty && tab === "gmv") await paste(page, "#rulebook", (await page.inputValue("#rulebook")).replace('"2%"', '"x"'));
        const { violations, passes: passed } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations", "passes"] }));
        passes += passed.length;
        const found = violations.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ html }) => html.slice(0, 120)).slice(0, 3).join(" | ")}`);
        if (found.length > 0) throw new Error(`${tab}, ${language}, ${width} px: ${found.join("\n")}`);
      }
    }
  }
  return `${passes} rules passed`;
}

/** Nothing is wider than a small phone, and what is pressed is large enough. */
export async function narrow(page) {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const id of PRESETS) {
    await page.selectOption("#preset", id);
    for (const language of ["en", "zh-CN"]) {
      await page.click(`#language-${language}`);
      for (const tab of TABS) {
        await page.click(`#tab-${tab}`);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (beyond > 0) throw new Error(`${id}, ${tab}, ${language}: ${beyond} px too wide`);
        const broken = await page.locator(".verdict strong:visible").evaluateAll((all) => all.filter((word) => word.getBoundingClientRect().height > 40).map((word) => word.textContent));
        same(broken, [], `${id}, ${tab}, ${language}: verdicts in two lines`);
        const small = await page.locator("button:visible").evaluateAll((all) => all.filter((button) => button.getBoundingClientRect().height < 24).map((button) => button.id || button.textContent));
        same(small, [], `${id}, ${tab}: buttons lower than 24 px`);
      }
    }
  }
}

/** Chinese as it is spoken: no word in sentences and headings that siyu or the page has for itself, only names of the merchant. */
export async function chinese(page) {
  for (const id of PRESETS) {
    await page.selectOption("#preset", id);
    const names = JSON.stringify(preset(id));
    for (const tab of TABS) {
      await page.click(`#tab-${tab}`);
      const told = await page.locator(`#panel-${tab} :is(li, caption, figcaption, legend, label, h2, h3, .sentence, .hint, .headline, .verdict)`).allTextContents();
      // The button that puts a section in has its name beside it.
      const strangers = told.filter((sentence) => !sentence.includes("一节)")).flatMap((sentence) => (sentence.match(/[a-z][a-z_]{2,}/g) ?? []).filter((word) => !names.includes(word)));
      same([...new Set(strangers)], [], `${id}, ${tab}: words that are not Chinese`);
    }
  }
}

/** The other language: no Chinese in headings, labels and buttons but names of the merchant; figures stay. */
export async function language(page) {
  const figures = await page.locator("#panel-order .number").allInnerTexts();
  await page.click("#language-en");
  same(await page.getAttribute("html", "lang"), "en", "lang");
  same(await page.locator("#panel-order td.number").allInnerTexts(), figures.filter((figure) => /\d/.test(figure)), "figures");
  for (const tab of TABS) {
    await page.click(`#tab-${tab}`);
    const names = await page.locator("h1, h2, h3, h4, label, legend, summary, caption, thead th, .hint, button:not(#language-zh-CN)").allInnerTexts();
    const left = names.filter((name) => /[\u4e00-\u9fff]/.test(name.replace(/包裹卡|扫码添加/g, "")));
    same(left, [], `Chinese left on ${tab}`);
  }
  await page.click("#language-zh-CN");
  await page.click("#tab-order");
  same(await page.locator("#panel-order .number").allInnerTexts(), figures, "figures in Chinese again");
}
