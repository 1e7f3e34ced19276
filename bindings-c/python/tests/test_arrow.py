"""Results as Arrow: what pyarrow, Polars, pandas and DuckDB make of them, and what becomes of the memory."""

from __future__ import annotations

import copy
import gc
import os
import pickle
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest

from siyu import Rulebook, _library, inputs
from siyu.columns import ColumnOperations, Results, Table, VipPriceColumns, zeros

RULES: inputs.rulebook.Rulebook = {
    "name": "shop",
    "version": "1",
    "effective_from": date(2026, 1, 1),
    "agent": {"tiers": [{"id": "t0"}, {"id": "t1"}]},
    "commission": {"residual": "house", "roles": {"direct": {"rate": "12%"}, "sponsor": {"rate": "3%"}}},
    "vip": {
        "levels": [
            {"id": "gold", "top_up": Decimal(3000), "factor": "9.5折"},
            {"id": "platinum", "top_up": Decimal(4000), "factor": "9折"},
        ],
        "birthday": {"factor": "8.8折", "mode": "multiply", "window": "day"},
    },
}
TODAY = (date(2026, 11, 21) - date(1970, 1, 1)).days


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return Rulebook.parse(RULES)


def priced(rulebook: Rulebook, rows: int = 3, **given: Any) -> VipPriceColumns:
    """Of every three customers the first is gold and has a birthday, the second is no VIP, and the third is refused."""
    places = range(rows)
    return rulebook.vip_price_columns(
        on_day=[TODAY] * rows,
        list_fen=[-1 if place % 3 == 2 else 10_000 + place for place in places],
        level=[0 if place % 3 == 0 else None for place in places],
        born_day=[TODAY - 9496 if place % 3 == 0 else None for place in places],
        **given,
    )


def test_a_batch_of_results_is_a_table_of_arrow(rulebook: Rulebook) -> None:
    results = priced(rulebook)
    batch = pyarrow.record_batch(results)
    batch.validate(full=True)
    assert batch.schema.names == list(results.columns())
    assert batch.schema.field("birthday_day").type == pyarrow.date32()
    assert batch.schema.field("payable_fen").type == pyarrow.int64()
    assert batch.schema.field("code").type == pyarrow.uint16()
    assert batch["payable_fen"].to_pylist() == [*results.payable_fen.tolist()[:2], None]
    assert batch["birthday_day"].to_pylist() == [date(2026, 11, 21), None, None]
    assert (batch["birthday_day"].null_count, batch["payable_fen"].null_count, batch["code"].null_count) == (2, 1, 0)
    assert batch["code"].to_pylist() == results.code.tolist()
    assert pyarrow.schema(results) == batch.schema


@pytest.mark.parametrize("rows", [0, 1, 7, 8, 9, 64, 1000])
def test_what_means_nothing_is_null_and_all_else_is_not(rulebook: Rulebook, rows: int) -> None:
    results = priced(rulebook, rows)
    batch = pyarrow.record_batch(results)
    batch.validate(full=True)
    assert batch.num_rows == rows
    days = batch["birthday_day"].cast(pyarrow.int32()).to_pylist()
    codes = results.code.tolist()
    assert batch["code"].to_pylist() == codes
    assert days == [None if day == -(2**31) or code else day for day, code in zip(results.birthday_day.tolist(), codes, strict=True)]
    assert batch["payable_fen"].to_pylist() == [None if code else fen for fen, code in zip(results.payable_fen.tolist(), codes, strict=True)]


def test_a_table_of_cells_is_a_list_in_each_row(rulebook: Rulebook) -> None:
    split = rulebook.commission_split_columns(
        paid_fen=[1999, 100, -1], chain_tier=[[0, 0], [0, None], [0, 0]], members=0, pools=0
    )
    batch = pyarrow.record_batch(split)
    batch.validate(full=True)
    assert batch.schema.field("chain_fen").type == pyarrow.list_(pyarrow.int64(), 2)
    assert batch["chain_fen"].to_pylist() == [[239, 59], [12, 0], None]
    assert split.chain_fen.tolist() == [[239, 59], [12, 0], [0, 0]]
    assert batch["member_fen"].to_pylist() == [[], [], None]
    chains = rulebook.month_chains_columns(sponsor=[None, 0, 1], tier=[0, 0, 1], above=2)
    uplines = pyarrow.record_batch(chains)
    uplines.validate(full=True)
    assert uplines["upline"].to_pylist() == [[None, None], [0, None], [1, None]]


