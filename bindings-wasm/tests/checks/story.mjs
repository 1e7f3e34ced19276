// The storefront in Node prints what those of all languages print.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { install, root, run } from '../consumer.mjs';

const story = join(root, 'examples/story');
const folder = install('story', { 'main.mjs': readFileSync(join(root, 'examples/node/main.mjs'), 'utf8') });
const told = run(process.execPath, ['main.mjs', story], folder);
const expected = readFileSync(join(story, 'expected.txt'), 'utf8');
if (told !== expected) throw new Error(`expected\n${expected}\nfound\n${told}`);
process.stdout.write(`${expected.split('\n').length - 1} lines`);
