"""A month closed in Spark, on a cluster of two workers of which one is killed in the middle: `python main.py --help`.

Runs on Linux, where it finds the worker's process. All that a job of your own needs is in `month_of`, `assessed` and `levels`.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow

sys.path.insert(0, str(Path(__file__).parents[1] / "engines"))
import shop
from cluster import Cluster
from told import told

from siyu import Rulebook
from siyu.spark import Month, Rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

LINES = "agent int, paid_fen bigint, returned_fen bigint"
CUSTOMERS = (
    "customer bigint, as_of_day date, first_purchase_day date, top_up_count int, top_up_day array<date>, top_up_fen array<bigint>"
)


# What a job of your own looks like.


def month_of(rulebook: Rulebook, lines: DataFrame) -> tuple[DataFrame, DataFrame]:
    """Each agent's month, and the merged sums that it is made of. The lines may lie in any partitions, in any order."""
    month = Month(rulebook, **shop.agents())
    sums = lines.mapInArrow(month.absorb, month.SUMS)
    # All sums of a range of agents meet in one partition; the totals are a range, too.
    merged = sums.repartition("range").mapInArrow(month.merge, month.SUMS).persist()
    closed = merged.repartition(1).mapInArrow(month.close, month.CLOSED)
    return closed, merged


def assessed(rulebook: Rulebook, closed: DataFrame, agents: DataFrame) -> DataFrame:
    """Who rises, stays or falls."""
    assess = Rows(rulebook, "agent_assess", keep=["agent"])
    facts = closed.select("agent", "reading").join(agents, "agent")
    return facts.mapInArrow(assess, f"agent bigint, {assess.schema}")


def levels(rulebook: Rulebook, customers: DataFrame) -> DataFrame:
    """Each customer's VIP level, and what it lacks for the next."""
    level = Rows(rulebook, "vip_level", keep=["customer"], wanted=["since_day", "missing_fen"])
    return customers.mapInArrow(level, f"customer bigint, {level.schema}")


# The shop: in a job of your own these are tables.


def generated_lines(batches: Iterable[Any]) -> Iterator[Any]:
    """The orders of the places that a batch holds, which follow each other."""
    for batch in batches:
        if batch.num_rows:
            orders = shop.orders(batch["id"][0].as_py(), batch.num_rows)
            yield pyarrow.RecordBatch.from_pydict(orders | {"agent": orders["agent"].astype("int32")})


def generated_customers(batches: Iterable[Any]) -> Iterator[Any]:
    for batch in batches:
        if batch.num_rows:
            yield pyarrow.RecordBatch.from_pydict(listed(shop.customers(batch["id"][0].as_py(), batch.num_rows)))


def listed(customers: shop.Columns) -> dict[str, Any]:
    """Customers with their top-ups in lists, as tables have them."""
    ends = numpy.concatenate([[0], numpy.cumsum(customers["top_up_count"])]).astype("int32")

    def in_lists(cells: Any) -> Any:
        return pyarrow.ListArray.from_arrays(pyarrow.array(ends), cells)

    days = {name: pyarrow.array(customers[name]).cast(pyarrow.date32()) for name in customers if name.endswith("_day")}
    return {
        "customer": customers["customer"],
        "as_of_day": days["as_of_day"],
        "first_purchase_day": days["first_purchase_day"],
        "top_up_count": pyarrow.array(customers["top_up_count"].astype("int32")),
        "top_up_day": in_lists(days["top_up_day"]),
        "top_up_fen": in_lists(pyarrow.array(customers["top_up_fen"])),
    }


def agents_of(spark: SparkSession) -> DataFrame:
    """What is known of each agent before the month is closed."""
    months = {"joined_month": 2025 * 12, "last_month": shop.MONTH - 1, "period_month": shop.MONTH}
    columns = {name: numpy.full(shop.AGENTS, month, "int32") for name, month in months.items()}
    tier = shop.agents()["tier"].astype("int16")
    return spark.createDataFrame(pyarrow.table({"agent": numpy.arange(shop.AGENTS), "tier": tier, **columns}))


