# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: `customer`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from siyu import _told, outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFigures:
    """The customers of one class."""

    class_: str
    """Which class."""

    customers: int
    """How many customers it has."""

    net_sales: Decimal
    """What they bought in the window, less refunds."""

    share: outcomes.number.Figure | None = None
    """Their share of all customers with a class; absent where there is none."""


def read_class_figures(value: Any, told: _told.Told) -> ClassFigures:
    return ClassFigures(
        class_=value["class"],
        customers=value["customers"],
        net_sales=Decimal(value["net_sales"]),
        share=outcomes.number.read_figure(value["share"], told) if "share" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """The class of a customer on a day."""

    class_: str | None = None
    """Which; absent without an order in the window, where only buyers have classes."""

    window_from: datetime.date
    """The first day of the window, which ends with the day of asking."""

    orders: int
    """Orders of positive net in the window."""

    repurchases: int
    """`orders` − 1; 0 without an order."""

    net_sales: Decimal
    """What the customer bought in the window, less refunds."""

    next: outcomes.customer.NextClass | None = None
    """What the next class needs; absent in the highest."""

    falls: outcomes.customer.Fall | None = None
    """What the class becomes first, if nothing else is bought; absent where it stays."""

    last_order_on: datetime.date | None = None
    """The day of the last order of all, in the window or before it."""

    dormant: bool
    """Whether the customer sleeps. Who never ordered does not."""

    dormant_on: datetime.date | None = None
    """The first day on which the customer sleeps, if nothing else is bought; absent where that day never comes."""

    sample_due: bool
    """Whether a sample is due: the customer sleeps and can be reached."""


def read_classified(value: Any, told: _told.Told) -> Classified:
    return Classified(
        class_=value["class"] if "class" in value else None,
        window_from=datetime.date.fromisoformat(value["window_from"]),
        orders=value["orders"],
        repurchases=value["repurchases"],
        net_sales=Decimal(value["net_sales"]),
        next=outcomes.customer.read_next_class(value["next"], told) if "next" in value else None,
        falls=outcomes.customer.read_fall(value["falls"], told) if "falls" in value else None,
        last_order_on=datetime.date.fromisoformat(value["last_order_on"]) if "last_order_on" in value else None,
        dormant=value["dormant"],
        dormant_on=datetime.date.fromisoformat(value["dormant_on"]) if "dormant_on" in value else None,
        sample_due=value["sample_due"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcentrationFigures:
    """How sales are concentrated."""

    customers: int
    """The customers that it is told of: n."""

    top_customers: int
    """The first of them by net sales: the rulebook's `top_share` of them."""

    top_net_sales: Decimal
    """What those bought."""

    top_share: outcomes.number.Figure
    """Their share of all net sales."""

    coverage_customers: int
    """The fewest customers who bought the rulebook's `coverage` of all."""

    coverage_share: outcomes.number.Figure
    """Their share of the customers."""

    gini: outcomes.number.Figure
    """Σ (2i − n − 1) · xᵢ / (n · Σx), amounts ascending: 0 where all buy alike, up to (n − 1) / n."""

    gini_corrected: outcomes.number.Figure | None = None
    """The same times n / (n − 1), for few customers: up to 1. Absent for one."""


def read_concentration_figures(value: Any, told: _told.Told) -> ConcentrationFigures:
    return ConcentrationFigures(
        customers=value["customers"],
        top_customers=value["top_customers"],
        top_net_sales=Decimal(value["top_net_sales"]),
        top_share=outcomes.number.read_figure(value["top_share"], told),
        coverage_customers=value["coverage_customers"],
        coverage_share=outcomes.number.read_figure(value["coverage_share"], told),
        gini=outcomes.number.read_figure(value["gini"], told),
        gini_corrected=outcomes.number.read_figure(value["gini_corrected"], told) if "gini_corrected" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """What becomes of a class when orders leave the window."""

    on: datetime.date
    """The first day with the other class."""

    class_: str | None = None
    """Which class; absent where there is none any more."""


def read_fall(value: Any, told: _told.Told) -> Fall:
    return Fall(
        on=datetime.date.fromisoformat(value["on"]),
        class_=value["class"] if "class" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NextClass:
    """What the next class needs."""

    class_: str
    """Which class."""

    orders: int
    """Orders in the window that it begins with."""

    missing: int
    """How many of them are missing."""


def read_next_class(value: Any, told: _told.Told) -> NextClass:
    return NextClass(
        class_=value["class"],
        orders=value["orders"],
        missing=value["missing"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RepurchaseRate:
    """A rate with what it is made of."""

    again: int
    """Those who came again: customers, or orders where the name says so."""

    of: int
    """Of so many."""

    rate: outcomes.number.Figure
    """`again` / `of`."""


def read_repurchase_rate(value: Any, told: _told.Told) -> RepurchaseRate:
    return RepurchaseRate(
        again=value["again"],
        of=value["of"],
        rate=outcomes.number.read_figure(value["rate"], told),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RepurchaseRates:
    """Repurchase rates by name. What would divide by zero is absent. The first three are of the window."""

    by_orders: outcomes.customer.RepurchaseRate | None = None
    """Buyers with at least two orders, two of one day counting, of all buyers."""

    by_days: outcomes.customer.RepurchaseRate | None = None
    """Buyers with orders on at least two days, of all buyers."""

    order_based: outcomes.customer.RepurchaseRate | None = None
    """Orders that are not the buyer's first of the window, of all orders."""

    within_horizon: outcomes.customer.RepurchaseRate | None = None
    """Customers who ordered again on a later day within `horizon_days` of their first order ever, of those who were seen that long."""

    calendar: outcomes.customer.RepurchaseRate | None = None
    """`by_orders` in the days that the request names."""

    returned: outcomes.customer.RepurchaseRate | None = None
    """Buyers of the request's first period who bought in the second, of all buyers of the first (回购率)."""

    known_before: outcomes.customer.RepurchaseRate | None = None
    """Buyers of the window who had bought before it, of all its buyers (老客占比)."""


def read_repurchase_rates(value: Any, told: _told.Told) -> RepurchaseRates:
    return RepurchaseRates(
        by_orders=outcomes.customer.read_repurchase_rate(value["by_orders"], told) if "by_orders" in value else None,
        by_days=outcomes.customer.read_repurchase_rate(value["by_days"], told) if "by_days" in value else None,
        order_based=outcomes.customer.read_repurchase_rate(value["order_based"], told) if "order_based" in value else None,
        within_horizon=outcomes.customer.read_repurchase_rate(value["within_horizon"], told) if "within_horizon" in value else None,
        calendar=outcomes.customer.read_repurchase_rate(value["calendar"], told) if "calendar" in value else None,
        returned=outcomes.customer.read_repurchase_rate(value["returned"], told) if "returned" in value else None,
        known_before=outcomes.customer.read_repurchase_rate(value["known_before"], told) if "known_before" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """The customers of a shop. Σ classes + unclassified = customers; Σ net sales of classes = net sales."""

    window_from: datetime.date
    """The first day of the window, which ends with the day of asking."""

    customers: int
    """All that are known."""

    buyers: int
    """Those with an order of positive net in the window."""

    orders: int
    """Orders of positive net in the window."""

    net_sales: Decimal
    """What was bought in the window, less refunds."""

    classes: tuple[outcomes.customer.ClassFigures, ...]
    """Each class, in the rulebook's order."""

    unclassified: int
    """Customers without a class."""

    dormant: int
    """Customers who sleep."""

    samples_due: tuple[str, ...]
    """Those of them who can be reached, by id: a sample is due."""

    repurchase: outcomes.customer.RepurchaseRates
    """Repurchase rates, each under its name."""

    super_users: outcomes.customer.SuperUserFigures
    """Who bought most."""

    concentration: outcomes.customer.ConcentrationFigures | None = None
    """How sales are concentrated; absent without sales."""


def read_segments(value: Any, told: _told.Told) -> Segments:
    return Segments(
        window_from=datetime.date.fromisoformat(value["window_from"]),
        customers=value["customers"],
        buyers=value["buyers"],
        orders=value["orders"],
        net_sales=Decimal(value["net_sales"]),
        classes=tuple(outcomes.customer.read_class_figures(item, told) for item in value["classes"]),
        unclassified=value["unclassified"],
        dormant=value["dormant"],
        samples_due=tuple(value["samples_due"]),
        repurchase=outcomes.customer.read_repurchase_rates(value["repurchase"], told),
        super_users=outcomes.customer.read_super_user_figures(value["super_users"], told),
        concentration=outcomes.customer.read_concentration_figures(value["concentration"], told) if "concentration" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperUser:
    """A super user."""

    customer: str
    """Who."""

    net_sales: Decimal
    """What the customer bought in the window, less refunds."""


def read_super_user(value: Any, told: _told.Told) -> SuperUser:
    return SuperUser(
        customer=value["customer"],
        net_sales=Decimal(value["net_sales"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperUserFigures:
    """The super users of a shop."""

    users: tuple[outcomes.customer.SuperUser, ...]
    """Each of them, who bought most first, those of one amount by id."""

    customers: int
    """How many they are."""

    net_sales: Decimal
    """What they bought."""

    share: outcomes.number.Figure | None = None
    """Their share of all net sales; absent without sales."""

    average: Decimal | None = None
    """What each of them bought, rounded once by the rulebook's mode; absent where there is none."""


def read_super_user_figures(value: Any, told: _told.Told) -> SuperUserFigures:
    return SuperUserFigures(
        users=tuple(outcomes.customer.read_super_user(item, told) for item in value["users"]),
        customers=value["customers"],
        net_sales=Decimal(value["net_sales"]),
        share=outcomes.number.read_figure(value["share"], told) if "share" in value else None,
        average=Decimal(value["average"]) if "average" in value else None,
    )
