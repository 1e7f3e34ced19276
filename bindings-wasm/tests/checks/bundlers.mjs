// Bundlers without a plugin, as a user sets them up: Vite while developing, Vite's build, webpack.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { outcomes, serve } from '../browser.mjs';
import { install, judge, require } from '../consumer.mjs';

const way = process.argv[2];
const main = (entry, hasColumns) => `import * as siyu from '${entry}';
import { run } from './run.js';
globalThis.outcome = run(siyu, { hasColumns: ${hasColumns} });
`;
/** With a file of its own, which browsers compile while it arrives. */
const SLIM = `import * as siyu from 'siyu/slim';
import address from 'siyu/siyu.wasm?url';
import { run } from './run.js';
siyu.init(address).then(() => { globalThis.outcome = run(siyu, { hasColumns: false }); });
`;
/** With an icon, which browsers ask for otherwise. */
const HEAD = '<!doctype html><meta charset="utf-8"><title>siyu</title><link rel="icon" href="data:,">';
const page = (script) => `${HEAD}<script type="module" src="${script}"></script>`;

const MAINS = { 'main.js': main('siyu', false), 'main-columns.js': main('siyu/columns', true) };
const VITE_PAGES = ['index.html', 'columns.html', 'slim.html'];
const VITE_FILES = {
  ...MAINS,
  'slim.js': SLIM,
  'index.html': page('/main.js'),
  'columns.html': page('/main-columns.js'),
  'slim.html': page('/slim.js'),
};

/** The addresses of the pages, and how to put the server away. */
const WAYS = {
  async 'vite-dev'() {
    const folder = install(way, VITE_FILES);
    const { createServer } = await vite();
    const server = await createServer({ root: folder, configFile: false, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
    await server.listen();
    const [address] = server.resolvedUrls.local;
    return { addresses: VITE_PAGES.map((name) => address + name), close: () => server.close() };
  },
  async 'vite-build'() {
    const folder = install(way, VITE_FILES);
    const { build } = await vite();
    const input = VITE_PAGES.map((name) => join(folder, name));
    const options = { chunkSizeWarningLimit: 10_000, rollupOptions: { input } };
    await build({ root: folder, configFile: false, logLevel: 'error', build: options });
    const server = await serve(join(folder, 'dist'));
    return { addresses: VITE_PAGES.map((name) => server.address + name), close: server.close };
  },
  async webpack() {
    const names = ['main', 'main-columns'];
    const folder = install(way, MAINS);
    const { webpack } = require('webpack');
    const output = { path: join(folder, 'dist'), filename: '[name].js' };
    const entry = Object.fromEntries(names.map((name) => [name, join(folder, `${name}.js`)]));
    const compiler = webpack({ context: folder, mode: 'production', entry, output, performance: false });
    const stats = await new Promise((done, fail) => {
      compiler.run((error, result) => (error ? fail(error) : done(result)));
    });
    if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
    for (const name of names) writeFileSync(join(folder, `dist/${name}.html`), page(`${name}.js`));
    const server = await serve(join(folder, 'dist'));
    return { addresses: names.map((name) => `${server.address}${name}.html`), close: server.close };
  },
};

function vite() {
  return import(pathToFileURL(require.resolve('vite')).href);
}

const { addresses, close } = await WAYS[way]();
try {
  process.stdout.write((await outcomes(addresses)).map(judge)[0]);
} finally {
  await close();
}
