// Bundlers without a plugin, as a user sets them up: Vite while developing, Vite's build, webpack.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { outcomes, serve } from '../browser.mjs';
import { install, judge, require } from '../consumer.mjs';

const way = process.argv[2];
const MAIN = "import * as siyu from 'siyu';\nimport { run } from './run.js';\nglobalThis.outcome = run(siyu);\n";
/** With a file of its own, which browsers compile while it arrives. */
const SLIM = `import * as siyu from 'siyu/slim';
import address from 'siyu/siyu.wasm?url';
import { run } from './run.js';
siyu.init(address).then(() => { globalThis.outcome = run(siyu); });
`;
/** With an icon, which browsers ask for otherwise. */
const HEAD = '<!doctype html><meta charset="utf-8"><title>siyu</title><link rel="icon" href="data:,">';
const page = (script) => `${HEAD}<script type="module" src="${script}"></script>`;

const VITE_FILES = {
  'main.js': MAIN,
  'slim.js': SLIM,
  'index.html': page('/main.js'),
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
    return { addresses: [address, `${address}slim.html`], close: () => server.close() };
  },
  async 'vite-build'() {
    const folder = install(way, VITE_FILES);
    const { build } = await vite();
    const input = [join(folder, 'index.html'), join(folder, 'slim.html')];
    const options = { chunkSizeWarningLimit: 10_000, rollupOptions: { input } };
    await build({ root: folder, configFile: false, logLevel: 'error', build: options });
    const server = await serve(join(folder, 'dist'));
    return { addresses: [server.address, `${server.address}slim.html`], close: server.close };
  },
  async webpack() {
    const folder = install(way, { 'main.js': MAIN });
    const { webpack } = require('webpack');
    const output = { path: join(folder, 'dist'), filename: 'main.js' };
    const entry = join(folder, 'main.js');
    const compiler = webpack({ context: folder, mode: 'production', entry, output, performance: false });
    const stats = await new Promise((done, fail) => {
      compiler.run((error, result) => (error ? fail(error) : done(result)));
    });
    if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
    writeFileSync(join(folder, 'dist/index.html'), page('main.js'));
    const server = await serve(join(folder, 'dist'));
    return { addresses: [server.address], close: server.close };
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
