# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What hosts write: `rulebook`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from siyu import inputs, outcomes, values


class Rulebook(TypedDict):
    """A merchant's rules."""

    name: str
    """The rulebook's name."""

    version: str
    """The merchant's version of it."""

    effective_from: values.Date
    """The first day on which it is in force."""

    effective_to: NotRequired[values.Date | None]
    """The first day on which it is no longer in force."""

    currency: NotRequired[inputs.money.Currency | None]
    """The one currency of all amounts."""

    utc_offset: NotRequired[str | None]
    """The merchant's own calendar: where instants become dates."""

    note: NotRequired[str | None]
    """What the rulebook is for, in words."""

    commission: NotRequired[inputs.commission.Rules | None]
    """How commission is shared out."""

    agent: NotRequired[inputs.agent.Section | None]
    """Agents: tiers, admission, assessment, clearing, the sponsor tree."""

    vip: NotRequired[inputs.vip.Rules | None]
    """The rules of VIP levels, prices and perks."""

    balance: NotRequired[inputs.balance.Rules | None]
    """The rules of refundable balances."""

    gmv: NotRequired[inputs.gmv.Rules | None]
    """What GMV means here."""

    customer: NotRequired[inputs.customer.Rules | None]
    """Customers: classes, who sleeps, super users, concentration."""
