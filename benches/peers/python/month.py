"""W1, a month: what one would write with each library. All give own net sales, the team's, direct and indirect commission, the tier
afterwards and who is cleared, of every agent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy

from protocol import Case
from shop import CLEARED, NONE, RATES, REACH, SPONSOR, SPONSOR_2, STAY, Shop, named

Month = tuple[Any, ...]


def assessed(own: numpy.ndarray, tier: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    reached = sum((own >= reach).astype(numpy.int64) for reach in REACH)
    cleared = (tier == 0) & (own < STAY)
    return numpy.where(cleared, CLEARED, numpy.maximum(reached, tier.astype(numpy.int64) - 1)), cleared


def numpy_case(shop: Shop) -> Callable[[], Month]:
    def summed(by: numpy.ndarray, cells: numpy.ndarray) -> numpy.ndarray:
        # Sums in floats, which are exact up to 2^53.
        return numpy.bincount(by, cells, shop.agents).astype(numpy.int64)

    def run() -> Month:
        base = shop.paid - shop.refunded
        rate = numpy.array(RATES)[shop.tier][shop.agent]
        own = summed(shop.agent, base)
        direct = summed(shop.agent, base * rate // 10_000)
        first = summed(shop.agent, base * SPONSOR // 10_000)
        second = summed(shop.agent, base * SPONSOR_2 // 10_000)
        has_first = shop.sponsor != NONE
        sponsor = shop.sponsor[has_first]
        has_second = shop.sponsor[sponsor] != NONE
        sponsor_2 = shop.sponsor[sponsor][has_second]
        indirect = summed(sponsor, first[has_first]) + summed(sponsor_2, second[has_first][has_second])
        return own, summed(sponsor, own[has_first]), direct, indirect, *assessed(own, shop.tier)

    return run


def pandas_case(shop: Shop) -> Callable[[], Month]:
    import pandas

    orders = pandas.DataFrame({"agent": shop.agent, "paid": shop.paid, "refunded": shop.refunded})
    agents = pandas.DataFrame({"sponsor": shop.parents, "tier": shop.tier})
    every = agents.index

    def run() -> Month:
        base = orders["paid"] - orders["refunded"]
        rate = numpy.array(RATES)[agents["tier"]][orders["agent"]]
        parts = pandas.DataFrame(
            {
                "own": base,
                "direct": base * rate // 10_000,
                "first": base * SPONSOR // 10_000,
                "second": base * SPONSOR_2 // 10_000,
            }
        )
        sums = parts.groupby(orders["agent"], sort=False).sum().reindex(every, fill_value=0)
        below = agents[agents["sponsor"] >= 0]
        team = sums["own"][below.index].groupby(below["sponsor"]).sum().reindex(every, fill_value=0)
        indirect = sums["first"][below.index].groupby(below["sponsor"]).sum().reindex(every, fill_value=0)
        grand = below["sponsor"].map(agents["sponsor"])
        grand = grand[grand >= 0]
        indirect = indirect + sums["second"][grand.index].groupby(grand).sum().reindex(every, fill_value=0)
        return sums["own"], team, sums["direct"], indirect, *assessed(sums["own"].to_numpy(), shop.tier)

    return run


def numba_case(shop: Shop) -> Callable[[], Month]:
    import numba

    @numba.njit
    def closed(agent, paid, refunded, sponsor, tier, rates):  # type: ignore[no-untyped-def]
        agents = len(tier)
        sums = numpy.zeros((agents, 4), numpy.int64)
        for at in range(len(agent)):
            base, row = paid[at] - refunded[at], sums[agent[at]]
            row[0] += base
            row[1] += base * rates[tier[agent[at]]] // 10_000
            row[2] += base * 300 // 10_000
            row[3] += base * 100 // 10_000
        team, indirect = numpy.zeros(agents, numpy.int64), numpy.zeros(agents, numpy.int64)
        after, cleared = numpy.zeros(agents, numpy.int64), numpy.zeros(agents, numpy.bool_)
        for one in range(agents):
            own = sums[one, 0]
            first = sponsor[one]
            if first != 4294967295:
                team[first] += own
                indirect[first] += sums[one, 2]
                second = sponsor[first]
                if second != 4294967295:
                    indirect[second] += sums[one, 3]
            reached = int(own >= 200_000) + int(own >= 1_000_000) + int(own >= 5_000_000)
            cleared[one] = tier[one] == 0 and own < 50_000
            after[one] = 255 if cleared[one] else max(reached, int(tier[one]) - 1)
        return sums, team, indirect, after, cleared

    rates = numpy.array(RATES)

    def run() -> Month:
        sums, team, indirect, after, cleared = closed(
            shop.agent, shop.paid, shop.refunded, shop.sponsor, shop.tier, rates
        )
        return sums[:, 0], team, sums[:, 1], indirect, after, cleared

    return run


# One row of sums per seller; uplines are credited once.
SUMMED = """
WITH sums AS (
  SELECT agent, sum(base) AS own, sum(base * rate // 10000) AS direct,
    sum(base * 300 // 10000) AS first, sum(base * 100 // 10000) AS second
  FROM (SELECT agent, paid - refunded AS base, rate FROM orders JOIN agents ON id = agent JOIN rates USING (tier))
  GROUP BY agent),
sold AS (
  SELECT id, sponsor, tier, coalesce(own, 0) AS own, coalesce(direct, 0) AS direct,
    coalesce(first, 0) AS first, coalesce(second, 0) AS second
  FROM agents LEFT JOIN sums ON agent = id),
team AS (SELECT sponsor AS id, sum(own) AS team, sum(first) AS first FROM sold WHERE sponsor IS NOT NULL GROUP BY ALL),
grand AS (
  SELECT agents.sponsor AS id, sum(second) AS second
  FROM sold JOIN agents ON agents.id = sold.sponsor WHERE agents.sponsor IS NOT NULL GROUP BY ALL),
closed AS (
  SELECT id, tier, own, coalesce(team, 0) AS team, direct,
    coalesce(team.first, 0) + coalesce(grand.second, 0) AS indirect
  FROM sold LEFT JOIN team USING (id) LEFT JOIN grand USING (id))
"""

# What one writes first: a row per order and beneficiary.
NATURAL = """
WITH lines AS (
  SELECT orders.agent, below.sponsor, above.sponsor AS grand, paid - refunded AS base, rate
  FROM orders JOIN agents AS below ON below.id = agent JOIN rates USING (tier)
  LEFT JOIN agents AS above ON above.id = below.sponsor),
earned AS (
  SELECT agent AS id, base AS own, 0 AS team, base * rate // 10000 AS direct, 0 AS indirect FROM lines
  UNION ALL SELECT sponsor, 0, base, 0, base * 300 // 10000 FROM lines WHERE sponsor IS NOT NULL
  UNION ALL SELECT grand, 0, 0, 0, base * 100 // 10000 FROM lines WHERE grand IS NOT NULL),
sums AS (
  SELECT id, sum(own) AS own, sum(team) AS team, sum(direct) AS direct, sum(indirect) AS indirect
  FROM earned GROUP BY id),
closed AS (
  SELECT agents.id, tier, coalesce(own, 0) AS own, coalesce(team, 0) AS team,
    coalesce(direct, 0) AS direct, coalesce(indirect, 0) AS indirect
  FROM agents LEFT JOIN sums USING (id))
"""

ASSESSED = """
SELECT id, own::BIGINT AS own, team::BIGINT AS team, direct::BIGINT AS direct, indirect::BIGINT AS indirect,
  CASE WHEN tier = 0 AND own < 50000 THEN 255
    ELSE greatest((own >= 200000)::INT + (own >= 1000000)::INT + (own >= 5000000)::INT, tier - 1) END AS after,
  tier = 0 AND own < 50000 AS cleared
FROM closed
"""


def duckdb_case(shop: Shop, query: str) -> Callable[[], Any]:
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads TO 1")
    orders = {"agent": shop.agent, "paid": shop.paid, "refunded": shop.refunded}
    sponsors = {"id": numpy.arange(shop.agents, dtype=numpy.uint32), "sponsor": shop.parents, "tier": shop.tier}
    connection.execute("CREATE TABLE orders (agent UINTEGER, paid BIGINT, refunded BIGINT)")
    connection.register("orders_given", orders)
    connection.register("agents_given", sponsors)
    connection.execute("INSERT INTO orders SELECT agent, paid, refunded FROM orders_given")
    connection.execute(
        "CREATE TABLE agents AS SELECT id, nullif(sponsor, -1)::UINTEGER AS sponsor, tier::INTEGER AS tier FROM agents_given"
    )
    rates = ", ".join(f"({tier}, {rate}::BIGINT)" for tier, rate in enumerate(RATES))
    connection.execute(f"CREATE TABLE rates AS SELECT * FROM (VALUES {rates}) AS given (tier, rate)")

    def run() -> Any:
        return connection.execute(query + ASSESSED).fetchnumpy()

    return run


def by_id(found: dict[str, numpy.ndarray]) -> list[numpy.ndarray]:
    order = numpy.argsort(found["id"])
    return [numpy.asarray(found[name])[order] for name in ("own", "team", "direct", "indirect", "after", "cleared")]


def polars_case(shop: Shop, engine: str) -> Callable[[], Any]:
    import polars
    from polars import col

    orders = polars.DataFrame({"agent": shop.agent, "paid": shop.paid, "refunded": shop.refunded}).lazy()
    ids = numpy.arange(shop.agents, dtype=numpy.uint32)
    agents = polars.DataFrame({"id": ids, "sponsor": shop.sponsor, "tier": shop.tier}).lazy()
    agents = agents.with_columns(
        polars.when(col("sponsor") == NONE).then(None).otherwise(col("sponsor")).alias("sponsor"),
        col("tier").cast(polars.Int64),
    )
    agents = agents.collect().lazy()
    rates = polars.LazyFrame({"tier": range(4), "rate": RATES})

    def plan() -> Any:
        base = col("base")
        lines = orders.select("agent", base=col("paid") - col("refunded"))
        rated = agents.join(rates, on="tier").select("id", "rate")
        sums = (
            lines.join(rated, left_on="agent", right_on="id")
            .group_by("agent")
            .agg(
                own=base.sum(),
                direct=(base * col("rate") // 10_000).sum(),
                first=(base * SPONSOR // 10_000).sum(),
                second=(base * SPONSOR_2 // 10_000).sum(),
            )
        )
        sold = agents.join(sums, left_on="id", right_on="agent", how="left").with_columns(
            col("own", "direct", "first", "second").fill_null(0)
        )
        above = agents.select(sponsor=col("id"), grand=col("sponsor"))
        sold = sold.join(above, on="sponsor", how="left").collect(engine=engine).lazy()
        team = sold.filter(col("sponsor").is_not_null()).group_by("sponsor")
        team = team.agg(team=col("own").sum(), of_team=col("first").sum())
        grand = sold.filter(col("grand").is_not_null()).group_by("grand").agg(of_grand=col("second").sum())
        reached = sum((col("own") >= reach).cast(polars.Int64) for reach in REACH)
        closed = sold.join(team, left_on="id", right_on="sponsor", how="left")
        closed = closed.join(grand, left_on="id", right_on="grand", how="left").with_columns(
            col("team").fill_null(0),
            indirect=col("of_team").fill_null(0) + col("of_grand").fill_null(0),
            cleared=(col("tier") == 0) & (col("own") < STAY),
        )
        after = polars.when("cleared").then(CLEARED).otherwise(polars.max_horizontal(reached, col("tier") - 1))
        return closed.select("id", "own", "team", "direct", "indirect", "cleared", after=after)

    return lambda: plan().collect(engine=engine)


def cases(shop: Shop) -> list[tuple[str, Callable[[], Case]]]:
    """Cases by their names; made one by one, since what a case needs may not be installed."""

    def case(
        package: str, how: str, make: Callable[[], Callable[[], Any]], columns: Callable[[Any], Any]
    ) -> tuple[str, Callable[[], Case]]:
        name = named(package, how)
        return name, lambda: Case("month", name, shop.rows, make(), columns)

    def framed(frame: Any) -> list[numpy.ndarray]:
        return by_id({name: frame[name].to_numpy() for name in frame.columns})

    return [
        case("numpy", "bincount", lambda: numpy_case(shop), list),
        case("numba", "a loop", lambda: numba_case(shop), list),
        case("pandas", "groupby", lambda: pandas_case(shop), list),
        case("polars", "streaming", lambda: polars_case(shop, "streaming"), framed),
        case("polars", "in memory", lambda: polars_case(shop, "in-memory"), framed),
        case("duckdb", "sums first", lambda: duckdb_case(shop, SUMMED), by_id),
        case("duckdb", "natural SQL", lambda: duckdb_case(shop, NATURAL), by_id),
    ]
