"""The same rules as one writes them in Python by hand, for a row: what an engine runs row by row without siyu."""

from __future__ import annotations

from datetime import date

RATES = (500, 800, 1200, 1500)
SPONSOR = 300
SPONSOR_2 = 100
FACTORS = (950_000, 900_000, 850_000)
BIRTHDAY = 900_000
MILLION = 1_000_000


def split(paid: int, tier: int, first: int | None, second: int | None) -> dict[str, int]:
    """An order's parts, each rounded down; the house has the rest."""
    direct = paid * RATES[tier] // 10_000
    sponsor = paid * SPONSOR // 10_000 if first is not None else 0
    sponsor_2 = paid * SPONSOR_2 // 10_000 if second is not None else 0
    return {"direct": direct, "sponsor": sponsor, "sponsor_2": sponsor_2, "house": paid - direct - sponsor - sponsor_2}


def price(on: date, listed: int, level: int | None, born: date | None) -> int:
    """What a customer pays: the level's factor, on a birthday times another, rounded half up; the list price without a level."""
    if level is None:
        return listed
    if born is not None and (born.month, born.day) == (on.month, on.day):
        return (2 * listed * FACTORS[level] * BIRTHDAY + MILLION**2) // (2 * MILLION**2)
    return (2 * listed * FACTORS[level] + MILLION) // (2 * MILLION)
