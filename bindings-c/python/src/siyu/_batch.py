"""Columns: where the memory of a column lies, and the call of a kernel over it. Nothing is copied that fits as it is."""

from __future__ import annotations

import array
import importlib
import importlib.util
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from keyword import kwlist
from math import prod
from struct import calcsize
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NoReturn, TypeAlias

from siyu import _library
from siyu._codes import NUMBERS
from siyu._errors import refused

if TYPE_CHECKING:
    from siyu._library import Handle, Memory
    from siyu.outcomes.error import Code

Column: TypeAlias = Any
"""A column of integers: anything with the buffer protocol (numpy, `array`, `memoryview`), anything that speaks Arrow's PyCapsule
protocol (pyarrow, Polars, pandas, DuckDB), or a list. Taken as it lies in memory where the width is right; in Arrow, null means
nothing. Days may be Arrow's `date32` or numpy's `datetime64[D]`."""

Width: TypeAlias = Literal["B", "H", "I", "i", "q"]
_WIDTHS: dict[Width, str] = {"B": "uint8", "H": "uint16", "I": "uint32", "i": "int32", "q": "int64"}
_C_TYPES: dict[Width, str] = {"B": "uint8_t", "H": "uint16_t", "I": "uint32_t", "i": "int32_t", "q": "int64_t"}
_BYTES: dict[Width, int] = {"B": 1, "H": 2, "I": 4, "i": 4, "q": 8}
# How C spells a width: `l` is as wide as `i` or as `q`.
_FORMATS: dict[Width, str] = {"B": "B", "H": "H", "I": "IL", "i": "il", "q": "ql"} if calcsize("l") == 4 else {"B": "B", "H": "H", "I": "I", "i": "i", "q": "ql"}
_LINE = 64
# Of signed integers the least means nothing, of others the greatest.
NOTHING: dict[Width, int] = {"B": 2**8 - 1, "H": 2**16 - 1, "I": 2**32 - 1, "i": -(2**31), "q": -(2**63)}
_ATTRIBUTES = {word: f"{word}_" for word in kwlist}
_SLUGS = {number: slug for slug, number in NUMBERS.items()}


