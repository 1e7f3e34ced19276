"""siyu inside Polars: `map_batches` in expressions and lazy frames, and a month's close fed by a lazy query. `python main.py [ROWS]`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy
import polars

sys.path.insert(0, str(Path(__file__).parents[1] / "engines"))
import plain
import shop
from told import best_of, compared, told

from siyu import Rulebook

rulebook = Rulebook.parse(shop.RULEBOOK)
PARTS = polars.Struct({name: polars.Int64 for name in ("direct", "sponsor", "sponsor_2", "house")})
CHAIN = ("tier", "first", "second")
NOBODY = 255


def split(orders: polars.Series) -> polars.Series:
    """The parts of orders, which come as structs: for an expression."""
    frame = orders.struct.unnest()
    chain = numpy.stack([frame[name].fill_null(NOBODY).to_numpy() for name in CHAIN], axis=1)
    told = rulebook.commission_split_columns(paid_fen=frame["paid_fen"], chain_tier=chain, wanted=[])
    assert told.refused == 0, "every order is sound"
    direct, sponsor, sponsor_2 = told.chain_fen.T
    columns = {"direct": direct, "sponsor": sponsor, "sponsor_2": sponsor_2, "house": told.residual_fen}
    return polars.DataFrame(columns).to_struct(orders.name)


def price(baskets: polars.DataFrame) -> polars.DataFrame:
    """Baskets with what is to be paid: for a lazy frame, which may be larger than memory."""
    told = rulebook.vip_price_columns(
        on_day=baskets["on_day"],
        list_fen=baskets["list_fen"],
        level=baskets["level"].fill_null(NOBODY),
        born_day=baskets["born_day"],
        wanted=[],
    )
    return baskets.with_columns(polars.Series("payable_fen", told.payable_fen), polars.Series("code", told.code))


def frame_of(columns: shop.Columns) -> polars.DataFrame:
    """A frame in which days are dates, and 255 is null."""
    frame = polars.DataFrame(columns)
    days = polars.col("^.*_day$").cast(polars.Date)
    return frame.with_columns(polars.col(polars.UInt8).replace(NOBODY, None), *([days] if "on_day" in columns else []))


def check_split(rows: int) -> None:
    lines = frame_of(shop.split_lines(shop.orders(0, rows)))
    order = polars.struct("paid_fen", *CHAIN)

    def ours() -> polars.Series:
        return lines.select(order.map_batches(split, return_dtype=PARTS).alias("parts"))["parts"]

    def by_hand(row: dict[str, Any]) -> dict[str, int]:
        return plain.split(row["paid_fen"], row["tier"], row["first"], row["second"])

    def theirs() -> polars.Series:
        return lines.select(order.map_elements(by_hand, return_dtype=PARTS).alias("parts"))["parts"]

    siyu, parts = best_of(3, ours)
    python, expected = best_of(2, theirs)
    assert parts.struct.unnest().equals(expected.struct.unnest()), "split: the answers differ"
    compared("split", rows, siyu, python)


def check_price(rows: int) -> None:
    baskets = frame_of(shop.baskets(rows))
    columns = ("on_day", "list_fen", "level", "born_day")

    def ours() -> polars.DataFrame:
        schema: dict[str, Any] = {**baskets.schema, "payable_fen": polars.Int64, "code": polars.UInt16}
        return baskets.lazy().map_batches(price, schema=schema, streamable=True).collect(engine="streaming")

    def by_hand(row: dict[str, Any]) -> int:
        return plain.price(*(row[name] for name in columns))

    def theirs() -> polars.DataFrame:
        one = polars.struct(*columns).map_elements(by_hand, return_dtype=polars.Int64)
        return baskets.lazy().with_columns(payable_fen=one).collect()

    siyu, priced = best_of(3, ours)
    python, expected = best_of(2, theirs)
    assert priced.drop("code").equals(expected) and (priced["code"] == 0).all(), "price: the answers differ"
    compared("price", rows, siyu, python)


def check_month(rows: int) -> None:
    orders = polars.DataFrame(shop.orders(0, rows)).lazy()

    def close() -> shop.Closed:
        query = orders.filter(polars.col("paid_fen") > 0).select("agent", "paid_fen", "returned_fen")
        chunks = query.collect_batches(chunk_size=1 << 16)
        return shop.close(rulebook, (chunk.to_dict() for chunk in chunks))

    seconds, closed = best_of(2, close)
    expected = shop.close(rulebook, [shop.orders(0, rows)])
    assert closed.differences(expected) == [], f"the month differs: {closed.differences(expected)}"
    told("month", f"{rows:,} orders of a lazy query, {len(closed.agents['outcome']):,} agents assessed, in {seconds:.2f} s")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    check_split(rows)
    check_price(rows)
    check_month(rows)


if __name__ == "__main__":
    main()
