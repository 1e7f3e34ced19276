# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: `number`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from siyu import _told, outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that is not money: as a decimal to read, and exact where the decimal is not."""

    value: Fraction
    """The number to six decimals, half up."""

    exact: Fraction | None = None
    """The number itself, where six decimals cannot say it."""


def read_figure(value: Any, told: _told.Told) -> Figure:
    return Figure(
        value=_told.fraction(value["value"]),
        exact=_told.fraction(value["exact"]) if "exact" in value else None,
    )
