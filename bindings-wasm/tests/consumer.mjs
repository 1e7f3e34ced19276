// What the checks share: a user's folder with the packed package really installed in it, and the judgement of what came out.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { COLUMNS } from '../js/columns-table.js';
import { FAMILIES } from '../js/families.js';
import { ofFamily } from './families.js';

export const tests = dirname(fileURLToPath(import.meta.url));
export const root = dirname(dirname(tests));
/** The folder of all that is built for npm. */
export const built = join(root, 'target/npm');
/** Where the tools are: this file is not beside them. */
export const require = createRequire(join(built, 'tools/package.json'));

export const packageJson = JSON.parse(readFileSync(join(root, 'bindings-wasm/package.json'), 'utf8'));
export const tarball = join(built, `siyu-${packageJson.version}.tgz`);

/** Runs a program; when it fails, what it said is the fault. */
export function run(program, words, folder, environment = {}) {
  try {
    const env = { ...process.env, ...environment };
    return execFileSync(program, words, { cwd: folder, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(`${program} ${words.join(' ')}\n${error.stdout}${error.stderr}`, { cause: error });
  }
}

/** A user's folder with the packed package installed, and in it what `files` holds and the scripts that every host runs. */
export function install(name, files) {
  const folder = join(built, 'consumers', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const own = { name: `consumer-${name}`, private: true, type: 'module' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(own));
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], folder);
  for (const script of ['vectors.js', 'interface.js', 'columns.js', 'families.js']) cpSync(join(tests, script), join(folder, script));
  writeFileSync(join(folder, 'files.js'), `export const files = ${JSON.stringify(vectorFiles())};\n`);
  // Those of the table that the core's tests print.
  writeFileSync(join(folder, 'columnar.js'), `export const columnar = ${JSON.stringify(COLUMNS.map(([, name]) => name))};\n`);
  cpSync(join(tests, 'hosts/run.js'), join(folder, 'run.js'));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}

/** The vectors, in the order of their names. */
export function vectorFiles() {
  const folder = join(root, 'core/vectors');
  return readdirSync(folder).sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** Holds the answers of a host against the committed digest, and tells the first that differs from the native one. */
export function judge({ lines, fault }) {
  if (fault !== undefined) throw new Error(fault);
  const digest = createHash('sha256').update(lines).digest('hex');
  const expected = readFileSync(join(root, 'core/vectors.sha256'), 'utf8').trim();
  const [own, native] = [lines, readFileSync(join(built, 'answers.txt'), 'utf8')].map((text) => text.split('\n'));
  const at = native.findIndex((line, index) => line !== own[index]);
  if (at >= 0 || own.length !== native.length) {
    throw new Error(`answer ${at + 1} of ${native.length - 1}: native\n${native[at]}\nhere (of ${own.length - 1})\n${own[at]}`);
  }
  if (digest !== expected) throw new Error(`the answers have the digest ${digest}, core/vectors.sha256 has ${expected}`);
  return `${own.length - 1} vectors, digest ${digest.slice(0, 8)}…`;
}

/** Holds the answers of a family's module against the native ones. */
export function judgeFamily(family, told) {
  const native = readFileSync(join(built, 'answers.txt'), 'utf8').split('\n');
  let compared = 0;
  let at = 0;
  for (const file of vectorFiles()) {
    const due = new Map(file.cases.map((test) => [test.name, native[at++]]));
    const answers = told.find(({ operation }) => operation === file.operation);
    if (answers === undefined) continue;
    const cases = file.operation.startsWith('decision_') ? ofFamily(file, FAMILIES[family]).cases : file.cases;
    const lines = answers.lines.split('\n').slice(0, -1);
    if (lines.length !== cases.length) throw new Error(`${family}: ${lines.length} answers to ${cases.length} cases of ${file.operation}`);
    cases.forEach(({ name }, index) => {
      if (lines[index] === due.get(name)) return;
      throw new Error(`${family}: ${file.operation}, ${name}: native\n${due.get(name)}\nhere\n${lines[index]}`);
    });
    compared += lines.length;
  }
  if (!FAMILIES[family].every((name) => told.some(({ operation }) => operation === name))) throw new Error(`${family} lacks vectors`);
  return compared;
}