def test_results_are_taken_by_every_library(rulebook: Rulebook) -> None:
    results = priced(rulebook)
    payable = [*results.payable_fen.tolist()[:2], None]
    assert pyarrow.table(results)["payable_fen"].to_pylist() == payable
    frame = polars.DataFrame(results)
    assert frame["payable_fen"].to_list() == payable
    assert frame["birthday_day"].to_list() == [date(2026, 11, 21), None, None]
    assert pandas.DataFrame.from_arrow(results)["payable_fen"].tolist()[:2] == payable[:2]
    told = duckdb.sql("SELECT sum(payable_fen), count(birthday_day), count(*) FROM results")
    assert told is not None
    assert told.fetchall() == [(sum(payable[:2]), 1, 3)]


def test_integers_are_not_copied_unless_they_lie_in_memory_of_ones_own(rulebook: Rulebook) -> None:
    results = priced(rulebook)
    for batch in (pyarrow.record_batch(results), pyarrow.table(results).to_batches()[0]):
        assert batch["payable_fen"].buffers()[1].address == results.payable_fen.ctypes.data
    own = numpy.zeros(3, dtype="int64")
    batch = pyarrow.record_batch(priced(rulebook, out={"payable_fen": own}))
    told = own.tolist()
    own[:] = 0
    assert batch["payable_fen"].to_pylist() == [*told[:2], None]


def test_a_stream_ends_after_its_batch_and_tells_its_schema_again(rulebook: Rulebook) -> None:
    results = priced(rulebook)
    reader = pyarrow.RecordBatchReader.from_stream(results)
    assert reader.schema == pyarrow.schema(results)
    assert [batch.num_rows for batch in reader] == [3]
    assert len(pyarrow.RecordBatchReader.from_stream(results).read_all()) == 3


def test_what_only_adds_to_columns_is_no_table(rulebook: Rulebook) -> None:
    tables: dict[str, Any] = {"earned_fen": numpy.zeros((1, 4), dtype="int64"), "totals_fen": numpy.zeros(9, dtype="int64")}
    merged = rulebook.month_merge_columns(**tables, other_earned_fen=tables["earned_fen"].copy(), other_totals_fen=tables["totals_fen"].copy())
    assert isinstance(merged, Results)
    assert not isinstance(merged, Table)


def test_arrays_live_on_without_their_results(rulebook: Rulebook) -> None:
    def kept() -> tuple[Any, Any, list[int]]:
        results = priced(rulebook, 3000)
        batch = pyarrow.record_batch(results)
        return batch, results.payable_fen, batch["payable_fen"].to_pylist()

    batch, column, told = kept()
    gc.collect()
    numpy.zeros(10**6)
    batch.validate(full=True)
    assert batch["payable_fen"].to_pylist() == told
    assert column[:2].tolist() == told[:2]
    # The last owner may be a child of the batch, and a slice of that.
    child = batch["payable_fen"].slice(2990)
    del batch, column
    gc.collect()
    assert child.to_pylist() == told[2990:]


def test_results_travel(rulebook: Rulebook) -> None:
    results = priced(rulebook)
    expected = pyarrow.record_batch(results)
    for other in (pickle.loads(pickle.dumps(results)), copy.deepcopy(results), copy.copy(results)):
        assert pyarrow.record_batch(other).equals(expected)


def resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as sizes:
        return int(sizes.read().split()[1]) * resource.getpagesize()


