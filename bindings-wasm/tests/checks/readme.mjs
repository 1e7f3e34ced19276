// What the READMEs show runs, all of a page together, and prints what they say: a line for every comment behind `console.log`.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { install, root, run } from '../consumer.mjs';

const pages = ['README.md', 'README.zh-CN.md', 'bindings-wasm/README.md'];
const programs = pages.map((page) => {
  const shown = [...readFileSync(join(root, page), 'utf8').matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);
  if (shown.length === 0) throw new Error(`${page} shows no JavaScript`);
  return shown.join('');
});
const folder = install('readme', Object.fromEntries(programs.map((code, at) => [`${at}.mjs`, code])));
programs.forEach((code, at) => {
  const expected = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text + '\n').join('');
  const told = run(process.execPath, [`${at}.mjs`], folder);
  if (expected === '' || told !== expected) throw new Error(`${code}\nexpected\n${expected}\nfound\n${told}`);
});
process.stdout.write(`${programs.length} pages`);
