"""The shop that the examples of the engines share: deterministic, the same as `benches/src/data.rs` has.

SplitMix64 from a seed. Most agents have an earlier one as sponsor, a few have most of the orders, one order in twenty comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy
from numpy.typing import NDArray

from siyu import Rulebook
from siyu.columns import zeros

AGENTS = 180_000
ROOTS = 300
SEED = 20_261_121
NOBODY = 2**32 - 1
MONTH = 2026 * 12 + 9
# 2026-11-21.
TODAY = 20_778
# Of sponsors, tiers, and of the first 100,000 orders the agents, what was paid and what came back: as the benches have it.
SUMS = [8_082_812_515, 76_090, 6_019_907_637, 2_101_821_834, 85_090_469]

RULEBOOK = """{"name": "measured", "version": "1", "effective_from": "2026-01-01",
    "agent": {
        "tiers": [
            {"id": "bronze", "keep": {"metric": "own_net_sales", "at_least": "500.00"}},
            {"id": "silver", "reach": {"metric": "own_net_sales", "at_least": "2000.00"}, "keep": {"metric": "own_net_sales", "at_least": "2000.00"}},
            {"id": "gold", "reach": {"metric": "own_net_sales", "at_least": "10000.00"}, "keep": {"metric": "own_net_sales", "at_least": "10000.00"}},
            {"id": "star", "reach": {"metric": "own_net_sales", "at_least": "50000.00"}, "keep": {"metric": "own_net_sales", "at_least": "50000.00"}}],
        "assessment": {"protect": 0, "grace": 0, "clear_grace": 0}},
    "commission": {
        "residual": "house", "levels": 2, "mode": "by_tier",
        "roles": {
            "direct": {"by_tier": {"bronze": "5%", "silver": "8%", "gold": "12%", "star": "15%"}},
            "sponsor": {"rate": "3%"}, "sponsor_2": {"rate": "1%"}}},
    "vip": {
        "levels": [
            {"id": "gold", "top_up": "3000.00", "factor": "9.5折"},
            {"id": "platinum", "top_up": "5000.00", "factor": "9折"},
            {"id": "black", "top_up": "10000.00", "factor": "8.5折"}],
        "birthday": {"factor": "9折"}}}"""

Numbers: TypeAlias = NDArray[numpy.uint64]
Columns: TypeAlias = dict[str, Any]


def random(n: Numbers) -> Numbers:
    """The n-th outputs of SplitMix64, from 1 on; wraps."""
    z = numpy.uint64(SEED) + n * numpy.uint64(0x9E37_79B9_7F4A_7C15)
    z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58_476D_1CE4_E5B9)
    z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D0_49BB_1331_11EB)
    return z ^ (z >> numpy.uint64(31))


def below(random: Numbers, limit: Numbers | int) -> Numbers:
    return ((random >> numpy.uint64(32)) * numpy.asarray(limit, numpy.uint64)) >> numpy.uint64(32)


def agents() -> Columns:
    """Each agent's sponsor and tier."""
    at = numpy.arange(AGENTS, dtype=numpy.uint64)
    two = numpy.uint64(2)
    sponsor = below(random(two * at + numpy.uint64(1)), at).astype(numpy.uint32)
    sponsor[:ROOTS] = NOBODY
    chance = below(random(two * at + two), 100)
    tier = numpy.searchsorted(numpy.array([70, 90, 98], numpy.uint64), chance, side="right").astype(numpy.uint8)
    return {"sponsor": sponsor, "tier": tier}


def orders(first: int, count: int) -> Columns:
    """Some of a month's orders; however they are cut, they are the same."""
    at = numpy.uint64(2 * AGENTS) + numpy.uint64(6) * numpy.arange(first, first + count, dtype=numpy.uint64)
    share = (random(at + numpy.uint64(1)) >> numpy.uint64(11)).astype(numpy.float64) * (1.0 / 9_007_199_254_740_992.0)
    agent = numpy.minimum((AGENTS * share * share).astype(numpy.int64), AGENTS - 1).astype(numpy.uint32)
    paid = 990 + (random(at + numpy.uint64(2)) % numpy.uint64(40_000)).astype(numpy.int64)
    chance = below(random(at + numpy.uint64(3)), 100)
    some = 1 + (random(at + numpy.uint64(4)) % (paid - 1).astype(numpy.uint64)).astype(numpy.int64)
    refunded = numpy.where(chance < 3, paid, numpy.where(chance < 5, some, 0))
    return {"agent": agent, "paid_fen": paid, "returned_fen": refunded}


@dataclass
class Closed:
    """A month: what it comes to for each agent, and its totals."""

    agents: Columns
    totals: NDArray[numpy.int64]

    def differences(self, other: Closed) -> list[str]:
        """The names of the columns in which two closes differ."""
        names = [name for name in self.agents if not numpy.array_equal(self.agents[name], other.agents[name])]
        return names if numpy.array_equal(self.totals, other.totals) else [*names, "totals_fen"]


