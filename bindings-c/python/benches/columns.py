"""Columns from Python beside the same kernels in Rust, over the same rows: `python columns.py NATIVE [ROWS]`.

NATIVE is `target/release/siyu-benches` of the repository. It gets the rows of this script as files and takes turns with it, a round
here, a round there, so that whatever else the machine does falls on both; told are the fastest runs and the median of the ratios
of the rounds. Both write into memory that is there already, and must write the same.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy

from siyu import Rulebook

ROUNDS = 15
RUNS = 5
TODAY = (date(2026, 11, 21) - date(1970, 1, 1)).days
OCTOBER = 2026 * 12 + 9
TIERS = 4
FIGURES = {"bands": 5, "figures": 4, "firsts": 3}
RULES: dict[str, Any] = {
    "name": "shop",
    "version": "1",
    "effective_from": date(2026, 1, 1),
    "agent": {
        "tiers": [
            {"id": "t0", "admit": {"metric": "own_lifetime_spend", "at_least": Decimal(500)}, "keep": {"metric": "own_net_sales", "at_least": Decimal(500)}},
            *(
                {
                    "id": f"t{tier}",
                    "reach": {"metric": "own_net_sales", "at_least": Decimal(fen)},
                    "keep": {"all": [{"metric": "own_net_sales", "at_least": Decimal(fen)}, {"metric": "active_customers", "at_least": 1}]},
                }
                for tier, fen in [(1, 2_000), (2, 10_000), (3, 50_000)]
            ),
        ],
    },
    "commission": {
        "residual": "house",
        "mode": "by_tier",
        "levels": 2,
        "roles": {
            "direct": {"by_tier": {"t0": "5%", "t1": "8%", "t2": "12%", "t3": "15%"}},
            "sponsor": {"rate": "3%"},
            "sponsor_2": {"rate": "1%"},
        },
    },
    "customer": {},
    "vip": {
        "levels": [
            {"id": "gold", "top_up": Decimal(3000), "factor": "9.5折"},
            {"id": "platinum", "top_up": Decimal(4000), "factor": "9折"},
        ],
        "birthday": {"factor": "9.5折"},
    },
}


@dataclass(frozen=True)
class Work:
    """What a kernel is given."""

    counts: Mapping[str, int]
    columns: Mapping[str, Any]
    """Columns that are read or added to, by the names of the method's parameters."""
    told: Mapping[str, Any]
    """What else the method is told."""


