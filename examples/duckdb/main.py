"""siyu inside DuckDB: functions over Arrow, and a month's close fed by a query. `python main.py [ROWS]`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy
import pyarrow

sys.path.insert(0, str(Path(__file__).parents[1] / "engines"))
import plain
import shop
from told import best_of, compared, told

from siyu import Rulebook

rulebook = Rulebook.parse(shop.RULEBOOK)
PARTS = "STRUCT(direct BIGINT, sponsor BIGINT, sponsor_2 BIGINT, house BIGINT)"
NOBODY = 255


# Functions that DuckDB calls with a vector of 2,048 rows. `null_handling="special"` hands nulls in, too.


def split_order(paid: Any, tier: Any, first: Any, second: Any) -> Any:
    """An order's parts."""
    chain = numpy.stack([column.fill_null(NOBODY).to_numpy() for column in (tier, first, second)], axis=1)
    split = rulebook.commission_split_columns(paid_fen=paid.combine_chunks(), chain_tier=chain, wanted=[])
    assert split.refused == 0, "every order is sound"
    parts = [*split.chain_fen.T, split.residual_fen]
    return pyarrow.StructArray.from_arrays(parts, ["direct", "sponsor", "sponsor_2", "house"])


def vip_price(on: Any, listed: Any, level: Any, born: Any) -> Any:
    """What a customer pays."""
    on, listed, level, born = (column.combine_chunks() for column in (on, listed, level.fill_null(NOBODY), born))
    priced = rulebook.vip_price_columns(on_day=on, list_fen=listed, level=level, born_day=born, wanted=[])
    assert priced.refused == 0, "every basket is sound"
    return pyarrow.array(priced.payable_fen)


def connected(rows: int) -> duckdb.DuckDBPyConnection:
    """The shop in tables, and each function in both ways."""
    connection = duckdb.connect()
    orders = shop.orders(0, rows)
    lines, baskets = table_of(shop.split_lines(orders)), table_of(shop.baskets(rows))
    for name, columns in (("orders", pyarrow.table(orders)), ("lines", lines), ("baskets", baskets)):
        connection.register("given", columns)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        connection.unregister("given")
    tiers = ["BIGINT", "UTINYINT", "UTINYINT", "UTINYINT"]
    basket = ["DATE", "BIGINT", "UTINYINT", "DATE"]
    functions: list[tuple[str, Callable[..., Any], list[str], str, str]] = [
        ("split_order", split_order, tiers, PARTS, "arrow"),
        ("split_plain", plain.split, tiers, PARTS, "native"),
        ("vip_price", vip_price, basket, "BIGINT", "arrow"),
        ("price_plain", plain.price, basket, "BIGINT", "native"),
    ]
    # Its types do not tell that a word may stand for a kind, as its documentation does.
    create: Any = connection.create_function
    for name, function, given, gives, kind in functions:
        create(name, function, given, gives, type=kind, null_handling="special")
    return connection


def table_of(columns: shop.Columns) -> Any:
    """A table in which days are dates, and 255 is null."""
    arrays = {name: pyarrow.array(column) for name, column in columns.items()}
    for name, array in arrays.items():
        if name.endswith("_day"):
            arrays[name] = array.cast(pyarrow.date32())
        elif array.type == pyarrow.uint8():
            arrays[name] = pyarrow.array(columns[name], mask=columns[name] == NOBODY)
    return pyarrow.table(arrays)


def check_function(connection: duckdb.DuckDBPyConnection, name: str, ours: str, theirs: str, table: str, rows: int) -> None:
    def one(query: str) -> Any:
        (row,) = connection.execute(query).fetchall()
        return row

    (different,) = one(f"SELECT count(*) FROM {table} WHERE {ours} IS DISTINCT FROM {theirs}")
    assert different == 0, f"{name}: {different} answers differ"
    siyu, count = best_of(3, lambda: one(f"SELECT count({ours}) FROM {table}"))
    by_hand, _ = best_of(2, lambda: one(f"SELECT count({theirs}) FROM {table}"))
    assert count == (rows,), f"{name}: {count} answers to {rows} questions"
    compared(name, rows, siyu, by_hand)


def check_month(connection: duckdb.DuckDBPyConnection, rows: int) -> None:
    def close() -> shop.Closed:
        stream = connection.sql("SELECT agent, paid_fen, returned_fen FROM orders").to_arrow_reader(1 << 16)
        return shop.close(rulebook, ({name: batch[name] for name in batch.schema.names} for batch in stream))

    seconds, closed = best_of(2, close)
    expected = shop.close(rulebook, [shop.orders(0, rows)])
    assert closed.differences(expected) == [], f"the month differs: {closed.differences(expected)}"
    told("month", f"{rows:,} orders as an Arrow stream, {len(closed.agents['outcome']):,} agents assessed, in {seconds:.2f} s")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    connection = connected(rows)
    for name, ours, theirs, columns, table in (
        ("split", "split_order", "split_plain", "(paid_fen, tier, first, second)", "lines"),
        ("price", "vip_price", "price_plain", "(on_day, list_fen, level, born_day)", "baskets"),
    ):
        check_function(connection, name, ours + columns, theirs + columns, table, rows)
    check_month(connection, rows)
    connection.close()


if __name__ == "__main__":
    main()
