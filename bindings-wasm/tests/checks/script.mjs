// Pages without a bundler: a plain <script> from disk, scripts of modules, and Web Workers of both kinds.

import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { outcomes, serve } from '../browser.mjs';
import { install, judge, require } from '../consumer.mjs';

/** With an icon, which browsers ask for otherwise. */
const HEAD = '<!doctype html><meta charset="utf-8"><title>siyu</title><link rel="icon" href="data:,">';
const RUN = 'run(siyu, { hasColumns: false })';
const RUN_COLUMNS = 'run(siyu, { hasColumns: true })';
const imported = (name) => `import * as siyu from './node_modules/siyu/${name}.js';\nimport { run } from './run.js';\n`;
const plain = (name) => `<script src="node_modules/siyu/${name}.iife.js"></script><script src="run-global.js"></script>`;
const listen = (worker) => `const worker = ${worker};
worker.onmessage = ({ data }) => { globalThis.outcome = data; };
worker.onerror = (event) => { globalThis.outcome = { fault: 'the worker: ' + event.message }; };
`;

const folder = install('script', {
  'global.js': "import { run } from './run.js';\nglobalThis.run = run;\n",
  'script.html': `${HEAD}${plain('siyu')}<script>globalThis.outcome = ${RUN};</script>`,
  'script-columns.html': `${HEAD}${plain('siyu-columns')}<script>globalThis.outcome = ${RUN_COLUMNS};</script>`,
  'module.html': `${HEAD}<script type="module">${imported('index')}globalThis.outcome = ${RUN};</script>`,
  'slim.html': `${HEAD}<script type="module">
import * as siyu from './node_modules/siyu/slim.js';
import { run } from './run.js';
await siyu.init('./node_modules/siyu/siyu.wasm');
globalThis.outcome = ${RUN};</script>`,
  'classic-worker.js': `importScripts('node_modules/siyu/siyu.iife.js', 'run-global.js');\npostMessage(${RUN});\n`,
  'classic-worker.html': `${HEAD}<script>${listen("new Worker('classic-worker.js')")}</script>`,
  'module-worker.js': `${imported('siyu-columns')}postMessage(${RUN_COLUMNS});\n`,
  'module-worker.html': `${HEAD}<script>${listen("new Worker('module-worker.js', { type: 'module' })")}</script>`,
});
await require('esbuild').build({ entryPoints: [join(folder, 'global.js')], bundle: true, outfile: join(folder, 'run-global.js') });

const server = await serve(folder);
const pages = ['module', 'slim', 'classic-worker', 'module-worker'].map((name) => `${server.address}${name}.html`);
try {
  const fromDisk = ['script.html', 'script-columns.html'].map((name) => pathToFileURL(join(folder, name)).href);
  const found = await outcomes([...fromDisk, ...pages]);
  const told = found.map(judge);
  process.stdout.write(`${told.length} ways, ${told[0]}`);
} finally {
  server.close();
}
