// Columns: kernels run on those that lie in the memory of the module, and on copies of typed arrays, a block of rows at a time, so that a
// copy is still in the cache when it is used.

import { BITS, bytesOf, isCount, kindOf, lasting, noMemory, typedArray, view } from './cells.js';
import { Column, open } from './column.js';
import { SiyuError } from './error.js';
import { memory, module } from './module.js';

/** How much of all arrays of the host together is copied at once: it fits into a cache of the second level, beside what else is used. */
const BLOCK_BYTES = 1 << 18;
/** Fewer rows than that would cost more to begin than to work on. */
const LEAST_ROWS = 1 << 10;
/** Operations whose rows cannot be parted: each says itself how many cells of another column are its own. */
const WHOLE = ['vip_level'];

/** Runs an operation over columns; `wanted` and `out` are what `ColumnOptions` says. */
export function runColumns(handle, [method, operation, counts, columns], given, { wanted, out = {} } = {}) {
  checkNames(method, counts, columns, given, wanted, out);
  const sizes = {};
  for (const count of counts) sizes[count[0]] = sizeOf(count, columns, given, sizes);
  const isAsked = ([name, , role]) => role !== 'wanted' || wanted === undefined || wanted.includes(name);
  const placed = columns.map((column) => (isAsked(column) ? place(column, given, out, sizes) : undefined));
  checkLent(placed);
  const batch = new module.Batch(operation);
  try {
    const outcome = { refused: runBlocks(batch, handle, counts, placed, sizes, rowsAtOnce(operation, placed, sizes)) };
    for (const column of placed) {
      if (column !== undefined && column.isWritten) outcome[column.name] = column.own === undefined ? column.target() : column.own.cells;
    }
    return outcome;
  } finally {
    batch.free();
  }
}

/** Runs the rows, all at once or in blocks, and tells how many are refused. */
function runBlocks(batch, handle, counts, placed, sizes, rowsOfBlock) {
  const { rows } = sizes;
  const isPart = ({ width }) => rowsOfBlock !== undefined && width !== undefined;
  const there = placed.filter((column) => column !== undefined);
  const copied = there.filter(({ own }) => own === undefined);
  copied.forEach((column, number) => make(batch, column, number, isPart(column) ? rowsOfBlock * column.width : column.length));
  // Only now: memory that grew for a column has another buffer.
  there.filter((column) => !isPart(column)).forEach((column) => copyIn(column, 0, column.length));
  const parts = copied.filter(isPart);
  let refused = 0;
  let from = 0;
  do {
    const rowsHere = rowsOfBlock === undefined ? rows : Math.min(rowsOfBlock, rows - from);
    parts.forEach((column) => copyIn(column, from * column.width, rowsHere * column.width));
    batch.begin();
    counts.forEach(([name]) => batch.count(name === 'rows' ? rowsHere : sizes[name]));
    for (const column of placed) {
      if (column === undefined) batch.leave_out();
      else if (isPart(column)) lend(batch, column, from * column.width, rowsHere * column.width);
      else lend(batch, column, 0, column.length);
    }
    const refusedHere = batch.run(handle);
    if (refusedHere < 0) throw new SiyuError(batch.refusal());
    refused += refusedHere;
    parts.forEach((column) => copyOut(column, from * column.width, rowsHere * column.width));
    from += rowsHere;
  } while (from < rows && rowsOfBlock !== undefined);
  copied.filter((column) => !isPart(column)).forEach((column) => copyOut(column, 0, column.length));
  return refused;
}

/** Makes room for the copy of a column, or of a block of it. */
function make(batch, column, number, length) {
  column.number = number;
  column.address = batch.make(BITS[column.kind], length);
  if (column.address === 0) throw noMemory(column.name, length);
}

/** So many cells of the copy, where they lie now. */
function copy(column, length) {
  const { cells } = column;
  if (cells === undefined || cells.length !== length || cells.buffer !== memory()) column.cells = view(column.kind, column.address, length);
  return column.cells;
}

function copyIn(column, from, length) {
  if (column.source === undefined) return;
  const cells = column.own === undefined ? copy(column, length) : column.own.cells;
  const source = column.source();
  cells.set(source.length === length ? source : source.subarray(from, from + length));
}

function copyOut(column, from, length) {
  if (column.target !== undefined) column.target().set(copy(column, length), from);
}

function lend(batch, column, from, length) {
  const { own, isWritten } = column;
  if (own === undefined) {
    batch.place(column.number, isWritten, length);
  } else {
    const part = open(own);
    batch.lend(part.owner.handle, isWritten, part.from + from, length);
  }
}

