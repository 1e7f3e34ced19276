# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: `month`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from siyu import _told, outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSum:
    """One agent's own sales in a chunk."""

    gross: Decimal = Decimal("0.00")
    """What customers paid."""

    refunded: Decimal = Decimal("0.00")
    """What went back to them, as far as it counts for this month."""

    supplied: Decimal = Decimal("0.00")
    """What suppliers kept of it."""

    orders: int = 0
    """Orders of positive net."""

    customers: Mapping[str, outcomes.month.CustomerSum] = field(default_factory=lambda: {})
    """Per customer: orders of positive net."""


def read_agent_sum(value: Any, told: _told.Told) -> AgentSum:
    return AgentSum(
        gross=Decimal(value["gross"]) if "gross" in value else Decimal("0.00"),
        refunded=Decimal(value["refunded"]) if "refunded" in value else Decimal("0.00"),
        supplied=Decimal(value["supplied"]) if "supplied" in value else Decimal("0.00"),
        orders=value["orders"] if "orders" in value else 0,
        customers={name: outcomes.month.read_customer_sum(item, told) for name, item in value["customers"].items()} if "customers" in value else {},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """An agent's assessment, with what it looked at and why it came out so."""

    facts: outcomes.agent.PeriodFacts
    """The figures of the month."""

    assessment: outcomes.agent.Assessment
    """What it came to."""

    reasons: tuple[outcomes.reason.Reason, ...] = ()
    """Why, as far as the level of detail tells. `decision_explain` takes this object as its `decision`."""


def read_assessed(value: Any, told: _told.Told) -> Assessed:
    return Assessed(
        facts=outcomes.agent.read_period_facts(value["facts"], told),
        assessment=outcomes.agent.read_assessment(value["assessment"], told),
        reasons=tuple(outcomes.reason.read_reason(item, told) for item in value["reasons"]) if "reasons" in value else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """A closed month. Σ earned over `statements` and `house` = gross, Σ clawed back = refunded."""

    period: str
    """The month."""

    totals: outcomes.month.Totals
    """Money that moved."""

    net: Decimal
    """gross − refunded."""

    house: outcomes.commission.Statement
    """The statement of the residual party: its account is what the house keeps."""

    statements: tuple[outcomes.commission.Statement, ...]
    """The statements of all others, by id. Why a debt arose or was netted tells `commission_statement`, asked with the opening account and the `lines`."""

    assessments: tuple[outcomes.month.Assessed, ...]
    """The assessments, in the order of the agents handed in."""

    unassessed: tuple[str, ...]
    """Agents with sales in the month who are not among the agents handed in: they are paid and not assessed."""


def read_close(value: Any, told: _told.Told) -> Close:
    return Close(
        period=value["period"],
        totals=outcomes.month.read_totals(value["totals"], told),
        net=Decimal(value["net"]),
        house=outcomes.commission.read_statement(value["house"], told),
        statements=tuple(outcomes.commission.read_statement(item, told) for item in value["statements"]),
        assessments=tuple(outcomes.month.read_assessed(item, told) for item in value["assessments"]),
        unassessed=tuple(value["unassessed"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSum:
    """One customer of one agent in a chunk."""

    orders: int = 0
    """Orders of positive net."""

    new: bool = False
    """Whether the first order ever is among them."""


def read_customer_sum(value: Any, told: _told.Told) -> CustomerSum:
    return CustomerSum(
        orders=value["orders"] if "orders" in value else 0,
        new=value["new"] if "new" in value else False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """What a chunk of a month comes to."""

    period: str
    """The month."""

    totals: outcomes.month.Totals = field(default_factory=lambda: outcomes.month.read_totals({}, _told.Told(None)))
    """Totals of the money that moved."""

    parties: Mapping[str, tuple[outcomes.commission.Movement, ...]] = field(default_factory=lambda: {})
    """Per party: its postings, summed by day, kind and the day through which they are frozen. Sums tie to no order, and of roles only `residual` is told."""

    agents: Mapping[str, outcomes.month.AgentSum] = field(default_factory=lambda: {})
    """Per agent: sales that count for the assessment."""


def read_partial(value: Any, told: _told.Told) -> Partial:
    return Partial(
        period=value["period"],
        totals=outcomes.month.read_totals(value["totals"], told) if "totals" in value else outcomes.month.read_totals({}, _told.Told(None)),
        parties={name: tuple(outcomes.commission.read_movement(item, told) for item in item) for name, item in value["parties"].items()} if "parties" in value else {},
        agents={name: outcomes.month.read_agent_sum(item, told) for name, item in value["agents"].items()} if "agents" in value else {},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Money that moved, and how many orders moved it. net = gross − refunded."""

    orders: int = 0
    """Orders of the month."""

    lines: int = 0
    """Their lines."""

    refunds: int = 0
    """Refunds, those of earlier orders among them."""

    gross: Decimal = Decimal("0.00")
    """What was paid for the lines."""

    refunded: Decimal = Decimal("0.00")
    """What went back to customers in the month."""

    refunded_late: Decimal = Decimal("0.00")
    """The part of `refunded` that is for orders of earlier months."""


def read_totals(value: Any, told: _told.Told) -> Totals:
    return Totals(
        orders=value["orders"] if "orders" in value else 0,
        lines=value["lines"] if "lines" in value else 0,
        refunds=value["refunds"] if "refunds" in value else 0,
        gross=Decimal(value["gross"]) if "gross" in value else Decimal("0.00"),
        refunded=Decimal(value["refunded"]) if "refunded" in value else Decimal("0.00"),
        refunded_late=Decimal(value["refunded_late"]) if "refunded_late" in value else Decimal("0.00"),
    )
