// The preview in Chromium, opened as a person opens it, and the native library beside it.

import { spawnSync } from "node:child_process";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.cwd(), "package.json"));
const { chromium } = require("playwright-core");

const [root, pageFile, nativeFile] = process.argv.slice(2);
export const PAGE = pathToFileURL(pageFile).href;
export const PRESETS = ["sample", "xiaohongmao", "xiaoyatong", "aike", "qiduojia", "lama"];
export const TABS = ["order", "agent", "vip", "balance", "gmv"];

/** Debian's package, or what others call it. */
function chromiumFile() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const places = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error("no Chromium on the PATH: install the package `chromium`");
  return found;
}

export async function launch() {
  return await chromium.launch({ executablePath: chromiumFile(), args: ["--no-sandbox", "--headless"] });
}

/** A server that has the page and nothing else. */
export async function serve() {
  const server = createServer((request, response) => {
    if (new URL(request.url, "http://localhost").pathname !== "/") return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    createReadStream(pageFile).pipe(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Opens the page; whatever the console complains of or the page asks of the network is kept in `faults`. */
export async function open(browser, address, { width = 1200, height = 900 } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error.stack ?? error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  page.on("request", (request) => /^(file|http):/.test(request.url()) && !request.isNavigationRequest() && faults.push(`asked for ${request.url()}`));
  await page.goto(address);
  await page.waitForSelector("#share");
  return { page, context, faults };
}

/** The preset as it stands in its files: the state that the page begins with. */
export function preset(id) {
  const folder = join(root, "examples", "preview", "presets");
  const rulebook = id === "sample" ? join(root, "examples", "month-close", "src", "sample", "rulebook.json") : join(folder, `${id}.rulebook.json`);
  return { ...JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8")).scenario, rulebook: readFileSync(rulebook, "utf8") };
}

/** What the native library says to a question. */
export function native(rulebook, operation, input) {
  const question = JSON.stringify({ rulebook: rulebook ?? undefined, operation, input });
  const { status, stdout, stderr } = spawnSync(nativeFile, { input: `${question}\n`, encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`the native program failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** Its decision; the question is one that it answers. */
export function decided(rulebook, operation, input) {
  const { answer, refusal } = native(rulebook, operation, input);
  if (answer === undefined) throw new Error(`${operation} is refused natively: ${JSON.stringify(refusal)}`);
  return answer;
}

export function sentences(rulebook, decision, language) {
  return decided(rulebook, "decision_explain", { decision, language }).sentences;
}

/** A figure as the page writes it. */
export function written(decimal) {
  const [whole, fraction] = decimal.replace("-", "").split(".");
  return (decimal.startsWith("-") ? "−" : "") + Number(whole).toLocaleString("en-US") + (fraction === undefined ? "" : `.${fraction}`);
}

export function signed(decimal) {
  return /^-|^0(\.0+)?$/.test(decimal) ? written(decimal) : `+${written(decimal)}`;
}

/** The rows of a table on show by its caption: the text of each cell, without the small print. */
export async function rows(page, caption) {
  const table = page.locator(".panel:not([hidden]) table", { has: page.locator(`caption:text-is("${caption}")`) }).first();
  return await table.evaluate((element) =>
    [...element.querySelectorAll("tbody tr")].map((row) =>
      [...row.querySelectorAll("th, td:not([aria-hidden])")].map((cell) => {
        const copy = cell.cloneNode(true);
        for (const small of copy.querySelectorAll("small")) small.remove();
        return copy.textContent.replace(/\s+/g, " ").trim();
      }),
    ),
  );
}

export async function text(page, selector) {
  return (await page.locator(selector).first().innerText()).trim();
}

/** Pastes a text over what is in a field. */
export async function paste(page, field, content) {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), content);
  await page.focus(field);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+V");
}

export function same(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a === b) return;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  const around = (whole) => whole.slice(Math.max(0, at - 60), at + 300);
  throw new Error(`${what}: from character ${at} on expected ${around(b)}, found ${around(a)}`);
}
