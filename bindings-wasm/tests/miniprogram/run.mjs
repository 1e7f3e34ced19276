// Every check of the mini-program build but those of its module, which xtask has (`phone_module`).

import process from 'node:process';

import { checkBundlers } from './bundlers.mjs';
import { checkExample } from './example.mjs';
import { checkHosts } from './hosts.mjs';
import { checkPackage } from './package.mjs';
import { closing } from './report.mjs';
import { checkScript } from './script.mjs';
import { checkText } from './text.mjs';

await checkText();
await checkPackage();
await checkScript();
await checkHosts();
await checkBundlers();
await checkExample();
process.exitCode = closing() ? 0 : 1;
