"""`siyu.spark` as an engine uses it: batches of Arrow, functions that were pickled, partitions cut anywhere."""

from __future__ import annotations

import pickle
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import numpy
import pyarrow
import pytest

import siyu.spark
from siyu import Rulebook, _frames
from siyu.columns import code_name
from siyu.spark import Month, RowOperation, Rows

AGENTS = 50
SUPPLIERS = 3
NOBODY = 2**32 - 1


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    keep = {"metric": "own_net_sales", "at_least": "500.00"}
    return Rulebook.parse(
        {
            "name": "shop",
            "version": "1",
            "effective_from": date(2026, 1, 1),
            "agent": {
                "tiers": [{"id": "bronze", "keep": keep}, {"id": "silver", "reach": {"metric": "orders", "at_least": 40}, "keep": keep}],
                "assessment": {"protect": 0, "grace": 0, "clear_grace": 0},
            },
            "commission": {
                "residual": "house",
                "levels": 2,
                "mode": "by_tier",
                "roles": {"direct": {"by_tier": {"bronze": "5%", "silver": "8%"}}, "sponsor": {"rate": "3%"}, "sponsor_2": {"rate": "1%"}},
            },
            "vip": {"levels": [{"id": "gold", "top_up": 3000, "factor": "9折"}, {"id": "black", "top_up": 5000, "factor": "8折"}]},
        }
    )


def tree() -> tuple[Any, Any]:
    chance = random.Random(1)
    sponsor = numpy.array([NOBODY if at < 3 else chance.randrange(at) for at in range(AGENTS)], dtype="uint32")
    return sponsor, numpy.array([chance.randrange(2) for _ in range(AGENTS)], dtype="uint8")


