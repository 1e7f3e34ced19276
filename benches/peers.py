"""What others need for the same month: each peer that is installed, one thread, the same columns, the same sums."""

import pathlib
import statistics
import sys
import time

folder = pathlib.Path(sys.argv[1])
ROUNDS = 5
RATES = (500, 800, 1200, 1500)

try:
    import numpy
except ImportError:
    print("\npeers: numpy is not installed; `python3 -m venv target/bench/venv` and `pip install numpy duckdb polars` there bring them")
    sys.exit(0)

sponsor = numpy.fromfile(folder / "sponsor.u32", numpy.uint32)
tier = numpy.fromfile(folder / "tier.u8", numpy.uint8)
agent = numpy.fromfile(folder / "agent.u32", numpy.uint32)
paid = numpy.fromfile(folder / "paid.i64", numpy.int64)
refunded = numpy.fromfile(folder / "refunded.i64", numpy.int64)
agents = len(tier)


def credited(own, direct, level_1, level_2):
    """Uplines are credited once, as everywhere."""
    none = numpy.uint32(2**32 - 1)
    has_first = sponsor != none
    first = sponsor[has_first]
    indirect = numpy.zeros(agents, numpy.int64)
    numpy.add.at(indirect, first, level_1[has_first])
    second = sponsor[first]
    has_second = second != none
    numpy.add.at(indirect, second[has_second], level_2[has_first][has_second])
    return int(own.sum()), int(direct.sum()), int(indirect.sum())


def by_numpy():
    base = paid - refunded
    rates = numpy.array(RATES, numpy.int64)[tier][agent]
    parts = [base, base * rates // 10000, base * 300 // 10000, base * 100 // 10000]
    # Sums in floats are exact up to 2^53.
    return credited(*(numpy.bincount(agent, part, agents).astype(numpy.int64) for part in parts))


def by_duckdb(duckdb):
    connection = duckdb.connect()
    connection.execute("SET threads TO 1")
    connection.execute("CREATE TABLE orders (agent UINTEGER, paid BIGINT, refunded BIGINT)")
    columns = {"agent": agent, "paid": paid, "refunded": refunded}
    connection.execute("INSERT INTO orders SELECT * FROM columns")
    tiers = {"agent": numpy.arange(agents, dtype=numpy.uint32), "rate": numpy.array(RATES, numpy.int64)[tier]}
    connection.execute("CREATE TABLE agents AS SELECT * FROM tiers")
    query = """SELECT agent, sum(base)::BIGINT AS own, sum(base * rate // 10000)::BIGINT AS direct,
        sum(base * 300 // 10000)::BIGINT AS first, sum(base * 100 // 10000)::BIGINT AS second
        FROM (SELECT agent, paid - refunded AS base, rate FROM orders JOIN agents USING (agent)) GROUP BY agent"""

    def run():
        found = connection.execute(query).fetchnumpy()
        sums = [numpy.zeros(agents, numpy.int64) for _ in range(4)]
        for sum_, name in zip(sums, ("own", "direct", "first", "second")):
            sum_[found["agent"]] = found[name]
        return credited(*sums)

    return run


def by_polars(polars):
    orders = polars.DataFrame({"agent": agent, "paid": paid, "refunded": refunded})
    rates = polars.DataFrame({"agent": numpy.arange(agents, dtype=numpy.uint32), "rate": numpy.array(RATES, numpy.int64)[tier]})

    def run():
        base = polars.col("paid") - polars.col("refunded")
        lines = orders.lazy().join(rates.lazy(), on="agent").with_columns(base=base)
        base = polars.col("base")
        found = lines.group_by("agent").agg(
            own=base.sum(),
            direct=(base * polars.col("rate") // 10000).sum(),
            first=(base * 300 // 10000).sum(),
            second=(base * 100 // 10000).sum(),
        ).collect(engine="streaming")
        sums = [numpy.zeros(agents, numpy.int64) for _ in range(4)]
        for sum_, name in zip(sums, ("own", "direct", "first", "second")):
            sum_[found["agent"].to_numpy()] = found[name].to_numpy()
        return credited(*sums)

    return run


def measured(run):
    sums, times = run(), []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        sums = run()
        times.append(time.perf_counter() - start)
    return sums, statistics.median(times) * 1e9 / len(agent)


cases = [(f"numpy {numpy.__version__}", lambda: by_numpy)]
for name, of in (("duckdb", by_duckdb), ("polars", by_polars)):
    try:
        peer = __import__(name)
    except ImportError:
        print(f"\npeers: {name} is not installed")
        continue
    cases.append((f"{name} {peer.__version__}", lambda of=of, peer=peer: of(peer)))

print("\n### Peers (W1, one thread but for Polars, which takes what POLARS_MAX_THREADS says)\n\n| peer | ns per order |\n| --- | --- |")
known = None
for name, make in cases:
    sums, time_ = measured(make())
    if known is not None and sums != known:
        sys.exit(f"{name} comes to other sums: {sums} and {known}")
    known = sums
    print(f"| {name} | {time_:.1f} |")
