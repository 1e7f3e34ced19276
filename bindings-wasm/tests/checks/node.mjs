// Node: import, require, a server packed into one file, and what a worker of Cloudflare gets.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { install, judge, require, run } from '../consumer.mjs';

const PRINT = 'process.stdout.write(JSON.stringify(run(siyu, { hasColumns: true })));\n';
const PRINT_SMALL = PRINT.replace('true', 'false');
/** The entry with everything but a module, started with one of them. */
const slim = (module, print) => `import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as siyu from 'siyu/slim';
import { run } from './run.js';
siyu.initSync(readFileSync(createRequire(import.meta.url).resolve('siyu/${module}')));
${print}`;

const WAYS = {
  import: {
    'main.mjs': `import * as siyu from 'siyu';\nimport { run } from './run.js';\n${PRINT}`,
  },
  require: {
    'main.cjs': `const siyu = require('siyu');\nimport('./run.js').then(({ run }) => { ${PRINT} });\n`,
  },
  slim: {
    'small.mjs': slim('siyu.wasm', PRINT_SMALL),
    'columns.mjs': slim('siyu-columns.wasm', PRINT),
  },
  bundle: {
    'server.js': `import * as siyu from 'siyu';\nimport { run } from './run.js';\n${PRINT}`,
  },
  workerd: {
    // As there: an imported module is compiled, and bytes may not be.
    'hooks.mjs': `import { readFileSync } from 'node:fs';
export async function load(url, context, next) {
  if (!url.endsWith('.wasm')) return next(url, context);
  const bytes = readFileSync(new URL(url)).toString('base64');
  return { format: 'module', shortCircuit: true, source: \`
const { Module } = WebAssembly;
export default new Module(Buffer.from('\${bytes}', 'base64'));
WebAssembly.Module = class extends Module { constructor() { throw new Error('bytes may not be compiled') } };
Object.defineProperty(WebAssembly.Module, Symbol.hasInstance, { value: (module) => Object.getPrototypeOf(module) === Module.prototype });
\` };
}
`,
    'register.mjs': "import { register } from 'node:module';\nregister('./hooks.mjs', import.meta.url);\n",
    'main.mjs': `import * as siyu from 'siyu';\nimport { run } from './run.js';\n${PRINT_SMALL}`,
    'columns.mjs': `import * as siyu from 'siyu/columns';\nimport { run } from './run.js';\n${PRINT}`,
  },
};

/** How Node is called; where more than once, all must answer. */
const CALLS = {
  import: [['main.mjs']],
  require: [['main.cjs']],
  slim: [['small.mjs'], ['columns.mjs']],
  bundle: [['packed.cjs']],
  workerd: ['main.mjs', 'columns.mjs'].map((name) => ['--conditions=workerd', '--import', './register.mjs', name]),
};

const way = process.argv[2];
const folder = install(`node-${way}`, WAYS[way]);
if (way === 'bundle') {
  const { outputFiles } = await require('esbuild').build({
    entryPoints: [join(folder, 'server.js')], bundle: true, platform: 'node', format: 'cjs', write: false,
  });
  writeFileSync(join(folder, 'packed.cjs'), outputFiles[0].text);
}
const told = CALLS[way].map((words) => judge(JSON.parse(run(process.execPath, words, folder))));
process.stdout.write(told[0]);