def code_name(number: int) -> str:
    """The code of a row by its number; empty for 0.

    >>> from siyu.columns import code_name
    >>> code_name(21)
    'date_out_of_range'
    """
    return _SLUGS[int(number)] if number else ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Results:
    """What a kernel wrote. numpy's arrays where numpy is installed, else memoryviews; either is taken without a copy by
    numpy, pyarrow and Polars."""

    refused: int
    """How many rows are refused."""

    def columns(self) -> dict[str, Any]:
        """The columns by name, without those that were not wanted: what `pyarrow.table` and `polars.DataFrame` take."""
        names = (field.name for field in fields(self) if field.name != "refused" and not field.name.startswith("_"))
        return {name.rstrip("_"): column for name in names if (column := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table(Results):
    """Results that are also a table of Arrow's: `pyarrow.record_batch(results)`, `polars.DataFrame(results)`, and DuckDB's
    `SELECT … FROM results`, without a copy. There days are dates, a table of cells is a list in each row, and what means nothing is
    null, as is all but the code of a refused row. Columns that went into memory of one's own (`out`) are copied; those that are
    added to, and those of another length than the first, are left out."""

    _batch: ClassVar[Batch]
    _counts: Mapping[str, int] = field(repr=False)
    _memory: Memory = field(repr=False)

    def __arrow_c_schema__(self) -> Any:
        from siyu import _export

        return _export.schema(self._batch.operation, self._written())

    def __arrow_c_array__(self, requested_schema: Any = None) -> tuple[Any, Any]:
        """`requested_schema` is not looked at, as the protocol allows."""
        from siyu import _export

        return self.__arrow_c_schema__(), _export.array(self._batch.operation, self._written(), self._memory)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """One batch. `requested_schema` is not looked at, as the protocol allows."""
        from siyu import _export

        return _export.stream(self._batch.operation, self._written(), self._memory)

    def _written(self) -> Any:
        columns = self.columns()
        outputs = (cells.name for cells in self._batch.columns if cells.direction == "output")
        return self._batch.struct(self._counts, {name: columns[name] for name in outputs if name in columns})


@dataclass(frozen=True, slots=True)
class Cells:
    """A column of a batch."""

    name: str
    code: Width
    direction: Literal["input", "output", "update"]
    is_optional: bool
    length: tuple[str, ...]


class Batch:
    """The columns of an operation, as its kernel declares them."""

    def __init__(self, operation: str, counts: tuple[str, ...], columns: tuple[Cells, ...]) -> None:
        self.operation = operation
        self.counts = counts
        self.columns = columns
        self._given = tuple(cells for cells in columns if cells.direction != "output")
        self._outputs = tuple(cells for cells in columns if cells.direction == "output")
        self._lengths = {cells.name: cells.length for cells in self._given}
        # The struct of C holds its size, then the counts, then the columns, each as wide as an address: the library is not
        # compiled where it is otherwise.
        self._fields = {cells.name: place for place, cells in enumerate(columns, 1 + len(counts))}

    def run(
        self,
        handle: Handle,
        given: Mapping[str, Any],
        told: Mapping[str, int | None],
        wanted: Sequence[str] | None,
        out: Mapping[str, Any] | None,
    ) -> dict[str, Any]:
        """Calls the kernel, and gives the columns that it wrote, and how many rows it refused. `told`: counts that no column
        tells."""
        out = out or {}
        self._check_names(out)
        views = {cells.name: _view(given[cells.name], cells) for cells in self._given if given[cells.name] is not None}
        counts = self._counts(views, told)
        # What is handed to C keeps the memory; `views` has it in the shape in which it was given.
        starts = {name: _library.ffi.from_buffer(view) for name, view in views.items()}
        results = {cells.name: given[cells.name] for cells in self._given if cells.direction == "update"}
        made = []
        for cells in self._outputs:
            own = out.get(cells.name)
            results[cells.name] = own
            if own is not None:
                starts[cells.name] = _library.ffi.from_buffer(self._own(cells, own, counts))
            elif self._is_wanted(cells, wanted, counts):
                made.append(cells)
        memory = _allocated(made, counts, results, starts) if made else _library.Memory()
        refused = _library.columns(getattr(_library.lib, f"siyu_{self.operation}_columns"), handle, self._struct(counts, starts))
        ends: dict[str, Any] = {"refused": refused}
        if self._outputs:
            ends |= {"_counts": counts, "_memory": memory}
        return {_ATTRIBUTES.get(name, name): column for name, column in results.items()} | ends

    def _check_names(self, out: Mapping[str, Any]) -> None:
        outputs = [cells.name for cells in self._outputs] if out else []
        for name in out:
            if name not in outputs:
                raise TypeError(f"`out` holds `{name}`, which is no result: expected {', '.join(outputs)}")

    def _counts(self, views: Mapping[str, memoryview], told: Mapping[str, int | None]) -> dict[str, int]:
        """How many rows and whatever else there are: as the caller tells, and as the shapes and lengths of columns do, which must
        not contradict each other."""
        counts = {count: number for count, number in told.items() if number is not None}
        is_told = True
        for name, view in views.items():
            shape, length = view.shape or (), self._lengths[name]
            if len(shape) != len(length):
                is_told = False
                continue
            for count, number in zip(length, shape, strict=True):
                if counts.setdefault(count, number) != number:
                    is_told = False
        # Mostly all columns are in their shapes, and these agree.
        if not is_told:
            self._tell_tables(views, counts)
        return counts

    def _tell_tables(self, views: Mapping[str, memoryview], counts: dict[str, int]) -> None:
        """Of a table in one row of cells the length tells the one count that is not known."""
        given = [cells for cells in self._given if cells.name in views]
        for _ in self.counts:
            for cells in given:
                unknown = [count for count in cells.length if count not in counts]
                known = _product(cells.length, counts)
                if len(unknown) == 1 and known > 0:
                    counts[unknown[0]] = _cells_of(views[cells.name]) // known
        for cells in given:
            _check_length(cells, views[cells.name], counts)

    def _is_wanted(self, cells: Cells, wanted: Sequence[str] | None, counts: Mapping[str, int]) -> bool:
        unknown = [count for count in cells.length if count not in counts]
        if cells.is_optional and (unknown if wanted is None else cells.name not in wanted):
            return False
        _check_counts(unknown)
        return True

    def _own(self, cells: Cells, own: Any, counts: Mapping[str, int]) -> memoryview:
        _check_counts([count for count in cells.length if count not in counts])
        view = _buffer(own, cells)
        _check_writable(cells, view)
        _check_length(cells, view, counts)
        return view

    def struct(self, counts: Mapping[str, int], columns: Mapping[str, Any]) -> Any:
        """The batch as C has it. The columns, which are anything with the buffer protocol, must stay alive as long as it is used."""
        return self._struct(counts, {name: _library.ffi.from_buffer(column) for name, column in columns.items()})

    def _struct(self, counts: Mapping[str, int], starts: Mapping[str, Any]) -> Any:
        """The batch of columns that begin there."""
        ffi = _library.ffi
        batch = ffi.new(f"siyu_{self.operation}_batch *")
        numbers, addresses = ffi.cast("size_t *", batch), ffi.cast("void **", batch)
        numbers[0] = ffi.sizeof(batch[0])
        for place, count in enumerate(self.counts, 1):
            numbers[place] = counts.get(count, 0)
        for name, start in starts.items():
            addresses[self._fields[name]] = start
        return batch


def _check_counts(unknown: Sequence[str]) -> None:
    if unknown:
        raise TypeError(f"no column tells how many `{unknown[0]}` there are: hand in `{unknown[0]}`")


@cache
def _numpy() -> Any:
    """numpy, where it is installed. It is not loaded before columns are asked for."""
    return importlib.import_module("numpy") if importlib.util.find_spec("numpy") else None


def _allocated(made: Iterable[Cells], counts: Mapping[str, int], results: dict[str, Any], starts: dict[str, Any]) -> Memory:
    """Makes columns in one piece of memory, each where a line of the processor's begins."""
    shapes = {cells: tuple(counts[count] for count in cells.length) for cells in made}
    places, size = {}, 0
    for cells, shape in shapes.items():
        places[cells] = size
        size += -(-prod(shape) * _BYTES[cells.code] // _LINE) * _LINE
    memory = _library.Memory(size)
    for cells, place in places.items():
        results[cells.name] = _column(memory.bytes, place, shapes[cells], cells.code)
        starts[cells.name] = memory.start + place
    return memory


def _column(room: Any, start: int, shape: tuple[int, ...], code: Width) -> Any:
    """Cells of some memory: an array of numpy, or a memoryview where numpy is not installed."""
    types = _types()
    if types is not None:
        array_of, widths = types
        return array_of(shape, widths[code], room, start)
    flat = memoryview(room)[start : start + prod(shape) * _BYTES[code]].cast(code)
    # A memoryview has no shape without cells.
    return flat.cast("B").cast(code, shape) if len(shape) > 1 and len(flat) else flat


@cache
def _types() -> tuple[Any, dict[Width, Any]] | None:
    """What makes an array of numpy, and its types of cells."""
    numpy = _numpy()
    return numpy and (numpy.ndarray, {code: numpy.dtype(name) for code, name in _WIDTHS.items()})


Integer: TypeAlias = Literal["uint8", "uint16", "uint32", "int32", "int64"]


def zeros(shape: int | tuple[int, ...], dtype: Integer = "int64") -> Any:
    """Cells of 0, for tables that a kernel adds to (`earned_fen` of `month_absorb_columns`): as `numpy.zeros` gives them, but where
    a line of the processor's cache begins, at an address that is a multiple of 64. numpy's own large arrays begin 16 bytes behind one, so that
    every other row of four sums lies in two lines, and adding to it takes a third longer.

    >>> from siyu.columns import zeros
    >>> earned = zeros((180_000, 4))
    >>> earned.shape, earned.dtype, earned.ctypes.data % 64
    ((180000, 4), dtype('int64'), 0)
    """
    code = next((code for code, name in _WIDTHS.items() if name == dtype), None)
    if code is None:
        raise TypeError(f"`{dtype}` is no integer of columns: expected {', '.join(_WIDTHS.values())}")
    shape = shape if isinstance(shape, tuple) else (shape,)
    size = prod(shape) * _BYTES[code] + _LINE
    numpy = _numpy()
    # Both are zeros that the system gives when they are touched.
    room = numpy.zeros(size, "uint8") if numpy else bytearray(size)
    start = int(_library.ffi.cast("uintptr_t", _library.ffi.from_buffer(room)))
    return _column(room, -start % _LINE, shape, code)


def _view(value: Any, cells: Cells) -> memoryview:
    """The memory of a column, one cell after the other."""
    if isinstance(value, (list, tuple, range)):
        return _of_list(value, cells)
    if hasattr(value, "__arrow_c_array__") or hasattr(value, "__arrow_c_stream__"):
        try:
            return _of_arrow(value, cells)
        except ImportError:
            # pandas speaks Arrow only beside pyarrow.
            pass
    view = _buffer(value, cells)
    if cells.direction == "update":
        _check_writable(cells, view)
    return view


def _buffer(value: Any, cells: Cells) -> memoryview:
    try:
        view = memoryview(value)
    except (TypeError, ValueError):
        return _of_array(value, cells)
    if view.format in _FORMATS[cells.code] and view.c_contiguous:
        return view
    if not view.c_contiguous:
        _refuse(cells, "wrong_type", "memory with gaps", "hand in a copy without them, such as numpy.ascontiguousarray gives")
    code = _code_of(view)
    if code != cells.code:
        _wrong_width(cells, view.format, is_float=code in ("e", "f", "d", "g"))
    return view


def _code_of(view: memoryview) -> str:
    """The code of an integer by its width."""
    code = view.format.lstrip("@=<")
    signed = {1: "b", 2: "h", 4: "i", 8: "q"}
    if code in tuple("lqihb"):
        return signed[view.itemsize]
    if code in tuple("LQIHB"):
        return signed[view.itemsize].upper()
    return code


def _of_array(value: Any, cells: Cells) -> memoryview:
    """What only numpy can make an array of: a pandas Series, days as numpy has them."""
    if not hasattr(value, "__array__"):
        _refuse(cells, "wrong_type", type(value).__name__, "hand in a buffer (numpy, array), an Arrow array or a list of integers")
    import numpy

    made = numpy.asarray(value)
    if made.dtype == numpy.dtype("datetime64[D]") and cells.code == "i":
        days = made.astype("int64")
        return _of_integers_array(numpy.where(numpy.isnat(made), NOTHING["i"], days), cells)
    if made.dtype.kind == "M":
        _refuse(cells, "wrong_type", str(made.dtype), 'count days: .to_numpy().astype("datetime64[D]")')
    if made.dtype.kind not in "iu":
        _wrong_width(cells, str(made.dtype), is_float=made.dtype.kind == "f")
    return _buffer(numpy.ascontiguousarray(made), cells)


def _of_integers_array(made: Any, cells: Cells) -> memoryview:
    return _buffer(made.astype(_WIDTHS[cells.code]), cells)


def _of_list(values: Sequence[Any], cells: Cells) -> memoryview:
    """A list, or of a table a list of rows."""
    if not (len(values) and isinstance(values[0], (list, tuple))):
        return _of_integers(values, cells)
    widths = {len(row) for row in values}
    if len(widths) != 1:
        _refuse(cells, "list_length", "rows of different lengths", "hand in rows of one length")
    flat = _of_integers([cell for row in values for cell in row], cells)
    shape = (len(values), *widths)
    return flat.cast("B").cast(cells.code, shape) if len(flat) else flat


def _of_integers(values: Iterable[Any], cells: Cells) -> memoryview:
    """`None` means nothing."""
    nothing = NOTHING[cells.code]
    try:
        return memoryview(array.array(cells.code, [nothing if value is None else value for value in values]))
    except OverflowError:
        _refuse(cells, "count_out_of_range", "a number beyond its width", f"keep within {_WIDTHS[cells.code]}")
    except TypeError:
        strange = next(value for value in values if value is not None and not hasattr(value, "__index__"))
        _wrong_width(cells, type(strange).__name__, is_float=isinstance(strange, float))


def _of_arrow(value: Any, cells: Cells) -> memoryview:
    from siyu import _arrow

    if cells.direction == "update":
        _refuse(cells, "wrong_type", "an Arrow array", "Arrow's memory is not written to: hand in a numpy array or an array.array")
    found = _arrow.cells(value, cells.code, NOTHING[cells.code])
    if isinstance(found, str):
        _wrong_width(cells, found, is_float=found in ("float", "double", "half float"))
    return found


def _cells_of(view: memoryview) -> int:
    return view.nbytes // view.itemsize


def _product(length: Iterable[str], counts: Mapping[str, int]) -> int:
    """The product of the counts that are known."""
    product = 1
    for count in length:
        product *= counts.get(count, 1)
    return product


def _check_length(cells: Cells, view: memoryview, counts: Mapping[str, int]) -> None:
    needed = _product(cells.length, counts) if all(count in counts for count in cells.length) else 0
    found = _cells_of(view)
    if found != needed:
        _refuse(cells, "list_length", str(found), f"hand in {needed} cells ({' × '.join(cells.length)})")
    shape = tuple(counts[count] for count in cells.length if count in counts)
    if view.ndim > 1 and view.shape != shape:
        _refuse(cells, "list_length", str(view.shape), f"hand in a table of {shape} ({' × '.join(cells.length)})")


def _check_writable(cells: Cells, view: memoryview) -> None:
    if view.readonly:
        _refuse(cells, "wrong_type", "memory that cannot be written", "hand in a numpy array or an array.array of one's own")


def _wrong_width(cells: Cells, found: str, *, is_float: bool) -> NoReturn:
    width = _WIDTHS[cells.code]
    if is_float:
        repair = f'floats hold no amounts exactly: count minor units in integers, then .astype("{width}")'
        _refuse(cells, "number_for_decimal", found, repair)
    _refuse(cells, "wrong_type", found, f'hand in {width}: .astype("{width}") of numpy and pandas, .cast of pyarrow and Polars')


def _refuse(cells: Cells, code: Code, found: str, repair: str) -> NoReturn:
    width = _WIDTHS[cells.code]
    raise refused(
        code,
        [cells.name],
        found,
        (f"the column `{cells.name}` is of {width}, found `{found}`", repair),
        (f"列 `{cells.name}` 应为 {width},此处为 `{found}`", f"改为 {width}({repair})"),
    )
