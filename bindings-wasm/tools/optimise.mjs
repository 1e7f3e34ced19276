// `node optimise.mjs <in.wasm> <out.wasm> <words of wasm-opt>`: the module as it is handed out. The words say how it is optimised, and
// which features of WebAssembly it may have; what is newer is refused here.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import process from 'node:process';

// The tools are where the command runs, not beside this file.
const binaryen = dirname(createRequire(join(process.cwd(), 'package.json')).resolve('binaryen/package.json'));

function run(tool, ...words) {
  execFileSync(process.execPath, [join(binaryen, 'bin', tool), ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** What the module is kept for: all that it exports but the two globals of wasm-bindgen, which iOS cannot export. */
function kept(file) {
  const exported = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(file)));
  const names = exported.filter((entry) => entry.kind !== 'global').map((entry) => entry.name);
  const nodes = names.map((name) => ({ name: 'export ' + name, export: name, root: true }));
  return JSON.stringify(nodes);
}

const [from, to, ...words] = process.argv.slice(2);
const features = words.filter((word) => word.endsWith('-features') || word.startsWith('--enable-'));
// It takes longer than all else of the build: what was made of the same bytes by the same steps is kept.
const parts = [readFileSync(from), readFileSync(new URL(import.meta.url)), words.join(' ')];
const origin = parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const note = to + '.origin';
if (existsSync(to) && existsSync(note) && readFileSync(note, 'utf8') === origin) process.exit();
const [graph, bare] = ['.graph.json', '.bare'].map((ending) => to + ending);
writeFileSync(graph, kept(from));
run('wasm-metadce', from, '-o', bare, '--graph-file', graph, ...features);
// Nothing lies in the lowest KB: there the stack of Rust ends.
run('wasm-opt', bare, '-o', to, ...words, '--low-memory-unused', '--strip-producers', '--strip-debug');
for (const file of [graph, bare]) rmSync(file);
writeFileSync(note, origin);