def lines(count: int) -> pyarrow.Table:
    """As Spark has them: integers with a sign, nulls, and the order's number along."""
    chance = random.Random(2)
    paid = [chance.randint(100, 40_000) for _ in range(count)]
    cost = [chance.choice([None, amount // 2]) for amount in paid]
    return pyarrow.table(
        {
            "order": pyarrow.array(range(count), pyarrow.int64()),
            "agent": pyarrow.array([chance.choice([None, chance.randrange(AGENTS)]) for _ in paid], pyarrow.int32()),
            "paid_fen": pyarrow.array(paid, pyarrow.int64()),
            "returned_fen": pyarrow.array([chance.choice([None, 0, amount // 3, amount]) for amount in paid], pyarrow.int64()),
            "cost_fen": pyarrow.array(cost, pyarrow.int64()),
            "supplier": pyarrow.array([None if one is None else chance.randrange(SUPPLIERS) for one in cost], pyarrow.int16()),
        }
    )


Function = Callable[[Iterable[Any]], Iterable[Any]]


def sent(function: Function, batches: Iterable[Any]) -> list[Any]:
    """What an executor gives that got the function from the driver."""
    return list(pickle.loads(pickle.dumps(function))(iter(batches)))


def partitions(table: pyarrow.Table, count: int) -> list[list[Any]]:
    """The rows of a table, dealt out at random in batches of any size."""
    chance = random.Random(count)
    dealt: list[list[Any]] = [[] for _ in range(count)]
    first = 0
    while first < len(table):
        rows = chance.randint(1, 40)
        dealt[chance.randrange(count)] += table.slice(first, rows).combine_chunks().to_batches()
        first += rows
    return dealt


def merged(month: Month, table: pyarrow.Table, count: int, mergers: int) -> list[Any]:
    sums = [batch for part in partitions(table, count) for batch in sent(month.absorb, part)]
    by_range = [[batch for batch in sums if batch["range"][0].as_py() % mergers == at] for at in range(mergers)]
    return [batch for part in by_range for batch in sent(month.merge, part)]


def told(batches: Iterable[Any]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = pyarrow.Table.from_batches(batches).to_pydict()
    return columns


def on_one_machine(rulebook: Rulebook, table: pyarrow.Table) -> tuple[Any, Any, Any]:
    """The month through the columns, in one piece."""
    sponsor, tier = tree()
    chains = rulebook.month_chains_columns(sponsor=sponsor, tier=tier, above=2)
    tables: dict[str, Any] = {name: numpy.zeros((AGENTS, 4), "int64") for name in ("earned_fen", "clawed_back_fen")}
    tables |= {name: numpy.zeros(AGENTS, "int64") for name in ("supplied_fen", "orders_sold")}
    suppliers: dict[str, Any] = {name: numpy.zeros(SUPPLIERS, "int64") for name in ("supplier_earned_fen", "supplier_clawed_back_fen")}
    totals = numpy.zeros(9, "int64")
    given = {name: table[name].combine_chunks() for name in table.column_names if name != "order"}
    given["agent"] = given["agent"].cast("uint32")
    given["supplier"] = given["supplier"].cast("uint32")
    absorbed = rulebook.month_absorb_columns(
        **given, **tables, **suppliers, totals_fen=totals, class_=chains.class_, sponsor=sponsor, upline=chains.upline
    )
    reading = numpy.full((AGENTS, 2), -(2**63), "int64")
    closed = rulebook.month_close_columns(
        sponsor=sponsor,
        upline=chains.upline.reshape(1, AGENTS, 2),
        earned_fen=tables["earned_fen"].reshape(1, AGENTS, 4),
        clawed_back_fen=tables["clawed_back_fen"].reshape(1, AGENTS, 4),
        supplied_fen=tables["supplied_fen"],
        orders_sold=tables["orders_sold"],
        totals_fen=totals,
        reading=reading,
    )
    return closed.columns(), suppliers | {"totals_fen": totals}, absorbed


@pytest.mark.parametrize(("parts", "mergers", "range_size"), [(1, 1, 4096), (4, 2, 7), (9, 3, 1), (3, 1, AGENTS)])
def test_a_month_in_pieces_is_the_month(rulebook: Rulebook, parts: int, mergers: int, range_size: int) -> None:
    table = lines(3000)
    month = Month(rulebook, *tree(), suppliers=SUPPLIERS, keep=["order"], range_size=range_size)
    sums = merged(month, table, parts, mergers)
    expected, of_all, absorbed = on_one_machine(rulebook, table)
    assert absorbed.refused == 0
    closed = told(sent(month.close, sums))
    assert closed.pop("agent") == list(range(AGENTS))
    assert closed == {name: column.tolist() for name, column in expected.items()}
    (row,) = (batch.to_pylist()[0] for batch in sums if batch["range"][0].as_py() == -1)
    assert {name: row[name] for name in of_all} == {name: column.tolist() for name, column in of_all.items()}
    assert row["refused"] == 0 and [name for name in row if row[name] is None] == list(row)[1:5]


def test_the_schemas_are_those_of_the_rows(rulebook: Rulebook) -> None:
    month = Month(rulebook, *tree(), suppliers=SUPPLIERS, keep=["order"])
    sums = merged(month, lines(10), 1, 1)
    for batch, schema in ((sums[0], Month.SUMS), (sent(month.close, sums)[0], Month.CLOSED)):
        assert ddl(batch.schema) == schema


def ddl(schema: Any) -> str:
    """The schema of Arrow in Spark's words."""
    words = {"int64": "bigint", "int32": "int", "int16": "smallint", "date32[day]": "date"}

    def word(kind: Any) -> str:
        return f"array<{word(kind.value_type)}>" if pyarrow.types.is_list(kind) else words[str(kind)]

    return ", ".join(f"{field.name} {word(field.type)}" for field in schema)


def test_lines_that_are_refused_end_the_job_or_are_counted_and_listed(rulebook: Rulebook) -> None:
    table = lines(300)
    spoilt = [None if at not in (17, 203) else at for at in range(300)]
    paid = pyarrow.array([-1 if at is not None else amount for at, amount in zip(spoilt, table["paid_fen"].to_pylist(), strict=True)])
    table = table.set_column(2, "paid_fen", paid)
    month = Month(rulebook, *tree(), suppliers=SUPPLIERS, keep=["order"])
    with pytest.raises(ValueError, match=r"1 lines of a batch are refused, the first with `\w+`: \{'order': 17, .*'paid_fen': -1"):
        merged(month, table, 3, 1)
    counting = Month(rulebook, *tree(), suppliers=SUPPLIERS, keep=["order"], refused="count")
    sums = merged(counting, table, 3, 1)
    assert sum(batch["refused"][0].as_py() for batch in sums) == 2
    expected, _, absorbed = on_one_machine(rulebook, table)
    assert told(sent(counting.close, sums))["direct_fen"] == expected["direct_fen"].tolist()
    listed = told(sent(counting.refusals, [batch for part in partitions(table, 3) for batch in part]))
    assert sorted(zip(listed["order"], listed["code"], strict=True)) == [(at, code_name(absorbed.code[at])) for at in (17, 203)]


def test_a_month_without_lines_closes_with_nothing_sold(rulebook: Rulebook) -> None:
    month = Month(rulebook, *tree())
    sums = sent(month.merge, [*sent(month.absorb, []), *sent(month.absorb, lines(0).drop(["order"]).to_batches())])
    closed = told(sent(month.close, sums))
    assert closed["own_net_sales_fen"] == [0] * AGENTS and closed["reading"] == [[0, 0]] * AGENTS
    assert sent(month.close, []) == []


def test_sums_that_are_not_together_are_refused(rulebook: Rulebook) -> None:
    month = Month(rulebook, *tree(), suppliers=SUPPLIERS, keep=["order"], range_size=10)
    sums = sent(month.absorb, lines(500).to_batches())
    with pytest.raises(ValueError, match="range 0 come twice: merge them first"):
        list(month.close([*sums, *sums]))
    with pytest.raises(ValueError, match=r"\.repartition\(1\)"):
        list(month.close([batch for batch in sums if batch["range"][0].as_py() != -1]))
    other = Month(rulebook, *tree(), suppliers=SUPPLIERS, keep=["order"], range_size=11)
    with pytest.raises(ValueError, match="made by another month"):
        list(other.close(sums))


def test_a_column_that_nobody_knows_is_refused(rulebook: Rulebook) -> None:
    month = Month(rulebook, *tree())
    batch = pyarrow.RecordBatch.from_pydict({"agent": [1], "paid_fen": [100], "refunded_fen": [1]})
    with pytest.raises(ValueError, match="`refunded_fen` is no column of `month_absorb`.*returned_fen"):
        list(month.absorb([batch]))
    with pytest.raises(ValueError, match="`class` is no column"):
        list(month.absorb([pyarrow.RecordBatch.from_pydict({"agent": [1], "paid_fen": [100], "class": [1]})]))
    with pytest.raises(ValueError, match="the column `agent` is of uint32: integer value -1 "):
        list(month.absorb([pyarrow.RecordBatch.from_pydict({"agent": [-1], "paid_fen": [100]})]))


def test_prices_are_those_of_the_columns(rulebook: Rulebook) -> None:
    chance = random.Random(3)
    level = [chance.choice([None, 0, 1]) for _ in range(1000)]
    amounts = [chance.choice([-1, chance.randint(0, 100_000)]) for _ in range(1000)]
    days = [date(2026, 11, 1 + at % 30) for at in range(1000)]
    table = pyarrow.table({"order": range(1000), "on_day": days, "list_fen": amounts, "level": pyarrow.array(level, pyarrow.int32())})
    price = Rows(rulebook, "vip_price", keep=["order", "on_day"], wanted=["level_fen", "birthday_day"])
    assert price.schema == "payable_fen bigint, level_fen bigint, birthday_day date, code int"
    batches = sent(price, table.to_batches(max_chunksize=64))
    assert ddl(batches[0].schema) == "order bigint, on_day date, " + price.schema
    found = told(batches)
    expected = rulebook.vip_price_columns(on_day=pyarrow.array(days), list_fen=amounts, level=level)
    assert found["order"] == list(range(1000)) and found["on_day"] == days
    assert found["code"] == expected.code.tolist() and found["birthday_day"] == [None] * 1000
    for name in ("payable_fen", "level_fen"):
        column = getattr(expected, name).tolist()
        assert found[name] == [None if code else fen for fen, code in zip(column, found["code"], strict=True)]
    assert found["code"].count(0) == sum(amount >= 0 for amount in amounts) < 1000


class Frame:
    """What the front page needs of a frame of Spark."""

    def __init__(self, table: pyarrow.Table) -> None:
        self.table = table

    def mapInArrow(self, function: Function, schema: str) -> pyarrow.Table:  # noqa: N802 - as Spark has it
        made = pyarrow.Table.from_batches(sent(function, self.table.to_batches()))
        assert ddl(made.schema) == schema
        return made


def test_the_front_page_runs(rulebook: Rulebook) -> None:
    page = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(price = siyu\.spark.*?)^```", page, re.MULTILINE | re.DOTALL)
    orders = {"order": [7, 8], "on_day": [date(2026, 11, 21)] * 2, "list_fen": [1000, 2000], "level": [0, None]}
    names: dict[str, Any] = {"siyu": siyu, "rulebook": rulebook, "orders": Frame(pyarrow.table(orders))}
    exec(block, names)
    assert names["priced"].to_pydict() == {"order": [7, 8], "payable_fen": [900, 2000], "code": [0, 0]}


def test_tables_are_columns_of_lists(rulebook: Rulebook) -> None:
    paid = [10_000, 20_000, 30_000]
    chain = [[1, 0], [0, None], [None, None]]
    table = pyarrow.table({"paid_fen": paid, "chain_tier": pyarrow.array(chain, pyarrow.list_(pyarrow.int16()))})
    split = Rows(rulebook, "commission_split")
    found = told(sent(split, table.to_batches()))
    assert split.schema == "chain_fen array<bigint>, residual_fen bigint, code int"
    assert found["chain_fen"] == rulebook.commission_split_columns(paid_fen=paid, chain_tier=chain, wanted=[]).chain_fen.tolist()
    parts = {"part_role": numpy.array([1, 2, 6], "uint8")}
    taken = Rows(rulebook, "commission_clawback", wanted=["left_fen"], **parts)
    claims = pyarrow.table({"paid_fen": [1000], "part_fen": [[50, 30, 920]], "refund_fen": [100]})
    assert told(sent(taken, claims.to_batches())) == {"taken_fen": [[5, 3, 92]], "left_fen": [900], "code": [0]}


def test_top_ups_are_lists_of_any_length(rulebook: Rulebook) -> None:
    tops = [[(date(2026, 5, 1), 300_000)], [], [(date(2026, 3, 1), 100_000), (date(2026, 4, 1), 450_000)]]
    table = pyarrow.table(
        {
            "as_of_day": [date(2026, 11, 21)] * 3,
            "first_purchase_day": [date(2026, 1, 1)] * 3,
            "top_up_count": pyarrow.array([len(one) for one in tops], pyarrow.int32()),
            "top_up_day": pyarrow.array([[day for day, _ in one] for one in tops], pyarrow.list_(pyarrow.date32())),
            "top_up_fen": pyarrow.array([[fen for _, fen in one] for one in tops], pyarrow.list_(pyarrow.int64())),
        }
    )
    found = told(sent(Rows(rulebook, "vip_level", wanted=["since_day"]), table.to_batches()))
    assert found["level"] == [0, None, 1] and found["since_day"] == [date(2026, 5, 1), None, date(2026, 4, 1)]


def test_every_operation_over_rows_has_its_word() -> None:
    words = [operation.operation for operation in _frames.batches() if _frames.is_over_rows(operation)]
    assert sorted(words) == sorted(get_args(RowOperation))


def test_what_fits_no_column_is_refused(rulebook: Rulebook) -> None:
    with pytest.raises(ValueError, match=r"`month_absorb` is no operation over rows; `siyu\.spark\.Month`"):
        Rows(rulebook, "month_absorb")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="`vip_prices` has no columns: expected one of agent_admit"):
        Rows(rulebook, "vip_prices")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="`payable` cannot be wanted of `vip_price`: expected one of level_fen"):
        Rows(rulebook, "vip_price", wanted=["payable"])
    split = Rows(rulebook, "commission_split")
    with pytest.raises(ValueError, match="`chain_tier` has lists of different lengths"):
        list(split([pyarrow.RecordBatch.from_pydict({"paid_fen": [1, 2], "chain_tier": [[0], [0, 1]]})]))
    with pytest.raises(ValueError, match="`chain_tier` has a null instead of a list"):
        list(split([pyarrow.RecordBatch.from_pydict({"paid_fen": [1, 2], "chain_tier": [[0], None]})]))
    with pytest.raises(ValueError, match="`0` agents make no range"):
        Month(rulebook, *tree(), range_size=0)


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    heavy = "[name for name in ('pyspark', 'pyarrow', 'numpy') if name in sys.modules]"
    program = f"import sys, siyu; assert 'siyu.spark' not in sys.modules; import siyu.spark; print({heavy})"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