/** How many rows make a block; nothing where all are run at once. */
function rowsAtOnce(operation, placed, { rows }) {
  if (rows === undefined || rows <= LEAST_ROWS || WHOLE.includes(operation)) return undefined;
  const parts = placed.filter((column) => column !== undefined && column.width !== undefined);
  // The kernel says of the whole column how long it should be.
  if (parts.some(({ length, width }) => length !== rows * width)) return undefined;
  const copied = parts.filter(({ own }) => own === undefined);
  const bytes = copied.reduce((sum, { kind, width }) => sum + width * bytesOf(kind), 0);
  if (bytes === 0) return undefined;
  const rowsOfBlock = Math.max(LEAST_ROWS, Math.floor(BLOCK_BYTES / bytes / LEAST_ROWS) * LEAST_ROWS);
  return rowsOfBlock < rows ? rowsOfBlock : undefined;
}

/** A misspelt column that may be left out would be left out silently. */
function checkNames(method, counts, columns, given, wanted, out) {
  const those = (choose) => columns.filter(([, , role]) => choose(role)).map(([name]) => name);
  const told = counts.filter(([, column]) => column === undefined).map(([name]) => name);
  const check = (names, known, verb) => {
    const unknown = names.find((name) => !known.includes(name));
    if (unknown !== undefined) throw new TypeError(method + ' has no column `' + unknown + '`; ' + verb + known.join(', '));
  };
  check(Object.keys(given), told.concat(those(isRead)), 'it reads ');
  check(wanted || [], those((role) => role === 'wanted'), 'wanted can be ');
  check(Object.keys(out), those(isWritten), 'it writes ');
}

function isRead(role) {
  return role !== 'output' && role !== 'wanted';
}

function isWritten(role) {
  return role !== 'input' && role !== 'optional';
}

/** The typed array or column of a column that is read; nothing where it may be left out. */
function cellsOf([name, kind, role], given) {
  const cells = given[name];
  if ((cells === undefined || cells === null) && (role === 'optional' || role === 'tally')) return undefined;
  if (isOf(kind, cells)) return cells;
  throw new TypeError(name + ': a ' + kind + ', or a column of that, is due');
}

function isOf(kind, cells) {
  return (cells instanceof Column ? open(cells).kind : kindOf(cells)) === kind;
}

/** A count: as long as a column, as wide as the rows of one, or what is said. */
function sizeOf([name, column, rows], columns, given, sizes) {
  if (column === undefined) return counted(name, given[name]);
  const { length } = cellsOf(columns.find(([own]) => own === column), given);
  if (rows === undefined) return length;
  // Were the rows not all as wide, the kernel would say so of the column's length.
  return sizes[rows] === 0 ? 0 : Math.floor(length / sizes[rows]);
}

function counted(name, count) {
  if (count === undefined) return 0;
  if (isCount(count)) return count;
  throw new TypeError(name + ': a count is due');
}

/** Where a column is, or where its copies come from and go to; nothing for one that is left out. */
function place([name, kind, role, lengths], given, out, sizes) {
  const source = isRead(role) ? cellsOf([name, kind, role], given) : undefined;
  if (isRead(role) && source === undefined) return undefined;
  const length = source === undefined ? lengths.reduce((product, size) => product * sizes[size], 1) : source.length;
  if (!isCount(length)) throw noMemory(name, length);
  const [first, ...others] = lengths;
  const width = first === 'rows' ? others.reduce((product, size) => product * sizes[size], 1) : undefined;
  const column = { name, kind, width, length, isWritten: isWritten(role) };
  if (!column.isWritten) return source instanceof Column ? { ...column, own: source } : { ...column, source: lasting(source) };
  const target = out[name];
  if (target !== undefined && !(isOf(kind, target) && target.length === length)) {
    throw new TypeError(name + ': a ' + kind + ' of ' + length + ' cells is due to be written into, or such a column');
  }
  const from = source instanceof Column ? lasting(source.cells) : source && lasting(source);
  if (target instanceof Column) return { ...column, own: target, source: source === target ? undefined : from };
  return { ...column, source: from, target: lasting(target === undefined ? new (typedArray(kind))(length) : target) };
}

/** What is written is nothing else in the same call. */
function checkLent(placed) {
  const own = placed.filter((column) => column !== undefined && column.own !== undefined);
  const owner = (column) => open(column.own).owner;
  for (const column of own.filter(({ isWritten }) => isWritten)) {
    const other = own.find((candidate) => candidate !== column && owner(candidate) === owner(column));
    if (other !== undefined) throw new TypeError(column.name + ' and ' + other.name + ' are one column, and a call writes into it: hand in two');
  }
}
