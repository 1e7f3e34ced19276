// What the module of one family promises, in whatever host this is. Throws at the first promise that is not kept.

import { answersOf } from './vectors.js';

/** What speaks of decisions of all families. */
const ABOUT = ['decision_verify', 'decision_explain'];

/**
 * The answers to the vectors of the family's operations, by the operation's name. What the module lacks must be refused as not built
 * in, and every rulebook have the digest that is due.
 */
export function checkFamily(siyu, files, operations, digests) {
  files.forEach((file) => checkDigests(siyu, file, digests));
  const [own, others] = [true, false].map((isOwn) => files.filter((file) => operations.includes(file.operation) === isOwn));
  others.forEach((file) => checkAbsent(siyu, file.operation));
  const told = own.map((file) => [file.operation, answersOf(siyu, ABOUT.includes(file.operation) ? ofFamily(file, operations) : file)]);
  return told.map(([operation, lines]) => ({ operation, lines }));
}

/** The digests of all rulebooks of the vectors, as a module gives them that reads them whole. */
export function digestsOf(siyu, files) {
  const digests = {};
  for (const text of files.flatMap(rulebooks)) digests[text] = siyu.Rulebook.parse(text).digest;
  return digests;
}

function rulebooks(file) {
  return Object.values(file.rulebooks || {}).map((rules) => JSON.stringify(rules));
}

function checkDigests(siyu, file, digests) {
  for (const text of rulebooks(file)) {
    const { digest } = siyu.Rulebook.parse(text);
    if (digest !== digests[text]) throw new Error(`the digest ${digest}, ${digests[text]} was due, of ${text}`);
  }
}

function checkAbsent(siyu, operation) {
  try {
    siyu.Rulebook.parse({ name: 'r', version: '1', effective_from: '2026-01-01' }).callText(operation, '{}');
  } catch (error) {
    if (error instanceof siyu.SiyuError && error.code === 'not_built_in' && error.params.found.includes(operation)) return;
    throw error;
  }
  throw new Error(`${operation} was not refused`);
}

/** The cases that speak of the family's own decisions. */
export function ofFamily(file, operations) {
  const operationOf = ({ operation, decision }) => operation || (decision && decision.operation);
  return { ...file, cases: file.cases.filter(({ input }) => operations.includes(operationOf(input))) };
}
