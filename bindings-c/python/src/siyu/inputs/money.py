# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What hosts write: `money`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from siyu import inputs, outcomes, values


class CurrencyCode(TypedDict):
    """A currency by the three letters of ISO 4217, which has its decimals, or with the decimals of the merchant's own prices."""

    code: str
    """The three letters of ISO 4217."""

    decimals: int
    """The decimals of the minor unit."""


Currency: TypeAlias = "CurrencyCode | str"
"""A currency by the three letters of ISO 4217, which has its decimals, or with the decimals of the merchant's own prices."""


Rounding: TypeAlias = Literal["down", "half_up", "half_even", "up"]
"""How a part of a minor unit is rounded; negative amounts like positive ones."""
