// Runs in every host: the interface, columns beside calls, then every vector.

import { checkColumns, checkNoColumns } from './columns.js';
import { columnar } from './columnar.js';
import { files } from './files.js';
import { checkInterface } from './interface.js';
import { answers } from './vectors.js';

/** The lines of all answers, or what went wrong. */
export function run(siyu, { hasColumns }) {
  try {
    checkInterface(siyu);
    if (hasColumns) checkColumns(siyu, columnar);
    else checkNoColumns(siyu);
    return { lines: answers(siyu, files) };
  } catch (error) {
    return { fault: String((error && error.stack) || error) };
  }
}
