# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What hosts write: `operation`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from siyu import inputs, outcomes, values


class PartRequest(TypedDict):
    """A party with a claim: exactly one of `fixed` and `rate`."""

    id: str
    """Who."""

    fixed: NotRequired[values.Money | None]
    """So much, whatever the whole is."""

    rate: NotRequired[values.Rate | None]
    """A rate of the basis."""


class PoolRequest(TypedDict):
    """An amount shared by weight: at most one of `fixed` and `rate`; with neither, all that the others leave."""

    id: str
    """The pool's name."""

    fixed: NotRequired[values.Money | None]
    """So much, whatever the whole is."""

    rate: NotRequired[values.Rate | None]
    """A rate of the basis."""

    members: Mapping[str, int]
    """The weight of each member."""


class ShareRequest(TypedDict):
    """A whole and who shares it."""

    whole: values.Money
    """What is shared; not negative."""

    basis: NotRequired[values.Money | None]
    """What rates apply to; the whole unless said."""

    rounding: NotRequired[inputs.money.Rounding | None]
    """How rated parts are rounded."""

    parts: NotRequired[Sequence[inputs.operation.PartRequest] | None]
    """Parties with a claim of their own."""

    pools: NotRequired[Sequence[inputs.operation.PoolRequest] | None]
    """Parties that share by weight."""

    residual: NotRequired[str | None]
    """Who takes what is left."""
