// Columns in the memory of the module; see `index.d.ts`.

import { BITS, bytesOf, isCount, kindOf, lasting, noMemory, view } from './cells.js';
import { memory, startedWithColumns } from './module.js';

export class Column {
  constructor(array, length) {
    const module = startedWithColumns('a column');
    const kind = checkedKind(array && array.name);
    if (!isCount(length)) throw new TypeError('a column has a count of cells, not ' + length);
    const handle = new module.Column(BITS[kind], length);
    const address = handle.address();
    if (address === 0) throw noMemory('a column', length);
    // The handle is shared by all parts, so that all are freed with it.
    keep(this, { owner: { handle }, isWhole: true, kind, address, from: 0, length, cells: undefined });
  }

  static from(cells) {
    startedWithColumns('a column');
    const kind = checkedKind(kindOf(cells));
    const source = lasting(cells);
    const column = new Column({ name: kind }, cells.length);
    column.cells.set(source());
    return column;
  }

  get length() {
    return this._part.length;
  }

  get cells() {
    const part = open(this);
    if (part.cells === undefined || part.cells.buffer !== memory()) {
      part.cells = view(part.kind, part.address + part.from * bytesOf(part.kind), part.length);
    }
    return part.cells;
  }

  subarray(from, to = this.length) {
    const part = open(this);
    if (!(isCount(from) && from <= to && to <= part.length)) {
      throw new RangeError('a column of ' + part.length + ' cells has no part from ' + from + ' to ' + to);
    }
    return keep(Object.create(Column.prototype), { ...part, isWhole: false, from: part.from + from, length: to - from, cells: undefined });
  }

  free() {
    const { owner, isWhole } = this._part;
    if (!isWhole || owner.handle === undefined) return;
    owner.handle.free();
    owner.handle = undefined;
  }
}

if (typeof Symbol === 'function' && Symbol.dispose) Column.prototype[Symbol.dispose] = Column.prototype.free;

/** Which cells of which column it is. */
export function open(column) {
  if (column._part.owner.handle === undefined) throw new TypeError('the column was freed');
  return column._part;
}

// Not a private field: lowered for old hosts, each would cost a WeakMap.
function keep(column, part) {
  return Object.defineProperty(column, '_part', { value: part });
}

function checkedKind(kind) {
  if (BITS[kind] !== undefined) return kind;
  throw new TypeError('a column is of ' + Object.keys(BITS).join(', ') + ', not of ' + kind);
}
