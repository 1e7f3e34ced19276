// Chromium, and a server of files for it.

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, extname, join, normalize } from 'node:path';
import process from 'node:process';
import { require } from './consumer.mjs';

const { chromium } = require('playwright-core');

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };
/** For the vectors on a machine that does other things too. */
const PATIENCE = 120_000;

/** Where Chromium is: Debian's package, or what others call it. */
function executable() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const places = (process.env.PATH || '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error('no Chromium on the PATH: install the package `chromium`');
  return found;
}

/** Serves a folder and gives its address. */
export async function serve(folder) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    const file = join(folder, path.endsWith('/') ? join(path, 'index.html') : path);
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] || 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Opens pages one after the other and gives what each leaves in `globalThis.outcome`; whatever went wrong on the way is its fault. */
export async function outcomes(addresses) {
  const browser = await chromium.launch({ executablePath: executable(), args: ['--no-sandbox', '--headless'] });
  try {
    const found = [];
    for (const address of addresses) found.push(await outcome(browser, address));
    return found;
  } finally {
    await browser.close();
  }
}

async function outcome(browser, address) {
  const page = await browser.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error.stack || error)));
  page.on('requestfailed', (request) => faults.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('response', (response) => response.status() >= 400 && faults.push(`${response.url()}: ${response.status()}`));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()));
  await page.goto(address);
  const patience = { timeout: PATIENCE };
  try {
    await page.waitForFunction(() => globalThis.outcome !== undefined, undefined, patience);
  } catch (error) {
    throw new Error([address, ...faults, error.message].join('\n'), { cause: error });
  }
  const found = await page.evaluate(() => globalThis.outcome);
  await page.close();
  return faults.length > 0 ? { fault: faults.join('\n') } : found;
}