def works(rulebook: Rulebook, rows: int) -> dict[str, Work]:
    """Every operation over columns, in so many rows."""
    chance = numpy.random.default_rng(1)

    def below(end: int, kind: str, *shape: int) -> Any:
        return chance.integers(0, end, shape or rows, dtype=kind)

    paid = 990 + below(40_000, "int64")
    parts = numpy.stack([paid // 2, paid // 10, paid // 33, paid - paid // 2 - paid // 10 - paid // 33], axis=1)
    months = {name: numpy.full(rows, OCTOBER + month, dtype="int32") for name, month in [("joined", -20), ("last", -1), ("period", 0)]}
    reading = numpy.ascontiguousarray(numpy.stack([below(6_000_000, "int64"), below(9, "int64")], axis=1))
    today = numpy.full(rows, TODAY, dtype="int32")
    agents = rows
    sponsor = (numpy.arange(agents) * chance.random(agents)).astype("uint32")
    sponsor[: max(agents // 100, 1)] = 2**32 - 1
    tier = below(TIERS, "uint8", agents)
    chains = rulebook.month_chains_columns(sponsor=sponsor, tier=tier, above=2)
    month: dict[str, Any] = {"sponsor": sponsor, "upline": chains.upline}
    tables: dict[str, Any] = {"earned_fen": numpy.zeros((agents, 4), dtype="int64"), "totals_fen": numpy.zeros(9, dtype="int64")}
    lines: dict[str, Any] = {"agent": below(agents, "uint32"), "paid_fen": paid, "cancelled_fen": paid // 9 * below(2, "int64")}
    absorbed = {name: table.copy() for name, table in tables.items()}
    rulebook.month_absorb_columns(**lines, **month, class_=chains.class_, **absorbed)
    bought: dict[str, Any] = {"customer": below(rows, "uint32"), "paid_fen": paid}
    cells = numpy.zeros(rows, dtype="int64")
    rulebook.customer_absorb_columns(**bought, cells=cells)
    sizes = {"agents": agents, "width": 4, "totals": 9}
    return {
        "agent_admit": Work({"rows": rows, "readings": 1}, {"reading": below(100_000, "int64", rows, 1)}, {}),
        "agent_assess": Work(
            {"rows": rows, "readings": 2},
            {
                "tier": below(TIERS, "uint8"),
                "misses": below(3, "uint32"),
                **{f"{name}_month": column for name, column in months.items()},
                "reading": reading,
            },
            {"wanted": ["misses_after"]},
        ),
        "commission_split": Work({"rows": rows, "chain": 2}, {"paid_fen": paid, "chain_tier": below(TIERS, "uint8", rows, 2)}, {"wanted": []}),
        "commission_clawback": Work(
            {"rows": rows, "parts": 4},
            {
                "part_role": numpy.array([0, 1, 2, 6], dtype="uint8"),
                "paid_fen": paid,
                "part_fen": numpy.ascontiguousarray(parts),
                "returned_fen": paid // 7,
                "refund_fen": paid // 3,
            },
            {"wanted": []},
        ),
        "month_chains": Work({"agents": agents, "above": 2}, {"sponsor": sponsor, "tier": tier}, {"above": 2}),
        "month_absorb": Work({"rows": rows, "above": 2, **sizes}, {**lines, **month, "class_": chains.class_, **tables}, {}),
        "month_merge": Work(
            sizes,
            {**{name: table.copy() for name, table in tables.items()}, **{f"other_{name}": table for name, table in absorbed.items()}},
            {},
        ),
        "month_close": Work(
            {"segments": 1, "above": 2, **sizes},
            {
                "sponsor": sponsor,
                "upline": chains.upline.reshape(1, agents, 2),
                "earned_fen": absorbed["earned_fen"].reshape(1, agents, 4),
                "totals_fen": absorbed["totals_fen"],
            },
            {"wanted": []},
        ),
        "customer_absorb": Work({"rows": rows, "customers": rows}, {**bought, "cells": numpy.zeros(rows, dtype="int64")}, {}),
        "customer_merge": Work({"customers": rows}, {"cells": numpy.zeros(rows, dtype="int64"), "other_cells": cells}, {}),
        "customer_classify": Work({"rows": rows}, {"cells": cells}, {}),
        "customer_segments": Work({"customers": rows, **FIGURES}, {"cells": cells}, dict(FIGURES)),
        "vip_level": Work(
            {"rows": rows, "top_ups": rows * 2},
            {
                "as_of_day": today,
                "top_up_count": numpy.full(rows, 2, dtype="uint32"),
                "top_up_day": numpy.tile(numpy.array([TODAY - 90, TODAY - 5], dtype="int32"), rows),
                "top_up_fen": 1 + below(500_000, "int64", rows * 2),
            },
            {},
        ),
        "vip_price": Work({"rows": rows}, {"on_day": today, "list_fen": paid, "level": below(2, "uint8")}, {}),
    }


def aligned(column: Any) -> Any:
    """A copy whose first cell begins a line of the processor's, as over there: a row of sums that lies in two lines costs half as
    much again."""
    room = numpy.empty(column.nbytes + 64, dtype="uint8")
    start = -room.ctypes.data % 64
    copy = room[start : start + column.nbytes].view(column.dtype).reshape(column.shape)
    copy[...] = column
    return copy


class Pair:
    """A kernel here, and the same over there."""

    def __init__(self, name: str, rulebook: Rulebook, work: Work, native: subprocess.Popen[str], folder: Path) -> None:
        self.name, self.native, self.folder = name, native, folder / name
        self.kernel = getattr(rulebook, f"{name}_columns")
        # Copies, since what is added to is different after each run.
        self.given = {parameter: aligned(column) for parameter, column in work.columns.items()} | dict(work.told)
        self.rows = next(work.counts[count] for count in ("rows", "agents", "customers") if count in work.counts)
        self._write(rulebook, work)
        results = self.kernel(**self.given).columns()
        self.out = {column: cells for column, cells in results.items() if column not in self.given and f"{column}_" not in self.given}
        self._write_cells({column: numpy.zeros_like(cells) for column, cells in self.out.items()})
        self.there(0)
        for column, cells in results.items():
            if (self.folder / f"{column}.native").read_bytes() != cells.tobytes():
                raise SystemExit(f"{name}: `{column}` is not what it is in Rust")

    def _write(self, rulebook: Rulebook, work: Work) -> None:
        self.folder.mkdir()
        (self.folder / "rulebook.json").write_text(rulebook.canonical)
        (self.folder / "counts").write_text("".join(f"{count} {number}\n" for count, number in work.counts.items()))
        self._write_cells({parameter.rstrip("_"): column for parameter, column in work.columns.items()})

    def _write_cells(self, columns: Mapping[str, Any]) -> None:
        for column, cells in columns.items():
            (self.folder / column).write_bytes(cells.tobytes())

    def here(self, runs: int) -> float:
        """The seconds of the fastest run."""
        taken = []
        for _ in range(runs):
            start = time.perf_counter()
            self.kernel(**self.given, out=self.out)
            taken.append(time.perf_counter() - start)
        return min(taken)

    def there(self, runs: int) -> float:
        assert self.native.stdin and self.native.stdout
        print(self.name, runs, file=self.native.stdin, flush=True)
        answer = self.native.stdout.readline()
        if not answer:
            raise SystemExit(f"{self.name}: the native program ended")
        return int(answer) / 1e9


def tell(pair: Pair) -> None:
    here, there = [], []
    for _ in range(ROUNDS):
        here.append(pair.here(RUNS))
        there.append(pair.there(RUNS))
    ratio = statistics.median(own / other for own, other in zip(here, there, strict=True))
    in_rust, in_python = min(there) / pair.rows * 1e9, min(here) / pair.rows * 1e9
    print(f"| {pair.name:<20} | {in_rust:8.1f} | {in_python:8.1f} | {ratio:5.2f} |")


def main(program: str, rows: int) -> None:
    rulebook = Rulebook.parse(RULES)
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "columns", folder]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as native:
            pairs = [Pair(name, rulebook, work, native, Path(folder)) for name, work in works(rulebook, rows).items()]
            print("| kernel               | Rust, ns per row | numpy | ratio |\n| --- | --- | --- | --- |")
            for pair in pairs:
                tell(pair)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
