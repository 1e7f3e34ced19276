"""How long calls take from Python, and what columns cost per row: `python bench.py [ROWS]`.

Nothing is held against a limit here: figures depend on the machine. The best of several runs is told, in time of the processor, since all that
disturbs a run makes it longer. Native figures for the same work come from `cargo bench`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy

from siyu import Rulebook, inputs

RULES: inputs.rulebook.Rulebook = {
    "name": "shop",
    "version": "1",
    "effective_from": date(2026, 1, 1),
    "commission": {"residual": "house", "roles": {"direct": {"rate": "12%"}, "sponsor": {"rate": "3%"}}},
    "vip": {
        "levels": [
            {"id": "gold", "top_up": Decimal(3000), "factor": "9.5折"},
            {"id": "platinum", "top_up": Decimal(4000), "factor": "9折"},
        ],
        "birthday": {"factor": "9.5折"},
    },
}
ORDER: inputs.commission.Order = {
    "id": "o-1",
    "placed_on": date(2026, 11, 21),
    "chain": [{"agent": "mei"}, {"agent": "lan"}],
    "lines": [{"id": "1", "paid": Decimal("19.99")}],
}
TODAY = (date(2026, 11, 21) - date(1970, 1, 1)).days


def best_of(runs: int, work: Callable[[], object]) -> float:
    """The seconds of the quickest run. Other programs of the machine do not count."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def tell_calls(rulebook: Rulebook) -> None:
    calls = 2000
    split = rulebook.commission_split(ORDER)
    short = rulebook.commission_split(ORDER, detail="none").input
    ways: dict[str, Callable[[], object]] = {
        "commission_split, reasons": lambda: rulebook.commission_split(ORDER),
        "commission_split, no reasons": lambda: rulebook.commission_split(ORDER, detail="none"),
        "the same as JSON text": lambda: rulebook.call("commission_split", short),
        "the same and json.loads": lambda: json.loads(rulebook.call("commission_split", short)),
        "a reason as a sentence": lambda: str(split.reasons[0]),
        "Rulebook.parse": lambda: Rulebook.parse(RULES),
    }
    for name, way in ways.items():
        seconds = best_of(5, lambda way=way: [way() for _ in range(calls)])  # type: ignore[misc]
        print(f"{name:<32} {seconds / calls * 1e6:8.1f} µs per call")


def tell_columns(rulebook: Rulebook, rows: int) -> None:
    chance = numpy.random.default_rng(1)
    paid = chance.integers(1, 100_000, rows)
    parts = numpy.stack([paid // 2, paid // 7, paid - paid // 2 - paid // 7], axis=1)
    refunds: dict[str, Any] = {
        "part_role": numpy.array([0, 1, 6], dtype="uint8"),
        "paid_fen": paid,
        "part_fen": numpy.ascontiguousarray(parts),
        "refund_fen": paid // 3,
    }
    prices: dict[str, Any] = {
        "on_day": numpy.full(rows, TODAY, dtype="int32"),
        "list_fen": paid,
        "level": chance.integers(0, 2, rows, dtype="uint8"),
    }
    levels: dict[str, Any] = {
        "as_of_day": numpy.full(rows, TODAY, dtype="int32"),
        "top_up_count": numpy.full(rows, 2, dtype="uint32"),
        "top_up_day": numpy.tile(numpy.array([TODAY - 90, TODAY - 5], dtype="int32"), rows),
        "top_up_fen": chance.integers(1, 500_000, rows * 2),
    }
    kernels = (
        ("commission_clawback", rulebook.commission_clawback_columns, refunds),
        ("vip_price", rulebook.vip_price_columns, prices),
        ("vip_level", rulebook.vip_level_columns, levels),
    )
    for name, kernel, given in kernels:
        for wanted, how in ((None, "all results"), ([], "only what must be")):
            run: Callable[..., Any] = kernel
            own = run(**given, wanted=wanted)
            fresh = best_of(7, lambda run=run, given=given, wanted=wanted: run(**given, wanted=wanted))  # type: ignore[misc]
            out = own.columns()
            reused = best_of(7, lambda run=run, given=given, wanted=wanted, out=out: run(**given, wanted=wanted, out=out))  # type: ignore[misc]
            print(f"{name:<20} {how:<18} {fresh / rows * 1e9:7.1f} ns per row, {reused / rows * 1e9:7.1f} into memory of one's own")
        one = {column: cells if column == "part_role" else cells[: len(cells) // rows or 1] for column, cells in given.items()}
        kernel_of_one: Callable[..., Any] = kernel
        print(f"{name:<20} a batch of one     {best_of(500, lambda run=kernel_of_one, one=one: run(**one)) * 1e6:7.1f} µs")  # type: ignore[misc]


if __name__ == "__main__":
    shop = Rulebook.parse(RULES)
    tell_calls(shop)
    tell_columns(shop, int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
