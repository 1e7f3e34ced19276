"""Columns: where the memory of a column lies, and the call of a kernel over it. Nothing is copied that fits as it is."""

from __future__ import annotations

import array
import importlib
import importlib.util
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeAlias

from siyu import _library
from siyu._codes import NUMBERS
from siyu._errors import refused

if TYPE_CHECKING:
    from siyu._library import Handle
    from siyu.outcomes.error import Code

Column: TypeAlias = Any
"""A column of integers: anything with the buffer protocol (numpy, `array`, `memoryview`), anything that speaks Arrow's PyCapsule
protocol (pyarrow, Polars, pandas, DuckDB), or a list. Taken as it lies in memory where the width is right; in Arrow, null means
nothing. Days may be Arrow's `date32` or numpy's `datetime64[D]`."""

Width: TypeAlias = Literal["B", "H", "I", "i", "q"]
_WIDTHS: dict[Width, str] = {"B": "uint8", "H": "uint16", "I": "uint32", "i": "int32", "q": "int64"}
_C_TYPES: dict[Width, str] = {"B": "uint8_t", "H": "uint16_t", "I": "uint32_t", "i": "int32_t", "q": "int64_t"}
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
        names = (field.name for field in fields(self) if field.name != "refused")
        return {name: column for name in names if (column := getattr(self, name)) is not None}


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
        self, handle: Handle, given: Mapping[str, Any], wanted: Sequence[str] | None, out: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        """Calls the kernel, and gives the columns that it wrote, and how many rows it refused."""
        there = [cells for cells in self.columns if cells.direction != "output" and given[cells.name] is not None]
        views = {cells.name: _view(given[cells.name], cells) for cells in there}
        counts = self._counts(views)
        out = out or {}
        self._check_names(out)
        results: dict[str, Any] = {}
        for cells in self.columns:
            if cells.direction == "update":
                results[cells.name] = given[cells.name]
            elif cells.direction == "output":
                is_wanted = not cells.is_optional or wanted is None or cells.name in wanted
                results[cells.name] = self._output(cells, counts, out.get(cells.name), views) if is_wanted else None
        results["refused"] = self._call(handle, counts, views)
        return results

    def _check_names(self, out: Mapping[str, Any]) -> None:
        outputs = [cells.name for cells in self.columns if cells.direction == "output"]
        for name in out:
            if name not in outputs:
                raise TypeError(f"`out` holds `{name}`, which is no result: expected {', '.join(outputs)}")

    def _counts(self, views: Mapping[str, memoryview]) -> dict[str, int]:
        """How many rows and whatever else there are: as many as the columns say that have that length, and all the same."""
        counts: dict[str, int] = {}
        for cells in self.columns:
            if cells.name in views and len(cells.length) == 1:
                counts.setdefault(cells.length[0], len(views[cells.name]))
        for cells in self.columns:
            if cells.name in views:
                _check_length(cells, views[cells.name], counts)
        return counts

    def _output(self, cells: Cells, counts: Mapping[str, int], own: Any, views: dict[str, memoryview]) -> Any:
        if own is not None:
            view = _buffer(own, cells)
            _check_writable(cells, view)
            _check_length(cells, view, counts)
            views[cells.name] = view
            return own
        shape = tuple(counts[count] for count in cells.length)
        made, views[cells.name] = _allocated(cells.code, shape)
        return made

    def _call(self, handle: Handle, counts: Mapping[str, int], views: Mapping[str, memoryview]) -> int:
        ffi, lib = _library.ffi, _library.lib
        batch = ffi.new(f"siyu_{self.operation}_batch *")
        batch.size = ffi.sizeof(batch[0])
        for count, number in counts.items():
            setattr(batch, count, number)
        for cells in self.columns:
            if cells.name in views:
                # The views stay alive in the frame of the caller until the kernel has ended.
                setattr(batch, cells.name, ffi.from_buffer(f"{_C_TYPES[cells.code]}[]", views[cells.name]))
        return _library.columns(getattr(lib, f"siyu_{self.operation}_columns"), handle, batch)


@cache
def _numpy() -> Any:
    """numpy, where it is installed. It is not loaded before columns are asked for."""
    return importlib.import_module("numpy") if importlib.util.find_spec("numpy") else None


def _allocated(code: Width, shape: tuple[int, ...]) -> tuple[Any, memoryview]:
    numpy = _numpy()
    if numpy is not None:
        made = numpy.empty(shape, dtype=_WIDTHS[code])
        return made, _flat(memoryview(made))
    cells = 1
    for count in shape:
        cells *= count
    flat = memoryview(array.array(code, bytes(array.array(code).itemsize * cells)))
    # A memoryview has no shape without cells.
    return (flat.cast("B").cast(code, shape) if len(shape) > 1 and cells else flat), flat


def _flat(view: memoryview) -> memoryview:
    code: Any = view.format
    return view.cast("B").cast(code) if view.ndim > 1 and view.nbytes else view


def _view(value: Any, cells: Cells) -> memoryview:
    """The memory of a column, one cell after the other."""
    if isinstance(value, (list, tuple, range)):
        return _of_integers(value, cells)
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
    return _flat(view) if view.ndim > 1 else view


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


def _of_integers(values: Iterable[Any], cells: Cells) -> memoryview:
    """A list. `None` means nothing."""
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


def _check_length(cells: Cells, view: memoryview, counts: Mapping[str, int]) -> None:
    needed = 1
    for count in cells.length:
        needed *= counts[count]
    found = view.nbytes // view.itemsize
    if found != needed:
        product = " × ".join(cells.length)
        _refuse(cells, "list_length", str(found), f"hand in {needed} cells ({product})")


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
