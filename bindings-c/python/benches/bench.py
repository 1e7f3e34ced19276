"""How long calls take from Python, and what columns cost per row: `python bench.py [ROWS]`.

Nothing is held against a limit here: figures depend on the machine. The best of several runs is told, in time of the
processor, since all that disturbs a run makes it longer. `cargo bench -p siyu --bench columns` has the native figures for the
same rows: `split_two_levels` and `clawback`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import numpy

from siyu import Rulebook, inputs
from siyu.columns import Results

RULES: inputs.rulebook.Rulebook = {
    "name": "shop",
    "version": "1",
    "effective_from": date(2026, 1, 1),
    "agent": {"tiers": [{"id": "t0"}, {"id": "t1"}, {"id": "t2"}, {"id": "t3"}]},
    "commission": {
        "residual": "house",
        "mode": "by_tier",
        "roles": {"direct": {"by_tier": {"t0": "5%", "t1": "8%", "t2": "12%", "t3": "15%"}}, "sponsor": {"rate": "3%"}},
    },
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
    "chain": [{"agent": "mei", "tier": "t2"}, {"agent": "lan", "tier": "t3"}],
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


def batches(rulebook: Rulebook, rows: int) -> dict[str, tuple[Callable[..., Results], dict[str, Any]]]:
    """The rows of `core/benches/columns.rs`, and some for VIPs."""
    chance = numpy.random.default_rng(1)
    paid = 990 + chance.integers(0, 40_000, rows)
    parts = numpy.stack([paid // 2, paid // 10, paid // 33, paid - paid // 2 - paid // 10 - paid // 33], axis=1)
    on_day = numpy.full(rows, TODAY, dtype="int32")
    split = {"paid_fen": paid, "chain_tier": chance.integers(0, 4, (rows, 2), dtype="uint8"), "wanted": []}
    clawback = {
        "part_role": numpy.array([0, 1, 2, 6], dtype="uint8"),
        "paid_fen": paid,
        "part_fen": numpy.ascontiguousarray(parts),
        "returned_fen": paid // 7,
        "refund_fen": paid // 3,
        "wanted": [],
    }
    price = {"on_day": on_day, "list_fen": paid, "level": chance.integers(0, 2, rows, dtype="uint8")}
    level = {
        "as_of_day": on_day,
        "top_up_count": numpy.full(rows, 2, dtype="uint32"),
        "top_up_day": numpy.tile(numpy.array([TODAY - 90, TODAY - 5], dtype="int32"), rows),
        "top_up_fen": chance.integers(1, 500_000, rows * 2),
    }
    return {
        "commission_split": (rulebook.commission_split_columns, split),
        "commission_clawback": (rulebook.commission_clawback_columns, clawback),
        "vip_price": (rulebook.vip_price_columns, price),
        "vip_level": (rulebook.vip_level_columns, level),
    }


def tell_columns(rulebook: Rulebook, rows: int) -> None:
    for name, (kernel, given) in batches(rulebook, rows).items():
        out = kernel(**given).columns()
        fresh = best_of(30, partial(kernel, **given))
        reused = best_of(30, partial(kernel, **given, out=out))
        print(f"{name:<20} {fresh / rows * 1e9:7.1f} ns per row, {reused / rows * 1e9:7.1f} into memory of one's own")
    for name, (kernel, given) in batches(rulebook, 1).items():
        print(f"{name:<20} {best_of(500, partial(kernel, **given)) * 1e6:7.1f} µs for a batch of one")


if __name__ == "__main__":
    shop = Rulebook.parse(RULES)
    tell_calls(shop)
    tell_columns(shop, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