def close(rulebook: Rulebook, chunks: Iterable[Columns]) -> Closed:
    """Closes a month on this machine: absorbs chunks of order lines, whatever they lie in, credits the uplines, assesses every agent."""
    tree = agents()
    chains = rulebook.month_chains_columns(**tree, above=2)
    of_agents = {"class_": chains.class_, "sponsor": tree["sponsor"], "upline": chains.upline}
    earned, clawed_back, totals = zeros((AGENTS, 4)), zeros((AGENTS, 4)), zeros(9)
    for chunk in chunks:
        absorbed = rulebook.month_absorb_columns(
            **chunk, **of_agents, earned_fen=earned, clawed_back_fen=clawed_back, totals_fen=totals, suppliers=0
        )
        assert absorbed.refused == 0, "every order is sound"
    reading = zeros((AGENTS, 1))
    closed = rulebook.month_close_columns(
        sponsor=tree["sponsor"],
        upline=chains.upline.reshape(1, AGENTS, 2),
        earned_fen=earned.reshape(1, AGENTS, 4),
        clawed_back_fen=clawed_back.reshape(1, AGENTS, 4),
        totals_fen=totals,
        reading=reading,
    )
    months = (numpy.full(AGENTS, month, numpy.int32) for month in (2025 * 12, MONTH - 1, MONTH))
    joined, last, period = months
    assessed = rulebook.agent_assess_columns(
        tier=tree["tier"], joined_month=joined, last_month=last, period_month=period, reading=reading, wanted=[]
    )
    figures = closed.columns() | {"outcome": assessed.outcome, "tier_after": assessed.tier_after}
    del figures["reading"]
    return Closed(figures, totals)


def slices(columns: Columns, rows: int = 1 << 16) -> Iterator[Columns]:
    """Columns, chunk by chunk."""
    for first in range(0, len(next(iter(columns.values()))), rows):
        yield {name: column[first : first + rows] for name, column in columns.items()}


def customers(first: int, count: int) -> Columns:
    """Some customers on a day, and their top-ups of the year before: none to three each."""
    number = numpy.arange(first, first + count, dtype=numpy.uint64)
    at = numpy.uint64(1 << 40) + numpy.uint64(10) * number
    top_ups = below(random(at), 4).astype(numpy.uint32)
    # The i-th top-up of a customer is drawn from the customer's own numbers.
    owner = numpy.repeat(at, top_ups)
    firsts = numpy.repeat(numpy.cumsum(top_ups) - top_ups, top_ups)
    place = (numpy.arange(len(owner)) - firsts).astype(numpy.uint64)
    days = (120 * place + below(random(owner + numpy.uint64(1) + place), 120)).astype(numpy.int32)
    return {
        "customer": number.astype(numpy.int64),
        "as_of_day": numpy.full(count, TODAY, numpy.int32),
        "first_purchase_day": TODAY - 400 - below(random(at + numpy.uint64(9)), 200).astype(numpy.int32),
        "top_up_count": top_ups,
        "top_up_day": TODAY - 365 + days,
        "top_up_fen": 50_000 + below(random(owner + numpy.uint64(4) + place), 800_000).astype(numpy.int64),
    }


def split_lines(orders: Columns) -> Columns:
    """Orders with the tiers of who sold and of the two above; 255 is nobody."""
    tree = agents()
    # One more, who is nobody.
    tier = numpy.append(tree["tier"], numpy.uint8(255))
    sponsor = numpy.append(numpy.minimum(tree["sponsor"], AGENTS), AGENTS)
    first = sponsor[orders["agent"]]
    return {"paid_fen": orders["paid_fen"], "tier": tier[orders["agent"]], "first": tier[first], "second": tier[sponsor[first]]}


def baskets(count: int) -> Columns:
    """What customers would buy, at list price: their level (255 is none) and day of birth."""
    at = numpy.uint64(1 << 50) + numpy.uint64(3) * numpy.arange(count, dtype=numpy.uint64)
    return {
        "on_day": numpy.full(count, TODAY, numpy.int32),
        "list_fen": 990 + below(random(at), 40_000).astype(numpy.int64),
        "level": numpy.array([0, 1, 2, 255], numpy.uint8)[below(random(at + numpy.uint64(1)), 4)],
        "born_day": below(random(at + numpy.uint64(2)), 15_000).astype(numpy.int32),
    }


def main() -> None:
    """That the shop is the one of `benches/src/data.rs`, whose test has the same sums."""
    tree, some = agents(), orders(0, 100_000)
    found = [int(column.sum()) for column in (tree["sponsor"][ROOTS:].astype(numpy.int64), tree["tier"], *some.values())]
    assert found == SUMS, f"another shop: {found}"


if __name__ == "__main__":
    main()
