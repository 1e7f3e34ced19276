// The rulebook's editor: findings at their place, in both languages.

import { native, paste, preset, rows, same, text } from "../page.mjs";

/** What siyu finds in a text. */
function findings(rulebook) {
  return native(null, "rulebook_check", { text: rulebook }).answer.findings;
}

async function marks(page) {
  return await page.locator(".editor__marks mark").evaluateAll((all) => all.map((mark) => mark.textContent));
}

/** Typos behind an emoji and Chinese on the same line: places are in UTF-16 units, or the marks would be beside them. */
export async function typo(page) {
  const rulebook = preset("sample").rulebook
    .replace('"currency": "CNY"', '"note": "🌂小蓝伞🌂", "curency": "CNY"')
    .replace('{"rate": "2%"}', '{"rate": "2 %"}')
    .replace(/"note": "小蓝伞[^\n]*\n/, "\n")
    .replace('"currency": "CNY",\n\n', "");
  await paste(page, "#rulebook", rulebook);
  const found = findings(rulebook);
  same(found.map(({ code }) => code).slice(0, 2), ["unknown_field", "rate_format"], "what siyu finds");
  same(await marks(page), found.map(({ span }) => rulebook.slice(span.start_utf16, span.end_utf16)), "what is underlined");
  same((await marks(page)).slice(0, 2), ['"curency"', '"2 %"'], "the characters underlined");
  await asTold(page, found, "zh_cn");
  same(await page.getAttribute("#rulebook", "aria-invalid"), "true", "told to those who do not see it");
  await page.click("#language-en");
  await asTold(page, found, "en");
}

async function asTold(page, found, language) {
  const items = page.locator(".findings button");
  same(await items.count(), found.length, "findings listed");
  for (const [index, finding] of found.entries()) {
    const shown = await items.nth(index).innerText();
    const { message, repair } = finding[language];
    if (!shown.includes(message) || !shown.includes(repair)) throw new Error(`finding ${index} does not say \`${message}\` and \`${repair}\`: ${shown}`);
  }
}

/** The marks lie over the very characters that are typed, also after scrolling. */
export async function aligned(page) {
  const rulebook = preset("sample").rulebook.replace('"promise": "any_time"', '"promise": "sometimes"');
  await paste(page, "#rulebook", rulebook);
  await page.locator(".findings button").first().click();
  const { lines, top, height, area } = await page.evaluate(() => {
    const mark = document.querySelector(".editor__marks mark").getBoundingClientRect();
    const area = document.querySelector("#rulebook");
    const box = area.getBoundingClientRect();
    return { lines: area.value.slice(0, area.selectionStart).split("\n").length, top: mark.top - box.top + area.scrollTop, height: parseFloat(getComputedStyle(area).lineHeight), area: { top: mark.top - box.top, height: box.height } };
  });
  // The mark of line n begins n - 1 lines below the padding.
  if (Math.abs(top - (8 + (lines - 1) * height)) > height / 2) throw new Error(`the mark of line ${lines} is at ${top}`);
  if (area.top < 0 || area.top > area.height) throw new Error("the finding is not in sight after the click");
}

/** A click on a finding selects its place. */
export async function jump(page) {
  const rulebook = preset("sample").rulebook.replace('"levels": 1', '"levels": 7');
  await paste(page, "#rulebook", rulebook);
  const [{ span }] = findings(rulebook);
  await page.locator(".findings button").first().click();
  const selected = await page.evaluate(() => {
    const area = document.querySelector("#rulebook");
    return [document.activeElement === area, area.value.slice(area.selectionStart, area.selectionEnd)];
  });
  same(selected, [true, rulebook.slice(span.start_utf16, span.end_utf16)], "selected");
}

/** A text that is no JSON, then a sound one again: results follow. */
export async function repaired(page) {
  const { rulebook } = preset("sample");
  await paste(page, "#rulebook", rulebook.replace('"2%"', '"3%"'));
  const before = await rows(page, "各方合计");
  await paste(page, "#rulebook", rulebook.slice(0, 300));
  same(await page.locator(".findings button").first().getAttribute("data-code"), "json_syntax", "code");
  same(await text(page, ".panel:not([hidden]) .stale"), "规则书有误;以下是改错之前的结果", "said of the results");
  await paste(page, "#rulebook", rulebook);
  same(await page.locator(".findings button").count(), 0, "findings");
  same(await page.getAttribute("#rulebook", "aria-invalid"), "false", "sound again");
  if (JSON.stringify(before) === JSON.stringify(await rows(page, "各方合计"))) throw new Error("2 % instead of 3 % changes nothing");
}

/** Warnings are shown, and refuse nothing. */
export async function warned(page) {
  const rulebook = preset("sample").rulebook.replace('"top_up": "5000.00"', '"top_up": "6000.00"');
  await paste(page, "#rulebook", rulebook);
  same(await page.locator(".findings li.warning").count(), findings(rulebook).length, "warnings");
  same(await page.locator(".editor__marks mark.warning").count(), 1, "warnings underlined");
  same(await page.locator(".is-stale").count(), 0, "stale results");
}

/** A wrong amount is refused at its field, with the repair. */
export async function refused(page) {
  const { rulebook, order: { input } } = preset("sample");
  input.lines[0].paid = "19.999";
  await page.fill("#line-paid-0", "19.999");
  const { refusal } = native(rulebook, "commission_split", input);
  const notice = await text(page, "#order-split .refused");
  for (const words of [refusal.zh_cn.message, refusal.zh_cn.repair]) if (!notice.includes(words)) throw new Error(`\`${words}\` is not told: ${notice}`);
  same(await page.getAttribute("#line-paid-0", "aria-invalid"), "true", "the field is marked");
  await page.fill("#line-paid-0", "19.99");
  same(await page.getAttribute("#line-paid-0", "aria-invalid"), null, "the field is well again");
}

/** A case without a section: the sample's can be put in. */
export async function section(page) {
  await page.selectOption("#preset", "aike");
  await page.click("#tab-order");
  same(await page.locator("#order-split").count(), 0, "results without rules");
  await page.click("#add-section");
  same(await page.locator(".findings button").count(), 0, "findings");
  const rulebook = await page.inputValue("#rulebook");
  same(Object.keys(JSON.parse(rulebook).commission), Object.keys(JSON.parse(preset("sample").rulebook).commission), "the section");
  if ((await rows(page, "各方合计")).length === 0) throw new Error("no result");
}
