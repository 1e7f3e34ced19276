"""siyu in Spark: functions for `DataFrame.mapInArrow`, for PySpark 4 and what speaks its protocol.

`Rows` runs an operation over the rows of a frame. `Month` closes a month that no machine holds: `absorb` adds up the lines of each
partition, `merge` the sums of each range of agents, `close` credits the uplines. The functions travel to the executors with the
rulebook's canonical form, which each task parses once.

Columns have the names and units of `siyu.columns`. Spark's integers may have any width into which the cells fit; a null means nothing,
a table is a column of arrays. Nothing here imports PySpark; pyarrow and numpy, which it has along, are loaded when a batch is there.
"""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Literal, NoReturn, TypeAlias

from siyu import _frames
from siyu._batch import NOTHING, Batch, zeros
from siyu._rulebook import Rulebook
from siyu.columns import Column, code_name

RowOperation: TypeAlias = Literal[
    "agent_admit", "agent_assess", "commission_split", "commission_clawback", "vip_level", "vip_price", "customer_classify"
]
"""The operations whose rows know nothing of each other."""

_ABOVE = 2
_WIDTH = 4
_TOTALS = 9
# The sums that belong to no agent stand in a range of their own.
_ALL = -1
_ABSORB = _frames.batch_of("month_absorb")
_CHAINS = _frames.batch_of("month_chains")
_CLOSE = _frames.batch_of("month_close")
# What a month knows of its agents, and no line tells.
_TREE = ("class", "sponsor", "upline")
_LINE = tuple(name for name in _frames.inputs_of(_ABSORB) if name not in _TREE)
# Cells per agent of each table.
_TABLES = {"earned_fen": _WIDTH, "clawed_back_fen": _WIDTH, "supplied_fen": 1, "orders_sold": 1}
_SUPPLIER_TABLES = ("supplier_earned_fen", "supplier_clawed_back_fen")
_READ = {"profit": "supplied_fen", "orders": "orders_sold"}
_ROWS = 1 << 16

Tables: TypeAlias = dict[str, Any]


class Rows:
    """A function for `mapInArrow` that runs an operation over columns, a row of the frame per row.

    - `keep`: columns of the frame that go along. Every other column must be one of the operation's: a misspelt one is refused.
    - `wanted`: which of the results that may be left out are wanted; none unless said.
    - `shared`: columns that are the same for all rows, such as `part_role` of `commission_clawback`.

    `schema` has the results in Spark's DDL. A row that is refused has the number of its code in `code` (`siyu.columns.code_name`), and
    nulls elsewhere.

    >>> import pyarrow
    >>> rulebook = Rulebook.parse({
    ...     "name": "my-shop", "version": "1", "effective_from": date(2026, 1, 1),
    ...     "vip": {"levels": [{"id": "gold", "top_up": 3000, "factor": "9折"}, {"id": "black", "top_up": 5000, "factor": "8折"}]},
    ... })
    >>> price = Rows(rulebook, "vip_price", keep=["order"])
    >>> price.schema
    'payable_fen bigint, code int'

    In Spark: `orders.mapInArrow(price, f"order bigint, {price.schema}")`. Anywhere else:

    >>> orders = pyarrow.RecordBatch.from_pydict({
    ...     "order": [7, 8], "on_day": [date(2026, 11, 21)] * 2, "list_fen": [19900, 5000], "level": [0, None],
    ... })
    >>> [batch.to_pylist() for batch in price([orders])]
    [[{'order': 7, 'payable_fen': 17910, 'code': 0}, {'order': 8, 'payable_fen': 5000, 'code': 0}]]
    """

    def __init__(
        self,
        rulebook: Rulebook,
        operation: RowOperation,
        *,
        keep: Collection[str] = (),
        wanted: Collection[str] = (),
        **shared: Column,
    ) -> None:
        batch = _frames.batch_of(operation)
        if not _frames.is_over_rows(batch):
            raise ValueError(f"`{operation}` is no operation over rows; `siyu.spark.Month` closes a month")
        self._rulebook = rulebook
        self._operation = operation
        _frames.check_wanted(batch, wanted)
        self._keep = tuple(keep)
        self._wanted = tuple(wanted)
        # Where nothing may be left out, there is nothing to ask for.
        self._asked = {"wanted": self._wanted} if _frames.wanted_of(batch) else {}
        self._shared = shared

    @property
    def _batch(self) -> Batch:
        return _frames.batch_of(self._operation)

    @property
    def schema(self) -> str:
        """The results in Spark's DDL, without what is kept."""
        return _frames.ddl(_frames.outputs_of(self._batch, self._wanted))

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        pyarrow = _frames.arrow()
        kernel = getattr(self._rulebook, f"{self._operation}_columns")
        outputs = _frames.outputs_of(self._batch, self._wanted)
        for batch in batches:
            if batch.num_rows == 0:
                # Of no rows a table's width cannot be told, and nothing is to be told of them.
                continue
            given = _frames.given(batch, self._batch, self._keep)
            results = kernel(**given, **self._shared, **self._asked)
            kept = {name: batch.column(name) for name in self._keep}
            yield pyarrow.RecordBatch.from_pydict(kept | _frames.told(results, outputs))


