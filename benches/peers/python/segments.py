"""W3, customers by how often they bought: classes A (repurchased at least four times), B, C, D (bought once) and none, of orders of which
something is left; and what the first hundredth of all customers paid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy

from protocol import Case
from shop import Shop, named

CUSTOMERS = 9_000_000
TOP = CUSTOMERS // 100
# From so many orders on: A, B, C, D.
CLASSES = (5, 3, 2, 1)


def told(counts: list[int], whole: int, top: int) -> list[Any]:
    """What must be the same: customers by class, all net sales, those of the first."""
    above = [*counts, CUSTOMERS]
    classes = [count - before for count, before in zip(above, [0, *counts])]
    return [classes, [int(whole), int(top)]]


def numpy_case(shop: Shop) -> Callable[[], Any]:
    def run() -> Any:
        net = shop.paid - shop.refunded
        is_left = net > 0
        orders = numpy.bincount(shop.customer[is_left], minlength=CUSTOMERS)
        # Sums in floats, which are exact up to 2^53.
        sums = numpy.bincount(shop.customer, net, CUSTOMERS).astype(numpy.int64)
        counts = [int((orders >= least).sum()) for least in CLASSES]
        return counts, sums.sum(), numpy.partition(sums, CUSTOMERS - TOP)[CUSTOMERS - TOP :].sum()

    return run


def pandas_case(shop: Shop) -> Callable[[], Any]:
    import pandas

    orders = pandas.DataFrame({"customer": shop.customer, "paid": shop.paid, "refunded": shop.refunded})

    def run() -> Any:
        net = orders["paid"] - orders["refunded"]
        by = net[net > 0].groupby(orders["customer"], sort=False).agg(["size", "sum"])
        counts = [int((by["size"] >= least).sum()) for least in CLASSES]
        return counts, by["sum"].sum(), by["sum"].nlargest(TOP).sum()

    return run


def polars_case(shop: Shop, engine: str) -> Callable[[], Any]:
    import polars
    from polars import col

    frame = polars.DataFrame({"customer": shop.customer, "paid": shop.paid, "refunded": shop.refunded})

    def run() -> Any:
        net = frame.lazy().select("customer", net=col("paid") - col("refunded")).filter(col("net") > 0)
        by = net.group_by("customer").agg(orders=polars.len(), net=col("net").sum()).collect(engine=engine)
        counts = by.select((col("orders") >= least).sum().alias(str(least)) for least in CLASSES).row(0)
        return list(counts), by["net"].sum(), by["net"].top_k(TOP).sum()

    return run


SEGMENTS = f"""
WITH bought AS (
  SELECT customer, count(*) AS orders, sum(paid - refunded) AS net FROM orders WHERE paid > refunded GROUP BY customer)
SELECT (SELECT [{", ".join(f"count(*) FILTER (orders >= {least})" for least in CLASSES)}] FROM bought),
  (SELECT sum(net)::BIGINT FROM bought),
  (SELECT sum(net)::BIGINT FROM (SELECT net FROM bought ORDER BY net DESC LIMIT {TOP}))
"""


def duckdb_case(shop: Shop) -> Callable[[], Any]:
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads TO 1")
    connection.register("given", {"customer": shop.customer, "paid": shop.paid, "refunded": shop.refunded})
    connection.execute("CREATE TABLE orders AS SELECT * FROM given")
    return lambda: connection.execute(SEGMENTS).fetchone()


def cases(shop: Shop) -> list[tuple[str, Callable[[], Case]]]:
    def case(package: str, how: str, make: Callable[[], Callable[[], Any]]) -> tuple[str, Callable[[], Case]]:
        name = named(package, how)
        return name, lambda: Case("segments", name, shop.rows, make(), lambda found: told(*found))

    return [
        case("numpy", "bincount", lambda: numpy_case(shop)),
        case("pandas", "groupby", lambda: pandas_case(shop)),
        case("polars", "streaming", lambda: polars_case(shop, "streaming")),
        case("polars", "in memory", lambda: polars_case(shop, "in-memory")),
        case("duckdb", "SQL", lambda: duckdb_case(shop)),
    ]
