// Typed arrays: of the host, and over the memory of the module.

import { memory } from './module.js';

/** How the module calls the cells of a typed array: bits, below zero for signed ones. */
export const BITS = { Uint8Array: 8, Uint16Array: 16, Uint32Array: 32, Int32Array: -32, BigInt64Array: -64 };

/** The name of a typed array's kind: one of another window or context is no instance of ours. */
export function kindOf(cells) {
  return Object.prototype.toString.call(cells).slice('[object '.length, -1);
}

/** What makes typed arrays of a kind. */
export function typedArray(kind) {
  return { Uint8Array, Uint16Array, Uint32Array, Int32Array, BigInt64Array }[kind];
}

/** How many bytes a cell of a kind has. */
export function bytesOf(kind) {
  return Math.abs(BITS[kind]) / 8;
}

export function isCount(count) {
  return Number.isSafeInteger(count) && count >= 0 && count < 2 ** 31;
}

/** Cells of the module's memory as they lie now. */
export function view(kind, address, length) {
  return new (typedArray(kind))(memory(), address, length);
}

/**
 * Gives the cells of an array whenever they are asked for. It may be one over the memory of the module, which loses them when the
 * memory grows.
 */
export function lasting(cells) {
  const buffer = memory();
  if (cells.buffer !== buffer) return () => cells;
  const [kind, address, length] = [kindOf(cells), cells.byteOffset, cells.length];
  return () => (memory() === buffer ? cells : view(kind, address, length));
}

export function noMemory(name, length) {
  return new RangeError(name + ': no memory for ' + length + ' cells, hand in fewer rows at once');
}
