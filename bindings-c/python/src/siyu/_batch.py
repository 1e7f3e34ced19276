"""Columns: where the memory of a column lies, and the call of a kernel over it. Nothing is copied that fits as it is."""

from __future__ import annotations

import array
import importlib
import importlib.util
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from keyword import iskeyword
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
_LINE = 64
# Of signed integers the least means nothing, of others the greatest.
NOTHING: dict[Width, int] = {"B": 2**8 - 1, "H": 2**16 - 1, "I": 2**32 - 1, "i": -(2**31), "q": -(2**63)}
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
        return self._batch.struct(self._counts, {name: _flat(memoryview(columns[name])) for name in outputs if name in columns})


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
        there = [cells for cells in self.columns if cells.direction != "output" and given[cells.name] is not None]
        views = {cells.name: _view(given[cells.name], cells) for cells in there}
        # The memory, one cell after the other; `views` has it in the shape in which it was given.
        flat = {name: _flat(view) for name, view in views.items()}
        counts = self._counts(views, told)
        for cells in there:
            _check_length(cells, views[cells.name], counts)
        results: dict[str, Any] = {}
        made = []
        for cells in self.columns:
            if cells.direction == "update":
                results[cells.name] = given[cells.name]
            elif cells.direction == "output":
                own = out.get(cells.name)
                results[cells.name] = own
                if own is not None:
                    flat[cells.name] = self._own(cells, own, counts)
                elif self._is_wanted(cells, wanted, counts):
                    made.append(cells)
        memory = _allocated(made, counts, results, flat)
        refused = _library.columns(getattr(_library.lib, f"siyu_{self.operation}_columns"), handle, self.struct(counts, flat))
        ends: dict[str, Any] = {"refused": refused}
        if any(cells.direction == "output" for cells in self.columns):
            ends |= {"_counts": counts, "_memory": memory}
        return {f"{name}_" if iskeyword(name) else name: column for name, column in results.items()} | ends

    def _check_names(self, out: Mapping[str, Any]) -> None:
        outputs = [cells.name for cells in self.columns if cells.direction == "output"]
        for name in out:
            if name not in outputs:
                raise TypeError(f"`out` holds `{name}`, which is no result: expected {', '.join(outputs)}")

    def _counts(self, views: Mapping[str, memoryview], told: Mapping[str, int | None]) -> dict[str, int]:
        """How many rows and whatever else there are: as the caller tells, and as the shapes and lengths of columns do."""
        counts = {count: number for count, number in told.items() if number is not None}
        given = [cells for cells in self.columns if cells.name in views]
        for cells in given:
            shape = views[cells.name].shape or ()
            if len(shape) == len(cells.length):
                for count, number in zip(cells.length, shape, strict=True):
                    counts.setdefault(count, number)
        # Of a table in one row of cells the length tells the one count that is not known.
        for _ in self.counts:
            for cells in given:
                unknown = [count for count in cells.length if count not in counts]
                known = _product(cells.length, counts)
                if len(unknown) == 1 and known > 0:
                    counts[unknown[0]] = _cells_of(views[cells.name]) // known
        return counts

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
        return _flat(view)

    def struct(self, counts: Mapping[str, int], views: Mapping[str, memoryview]) -> Any:
        """The batch as C has it. The views must stay alive as long as it is used."""
        ffi = _library.ffi
        batch = ffi.new(f"siyu_{self.operation}_batch *")
        batch.size = ffi.sizeof(batch[0])
        names = _names(f"siyu_{self.operation}_batch")
        for count in self.counts:
            setattr(batch, count, counts.get(count, 0))
        for cells in self.columns:
            if cells.name in views:
                setattr(batch, names.get(cells.name, f"{cells.name}_"), ffi.from_buffer(f"{_C_TYPES[cells.code]}[]", views[cells.name]))
        return batch


def _check_counts(unknown: Sequence[str]) -> None:
    if unknown:
        raise TypeError(f"no column tells how many `{unknown[0]}` there are: hand in `{unknown[0]}`")


@cache
def _names(batch: str) -> dict[str, str]:
    """The fields of a struct of C, where a word of C as a name has a stroke behind it."""
    return {name: name for name, _ in _library.ffi.typeof(batch).fields}


@cache
def _numpy() -> Any:
    """numpy, where it is installed. It is not loaded before columns are asked for."""
    return importlib.import_module("numpy") if importlib.util.find_spec("numpy") else None


def _allocated(made: Iterable[Cells], counts: Mapping[str, int], results: dict[str, Any], flat: dict[str, memoryview]) -> Memory:
    """Makes columns in one piece of memory, each where a line of the processor's begins."""
    places, size = {}, 0
    for cells in made:
        places[cells.name] = (size, cells)
        size += -(-_product(cells.length, counts) * _BYTES[cells.code] // _LINE) * _LINE
    memory = _library.Memory(size)
    room: Any = memory.bytes
    for name, (start, cells) in places.items():
        shape = tuple(counts[count] for count in cells.length)
        numpy = _numpy()
        if numpy is not None:
            results[name] = numpy.ndarray(shape, dtype=_WIDTHS[cells.code], buffer=room, offset=start)
            flat[name] = _flat(memoryview(results[name]))
        else:
            end = start + _product(cells.length, counts) * _BYTES[cells.code]
            flat[name] = memoryview(room)[start:end].cast(cells.code)
            # A memoryview has no shape without cells.
            results[name] = flat[name].cast("B").cast(cells.code, shape) if len(shape) > 1 and end > start else flat[name]
    return memory


def _flat(view: memoryview) -> memoryview:
    code: Any = view.format.lstrip("@=<")
    return view.cast("B").cast(code) if view.ndim > 1 and view.nbytes else view


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
    if not view.c_contiguous:
        _refuse(cells, "wrong_type", "memory with gaps", "hand in a copy without them, such as numpy.ascontiguousarray gives")
    code = _code_of(view)
    if code != cells.code:
        _wrong_width(cells, view.format, is_float=code in ("e", "f", "d", "g"))
    return view


def _code_of(view: memoryview) -> str:
    """The code of an integer by its width: `l` is as wide as `i` or as `q`."""
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
