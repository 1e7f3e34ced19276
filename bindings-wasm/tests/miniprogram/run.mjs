// `node run.mjs <root of the repository> <folder of the npm package> <folder to work in>`: every check of the mini-program build but
// those of its module, which xtask has (`phone_module`).

import { join } from 'node:path';
import process from 'node:process';

import { checkExample } from './example.mjs';
import { checkHosts } from './hosts.mjs';
import { checkPackage } from './package.mjs';
import { closing } from './report.mjs';
import { checkScript } from './script.mjs';
import { checkText } from './text.mjs';

const [root, packageFolder, work] = process.argv.slice(2);

await checkText(root);
await checkPackage(packageFolder, work);
await checkScript(join(packageFolder, 'miniprogram_dist/index.js'));
await checkHosts(root, packageFolder);
await checkExample(root, packageFolder);
process.exitCode = closing() ? 0 : 1;
