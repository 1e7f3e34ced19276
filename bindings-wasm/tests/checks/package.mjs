// What is packed: all that `exports` names and nothing that tells of the machine it was built on, in a script that old tools parse.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { built, packageJson, require, root, run, tarball } from '../consumer.mjs';

/** What an npm package of ours may weigh at most, packed. */
const MOST_BYTES = 1_000_000;
const acorn = require('acorn');

const manifest = readFileSync(join(root, 'Cargo.toml'), 'utf8');
const version = /^version = "(.*)"$/m.exec(manifest)[1];
if (packageJson.version !== version) throw new Error(`package.json says ${packageJson.version}, Cargo.toml ${version}`);

run('npm', ['pack', '--silent', '--pack-destination', built], join(built, 'siyu'));
const unpacked = join(built, 'unpacked');
rmSync(unpacked, { recursive: true, force: true });
mkdirSync(unpacked, { recursive: true });
run('tar', ['-xzf', tarball, '-C', unpacked], built);
const folder = join(unpacked, 'package');

/** Every file that an entry of the manifest names. */
function named(value) {
  return typeof value === 'string' ? [value] : Object.values(value).flatMap(named);
}
const { types, main, module, unpkg, jsdelivr, sideEffects, exports } = packageJson;
const absent = named([types, main, module, unpkg, jsdelivr, sideEffects, exports]).filter((path) => !existsSync(join(folder, path)));
if (absent.length > 0) throw new Error(`package.json names what is not there: ${absent.join(', ')}`);

const files = readdirSync(folder, { recursive: true }).filter((path) => statSync(join(folder, path)).isFile());
const places = [root, homedir(), built];
for (const path of files) {
  const text = readFileSync(join(folder, path), 'latin1');
  const place = places.find((candidate) => candidate.length > 1 && text.includes(candidate));
  if (place !== undefined) throw new Error(`${path} tells of ${place}`);
}

/** Scripts for bundlers of 2017 and for pages; an `import` is younger than that, and parsed as what it is. */
for (const path of files.filter((name) => /\.c?js$/.test(name) && name !== 'workerd.js')) {
  const isModule = path.endsWith('.js') && !path.endsWith('.iife.js') && !path.startsWith('miniprogram_dist');
  acorn.parse(readFileSync(join(folder, path), 'utf8'), { ecmaVersion: 2017, sourceType: isModule ? 'module' : 'script' });
}

const { size } = statSync(tarball);
process.stdout.write(`${files.length} files, ${Math.round(size / 1000)} KB packed`);
if (size > MOST_BYTES) process.stdout.write(`, ${Math.round((size - MOST_BYTES) / 1000)} KB ABOVE THE ${MOST_BYTES / 1000} KB THAT ARE WANTED`);
