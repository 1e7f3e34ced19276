// Runs in every host: the interface, then every vector.

import { files } from './files.js';
import { checkInterface } from './interface.js';
import { answers } from './vectors.js';

/** The lines of all answers, or what went wrong. */
export function run(siyu) {
  try {
    checkInterface(siyu);
    return { lines: answers(siyu, files) };
  } catch (error) {
    return { fault: String((error && error.stack) || error) };
  }
}
