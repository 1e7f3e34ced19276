"""Values that hosts may write in more than one way. A float is none of them: it is refused wherever it stands."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Money: TypeAlias = Decimal | int | str
"""An amount of the rulebook's currency: `Decimal("19.90")`, `20`, `"19.9"`."""

Rate: TypeAlias = Decimal | int | str
"""A share from 0 to 1: `Decimal("0.05")`, `"5%"`."""

Factor: TypeAlias = Decimal | int | str
"""What part of a price is paid: `Decimal("0.85")`, `"85%"`, `"8.5折"`."""

Number: TypeAlias = Decimal | Fraction | int | str
"""An exact number: `Decimal("1.25")`, `Fraction(5, 4)`, `"5/4"`."""

Proportion: TypeAlias = Decimal | Fraction | int | str
"""A share of something, exact: `Decimal("0.02")`, `Fraction(1, 50)`, `"2%"`."""

Date: TypeAlias = date | str
"""A day, `date(2026, 11, 21)` or `"2026-11-21"`; or a `datetime` with an offset, which counts as the day that it falls on at
the rulebook's `utc_offset`."""
