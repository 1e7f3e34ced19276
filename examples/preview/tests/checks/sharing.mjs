// What leaves the page: addresses and test cases.

import { PRESETS, TABS, native, open, paste, preset, same } from "../page.mjs";

/** All that is on show but the time that it took. */
async function shown(page) {
  return await page.evaluate(() => ({
    text: document.querySelector(".columns").innerText,
    fields: [...document.querySelectorAll("header select, .panel:not([hidden]) :is(input, select), textarea")].map((field) => [field.id, field.type === "radio" ? field.checked : field.value]),
    selected: document.querySelector('[role="tab"][aria-selected="true"]').id,
    language: document.documentElement.lang,
    figures: [...document.querySelectorAll(".panel:not([hidden]) svg")].map((svg) => svg.outerHTML),
  }));
}

/** Everything that was typed, in an address, opened elsewhere. */
export async function address(page, { browser, faults }) {
  await page.selectOption("#preset", "qiduojia");
  await page.fill("#goods-list-0", "333.33");
  await page.fill("#goods-id-0", "精华🌂");
  await page.click("#tab-balance");
  await page.click("#command-add-refund");
  await page.fill("#command-refund-2", "12.34");
  await page.click("#language-en");
  await paste(page, "#rulebook", (await page.inputValue("#rulebook")).replace('"95折"', '"9折"') + "\n\n");
  await page.click("#share");
  await page.waitForFunction(() => location.hash.length > 10);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  same(link, page.url(), "what was copied");
  const before = await shown(page);
  const other = await open(browser, link);
  same(await shown(other.page), before, "the page that was opened");
  await other.page.click("#tab-vip");
  same(await other.page.inputValue("#goods-list-0"), "333.33", "another tab");
  faults.push(...other.faults);
  await other.context.close();
}

/** An address that was cut or made up opens the page as it is. */
export async function broken(page, { browser, faults, place }) {
  const made = (state) => `#j=${Buffer.from(JSON.stringify(state)).toString("base64url")}`;
  const { rulebook, gmv } = preset("sample");
  const hollow = { language: "zh-CN", tab: "agent", preset: "sample", rulebook, scenario: { order: {}, agent: {}, vip: {}, balance: {}, gmv: {} } };
  // The tab on show is whole, the others are not.
  const partly = { ...hollow, tab: "gmv", scenario: { ...hollow.scenario, gmv } };
  for (const hash of ["#s=AAAA", "#j=%%%", made({ language: "en", tab: "nowhere", rulebook: "{}" }), made(hollow), made(partly), "#nothing"]) {
    const other = await open(browser, place + hash);
    same(await other.page.locator("#tab-order").getAttribute("aria-selected"), "true", hash);
    faults.push(...other.faults);
    await other.context.close();
  }
}

/** An address for browsers without CompressionStream is read too, and follows a change of the hash. */
export async function plain(page) {
  await page.evaluate(() => {
    delete globalThis.CompressionStream;
  });
  await page.fill("#line-paid-0", "77.77");
  await page.click("#share");
  await page.waitForFunction(() => location.hash.startsWith("#j="));
  const hash = await page.evaluate(() => location.hash);
  await page.fill("#line-paid-0", "1.00");
  await page.evaluate((wanted) => {
    location.hash = "";
    location.hash = wanted;
  }, hash);
  await page.waitForFunction(() => document.querySelector("#line-paid-0").value === "77.77");
}

/** Every test case of every tab and preset is what the native library decides. */
export async function testCases(page) {
  let replayed = 0;
  for (const id of PRESETS) {
    await page.selectOption("#preset", id);
    for (const tab of TABS) {
      await page.click(`#tab-${tab}`);
      for (const button of await page.locator(`#panel-${tab} .card__foot button`).all()) replayed += await replay(page, button);
    }
  }
  // A refused one too.
  await page.selectOption("#preset", "sample");
  await page.fill("#line-paid-0", "x");
  replayed += await replay(page, page.locator("#copy-order-split"));
  if (replayed < 60) throw new Error(`only ${replayed} cases`);
  return `${replayed} cases`;
}

async function replay(page, button) {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await button.click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== "");
  const vector = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  for (const { name, source, rulebook, input, expect, refused } of vector.cases) {
    const { answer, refusal } = native(JSON.stringify(vector.rulebooks[rulebook]), vector.operation, input);
    same([typeof name, typeof source], ["string", "string"], "name and source");
    if (refused === undefined) same(sorted(expect), sorted(answer), `${vector.operation} of ${rulebook}`);
    else same(refused, { code: refusal.code, path: refusal.path }, `${vector.operation} of ${rulebook}, refused`);
  }
  return vector.cases.length;
}

/** With the members of objects by name: their order says nothing. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
}

/** Where the browser does not allow copying, the text is there to be selected. */
export async function byHand(page) {
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
  });
  await page.click("#copy-order-split");
  const vector = JSON.parse(await page.locator("dialog textarea").inputValue());
  same(vector.operation, "commission_split", "the text");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("dialog") === null);
}