# What it comes to, held against one machine.


def column(table: Any, name: str) -> Any:
    return table[name].to_numpy()


def check_month(rulebook: Rulebook, spark: SparkSession, cluster: Cluster, lines: DataFrame, orders: int) -> shop.Closed:
    alone = shop.close(rulebook, (shop.orders(first, min(1 << 20, orders - first)) for first in range(0, orders, 1 << 20)))
    start = time.perf_counter()
    closed, merged = month_of(rulebook, lines)
    with cluster.killing_a_worker() as killed:
        table = closed.toArrow().sort_by("agent")
    seconds = time.perf_counter() - start
    cluster.check(killed)
    told("killed worker", f"{killed}; the job ended by itself, {cluster.lost_tasks()} lost")

    (total,) = merged.where("range = -1").select("totals_fen", "refused").collect()
    assert total.refused == 0, f"{total.refused} lines are refused"
    figures = {name: column(table, name) for name in alone.agents if name in table.column_names}
    found = shop.Closed({**alone.agents, **figures}, numpy.array(total.totals_fen))
    assert found.differences(alone) == [], f"Spark comes to other sums: {found.differences(alone)}"
    told("month", f"{orders:,} orders in {seconds:.1f} s, {len(figures)} sums of each of {len(table):,} agents and 9 totals as on one machine")

    rows = assessed(rulebook, closed, agents_of(spark)).toArrow().sort_by("agent")
    # A tier of nothing is null in Spark.
    tier = rows["tier_after"].fill_null(255).to_numpy()
    assert numpy.array_equal(column(rows, "outcome"), alone.agents["outcome"]), "the outcomes differ"
    assert numpy.array_equal(tier, alone.agents["tier_after"]), "the tiers differ"
    told("assessments", f"{len(rows):,} as on one machine")
    return alone


def check_levels(rulebook: Rulebook, spark: SparkSession, customers: int) -> None:
    rows = spark.range(0, customers, 1, 4).mapInArrow(generated_customers, CUSTOMERS)
    start = time.perf_counter()
    found = levels(rulebook, rows).toArrow().sort_by("customer")
    seconds = time.perf_counter() - start
    facts = shop.customers(0, customers)
    del facts["customer"]
    expected = rulebook.vip_level_columns(**facts, wanted=["since_day", "missing_fen"])
    nothing = {"level": 255, "missing_fen": -(2**63), "since_day": None, "code": 0}
    for name, empty in nothing.items():
        told_ = getattr(expected, name)
        cells = found[name].cast(pyarrow.int32()).fill_null(-(2**31)) if empty is None else found[name].fill_null(empty)
        assert numpy.array_equal(cells.to_numpy(), told_), f"the customers' `{name}` differ"
    told("levels", f"{customers:,} customers in {seconds:.1f} s, as on one machine")


def main() -> None:
    parser = argparse.ArgumentParser(description="Closes a generated month in Spark and holds it against one machine.")
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--partitions", type=int, default=8, help="files that the orders lie in")
    parser.add_argument("--folder", type=Path, default=Path("spark-example"), help="where Spark and the orders may lie")
    chosen = parser.parse_args()
    # PySpark says of every pandas since 3 that it does not know all of it; nothing here is of pandas.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    rulebook = Rulebook.parse(shop.RULEBOOK)
    cluster = Cluster(chosen.folder, [Path(shop.__file__)])
    spark = cluster.spark
    try:
        told("cluster", f"{cluster.workers()} workers, Spark {spark.version}")
        folder = str(chosen.folder.resolve() / "orders.parquet")
        places = spark.range(0, chosen.orders, 1, chosen.partitions)
        places.mapInArrow(generated_lines, LINES).write.mode("overwrite").parquet(folder)
        check_month(rulebook, spark, cluster, spark.read.parquet(folder), chosen.orders)
        cluster.tell_stages()
        check_levels(rulebook, spark, chosen.customers)
    finally:
        spark.stop()


if __name__ == "__main__":
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    main()
