"""Columns: the figures of the calls, from whatever memory the integers lie in, without a copy where they fit."""

from __future__ import annotations

import array
import random
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy
import pandas
import polars
import pyarrow
import pytest

from siyu import Rulebook, SiyuError, inputs
from siyu._batch import NOTHING
from siyu.columns import ColumnOperations, Results, code_name, zeros

RULES: inputs.rulebook.Rulebook = {
    "name": "shop",
    "version": "1",
    "effective_from": date(2026, 1, 1),
    "commission": {"residual": "house", "roles": {"direct": {"rate": "12%"}}},
    "vip": {
        "levels": [
            {"id": "gold", "top_up": Decimal(3000), "factor": "9.5折"},
            {"id": "platinum", "top_up": Decimal(4000), "factor": "9折"},
        ],
        "birthday": {"factor": "8.8折", "mode": "multiply", "window": "day"},
    },
    "customer": {},
}
EPOCH = date(1970, 1, 1)
TODAY = (date(2026, 11, 21) - EPOCH).days
NOTHING_64 = NOTHING["q"]


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return Rulebook.parse(RULES)


def fen(minor: int) -> Decimal:
    return Decimal(int(minor)).scaleb(-2)


def day(number: int) -> date:
    return EPOCH + timedelta(days=int(number))


def test_prices_are_those_of_the_call(rulebook: Rulebook) -> None:
    chance = random.Random(1)
    rows = 300
    listed = [chance.choice([0, 1, 1999, chance.randrange(10**7), -1]) for _ in range(rows)]
    level = [chance.choice([0, 1, NOTHING["B"], 9]) for _ in range(rows)]
    born = [chance.choice([NOTHING["i"], (date(1990, 11, 21) - EPOCH).days, 7000]) for _ in range(rows)]
    told = rulebook.vip_price_columns(
        on_day=numpy.full(rows, TODAY, dtype="int32"),
        list_fen=numpy.array(listed),
        level=numpy.array(level, dtype="uint8"),
        born_day=numpy.array(born, dtype="int32"),
    )
    assert told.refused == sum(told.code != 0) > 0
    levels = ["gold", "platinum"]
    for row in range(rows):
        facts: Any = {"on": day(TODAY), "lines": [{"id": "1", "list": fen(listed[row])}]}
        if level[row] != NOTHING["B"]:
            facts["level"] = levels[level[row]] if level[row] < 2 else "none-such"
        if born[row] != NOTHING["i"]:
            facts["born_on"] = day(born[row])
        try:
            priced = rulebook.vip_price(facts, detail="none").outcome
        except SiyuError as error:
            assert code_name(told.code[row]) == error.code
            assert told.payable_fen[row] == 0
            continue
        assert told.code[row] == 0
        assert fen(told.payable_fen[row]) == priced.payable
        assert fen(told.level_fen[row]) == priced.lines[0].level
        assert fen(told.birthday_fen[row]) == priced.lines[0].birthday
        assert (None if told.birthday_day[row] == NOTHING["i"] else day(told.birthday_day[row])) == priced.birthday


