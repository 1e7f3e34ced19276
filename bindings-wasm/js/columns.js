// Columns: typed arrays are copied into the module's memory, each at once, and what a kernel wrote is copied out.

/** How the module calls the cells of a typed array: bits, below zero for signed ones. */
const CELLS = { Uint8Array: 8, Uint16Array: 16, Uint32Array: 32, Int32Array: -32, BigInt64Array: -64 };

/**
 * Runs an operation over columns: `run` takes the module's batch and tells how many rows are refused. `wanted` and `out` are what
 * `ColumnOptions` says.
 */
export function runColumns(module, memory, [method, , counts, columns], given, { wanted, out = {} } = {}, run) {
  checkNames(method, counts, columns, given, wanted, out);
  const isAsked = ([name, , role]) => role !== 'wanted' || wanted === undefined || wanted.includes(name);
  const batch = new module.Batch();
  try {
    const sizes = {};
    for (const count of counts) {
      const [name] = count;
      sizes[name] = sizeOf(count, columns, given, sizes);
      batch.count(sizes[name]);
    }
    const placed = columns.map((column) => place(batch, column, isAsked(column), given, out, sizes));
    // Only now: memory that grew for a column has another buffer.
    placed.forEach(({ cells, array, address, length }) => cells && view(memory, array, address, length).set(cells));
    const outcome = { refused: run(batch) };
    for (const { name, array, address, length, isWritten } of placed) {
      if (isWritten) outcome[name] = taken(view(memory, array, address, length), out[name]);
    }
    return outcome;
  } finally {
    batch.free();
  }
}

/** What the kernel wrote, in memory of the caller's. */
function taken(cells, own) {
  if (own === undefined) return cells.slice();
  own.set(cells);
  return own;
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

/** Makes room for a column. */
function place(batch, column, isAsked, given, out, sizes) {
  const [name, array, role, lengths] = column;
  const cells = isRead(role) ? cellsOf(column, given) : undefined;
  if (!isAsked || (isRead(role) && cells === undefined)) {
    batch.leave_out();
    return { isWritten: false };
  }
  const length = cells === undefined ? lengths.reduce((product, size) => product * sizes[size], 1) : cells.length;
  const address = length < 2 ** 31 ? batch.column(CELLS[array], length) : 0;
  if (address === 0) throw new RangeError(name + ': no memory for ' + length + ' cells, hand in fewer rows at once');
  const own = out[name];
  if (own !== undefined && !(isOf(array, own) && own.length === length)) {
    throw new TypeError(name + ': a ' + array + ' of ' + length + ' cells is due to be written into');
  }
  return { name, array: typedArray(array), address, length, cells, isWritten: isWritten(role) };
}

/** The typed array of a column that is read; nothing where it may be left out. */
function cellsOf([name, array, role], given) {
  const cells = given[name];
  if ((cells === undefined || cells === null) && (role === 'optional' || role === 'tally')) return undefined;
  if (isOf(array, cells)) return cells;
  throw new TypeError(name + ': a ' + array + ' is due');
}

/** Whether cells are a typed array of that name: one of another window or context is no instance of ours. */
function isOf(array, cells) {
  return Object.prototype.toString.call(cells) === '[object ' + array + ']';
}

function typedArray(array) {
  return { Uint8Array, Uint16Array, Uint32Array, Int32Array, BigInt64Array }[array];
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
  if (Number.isSafeInteger(count) && count >= 0 && count < 2 ** 31) return count;
  throw new TypeError(name + ': a count is due');
}

function view(memory, array, address, length) {
  return new array(memory.buffer, address, length);
}
