"""How long calls take from Python, and what columns cost per row: `python bench.py [ROWS]`.

Nothing is held against a limit here: figures depend on the machine. The best of several runs is told, in time of the
processor, since all that disturbs a run makes it longer. `columns.py` holds columns against the same rows in Rust.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

from columns import RULES, works

from siyu import Rulebook, inputs

ORDER: inputs.commission.Order = {
    "id": "o-1",
    "placed_on": date(2026, 11, 21),
    "chain": [{"agent": "mei", "tier": "t2"}, {"agent": "lan", "tier": "t3"}],
    "lines": [{"id": "1", "paid": Decimal("19.99")}],
}

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
    for name, work in works(rulebook, rows).items():
        kernel = partial(getattr(rulebook, f"{name}_columns"), **work.columns, **work.told)
        # What is added to is no result to hand in memory for.
        out = {column: cells for column, cells in kernel().columns().items() if column not in {*work.columns}}
        fresh = best_of(30, kernel)
        reused = best_of(30, partial(kernel, out=out))
        print(f"{name:<20} {fresh / rows * 1e9:7.1f} ns per row, {reused / rows * 1e9:7.1f} into memory of one's own")
    for name, work in works(rulebook, 1).items():
        kernel = partial(getattr(rulebook, f"{name}_columns"), **work.columns, **work.told)
        print(f"{name:<20} {best_of(500, kernel) * 1e6:7.1f} µs for a batch of one")


if __name__ == "__main__":
    shop = Rulebook.parse(RULES)
    tell_calls(shop)
    tell_columns(shop, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
