// `node measure.mjs <root of the repository> <page> <native program>`: how long the page takes to load from disk, and from an edit to its result.
// What `cargo xtask preview-measure` prints; a measurement, and no check.

import { launch, open, PAGE, preset, TABS } from "./page.mjs";

const LOADS = 20;
const EDITS = 1000;

/** What is edited on each tab, between two values. */
const FIELDS = {
  order: ["line-paid-0", "199.99", "288.88"],
  agent: ["month-1-own_net_sales", "2687.60", "3000.00"],
  vip: ["goods-list-0", "329.00", "619.90"],
  balance: ["command-amount-1", "1500.00", "700.00"],
  gmv: ["gmv-before-traffic", "100000", "123456"],
};

/** The median, and on a machine that does other things too the fastest tenth, which those disturbed least. */
function told(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const [tenth, half, most] = [0.1, 0.5, 0.99].map((share) => sorted[Math.floor(sorted.length * share)].toFixed(1));
  return `median ${half} ms, 1 of 10 within ${tenth} ms, 99 of 100 within ${most} ms`;
}

/** From the start of the navigation until the figures stand on the page. */
async function loads(browser) {
  const times = [];
  for (let count = 0; count < LOADS; count += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector("#order-split table") === null) return;
        observer.disconnect();
        requestAnimationFrame(() => (globalThis.loaded = performance.now()));
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(PAGE);
    await page.waitForFunction(() => globalThis.loaded !== undefined);
    times.push(await page.evaluate(() => globalThis.loaded));
    await context.close();
  }
  return times;
}

/** Edits as typing does, one after the other: siyu alone, siyu with the page, and with the browser's layout of it. */
async function edits(page, field, values) {
  return await page.evaluate(
    ([id, texts, count]) => {
      const times = { call: [], all: [], layout: [] };
      for (let edit = 0; edit < count; edit += 1) {
        const input = document.getElementById(id);
        const start = performance.now();
        input.value = texts[edit % texts.length];
        input.dispatchEvent(new Event("input", { bubbles: true }));
        document.body.getBoundingClientRect();
        times.layout.push(performance.now() - start);
        const { call, all } = document.getElementById("timing").dataset;
        times.call.push(Number(call));
        times.all.push(Number(all));
      }
      return times;
    },
    [field, values, EDITS],
  );
}

const browser = await launch();
console.log(`load from disk to the first figures, ${LOADS} times: ${told(await loads(browser))}`);
const { page } = await open(browser, PAGE);
const { rulebook } = preset("sample");
const areas = TABS.map((tab) => [tab, ...FIELDS[tab]]);
for (const [tab, field, ...values] of [...areas, ["order", "rulebook", rulebook, rulebook.replace('"2%"', '"3%"')]]) {
  await page.click(`#tab-${tab}`);
  const { call, all, layout } = await edits(page, field, values);
  console.log(`${field === "rulebook" ? "rulebook" : tab}, ${EDITS} edits:`);
  console.log(`  siyu alone: ${told(call)}`);
  console.log(`  with the page: ${told(all)}`);
  console.log(`  with the browser's layout: ${told(layout)}`);
}
await browser.close();
