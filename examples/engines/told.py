"""How the examples tell that a check holds: a line, which `cargo xtask engines` counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def told(name: str, what: str) -> None:
    print(f"{name} ... ok, {what}", flush=True)


def best_of(runs: int, work: Callable[[], T]) -> tuple[float, T]:
    """The seconds of the quickest run, and what it gave. In time of the processor: what else runs here does not count."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        given = work()
        taken.append(time.process_time() - start)
    return min(taken), given


def compared(name: str, rows: int, siyu: float, plain: float) -> None:
    """Tells how fast both ways went over rows of which all answers were the same. What is checked is those: a machine may be busy."""
    told(name, f"{rows:,} rows, the same answers: {rows / siyu / 1e6:.2f} M rows/s, plain Python {rows / plain / 1e6:.2f} M: {plain / siyu:.1f} times as fast")
