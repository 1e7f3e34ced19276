# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What hosts write: `customer`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from siyu import inputs, outcomes, values


class Class(TypedDict):
    """A class of customers."""

    id: str
    """Its id."""

    name: NotRequired[str | None]
    """What people call it."""

    at_least: int
    """The fewest repurchases (orders − 1)."""

    at_most: NotRequired[int | None]
    """The most; no end unless said."""


class ClassifyRequest(TypedDict):
    """A customer on a day."""

    as_of: values.Date
    """The day of asking."""

    orders: NotRequired[Sequence[inputs.customer.Order] | None]
    """The customer's orders, in any order. Those after `as_of` have not happened yet and do not count."""

    reachable: NotRequired[bool | None]
    """Whether the customer can still be reached: who cannot is sent no sample."""


class Concentration(TypedDict):
    """What is told of how sales are concentrated."""

    top_share: NotRequired[values.Rate | None]
    """The first customers whose share of the sales is told."""

    coverage: NotRequired[values.Rate | None]
    """The share of the sales for which the fewest customers are told."""


class Customer(TypedDict):
    """What is known of one customer."""

    orders: NotRequired[Sequence[inputs.customer.Order] | None]
    """The customer's orders, in any order. Those after the day of asking have not happened yet and do not count."""

    reachable: NotRequired[bool | None]
    """Whether the customer can still be reached: who cannot is sent no sample."""


class Dormancy(TypedDict):
    """When a customer sleeps."""

    years: NotRequired[int | None]
    """From the day so many years after the last order."""

    idle_days: NotRequired[int | None]
    """In place of `years`: from so many days after the last order on."""


class Order(TypedDict):
    """An order of a customer. It counts where something is left of it: of positive net."""

    id: str
    """The host's id of it."""

    on: values.Date
    """Its day."""

    paid: values.Money
    """What was paid; not negative."""

    refunded: NotRequired[values.Money | None]
    """What of it was refunded by the day of asking; at most `paid`."""


Period = TypedDict(
    "Period",
    {
        "from": "values.Date",
        "until": "values.Date",
    },
)
"""Days from `from` to the day before `until`."""


Population: TypeAlias = Literal["buyers", "all_known"]
"""Who is counted."""


class Rules(TypedDict):
    """The section `customer` of a rulebook. Each field has its usual value, so `{}` is a whole section."""

    classes: NotRequired[Sequence[inputs.customer.Class] | None]
    """Classes by repurchases in the window, in any order. Every number of repurchases has exactly one."""

    classes_over: NotRequired[inputs.customer.Population | None]
    """Who has a class. Who has no order in the window has no repurchase either: no class, or that of 0."""

    window_years: NotRequired[int | None]
    """The window of classes and sales: so many years up to and with the day of asking, (day − years, day]."""

    leap_day: NotRequired[inputs.calendar.LeapDay | None]
    """Where a 29 February goes in a year without one."""

    dormant: NotRequired[inputs.customer.Dormancy | None]
    """When a customer sleeps."""

    horizon_days: NotRequired[int | None]
    """Days after the first order within which one of a later day counts for the repurchase rate of a fixed horizon."""

    super_users: NotRequired[inputs.customer.SuperUsers | None]
    """Who the super users are."""

    concentration: NotRequired[inputs.customer.Concentration | None]
    """What is told of how sales are concentrated."""

    shares_over: NotRequired[inputs.customer.Population | None]
    """The customers that shares are shares of: those of super users, of the first customers, of coverage, and Gini."""

    top_count: NotRequired[inputs.customer.TopCount | None]
    """How a share of customers becomes a number of them."""

    rounding: NotRequired[inputs.money.Rounding | None]
    """How averages are rounded."""


class SegmentsRequest(TypedDict):
    """The customers of a shop on a day."""

    as_of: values.Date
    """The day of asking."""

    customers: Mapping[str, inputs.customer.Customer]
    """All that are known, those without an order too."""

    period: NotRequired[inputs.customer.Period | None]
    """Days for the repurchase rate `calendar`."""

    returned: NotRequired[inputs.customer.TwoPeriods | None]
    """Days for the rate `returned`."""


class SuperUsers(TypedDict):
    """Who the super users are: the first by net sales in the window, those of one amount by id."""

    share: NotRequired[values.Rate | None]
    """Such a share of the customers."""

    top: NotRequired[int | None]
    """In place of `share`: so many."""

    at_least: NotRequired[values.Money | None]
    """Of those only who bought for that much."""


TopCount: TypeAlias = Literal["ceiling", "floor"]
"""How a share of a number of customers becomes a number."""


class TwoPeriods(TypedDict):
    """Two periods: who bought in the first, and again in the second."""

    first: inputs.customer.Period
    """The first."""

    second: inputs.customer.Period
    """The second."""
