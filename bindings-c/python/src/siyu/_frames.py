"""Batches of Arrow as engines hand them over, and what kernels take and give.

Spark's integers all have a sign, and a kernel's mostly have none: a cell goes in when it fits, and comes out in the next wider one with
a sign. A null is what means nothing, both ways. A table is a column of lists.
"""

from __future__ import annotations

import importlib
from collections.abc import Collection, Container, Iterable
from keyword import iskeyword
from typing import Any

from siyu import _batch, columns
from siyu._batch import NOTHING, Batch, Cells, Width

# The next wider type with a sign: its name in Arrow, and in Spark's DDL.
_SIGNED: dict[Width, tuple[str, str]] = {
    "B": ("int16", "smallint"),
    "H": ("int32", "int"),
    "I": ("int64", "bigint"),
    "i": ("int32", "int"),
    "q": ("int64", "bigint"),
}
_EXACT: dict[Width, str] = {"B": "uint8", "H": "uint16", "I": "uint32", "i": "int32", "q": "int64"}


def arrow() -> Any:
    """pyarrow, which every engine with Arrow functions has along. It is not loaded before a batch is there."""
    return importlib.import_module("pyarrow")


def batch_of(operation: str) -> Batch:
    """The columns of an operation.

    >>> batch_of("vip_price").operation
    'vip_price'
    """
    for found in batches():
        if found.operation == operation:
            return found
    raise ValueError(f"`{operation}` has no columns: expected one of {', '.join(found.operation for found in batches())}")


def batches() -> list[Batch]:
    """The columns of all operations that have any."""
    return [value for value in vars(columns).values() if isinstance(value, Batch)]


def is_over_rows(operation: Batch) -> bool:
    """Whether rows know nothing of each other: nothing is added up, and no table is of another length than the rows."""
    tables = [cells for cells in operation.columns if cells.direction != "input"]
    return all(cells.direction == "output" and cells.length[0] == "rows" for cells in tables)


def inputs_of(operation: Batch) -> dict[str, Cells]:
    return {cells.name: cells for cells in operation.columns if cells.direction == "input"}


def given(batch: Any, operation: Batch, kept: Container[str], names: Collection[str] | None = None) -> dict[str, Any]:
    """The columns of a batch that a kernel takes, as its method names them. One that is not among them is refused: it may be misspelt."""
    known = {name: cells for name, cells in inputs_of(operation).items() if names is None or name in names}
    found = {}
    for name in batch.schema.names:
        if name in known:
            found[f"{name}_" if iskeyword(name) else name] = cells_of(batch.column(name), known[name])
        elif name not in kept:
            raise ValueError(
                f"`{name}` is no column of `{operation.operation}`: drop it, or name it among those to keep; expected {', '.join(known)}"
            )
    return found


def cells_of(array: Any, cells: Cells) -> Any:
    """A column as the kernel takes it: lists as the cells in them."""
    pyarrow = arrow()
    if pyarrow.types.is_list(array.type) or pyarrow.types.is_large_list(array.type):
        _check_lists(array, cells)
        array = array.flatten()
    if pyarrow.types.is_integer(array.type):
        try:
            array = array.cast(_EXACT[cells.code])
        except pyarrow.ArrowInvalid as error:
            raise ValueError(f"the column `{cells.name}` is of {_EXACT[cells.code]}: {str(error).lower()}") from None
    if pyarrow.types.is_date32(array.type):
        array = array.view(pyarrow.int32())
    # All cells at once, which is quicker than the kernel's doorway, where no library of Arrow is.
    return array.fill_null(NOTHING[cells.code]) if array.null_count and str(array.type) == _EXACT[cells.code] else array


def _check_lists(array: Any, cells: Cells) -> None:
    """The lists of a table have one length."""
    if array.null_count:
        raise ValueError(f"the column `{cells.name}` has a null instead of a list: write an empty list")
    if len(cells.length) < 2:
        return
    lengths = set(importlib.import_module("pyarrow.compute").list_value_length(array).unique().to_pylist())
    if len(lengths) > 1:
        raise ValueError(f"the column `{cells.name}` has lists of different lengths: fill them up with nulls")


def outputs_of(operation: Batch, wanted: Container[str]) -> list[Cells]:
    """What the kernel tells: all that it must, and of the rest what is wanted."""
    told = (cells for cells in operation.columns if cells.direction == "output")
    return [cells for cells in told if not cells.is_optional or cells.name in wanted]


def wanted_of(operation: Batch) -> list[str]:
    """The results that may be left out."""
    return [cells.name for cells in operation.columns if cells.direction == "output" and cells.is_optional]


def check_wanted(operation: Batch, wanted: Iterable[str]) -> None:
    known = wanted_of(operation)
    for name in wanted:
        if name not in known:
            raise ValueError(f"`{name}` cannot be wanted of `{operation.operation}`: expected one of {', '.join(known)}")


def told(results: Any, cells: Iterable[Cells]) -> dict[str, Any]:
    """Results as arrays of Arrow, of integers with a sign: nothing is null, as is what a refused row has beside its code; days are
    dates, a table is lists."""
    pyarrow = arrow()
    batch = pyarrow.record_batch(results)
    return {one.name: batch.column(one.name).cast(_arrow_type(one)) for one in cells}


def _arrow_type(cells: Cells) -> Any:
    pyarrow = arrow()
    cell = pyarrow.date32() if _is_day(cells) else pyarrow.type_for_alias(_SIGNED[cells.code][0])
    return pyarrow.list_(cell) if len(cells.length) > 1 else cell


def lists(array: Any, count: int) -> Any:
    """So many lists of one length of the cells of an array."""
    pyarrow = arrow()
    numpy = importlib.import_module("numpy")
    length = len(array) // count if count else 0
    offsets = numpy.arange(count + 1, dtype="int32") * numpy.int32(length)
    return pyarrow.ListArray.from_arrays(pyarrow.array(offsets), array)


def ddl(cells: Iterable[Cells]) -> str:
    """The columns in Spark's words."""
    return ", ".join(f"{one.name} {_ddl_type(one)}" for one in cells)


def _ddl_type(cells: Cells) -> str:
    cell = "date" if _is_day(cells) else _SIGNED[cells.code][1]
    return f"array<{cell}>" if len(cells.length) > 1 else cell


def _is_day(cells: Cells) -> bool:
    return cells.code == "i" and cells.name.endswith("_day")


def memory(column: Any, operation: Batch, name: str) -> Any:
    """A column in numpy, of whatever it was handed in as."""
    numpy = importlib.import_module("numpy")
    cells = next(cells for cells in operation.columns if cells.name == name)
    return numpy.asarray(_batch._view(column, cells))
