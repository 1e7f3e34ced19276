// Columns: typed arrays are copied into the module's memory, each at once, and what a kernel wrote is copied out.

/** How the module calls the cells of a typed array: bits, below zero for signed ones. */
const CELLS = { Uint8Array: 8, Uint16Array: 16, Uint32Array: 32, Int32Array: -32, BigInt64Array: -64 };

/** Runs an operation over columns: `run` takes the module's batch and tells how many rows are refused. */
export function runColumns(module, memory, [method, , counts, columns], given, run) {
  if (typeof BigInt64Array !== 'function') throw new TypeError(method + ' needs BigInt64Array, which this host has not; call row by row');
  checkNames(method, counts, columns, given);
  const batch = new module.Batch();
  try {
    const sizes = {};
    for (const count of counts) {
      const [name] = count;
      sizes[name] = sizeOf(count, columns, given, sizes);
      batch.count(sizes[name]);
    }
    const placed = columns.map((column) => place(batch, column, given, sizes));
    // Only now: memory that grew for a column has another buffer.
    placed.forEach(({ cells, array, address, length }) => cells && view(memory, array, address, length).set(cells));
    const outcome = { refused: run(batch) };
    for (const { name, array, address, length, isWritten } of placed) {
      if (isWritten) outcome[name] = view(memory, array, address, length).slice();
    }
    return outcome;
  } finally {
    batch.free();
  }
}

/** A misspelt column that may be left out would be left out silently. */
function checkNames(method, counts, columns, given) {
  const read = columns.filter(([, , role]) => isRead(role)).map(([name]) => name);
  const names = counts.filter(([, column]) => column === undefined).map(([name]) => name).concat(read);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new TypeError(method + ' has no column `' + unknown + '`; it reads ' + names.join(', '));
}

function isRead(role) {
  return role !== 'output' && role !== 'wanted';
}

/** Makes room for a column. */
function place(batch, column, given, sizes) {
  const [name, array, role, lengths] = column;
  const cells = isRead(role) ? cellsOf(column, given) : undefined;
  if (isRead(role) && cells === undefined) {
    batch.leave_out();
    return { isWritten: false };
  }
  const length = cells === undefined ? lengths.reduce((product, size) => product * sizes[size], 1) : cells.length;
  const address = length < 2 ** 31 ? batch.column(CELLS[array], length) : 0;
  if (address === 0) throw new RangeError(name + ': no memory for ' + length + ' cells, hand in fewer rows at once');
  return { name, array: typedArray(array), address, length, cells, isWritten: role !== 'input' && role !== 'optional' };
}

/** The typed array of a column that is read; nothing where it may be left out. */
function cellsOf([name, array, role], given) {
  const cells = given[name];
  if ((cells === undefined || cells === null) && (role === 'optional' || role === 'tally')) return undefined;
  // One of another window or context is no instance of ours.
  if (Object.prototype.toString.call(cells) === '[object ' + array + ']') return cells;
  throw new TypeError(name + ': a ' + array + ' is due');
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