def ways(rulebook: Rulebook) -> dict[str, Callable[[], object]]:
    on_day, list_fen = numpy.full(2000, TODAY, dtype="int32"), numpy.full(2000, 100, dtype="int64")
    own = {"payable_fen": numpy.zeros(2000, dtype="int64")}

    def fresh(**out: Any) -> VipPriceColumns:
        return rulebook.vip_price_columns(on_day=on_day, list_fen=list_fen, **out)

    same = fresh()

    def many_schemas() -> None:
        # They are small.
        for _ in range(200):
            same.__arrow_c_schema__()

    return {
        "never asked for": fresh,
        "consumed": lambda: pyarrow.record_batch(fresh()),
        "capsules that nobody consumes": lambda: fresh().__arrow_c_array__(),
        "schemas that nobody consumes": many_schemas,
        "a stream that nobody consumes": lambda: fresh().__arrow_c_stream__(),
        "a stream of which only the schema is read": lambda: pyarrow.RecordBatchReader.from_stream(fresh()).schema,
        "copied": lambda: pyarrow.record_batch(fresh(out=own)),
        "a child kept alone": lambda: pyarrow.record_batch(fresh())["code"],
    }


def test_no_memory_is_leaked(rulebook: Rulebook) -> None:
    for name, way in ways(rulebook).items():
        for _ in range(20):
            way()
        gc.collect()
        before, owned = resident(), pyarrow.total_allocated_bytes()
        # A leak of each would come to more than 15 MB.
        for _ in range(150):
            way()
        gc.collect()
        assert resident() - before < 8_000_000, name
        assert pyarrow.total_allocated_bytes() == owned, name


def test_arrays_are_released_in_any_thread(rulebook: Rulebook) -> None:
    def sum_of(batch: Any) -> int:
        return sum(fen or 0 for fen in batch["payable_fen"].to_pylist())

    told = sum(priced(rulebook, 300).payable_fen.tolist())
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _: sum_of(pyarrow.record_batch(priced(rulebook, 300))), range(200))) == {told}
        # Made here, and let go of there.
        made = [pyarrow.record_batch(priced(rulebook, 300)) for _ in range(100)]
        assert [threads.submit(sum_of, made.pop()).result() for _ in range(100)] == [told] * 100


def test_a_child_process_has_its_own(rulebook: Rulebook) -> None:
    results = priced(rulebook)
    batch = pyarrow.record_batch(results)
    told = batch["payable_fen"].to_pylist()
    child = os.fork()
    if child == 0:
        same = batch["payable_fen"].to_pylist() == told and pyarrow.record_batch(results).equals(batch)
        del batch, results
        gc.collect()
        os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    batch.validate(full=True)
    assert batch["payable_fen"].to_pylist() == told


