# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What hosts write: `reason`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from siyu import inputs, outcomes, values


Detail: TypeAlias = Literal["none", "summary", "full"]
"""How much a decision tells."""


class QuantityMoney(TypedDict):
    """A value with its unit as the one name of an object."""

    money: values.Money
    """An amount in the rulebook's currency."""


class QuantityRate(TypedDict):
    """A value with its unit as the one name of an object."""

    rate: values.Rate
    """A share of something."""


class QuantityCount(TypedDict):
    """A value with its unit as the one name of an object."""

    count: int
    """A whole number."""


class QuantityDays(TypedDict):
    """A value with its unit as the one name of an object."""

    days: int
    """A number of days."""


class QuantityDate(TypedDict):
    """A value with its unit as the one name of an object."""

    date: values.Date
    """A civil date."""


class QuantityText(TypedDict):
    """A value with its unit as the one name of an object."""

    text: str
    """A name or a word."""


Quantity: TypeAlias = "QuantityMoney | QuantityRate | QuantityCount | QuantityDays | QuantityDate | QuantityText"
"""A value with its unit as the one name of an object."""
