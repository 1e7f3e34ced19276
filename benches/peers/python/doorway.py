"""siyu itself from Python: the month, splits and refunds over numpy, and single decisions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy

from protocol import Case
from shop import RATES, SPONSOR, SPONSOR_2, Shop, named

CHUNK = 1 << 16
WIDTH, TOTALS = 4, 9
BATCH, TIMES = 100_000, 10
CLEARED = 5


def month_case(shop: Shop, rulebook: Any) -> Callable[[], Any]:
    from siyu.columns import zeros

    earned, totals, reading = zeros((shop.agents, WIDTH)), zeros(TOTALS), zeros((shop.agents, 1))

    def run() -> Any:
        earned.fill(0)
        totals.fill(0)
        chains = rulebook.month_chains_columns(sponsor=shop.sponsor, tier=shop.tier, wanted=[])
        for start in range(0, shop.rows, CHUNK):
            chunk = slice(start, start + CHUNK)
            absorbed = rulebook.month_absorb_columns(
                agent=shop.agent[chunk],
                paid_fen=shop.paid[chunk],
                cancelled_fen=shop.refunded[chunk],
                class_=chains.class_,
                sponsor=shop.sponsor,
                earned_fen=earned,
                totals_fen=totals,
            )
            assert absorbed.refused == 0
        closed = rulebook.month_close_columns(
            sponsor=shop.sponsor,
            earned_fen=earned.reshape(1, shop.agents, WIDTH),
            totals_fen=totals,
            reading=reading,
            wanted=[],
        )
        assessed = rulebook.agent_assess_columns(
            tier=shop.tier,
            joined_month=shop.joined,
            last_month=shop.last,
            period_month=shop.month,
            reading=reading,
            wanted=[],
        )
        assert assessed.refused == 0
        return earned, closed, assessed

    return run


def month_columns(found: Any) -> list[Any]:
    # Without refunds own sales and what is earned as the seller are sums as they are.
    earned, closed, assessed = found
    return [
        earned[:, 0],
        closed.direct_team_net_sales_fen,
        earned[:, 1],
        closed.indirect_fen,
        assessed.tier_after,
        assessed.outcome == CLEARED,
    ]


def numpy_split(paid: numpy.ndarray, tiers: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """By numpy alone."""
    direct = paid * numpy.array(RATES)[tiers[:, 0]] // 10_000
    sponsor = numpy.where(tiers[:, 1] == 255, 0, paid * SPONSOR // 10_000)
    sponsor_2 = numpy.where(tiers[:, 2] == 255, 0, paid * SPONSOR_2 // 10_000)
    return numpy.stack([direct, sponsor, sponsor_2], axis=1), paid - direct - sponsor - sponsor_2


def repeated(run: Callable[[], Any]) -> Callable[[], Any]:
    def times() -> Any:
        for _ in range(TIMES - 1):
            run()
        return run()

    return times


def siyu_cases(shop: Shop) -> Callable[[], list[Case]]:
    def make() -> list[Case]:
        from siyu import Rulebook

        rulebook = Rulebook.parse(json.loads(shop.rulebook))
        count = min(BATCH, shop.rows)
        paid, tiers = shop.paid[:count].copy(), numpy.ascontiguousarray(shop.tiers(count))
        returned, refund = paid // 7, paid // 3
        chain, house = numpy_split(paid, tiers)
        parts = numpy.ascontiguousarray(numpy.column_stack([chain, house]))
        roles = numpy.array([1, 2, 3, 6], numpy.uint8)
        split_out = {
            "chain_fen": numpy.zeros((count, 3), numpy.int64),
            "residual_fen": numpy.zeros(count, numpy.int64),
            "code": numpy.zeros(count, numpy.uint16),
        }
        clawback_out = {"taken_fen": numpy.zeros((count, 4), numpy.int64), "code": numpy.zeros(count, numpy.uint16)}

        def split() -> Any:
            return rulebook.commission_split_columns(paid_fen=paid, chain_tier=tiers, wanted=[], out=split_out)

        def clawback() -> Any:
            return rulebook.commission_clawback_columns(
                part_role=roles,
                paid_fen=paid,
                part_fen=parts,
                returned_fen=returned,
                refund_fen=refund,
                wanted=[],
                out=clawback_out,
            )

        def text_parts(found: list[str]) -> list[Any]:
            from decision import told

            return told([json.loads(text)["outcome"]["lines"][0]["parts"] for text in found])

        return [
            Case("month", "siyu, numpy", shop.rows, month_case(shop, rulebook), month_columns),
            Case("split", "siyu, numpy", count * TIMES, repeated(split), lambda found: [found.chain_fen.ravel(), found.residual_fen]),
            Case("clawback", "siyu, numpy", count * TIMES, repeated(clawback), lambda found: [found.taken_fen.ravel()]),
            Case(
                "decision-json",
                "siyu, Python",
                len(shop.requests),
                lambda: [rulebook.call("commission_split", text) for text in shop.requests],
                text_parts,
            ),
        ]

    return make


def cases(shop: Shop) -> list[tuple[str, Callable[[], Case]]]:
    count = min(BATCH, shop.rows)
    paid, tiers = shop.paid[:count].copy(), numpy.ascontiguousarray(shop.tiers(count))
    run = repeated(lambda: numpy_split(paid, tiers))
    name = named("numpy", "expressions")
    return [(name, lambda: Case("split", name, count * TIMES, run, lambda found: [found[0].ravel(), found[1]]))]
