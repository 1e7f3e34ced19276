// What the tools and engines of mini-programs would stumble over in a script, each as a check of its own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { require } from '../consumer.mjs';
import { PRESENT } from './host.mjs';
import { codePackage } from './package.mjs';
import { check } from './report.mjs';

const { parse } = require('acorn');
const { analyze } = require('eslint-scope');

export async function checkScript() {
  for (const [name, what, code] of PLANTED) {
    await check(`${name} is seen: ${what}`, () => {
      parse(code, { ecmaVersion: 'latest', sourceType: what === 'an import' ? 'module' : 'script' });
      assert.throws(() => CHECKS[name](code));
    });
  }
  const code = readFileSync(codePackage()['/miniprogram_npm/siyu/index.js'], 'utf8');
  for (const [name, run] of Object.entries(CHECKS)) await check(name, () => run(code));
}

/** The editions of JavaScript, as acorn counts them. */
const ES2016 = 7;
const ES2017 = 8;

/** What a script may expect from outside: what every phone has. */
const KNOWN = new Set([...PRESENT, 'module']);

/** What only some hosts have; a script may ask whether it is there. */
const ASKED_FOR = new Set(['BigInt64Array', 'FinalizationRegistry', 'MYWebAssembly', 'TTWebAssembly', 'WXWebAssembly']);

/** For what a program's own tools lower further. */
export function isES2017(code) {
  parse(code, { ecmaVersion: ES2017, sourceType: 'script' });
}

const CHECKS = {
  'ES2016 only': (code) => {
    parse(code, { ecmaVersion: ES2016, sourceType: 'script' });
  },

  'no name from outside that phones lack': (code) => {
    const unknown = freeNames(code).filter(({ name }) => !KNOWN.has(name) && !ASKED_FOR.has(name));
    none(unknown.map(({ name }) => name));
  },

  'what only some hosts have is asked for before it is used': (code) => {
    const names = freeNames(code);
    const asked = new Set(names.filter(({ isAskedFor }) => isAskedFor).map(({ name }) => name));
    none([...ASKED_FOR].filter((name) => names.some((found) => found.name === name) && !asked.has(name)));
  },

  'no code from text': (code) => {
    none(freeNames(code).map(({ name }) => name).filter((name) => name === 'eval' || name === 'Function'));
  },

  'no other module is asked for': (code) => {
    none(freeNames(code).map(({ name }) => name).filter((name) => name === 'require'));
  },
};

function none(found) {
  if (found.length > 0) throw new Error(`found ${[...new Set(found)].join(', ')}`);
}

/** The names that no scope of the script declares. Read as a newer script where it is one: that it is one is another check. */
function freeNames(code) {
  const tree = parse(code, { ecmaVersion: 'latest', sourceType: 'script', ranges: true });
  const scopes = analyze(tree, { ecmaVersion: 2022, sourceType: 'script' });
  const asked = new Set();
  visit(tree, (node) => {
    if (node.type === 'UnaryExpression' && node.operator === 'typeof') asked.add(node.argument);
  });
  return scopes.globalScope.through.map(({ identifier }) => ({ name: identifier.name, isAskedFor: asked.has(identifier) }));
}

function visit(node, look) {
  look(node);
  for (const child of Object.values(node)) {
    for (const item of Array.isArray(child) ? child : [child]) {
      if (item !== null && typeof item === 'object' && typeof item.type === 'string') visit(item, look);
    }
  }
}

/** Scripts with one fault each, by the check that is there for it: one that does not see it is worth nothing. */
const PLANTED = [
  ['ES2016 only', 'an async function', 'async function f() {}'],
  ['ES2016 only', 'a comma behind the last argument', 'f(1,);'],
  ['ES2016 only', 'optional chaining', 'var a = {}; a?.b;'],
  ['ES2016 only', 'the ?? operator', 'var a = null ?? 1;'],
  ['ES2016 only', 'catch without a name', 'try {} catch {}'],
  ['ES2016 only', 'spread of an object', 'var a = {...{}};'],
  ['ES2016 only', 'a private field', 'class A { #b = 1 }'],
  ['ES2016 only', 'a field', 'class A { b = 1 }'],
  ['ES2016 only', 'a BigInt', 'var a = 1n;'],
  ['ES2016 only', 'for await', 'async function f(a) { for await (var b of a); }'],
  ['ES2016 only', 'a look behind', '/(?<=a)b/.test("b");'],
  ['ES2016 only', 'an import', 'import a from "a";'],
  ['ES2016 only', 'a dynamic import', 'import("a");'],
  ['no name from outside that phones lack', 'TextDecoder', 'new TextDecoder();'],
  ['no name from outside that phones lack', 'WebAssembly', 'if (typeof WebAssembly === "object") WebAssembly.compile();'],
  ['no name from outside that phones lack', 'document, which Taro replaces', 'typeof document;'],
  ['no name from outside that phones lack', 'Intl', 'new Intl.NumberFormat();'],
  ['no name from outside that phones lack', 'globalThis', 'globalThis.a = 1;'],
  ['what only some hosts have is asked for before it is used', 'WXWebAssembly', 'WXWebAssembly.instantiate("/a.wasm");'],
  ['no code from text', 'eval', 'eval("1");'],
  ['no code from text', 'a constructed function', 'new Function("return 1")();'],
  ['no other module is asked for', 'a module of Node', 'require("fs");'],
];
