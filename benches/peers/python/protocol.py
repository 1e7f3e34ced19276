"""How `cargo xtask bench` speaks with this process: as `benches/src/protocol.rs` says."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy

WEIGHT = numpy.uint64(0x9E3779B97F4A7C15)


@dataclass
class Case:
    work: str
    name: str
    rows: int
    run: Callable[[], Any]
    columns: Callable[[Any], Iterable[Any]]
    """What a run gave, as columns of integers."""


def checksum(columns: Iterable[Any]) -> int:
    total = 0
    for column in columns:
        cells = numpy.asarray(column).astype(numpy.int64).view(numpy.uint64)
        weights = numpy.arange(len(cells), dtype=numpy.uint64) * WEIGHT | numpy.uint64(1)
        total = (total * 31 + int((cells * weights).sum())) % 2**64
    return total


def serve(cases: list[Case], missing: dict[str, str]) -> None:
    for case in cases:
        print("case", case.work, case.name, case.rows, sep="\t")
    for name, reason in missing.items():
        print("missing", name, reason, sep="\t")
    print("ready", flush=True)
    for line in sys.stdin:
        what, at = line.split()
        case = cases[int(at)]
        start = time.perf_counter_ns()
        outcome = case.run()
        taken = time.perf_counter_ns() - start
        print(f"sum {checksum(case.columns(outcome)):016x}" if what == "check" else f"time {taken}", flush=True)
        del outcome
