// `node miniprogram.mjs <root of the repository> <folder of the modules> <folder of the package>`: adds the folder that
// mini-programs take from the npm package. All of it goes into their code package, so it holds the small module only, compressed.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { brotliCompressSync, constants } from 'node:zlib';

// The tools are where the command runs, not beside this file.
const esbuild = createRequire(join(process.cwd(), 'package.json'))('esbuild');

const [root, modules, packageFolder] = process.argv.slice(2);
const source = join(root, 'bindings-wasm/js/miniprogram');
const out = join(packageFolder, 'miniprogram_dist');
mkdirSync(out, { recursive: true });

await esbuild.build({
  bundle: true,
  format: 'cjs',
  // Without async functions: the developer tools would ask for a runtime of their own, and Android's oldest engine has none.
  target: 'es2016',
  charset: 'utf8',
  // Names stay: who looks into an error on a phone finds the place.
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  entryPoints: [join(source, 'index.js')],
  alias: { '#module': join(modules, 'bindgen.js') },
  inject: [join(source, 'globals.js')],
  outfile: join(out, 'index.js'),
});

copyFileSync(join(source, 'index.d.ts'), join(out, 'index.d.ts'));
// The package around it speaks of ES modules; mini-programs know CommonJS only.
writeFileSync(join(out, 'package.json'), '{"type": "commonjs"}\n');

const bytes = readFileSync(join(modules, 'siyu.wasm'));
const compressed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
writeFileSync(join(out, 'siyu.wasm.br'), compressed);
