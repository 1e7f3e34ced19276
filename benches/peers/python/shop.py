"""The shop that is measured, as `siyu-benches write` wrote it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy

NONE = 2**32 - 1
RATES = (500, 800, 1200, 1500)
SPONSOR, SPONSOR_2 = 300, 100
REACH = (200_000, 1_000_000, 5_000_000)
STAY = 50_000
CLEARED = 255
TIERS = ("bronze", "silver", "gold", "star")


TITLES = {"duckdb": "DuckDB", "numba": "Numba", "numpy": "NumPy", "pandas": "pandas", "polars": "Polars"}


def named(package: str, how: str) -> str:
    """A peer with its version, and how it is used."""
    try:
        return f"{TITLES[package]} {version(package)}, {how}"
    except PackageNotFoundError:
        return f"{TITLES[package]}, {how}"


class Shop:
    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.sponsor = self._column("sponsor", "u32", numpy.uint32)
        self.tier = self._column("tier", "u8", numpy.uint8)
        self.joined = self._column("joined", "i32", numpy.int32)
        self.last = self._column("last", "i32", numpy.int32)
        self.month = self._column("month", "i32", numpy.int32)
        self.agent = self._column("agent", "u32", numpy.uint32)
        self.paid = self._column("paid", "i64", numpy.int64)
        self.refunded = self._column("refunded", "i64", numpy.int64)
        self.customer = self._column("customer", "u32", numpy.uint32)
        self.rulebook = (self.folder / "rulebook.json").read_text()
        self.requests = (self.folder / "requests.jsonl").read_text().splitlines()

    def _column(self, name: str, ending: str, cells: type) -> numpy.ndarray:
        return numpy.fromfile(self.folder / f"{name}.{ending}", cells)

    @property
    def agents(self) -> int:
        return len(self.tier)

    @property
    def rows(self) -> int:
        return len(self.agent)

    @property
    def parents(self) -> numpy.ndarray:
        """Sponsors as a table has them: signed, nobody is -1."""
        return numpy.where(self.sponsor == NONE, -1, self.sponsor.astype(numpy.int64))

    def chains(self, count: int) -> numpy.ndarray:
        """Of the first orders: the seller and the two above."""
        above = numpy.append(self.sponsor, numpy.uint32(NONE))
        seller = self.agent[:count]
        first = above[seller]
        second = above[numpy.minimum(first, self.agents)]
        return numpy.stack([seller, first, second], axis=1)

    def tiers(self, count: int) -> numpy.ndarray:
        """Their tiers; 255 where there is nobody."""
        return numpy.append(self.tier, numpy.uint8(255))[numpy.minimum(self.chains(count), self.agents)]