def test_refunds_are_those_of_the_call(rulebook: Rulebook) -> None:
    chance = random.Random(2)
    roles = ["supplier", "direct", "residual"]
    rows = []
    for _ in range(300):
        paid = chance.randrange(1, 100_000)
        supplier, direct = paid // 2, paid // 7
        rows.append((paid, [supplier, direct, paid - supplier - direct], paid // 3, chance.choice([paid // 5, paid, 1])))
    told = rulebook.commission_clawback_columns(
        part_role=[0, 1, 6],
        paid_fen=[paid for paid, *_ in rows],
        part_fen=numpy.array([parts for _, parts, *_ in rows]),
        returned_fen=[returned for *_, returned, _ in rows],
        refund_fen=[refund for *_, refund in rows],
    )
    assert told.taken_fen.shape == (300, 3) and 0 < told.refused < 300
    for row, (paid, parts, returned, refund) in enumerate(rows):
        named: Any = [{"party": role, "role": role, "amount": fen(part)} for role, part in zip(roles, parts, strict=True)]
        facts: Any = {
            "line": {"line": "1", "paid": fen(paid), "parts": named},
            "refunded": {"returned": fen(returned)},
            "refund": {"amount": fen(refund)},
        }
        try:
            clawback = rulebook.commission_clawback(facts, detail="none").outcome
        except SiyuError as error:
            assert code_name(told.code[row]) == error.code
            continue
        assert [fen(part) for part in told.taken_fen[row]] == [part.amount for part in clawback.parts]
        assert fen(told.left_fen[row]) == clawback.left


def test_splits_are_those_of_the_call() -> None:
    rules: Any = {
        **RULES,
        "commission": {
            "residual": "house",
            "roles": {"direct": {"rate": "12%"}, "sponsor": {"rate": "3%"}},
            "pools": [{"id": "stars", "rate": "1%", "members": {"x": 1, "y": 2}}],
        },
    }
    rulebook = Rulebook.parse(rules)
    places = rulebook.rulebook_columns()
    members = [member for pool in places.pools for member in pool.members]
    chance = random.Random(4)
    lines = [(chance.choice([-1, 0, 1, 1999, chance.randrange(10**6)]), chance.randrange(3)) for _ in range(200)]
    told = rulebook.commission_split_columns(
        paid_fen=[paid for paid, _ in lines],
        # 254 is an agent without a tier, 255 nobody.
        chain_tier=[[254] * agents + [255] * (2 - agents) for _, agents in lines],
        members=len(members),
        pools=len(places.pools),
    )
    for row, (paid, agents) in enumerate(lines):
        chain: Any = [{"agent": agent} for agent in ("a", "b")[:agents]]
        order: Any = {"id": "o", "placed_on": day(TODAY), "chain": chain, "lines": [{"id": "1", "paid": fen(paid)}]}
        try:
            parts = rulebook.commission_split(order, detail="none").outcome.lines[0].parts
        except SiyuError as error:
            assert code_name(told.code[row]) == error.code
            continue
        amounts = {part.party: part.amount for part in parts}
        assert told.code[row] == 0
        assert [fen(amount) for amount in told.chain_fen[row][:agents]] == [amounts[agent] for agent in ("a", "b")[:agents]]
        assert [fen(amount) for amount in told.member_fen[row]] == [amounts["x"], amounts["y"]]
        assert fen(told.residual_fen[row]) == amounts["house"]


def test_what_is_optional_and_of_an_unknown_count_is_left_out(rulebook: Rulebook) -> None:
    told = rulebook.commission_split_columns(paid_fen=[1000], chain_tier=[[254]])
    assert told.member_fen is None and told.chain_fen.tolist() == [[120]]
    with pytest.raises(TypeError, match="members"):
        rulebook.commission_split_columns(paid_fen=[1000], chain_tier=[[254]], wanted=["member_fen"])


def test_assessments_are_those_of_the_call() -> None:
    rules: Any = {
        **RULES,
        "agent": {
            "tiers": [
                {"id": "bronze", "keep": {"metric": "own_net_sales", "at_least": "500.00"}},
                {"id": "silver", "reach": {"metric": "own_net_sales", "at_least": "1000.00"}, "keep": {"metric": "own_net_sales", "at_least": "800.00"}},
            ],
            "assessment": {"protect": 0, "grace": 0, "clear_grace": 0, "promotion_effective": "now"},
        },
    }
    rulebook = Rulebook.parse(rules)
    places = rulebook.rulebook_columns()
    sold = [0, 49_999, 50_000, 99_999, 100_000, 200_000]
    month = 2026 * 12
    told = rulebook.agent_assess_columns(
        tier=[0] * 6, joined_month=[month] * 6, period_month=[month] * 6, reading=[[amount] * len(places.assessment_readings) for amount in sold]
    )
    outcomes: list[str] = ["protected", "promoted", "kept", "warned", "demoted", "cleared"]
    for row, amount in enumerate(sold):
        state: Any = {"agent": "a", "tier": "bronze", "joined_on": "2026-01-01"}
        facts: Any = {"periods": [{"period": "2026-01", "own_net_sales": fen(amount)}]}
        assessed = rulebook.agent_assess({"period": "2026-01", "state": state, "facts": facts}, detail="none").outcome
        assert told.code[row] == 0 and outcomes[told.outcome[row]] == assessed.outcome
        after = None if told.tier_after[row] == 255 else places.tiers[told.tier_after[row]]
        assert after == assessed.tier_after


def test_tables_are_taken_in_their_shape_or_in_one_row(rulebook: Rulebook) -> None:
    def taken(part_fen: Any) -> list[list[int]]:
        told = rulebook.commission_clawback_columns(
            part_role=[1, 6], paid_fen=[1000, 2000, 3000], part_fen=part_fen, refund_fen=[500, 2000, 300]
        )
        rows: list[list[int]] = told.taken_fen.tolist()
        return rows

    flat = [100, 900, 200, 1800, 300, 2700]
    expected = [[50, 450], [200, 1800], [30, 270]]
    table = numpy.array(flat).reshape(3, 2)
    for part_fen in (flat, table, table.data, table.tolist(), pyarrow.array(flat), array.array("q", flat)):
        assert taken(part_fen) == expected
    for wrong in (table.reshape(2, 3), numpy.asfortranarray(table), flat[:5], [[100, 900], [200]], [[100], [900]]):
        with pytest.raises(SiyuError) as raised:
            taken(wrong)
        assert raised.value.path == "/part_fen"


def test_levels_are_those_of_the_call(rulebook: Rulebook) -> None:
    chance = random.Random(3)
    customers = [
        [(TODAY - back, chance.choice([1, 299_999, 300_000, 400_000])) for back in sorted(chance.sample(range(500), chance.randrange(4)), reverse=True)]
        for _ in range(200)
    ]
    told = rulebook.vip_level_columns(
        as_of_day=[TODAY] * 200,
        top_up_count=[len(top_ups) for top_ups in customers],
        top_up_day=[on for top_ups in customers for on, _ in top_ups],
        top_up_fen=[amount for top_ups in customers for _, amount in top_ups],
    )
    for row, top_ups in enumerate(customers):
        named: Any = [{"id": str(place), "on": day(on), "amount": fen(amount)} for place, (on, amount) in enumerate(top_ups)]
        standing = rulebook.vip_level({"as_of": day(TODAY), "top_ups": named}, detail="none").outcome
        assert told.code[row] == 0
        assert (None if told.level[row] == 255 else ["gold", "platinum"][told.level[row]]) == standing.level
        assert fen(told.counted_fen[row]) == standing.counted


def test_customers_are_those_of_the_call(rulebook: Rulebook) -> None:
    chance = random.Random(5)
    orders = [
        (chance.randrange(30), chance.randrange(0, 5_000), TODAY - chance.randrange(-5, 900)) for _ in range(300)
    ]

    def absorbed(chunk: list[tuple[int, int, int]]) -> Any:
        told = rulebook.customer_absorb_columns(
            customer=[customer for customer, _, _ in chunk],
            paid_fen=[paid for _, paid, _ in chunk],
            day=[on for _, _, on in chunk],
            as_of_day=[TODAY],
            cells=numpy.zeros(30, numpy.int64),
            last_order_day=numpy.full(30, NOTHING["i"], numpy.int32),
        )
        assert not told.code.any()
        return told

    first, second = absorbed(orders[:100]), absorbed(orders[100:])
    merged = rulebook.customer_merge_columns(
        cells=first.cells,
        last_order_day=first.last_order_day,
        other_cells=second.cells,
        other_last_order_day=second.last_order_day,
    )
    told = rulebook.customer_classify_columns(
        cells=merged.cells, last_order_day=merged.last_order_day, as_of_day=[TODAY]
    )
    customers: dict[str, Any] = {f"c{number:02}": {"orders": []} for number in range(30)}
    for place, (number, paid, on) in enumerate(orders):
        customers[f"c{number:02}"]["orders"].append({"id": str(place), "on": day(on), "paid": fen(paid)})
    for row, customer in enumerate(customers.values()):
        called = rulebook.customer_classify({"as_of": day(TODAY), "orders": customer["orders"]}, detail="none").outcome
        assert (None if told.class_[row] == 255 else "ABCD"[told.class_[row]]) == called.class_
        assert (told.orders[row], fen(told.net_sales_fen[row])) == (called.orders, called.net_sales)
        assert bool(told.dormant[row]) == called.dormant

    together = rulebook.customer_segments_columns(cells=merged.cells, bands=5, figures=4, firsts=3)
    all_called = rulebook.customer_segments({"as_of": day(TODAY), "customers": customers}, detail="none").outcome
    assert together.class_customers.tolist() == [*(one.customers for one in all_called.classes), all_called.unclassified]
    figures = all_called.concentration
    assert figures is not None
    assert together.top.tolist()[:2] == [figures.top_customers, int(figures.top_net_sales.scaleb(2))]


def price(rulebook: Rulebook, **columns: Any) -> Any:
    rows = columns.pop("rows", 3)
    given = {"on_day": [TODAY] * rows, "list_fen": [1000, 2000, 3000], **columns}
    return rulebook.vip_price_columns(**given)


INTEGERS: list[Callable[[list[int]], Any]] = [
    lambda values: values,
    tuple,
    lambda values: array.array("q", values),
    lambda values: memoryview(array.array("q", values)),
    lambda values: numpy.array(values),
    lambda values: numpy.array(values).astype("<i8"),
    lambda values: pandas.Series(values),
    lambda values: pandas.Series(values, dtype="int64[pyarrow]"),
    lambda values: pyarrow.array(values),
    lambda values: pyarrow.chunked_array([values]),
    lambda values: pyarrow.chunked_array([values[:1], [], values[1:]]),
    lambda values: pyarrow.array([7, *values, 7]).slice(1, len(values)),
    lambda values: polars.Series(values),
    lambda values: polars.concat([polars.Series(values[:2]), polars.Series(values[2:])], rechunk=False),
]


@pytest.mark.parametrize("column", INTEGERS)
def test_integers_of_every_library_are_taken(rulebook: Rulebook, column: Callable[[list[int]], Any]) -> None:
    told = price(rulebook, list_fen=column([1000, 2000, 3000]), level=[0, 1, None])
    assert told.payable_fen.tolist() == [950, 1800, 3000] and told.refused == 0


@pytest.mark.parametrize(
    "column",
    [
        lambda: pyarrow.array([1000, None, 3000]),
        lambda: pyarrow.array([None, 1000, None, 3000]).slice(1),
        lambda: pyarrow.chunked_array([[1000, None], [3000]]),
        lambda: polars.Series([1000, None, 3000]),
        lambda: pandas.Series([1000, None, 3000], dtype="int64[pyarrow]"),
        lambda: [1000, None, 3000],
    ],
)
def test_null_means_nothing(rulebook: Rulebook, column: Callable[[], Any]) -> None:
    told = price(rulebook, cost_fen=[0, 0, 0], floor_fen=column(), level=[1, 1, 1])
    expected = price(rulebook, cost_fen=[0, 0, 0], floor_fen=numpy.array([1000, NOTHING_64, 3000]), level=[1, 1, 1])
    assert told.payable_fen.tolist() == expected.payable_fen.tolist()


@pytest.mark.parametrize(
    "column",
    [
        lambda days: pyarrow.array(days, type=pyarrow.date32()),
        lambda days: polars.Series(days),
        lambda days: numpy.array(days, dtype="datetime64[D]"),
        lambda days: [(one - EPOCH).days for one in days],
    ],
)
def test_days_as_the_libraries_have_them(rulebook: Rulebook, column: Callable[[list[date]], Any]) -> None:
    days = [date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)]
    told = price(rulebook, on_day=column(days), born_day=column([date(1990, 11, 21)] * 3), level=[1, 1, 1])
    assert [discount > 0 for discount in told.birthday_fen.tolist()] == [False, True, False]


@pytest.mark.parametrize(
    ("column", "code", "repair"),
    [
        (numpy.array([10.0, 20.0, 30.0]), "number_for_decimal", "minor units"),
        (array.array("d", [10.0, 20.0, 30.0]), "number_for_decimal", "minor units"),
        ([10.0, 20, 30], "number_for_decimal", "minor units"),
        (pyarrow.array([10.0, 20.0, 30.0]), "number_for_decimal", "minor units"),
        (polars.Series([10.0, 20.0, 30.0]), "number_for_decimal", "minor units"),
        (pandas.Series([10.0, None, 30.0]), "number_for_decimal", "minor units"),
        (numpy.array([10, 20, 30], dtype="int32"), "wrong_type", "int64"),
        (numpy.array([10, 20, 30], dtype="uint64"), "wrong_type", "int64"),
        (polars.Series([10, 20, 30], dtype=polars.Int32), "wrong_type", "int64"),
        (pyarrow.array([Decimal("1.00")] * 3), "wrong_type", "int64"),
        (pyarrow.array(["a", "b", "c"]).dictionary_encode(), "wrong_type", "int64"),
        (numpy.array([10, 20, 30], dtype=">i8"), "wrong_type", "int64"),
        (numpy.arange(6)[::2], "wrong_type", "ascontiguousarray"),
        (numpy.array(["2026-11-21"] * 3, dtype="datetime64[s]"), "wrong_type", "datetime64[D]"),
        (b"123456789012345678901234", "wrong_type", "int64"),
        (object(), "wrong_type", "numpy"),
        ([10, 20, 2**63], "count_out_of_range", "int64"),
        ([10, "20", 30], "wrong_type", "int64"),
        ([10, 20], "list_length", "3 cells"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_repair(rulebook: Rulebook, column: Any, code: str, repair: str) -> None:
    with pytest.raises(SiyuError) as raised:
        price(rulebook, list_fen=column)
    assert (raised.value.code, raised.value.path) == (code, "/list_fen")
    assert repair in raised.value.repair and "list_fen" in raised.value.zh_cn.message


def test_memory_is_not_copied(rulebook: Rulebook) -> None:
    from siyu._batch import Cells, _view

    cells = Cells("list_fen", "q", "input", False, ("rows",))
    for own in (numpy.arange(1000), array.array("q", range(1000))):
        assert numpy.frombuffer(_view(own, cells)).__array_interface__["data"][0] == numpy.frombuffer(own).__array_interface__["data"][0]
    arrow = pyarrow.array(range(1000))
    assert numpy.frombuffer(_view(arrow, cells)).__array_interface__["data"][0] == arrow.buffers()[1].address
    series = polars.Series(range(1000))
    assert numpy.frombuffer(_view(series, cells)).__array_interface__["data"][0] == series.to_numpy().__array_interface__["data"][0]


def test_the_memory_of_arrow_is_given_back() -> None:
    from siyu._batch import Cells, _view

    cells = Cells("list_fen", "q", "input", False, ("rows",))
    before = pyarrow.total_allocated_bytes()
    for _ in range(20):
        chunks = pyarrow.chunked_array([range(100_000), range(100_000)])
        assert len(_view(chunks, cells)) == 200_000
        one = pyarrow.chunked_array([range(100_000)])
        view = _view(one, cells)
        del one
        assert view[99_999] == 99_999
        del view, chunks
    assert pyarrow.total_allocated_bytes() == before


def test_results_go_on_to_every_library(rulebook: Rulebook) -> None:
    told = price(rulebook, wanted=["level_fen"], level=[0, 1, None])
    assert told.birthday_fen is None and isinstance(told, Results)
    columns = told.columns()
    assert list(columns) == ["payable_fen", "level_fen", "code"]
    assert pyarrow.table(columns).column("payable_fen").to_pylist() == [950, 1800, 3000]
    assert polars.DataFrame(columns)["level_fen"].to_list() == [50, 200, 0]
    assert pandas.DataFrame(columns)["code"].tolist() == [0, 0, 0]


def test_a_frame_is_handed_in_by_name(rulebook: Rulebook) -> None:
    frame = pandas.DataFrame({"on_day": numpy.full(3, TODAY, dtype="int32"), "list_fen": [1000, 2000, 3000]})
    assert rulebook.vip_price_columns(**frame).payable_fen.tolist() == [1000, 2000, 3000]
    table: Any = polars.from_pandas(frame).to_dict()
    assert rulebook.vip_price_columns(**table).payable_fen.tolist() == [1000, 2000, 3000]


def test_results_go_into_memory_of_ones_own(rulebook: Rulebook) -> None:
    own = numpy.zeros(3, dtype="int64")
    told = price(rulebook, out={"payable_fen": own})
    assert told.payable_fen is own and own.tolist() == [1000, 2000, 3000]
    for wrong in (numpy.zeros(2, dtype="int64"), numpy.zeros(3, dtype="int32"), bytes(24)):
        with pytest.raises(SiyuError) as raised:
            price(rulebook, out={"payable_fen": wrong})
        assert raised.value.path == "/payable_fen"
    with pytest.raises(TypeError, match="no result"):
        price(rulebook, out={"payable": own})


def test_no_rows_are_no_trouble(rulebook: Rulebook) -> None:
    empty: Any
    for empty in ([], numpy.array([], dtype="int64"), pyarrow.array([], type=pyarrow.int64()), polars.Series([], dtype=polars.Int64)):
        told = price(rulebook, rows=0, list_fen=empty)
        assert len(told.payable_fen) == 0 and told.refused == 0


def test_a_rulebook_without_the_section_is_refused() -> None:
    plain = Rulebook.parse({"name": "s", "version": "1", "effective_from": "2026-01-01"})
    with pytest.raises(SiyuError) as raised:
        price(plain)
    assert raised.value.code == "section_missing"


def test_many_threads_run_one_rulebook_over_columns(rulebook: Rulebook) -> None:
    rows = 50_000
    listed = numpy.arange(rows)
    on = numpy.full(rows, TODAY, dtype="int32")
    level = (numpy.arange(rows) % 2).astype("uint8")
    expected = rulebook.vip_price_columns(on_day=on, list_fen=listed, level=level).payable_fen

    def run(_: int) -> bool:
        return bool((rulebook.vip_price_columns(on_day=on, list_fen=listed, level=level).payable_fen == expected).all())

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(run, range(32)))


def test_without_numpy_results_are_memoryviews() -> None:
    program = """
import sys
sys.modules["numpy"] = None
import importlib.util
importlib.util.find_spec = lambda name: None
import siyu
rules = '{"name": "s", "version": "1", "effective_from": "2026-01-01", "commission": {"residual": "house"}}'
told = siyu.Rulebook.parse(rules).commission_clawback_columns(
    part_role=[1, 6], paid_fen=[1000, 2000], part_fen=[100, 900, 200, 1800], refund_fen=[500, 2000])
print(told.taken_fen.tolist(), told.left_fen.tolist(), told.code.tolist(), type(told.code).__name__)
table = siyu.columns.zeros((3, 4))
address = int(siyu._library.ffi.cast("uintptr_t", siyu._library.ffi.from_buffer(table)))
print(table.shape, table.format, table.readonly, sum(map(sum, table.tolist())), address % 64, siyu.columns.zeros(0, "uint16").shape)
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout == "[[50, 450], [200, 1800]] [500, 0] [0, 0] memoryview\n(3, 4) q False 0 0 (0,)\n"


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "uint32", "int32", "int64"])
def test_zeros_begin_a_line_of_the_cache(dtype: Any) -> None:
    for shape in (0, 1, 9, (3, 4), (180_000, 4), (2, 3, 4), (0, 4)):
        made = zeros(shape, dtype)
        assert made.shape == numpy.zeros(shape, dtype).shape and made.dtype == dtype
        assert made.ctypes.data % 64 == 0 and made.flags.writeable and not made.any()


def test_zeros_are_of_integers_that_columns_have() -> None:
    wrong: Any = "float64"
    with pytest.raises(TypeError, match="float64"):
        zeros(3, wrong)


def test_a_month_is_added_to_zeros_as_to_those_of_numpy() -> None:
    rules: Any = {**RULES, "agent": {"tiers": [{"id": "bronze"}]}}
    rulebook = Rulebook.parse(rules)
    sponsor = numpy.array([2**32 - 1, 0, 1], "uint32")
    chains = rulebook.month_chains_columns(sponsor=sponsor, tier=[0, 0, 0], wanted=[])
    made: list[Any] = [(zeros((3, 4)), zeros(9)), (numpy.zeros((3, 4), "int64"), numpy.zeros(9, "int64"))]
    for earned, totals in made:
        for _ in range(2):
            absorbed = rulebook.month_absorb_columns(
                agent=[2, 1, 2], paid_fen=[10_000, 500, -1], class_=chains.class_, sponsor=sponsor, earned_fen=earned, totals_fen=totals
            )
            assert absorbed.refused == 1 and absorbed.earned_fen is earned and absorbed.code.tolist()[:2] == [0, 0]
    assert made[0][0].tolist() == made[1][0].tolist() and made[0][1].tolist() == made[1][1].tolist()
    assert made[0][0][:, 0].tolist() == [0, 1000, 20_000]


def test_lengths_that_contradict_each_other_are_refused(rulebook: Rulebook) -> None:
    paid = numpy.array([100, 200])
    parts = numpy.array([[50, 50], [100, 100]])
    roles = numpy.array([1, 6], "uint8")
    given: Any = {"part_role": roles, "paid_fen": paid, "part_fen": parts, "refund_fen": paid}
    assert rulebook.commission_clawback_columns(**given).refused == 0
    for name, wrong, found in [
        ("refund_fen", paid[:1].copy(), "1"),
        ("part_fen", parts[:1].copy(), "2"),
        ("part_fen", numpy.array([[50, 50, 0], [100, 100, 0]]), "6"),
        ("part_fen", numpy.array([50, 50, 100]), "3"),
        ("part_fen", parts.reshape(1, 2, 2).copy()[:, :1].copy(), "2"),
    ]:
        with pytest.raises(SiyuError) as caught:
            rulebook.commission_clawback_columns(**given | {name: wrong})
        assert caught.value.code == "list_length" and caught.value.path == f"/{name}" and caught.value.params["found"] == f"`{found}`"


def test_a_column_with_a_name_that_python_keeps_for_itself() -> None:
    rules: Any = {**RULES, "agent": {"tiers": [{"id": "bronze"}]}}
    chains = Rulebook.parse(rules).month_chains_columns(sponsor=[1, None], tier=[0, 0], above=2)
    assert chains.class_.shape == (2,) and chains.upline.shape == (2, 2)
    assert chains.upline.tolist()[0][0] == 1 and list(chains.columns())[:2] == ["class", "upline"]


def test_every_operation_over_columns_has_its_documentation() -> None:
    methods = [method for name, method in vars(ColumnOperations).items() if name.endswith("_columns")]
    assert len(methods) >= 3 and all("int" in (method.__doc__ or "") for method in methods)