class Month:
    """The close of a month, in pieces that run wherever their rows are.

    ```python
    month = siyu.spark.Month(rulebook, sponsor, tier)
    sums = lines.mapInArrow(month.absorb, month.SUMS)
    merged = sums.repartition("range").mapInArrow(month.merge, month.SUMS)
    closed = merged.repartition(1).mapInArrow(month.close, month.CLOSED)
    ```

    `lines` has the columns of `month_absorb` that tell a line (`agent`, `paid_fen`, `returned_fen` …). However its rows are cut into
    partitions, and however often a task is run again, the sums are the same to the fen.

    - `sponsor` (uint32), `tier` (uint8): a cell per agent, as of `month_chains`.
    - `suppliers`: how many suppliers there are, where lines name any.
    - `reading` (int64, agents × readings): what `agent_assess` looks at, as it was before the month; nothing unless said.
    - `keep`: columns by which a line that is refused is known again. Every other column must be one of `month_absorb`.
    - `refused`: what becomes of such lines: `"raise"` ends the job and tells the first; `"count"` leaves them out of the sums and counts
      them there. `refusals` lists them.
    - `range_size`: how many agents' sums make a row of `SUMS`.
    """

    SUMS = (
        "range int, earned_fen array<bigint>, clawed_back_fen array<bigint>, supplied_fen array<bigint>, orders_sold array<bigint>, "
        "supplier_earned_fen array<bigint>, supplier_clawed_back_fen array<bigint>, totals_fen array<bigint>, refused bigint"
    )
    """The tables of `month_absorb`, a row per range of agents; null where no column asks for a table. In range -1 stands what belongs to
    no agent: the tables of the suppliers, the totals in the order of `month_absorb`, and how many lines are refused."""

    CLOSED = (
        "agent bigint, own_net_sales_fen bigint, direct_team_net_sales_fen bigint, whole_team_net_sales_fen bigint, profit_fen bigint, "
        "direct_fen bigint, indirect_fen bigint, clawed_back_by_agent_fen bigint, reading array<bigint>"
    )
    """The columns of `month_close`, a row per agent; `reading` is what `agent_assess` takes."""

    def __init__(
        self,
        rulebook: Rulebook,
        sponsor: Column,
        tier: Column,
        *,
        suppliers: int = 0,
        reading: Column | None = None,
        keep: Collection[str] = (),
        refused: Literal["raise", "count"] = "raise",
        range_size: int = 4096,
    ) -> None:
        if range_size < 1:
            raise ValueError(f"`{range_size}` agents make no range: hand in 1 or more")
        chains = rulebook.month_chains_columns(sponsor=sponsor, tier=tier, above=_ABOVE)
        readings = rulebook.rulebook_columns().assessment_readings
        self._rulebook = rulebook
        self._sponsor = _frames.memory(sponsor, _CHAINS, "sponsor")
        self._class = _numpy().asarray(chains.class_)
        self._upline = _numpy().asarray(chains.upline)
        self._agents = len(self._sponsor)
        self._suppliers = suppliers
        self._readings = len(readings)
        self._reading = None if reading is None else _frames.memory(reading, _CLOSE, "reading")
        # The tables that readings are made of.
        self._read = [table for metric, table in _READ.items() if any(reading.metric == metric for reading in readings)]
        self._keep = tuple(keep)
        self._raises = refused == "raise"
        self._range_size = range_size

    def absorb(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Adds up the lines of a partition: a row for each range in which an agent sold, and one for what belongs to none."""
        tables: Tables = {"totals_fen": zeros(_TOTALS)}
        refused = 0
        for batch in batches:
            lines = _frames.given(batch, _ABSORB, self._keep, _LINE)
            if "earned_fen" not in tables:
                tables = self._tables(lines)
            result = self._absorbed(lines, tables)
            if result.refused and self._raises:
                self._refuse(batch, result)
            refused += result.refused
        for number, first in enumerate(range(0, self._agents, self._range_size)):
            part = {name: tables[name][first : first + self._range_size] for name in _TABLES if name in tables}
            if any(table.any() for table in part.values()):
                yield _row(number, part | {"totals_fen": zeros(_TOTALS)}, 0)
        yield _row(_ALL, {name: table for name, table in tables.items() if name not in _TABLES}, refused)

    def refusals(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Of the lines those that are refused: what is kept of them, and the name of the code.

        `lines.mapInArrow(month.refusals, "order bigint, code string")`
        """
        pyarrow = _frames.arrow()
        tables: Tables | None = None
        for batch in batches:
            lines = _frames.given(batch, _ABSORB, self._keep, _LINE)
            tables = tables or self._tables(lines)
            code = _numpy().asarray(self._absorbed(lines, tables).code)
            rows = code.nonzero()[0]
            kept = {name: batch.column(name).take(pyarrow.array(rows)) for name in self._keep}
            names = pyarrow.array([code_name(number) for number in code[rows]], type=pyarrow.string())
            yield pyarrow.RecordBatch.from_pydict(kept | {"code": names})

    def merge(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Adds up the sums of each range. All sums of a range must be in one partition, and several ranges may be."""
        merged: dict[int, tuple[Tables, int]] = {}
        for number, tables, refused in _rows_of(batches):
            if number not in merged:
                # What a batch holds is not ours to write to.
                merged[number] = {name: table.copy() for name, table in tables.items()}, refused
                continue
            own, before = merged[number]
            self._add(own, tables)
            merged[number] = own, before + refused
        for number, (tables, refused) in merged.items():
            yield _row(number, tables, refused)

    def close(self, batches: Iterable[Any]) -> Iterator[Any]:
        """What the month comes to for each agent. All merged sums must be in one partition."""
        tables: Tables = {}
        found: set[int] = set()
        for number, part, _ in _rows_of(batches):
            if number in found:
                raise ValueError(f"the sums of range {number} come twice: merge them first")
            found.add(number)
            self._place(tables, number, part)
        if not found:
            return
        if _ALL not in found:
            raise ValueError("the totals of the month are in another partition: .repartition(1) brings all sums into one")
        yield from self._told(self._closed(tables))

    def _tables(self, lines: Collection[str]) -> Tables:
        """Tables without sums: those that these columns ask for."""
        has_supplier = "supplier" in lines
        asked = {
            "earned_fen": True,
            "clawed_back_fen": "returned_fen" in lines or "compensation_fen" in lines,
            "supplied_fen": has_supplier,
            "orders_sold": "orders_sold" in self._read,
        }
        tables = {name: self._table(name) for name, is_asked in asked.items() if is_asked}
        if has_supplier:
            tables.update({name: zeros(self._suppliers) for name in _SUPPLIER_TABLES})
        return tables | {"totals_fen": zeros(_TOTALS)}

    def _table(self, name: str) -> Any:
        width = _TABLES[name]
        return zeros((self._agents, width) if width > 1 else self._agents)

    def _absorbed(self, lines: dict[str, Any], tables: Tables) -> Any:
        return self._rulebook.month_absorb_columns(
            **lines, **tables, class_=self._class, sponsor=self._sponsor, upline=self._upline, suppliers=self._suppliers
        )

    def _refuse(self, batch: Any, result: Any) -> NoReturn:
        code = _numpy().asarray(result.code)
        row = int(code.nonzero()[0][0])
        raise ValueError(
            f"{result.refused} lines of a batch are refused, the first with `{code_name(code[row])}`: {batch.slice(row, 1).to_pylist()[0]}; "
            '`refusals` lists them, `refused="count"` leaves them out'
        )

    def _add(self, own: Tables, other: Tables) -> None:
        for name in own.keys() ^ other.keys():
            # A partition without lines has no tables of suppliers.
            side = own if name in other else other
            side[name] = _numpy().zeros_like(other[name] if name in other else own[name])
        self._rulebook.month_merge_columns(
            agents=len(own["earned_fen"]) // _WIDTH if "earned_fen" in own else 0,
            width=_WIDTH,
            suppliers=len(own[_SUPPLIER_TABLES[0]]) if _SUPPLIER_TABLES[0] in own else 0,
            **({"earned_fen": zeros(0)} | own),
            **({"other_earned_fen": zeros(0)} | {f"other_{name}": table for name, table in other.items()}),
        )

    def _place(self, tables: Tables, number: int, part: Tables) -> None:
        """Puts the sums of a range where they belong in the tables of all agents."""
        if number == _ALL:
            tables["totals_fen"] = part["totals_fen"]
            return
        first = number * self._range_size
        for name in part.keys() & _TABLES.keys():
            table = tables.setdefault(name, self._table(name))
            rows = table[first : first + self._range_size]
            if rows.size != part[name].size:
                raise ValueError(f"range {number} has {part[name].size} cells of `{name}`, and {rows.size} are due: was it made by another month?")
            rows[...] = part[name].reshape(rows.shape)

    def _closed(self, tables: Tables) -> dict[str, Any]:
        # Where nobody sold, or no line names a supplier, no partition has told of them.
        tables = {name: self._table(name) for name in ("earned_fen", *self._read)} | tables
        segment = {name: table.reshape(1, self._agents, _WIDTH) for name, table in tables.items() if _TABLES.get(name) == _WIDTH}
        reading = self._initial_reading()
        closed = self._rulebook.month_close_columns(
            sponsor=self._sponsor,
            upline=self._upline.reshape(1, self._agents, _ABOVE),
            reading=reading,
            **(tables | segment),
            segments=1,
            above=_ABOVE,
            width=_WIDTH,
        )
        return closed.columns() | {"reading": reading}

    def _initial_reading(self) -> Any:
        if self._readings == 0:
            return None
        shape = (self._agents, self._readings)
        if self._reading is None:
            return _numpy().full(shape, NOTHING["q"], dtype="int64")
        return self._reading.reshape(shape).copy()

    def _told(self, closed: dict[str, Any]) -> Iterator[Any]:
        pyarrow = _frames.arrow()
        names = [field.split()[0] for field in self.CLOSED.split(", ")[1:-1]]
        for first in range(0, self._agents, _ROWS):
            last = min(first + _ROWS, self._agents)
            columns = {"agent": pyarrow.array(_numpy().arange(first, last))}
            columns |= {name: pyarrow.array(closed[name][first:last]) for name in names}
            yield pyarrow.RecordBatch.from_pydict(columns | {"reading": _reading(closed["reading"], first, last)})


def _reading(reading: Any, first: int, last: int) -> Any:
    """The readings of some agents, a list each; nothing is null."""
    pyarrow = _frames.arrow()
    if reading is None:
        return pyarrow.nulls(last - first, pyarrow.list_(pyarrow.int64()))
    cells = reading[first:last].reshape(-1)
    return _frames.lists(pyarrow.array(cells, mask=cells == NOTHING["q"]), last - first)


def _row(number: int, tables: Tables, refused: int) -> Any:
    """A row of `SUMS`."""
    pyarrow = _frames.arrow()
    columns = {"range": pyarrow.array([number], pyarrow.int32())}
    for name in (*_TABLES, *_SUPPLIER_TABLES, "totals_fen"):
        cells = pyarrow.list_(pyarrow.int64())
        columns[name] = _frames.lists(pyarrow.array(tables[name].reshape(-1)), 1) if name in tables else pyarrow.nulls(1, cells)
    columns["refused"] = pyarrow.array([refused], pyarrow.int64())
    return pyarrow.RecordBatch.from_pydict(columns)


def _rows_of(batches: Iterable[Any]) -> Iterator[tuple[int, Tables, int]]:
    """The range, the tables and the refused lines of each row of `SUMS`."""
    names = (*_TABLES, *_SUPPLIER_TABLES, "totals_fen")
    for batch in batches:
        for place in range(batch.num_rows):
            lists = ((name, batch.column(name)[place].values) for name in names)
            tables = {name: cells.to_numpy() for name, cells in lists if cells is not None}
            yield batch.column("range")[place].as_py(), tables, batch.column("refused")[place].as_py()


def _numpy() -> Any:
    return importlib.import_module("numpy")