@pytest.mark.parametrize(
    "last",
    [
        "builtins.kept = pyarrow.record_batch(results)",
        "builtins.kept = results.__arrow_c_array__()",
        "builtins.kept = results.__arrow_c_stream__()",
        "cycle = [results.__arrow_c_array__()]; cycle.append(cycle)",
        "sys.modules['kept'] = results.__arrow_c_stream__(); sys.modules['siyu'] = sys.modules['siyu._export'] = None",
    ],
)
def test_the_end_of_the_interpreter_is_no_trouble(last: str) -> None:
    program = (
        "import builtins, sys, pyarrow; from siyu import Rulebook\n"
        "rules = {'name': 's', 'version': '1', 'effective_from': '2026-01-01', 'vip': {'levels': [{'id': 'g', 'top_up': '1', 'factor': '9折'}]}}\n"
        "results = Rulebook.parse(rules).vip_price_columns(on_day=[1], list_fen=[100], level=[0])\n"
        f"{last}\n"
    )
    ended = subprocess.run([sys.executable, "-X", "dev", "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def through_c(rulebook: Rulebook, operation: str, *tables: Any) -> Any:
    """What the C function over Arrow's arrays gives to batches of pyarrow's, which are handed to it as pyarrow exports them."""

    def call(*given: Any) -> Any:
        *rest, out, schema, error = given
        return _library.lib.siyu_arrow_columns(*rest, out, schema, _library.ffi.NULL, error)

    (told,) = called(rulebook, operation, tables, 1, call)
    return told


def tables_through_c(rulebook: Rulebook, operation: str, *tables: Any, results: int) -> list[Any]:
    """The same for an operation that adds to columns."""

    def call(*given: Any) -> Any:
        *rest, out, schema, error = given
        return _library.lib.siyu_arrow_tables(*rest, results, out, schema, _library.ffi.NULL, error)

    return called(rulebook, operation, tables, results, call)


def called(rulebook: Rulebook, operation: str, tables: Sequence[Any], results: int, call: Callable[..., Any]) -> list[Any]:
    ffi, lib = _library.ffi, _library.lib
    arrays, schemas = ffi.new("struct ArrowArray[]", len(tables)), ffi.new("struct ArrowSchema[]", len(tables))

    def address(pointer: Any) -> int:
        return int(ffi.cast("uintptr_t", pointer))

    for place, table in enumerate(tables):
        table._export_to_c(address(arrays + place), address(schemas + place))
    out, schema, error = ffi.new("struct ArrowArray *[]", results), ffi.new("struct ArrowSchema *[]", results), ffi.new("siyu_error **")
    pointers = ffi.new("struct ArrowArray *[]", [arrays + place for place in range(len(tables))])
    types = ffi.new("struct ArrowSchema *[]", [schemas + place for place in range(len(tables))])
    name = operation.encode()
    status = call(rulebook._opened().pointer, name, len(name), len(tables), pointers, types, out, schema, error)
    for place in range(len(tables)):
        arrays[place].release(arrays + place)
        schemas[place].release(schemas + place)
    assert status == 0, ffi.string(lib.siyu_error_message(error[0], 0))
    found = []
    for place in range(results):
        told = pyarrow.RecordBatch._import_from_c(address(out[place]), address(schema[place]))
        lib.siyu_arrow_array_free(out[place])
        lib.siyu_arrow_schema_free(schema[place])
        told.validate(full=True)
        found.append(told)
    return found


def test_a_month_is_absorbed_in_arrow_alone() -> None:
    rules: Any = {
        "name": "shop", "version": "1", "effective_from": date(2026, 1, 1),
        "agent": {"tiers": [{"id": "bronze", "keep": {"metric": "own_net_sales", "at_least": Decimal(10)}}]},
        "commission": {"residual": "house", "roles": {"direct": {"rate": "12%"}, "sponsor": {"rate": "3%"}}},
    }  # fmt: skip
    rulebook = Rulebook.parse(rules)
    sponsor = pyarrow.array([None, 0, 1, 1], pyarrow.uint32())
    chains = rulebook.month_chains_columns(sponsor=sponsor, tier=[0] * 4, wanted=[])
    agents = pyarrow.record_batch({"sponsor": sponsor, "class": pyarrow.array(chains.class_)})
    # Nothing was added yet: a null is 0 where it is added to.
    sums = [
        pyarrow.record_batch({"earned_fen": pyarrow.array([[0] * 4, [None] * 4, None, [0] * 4], pyarrow.list_(pyarrow.int64(), 4))}),
        pyarrow.record_batch({"totals_fen": pyarrow.array([0] * 9, pyarrow.int64())}),
    ]
    earned, totals = zeros((4, 4)), zeros(9)
    for chunk in range(3):
        orders = pyarrow.record_batch({
            "agent": pyarrow.array([3, 2, None, 0, 1], pyarrow.uint32()),
            "paid_fen": pyarrow.array([1999 + chunk, 100, 7, -5, 40_000], pyarrow.int64()),
        })  # fmt: skip
        of_agents, of_suppliers, all_together, codes = tables_through_c(rulebook, "month_absorb", orders, agents, *sums, results=4)
        told = rulebook.month_absorb_columns(
            **{name: orders[name] for name in orders.schema.names},
            class_=chains.class_,
            sponsor=sponsor,
            earned_fen=earned,
            totals_fen=totals,
        )
        assert of_suppliers.num_columns == 0
        assert of_agents["earned_fen"].to_pylist() == earned.tolist() and all_together["totals_fen"].to_pylist() == totals.tolist()
        assert codes["code"].to_pylist() == told.code.tolist()
        sums = [of_agents, all_together]
    assert earned.any()
    reading = pyarrow.record_batch({"reading": pyarrow.array([[0]] * 4, pyarrow.list_(pyarrow.int64(), 1))})
    sponsors = pyarrow.record_batch({"sponsor": sponsor})
    segment = pyarrow.record_batch({"earned_fen": pyarrow.array([sum(earned.tolist(), [])], pyarrow.list_(pyarrow.int64(), 16))})
    (closed,) = tables_through_c(rulebook, "month_close", sponsors, segment, sums[1], reading, results=1)
    own = zeros((4, 1))
    same = rulebook.month_close_columns(sponsor=sponsor, earned_fen=earned.reshape(1, 4, 4), totals_fen=totals, reading=own)
    assert closed["reading"].to_pylist() == own.tolist() and closed["indirect_fen"].to_pylist() == same.indirect_fen.tolist()


@pytest.mark.parametrize(("start", "rows"), [(0, 100), (0, 0), (1, 8), (3, 61), (13, 80)])
def test_c_runs_over_what_pyarrow_exports(rulebook: Rulebook, start: int, rows: int) -> None:
    places = range(100)
    given = pyarrow.record_batch({
        "on_day": pyarrow.array([date(2026, 11, 21)] * 100),
        "list_fen": pyarrow.array([None if place % 11 == 5 else place * 100 - 50 for place in places], pyarrow.int64()),
        "level": pyarrow.array([None if place % 3 == 1 else place % 2 for place in places], pyarrow.uint8()),
        "points": pyarrow.array([place for place in places], pyarrow.uint32()),
    })  # fmt: skip
    part = given.slice(start, rows)
    expected = pyarrow.record_batch(rulebook.vip_price_columns(**{name: part[name] for name in part.schema.names}))
    assert through_c(rulebook, "vip_price", part).equals(expected)


def test_c_runs_over_lists_and_several_tables(rulebook: Rulebook) -> None:
    parts = [[50, 10, 40], [0, 0, 7], None, [1, 2, None]]
    rows = pyarrow.record_batch({
        "paid_fen": pyarrow.array([100, 7, 5, 3], pyarrow.int64()),
        "refund_fen": pyarrow.array([33, 7, 1, 1], pyarrow.int64()),
        "part_fen": pyarrow.array(parts, pyarrow.list_(pyarrow.int64(), 3)),
    })  # fmt: skip
    roles = pyarrow.record_batch({"part_role": pyarrow.array([0, 1, 6], pyarrow.uint8())})
    for batch in (rows, rows.slice(1)):
        told = through_c(rulebook, "commission_clawback", batch, roles)
        cells = [[-(2**63) if fen is None else fen for fen in row or [None] * 3] for row in batch["part_fen"].to_pylist()]
        same = rulebook.commission_clawback_columns(
            part_role=roles["part_role"], paid_fen=batch["paid_fen"], refund_fen=batch["refund_fen"], part_fen=cells
        )
        assert told.equals(pyarrow.record_batch(same))
        assert told["taken_fen"].null_count == 2


def test_every_operation_with_results_tells_them_as_arrow() -> None:
    tables = {results._batch.operation for results in Table.__subclasses__()}
    operations = {name.removesuffix("_columns") for name in vars(ColumnOperations) if name.endswith("_columns")}
    assert operations - tables == {"month_merge", "customer_merge"}


def test_without_pyarrow_and_numpy_capsules_are_made_all_the_same() -> None:
    program = (
        "import sys; sys.modules.update(numpy=None, pyarrow=None)\n"
        "from siyu import Rulebook, _batch\n"
        "_batch._numpy = lambda: None\n"
        "rules = {'name': 's', 'version': '1', 'effective_from': '2026-01-01', 'vip': {'levels': [{'id': 'g', 'top_up': '1', 'factor': '9折'}]}}\n"
        "rulebook = Rulebook.parse(rules)\n"
        "results = rulebook.vip_price_columns(on_day=[1, 1], list_fen=[100, 200], level=[0, None])\n"
        "print(*(type(capsule).__name__ for capsule in results.__arrow_c_array__()), results.payable_fen.tolist())\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "PyCapsule PyCapsule [90, 200]"
