# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: `operation`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from siyu import _told, outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """All that is to be said of a rulebook's text."""

    accepted: bool
    """Whether it is a rulebook."""

    findings: tuple[outcomes.operation.Refusal, ...]
    """What was found, in the order of the text; warnings too."""

    digest: str | None = None
    """SHA-256 of the canonical form; of a rulebook that is accepted."""

    canonical: str | None = None
    """The canonical form; of a rulebook that is accepted."""


def read_checked(value: Any, told: _told.Told) -> Checked:
    return Checked(
        accepted=value["accepted"],
        findings=tuple(outcomes.operation.read_refusal(item, told) for item in value["findings"]),
        digest=value["digest"] if "digest" in value else None,
        canonical=value["canonical"] if "canonical" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPlaces:
    """What the numbers in columns mean under a rulebook: a place is counted from 0 in these lists. What a rulebook does not have is an empty list."""

    tiers: tuple[str, ...]
    """Tiers, lowest first; without the section `agent` those that the rates of `commission` name, by id."""

    admission_readings: tuple[outcomes.agent.Reading, ...]
    """The columns `readings` of `agent_admit`."""

    assessment_readings: tuple[outcomes.agent.Reading, ...]
    """The columns `readings` of `agent_assess`."""

    roles: tuple[outcomes.commission.Role, ...]
    """Roles: the same under every rulebook."""

    pools: tuple[outcomes.commission.PoolPlaces, ...]
    """Pools in the rulebook's order. The columns `member_fen` of `commission_split` are the members of the first pool, then those of the next."""

    skus: tuple[str, ...]
    """SKUs that have overrides, by id: the column `sku` of `commission_split`."""

    categories: tuple[str, ...]
    """Categories that have overrides, by id: the column `category` of `commission_split`."""

    levels: tuple[str, ...]
    """VIP levels, lowest first."""

    classes: tuple[str, ...]
    """Classes of customers, in the rulebook's order."""


def read_column_places(value: Any, told: _told.Told) -> ColumnPlaces:
    return ColumnPlaces(
        tiers=tuple(value["tiers"]),
        admission_readings=tuple(outcomes.agent.read_reading(item, told) for item in value["admission_readings"]),
        assessment_readings=tuple(outcomes.agent.read_reading(item, told) for item in value["assessment_readings"]),
        roles=tuple(value["roles"]),
        pools=tuple(outcomes.commission.read_pool_places(item, told) for item in value["pools"]),
        skus=tuple(value["skus"]),
        categories=tuple(value["categories"]),
        levels=tuple(value["levels"]),
        classes=tuple(value["classes"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The reasons of a decision as sentences."""

    sentences: tuple[str, ...]
    """One sentence per reason, in the decision's order."""


def read_explanation(value: Any, told: _told.Told) -> Explanation:
    return Explanation(
        sentences=tuple(value["sentences"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a text, in every unit that an editor may ask for; half-open."""

    start: int
    """First byte."""

    end: int
    """One after the last byte."""

    start_utf16: int
    """First UTF-16 unit."""

    end_utf16: int
    """One after the last UTF-16 unit."""

    line: int
    """Line of the first byte, from 1."""

    column: int
    """Column of the first byte in UTF-16 units, from 1."""


def read_place(value: Any, told: _told.Told) -> Place:
    return Place(
        start=value["start"],
        end=value["end"],
        start_utf16=value["start_utf16"],
        end_utf16=value["end_utf16"],
        line=value["line"],
        column=value["column"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What one party received."""

    id: str
    """Who."""

    pool: str | None = None
    """The pool it came from."""

    amount: Decimal
    """How much."""

    taken_back: bool = False
    """Whether a unit that rounding had given was taken back."""


def read_received(value: Any, told: _told.Told) -> Received:
    return Received(
        id=value["id"],
        pool=value["pool"] if "pool" in value else None,
        amount=Decimal(value["amount"]),
        taken_back=value["taken_back"] if "taken_back" in value else False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A finding, or the one error of a call, told in both languages."""

    code: outcomes.error.Code
    """What is wrong."""

    number: int
    """The code's number."""

    severity: outcomes.error.Severity
    """How much it weighs."""

    path: str
    """Where: an RFC 6901 pointer into the document that was handed in; empty for the whole of it."""

    span: outcomes.operation.Place | None = None
    """Where in the rulebook's text; of findings."""

    parameters: Mapping[str, str]
    """The parameters of the message by name."""

    en: outcomes.operation.Telling
    """In English."""

    zh_cn: outcomes.operation.Telling
    """In Chinese."""

    findings: tuple[outcomes.operation.Refusal, ...] | None = None
    """All that was found in a rulebook, in the order of its text, when this is the refusal of one."""


def read_refusal(value: Any, told: _told.Told) -> Refusal:
    return Refusal(
        code=value["code"],
        number=value["number"],
        severity=value["severity"],
        path=value["path"],
        span=outcomes.operation.read_place(value["span"], told) if "span" in value else None,
        parameters=dict(value["parameters"]),
        en=outcomes.operation.read_telling(value["en"], told),
        zh_cn=outcomes.operation.read_telling(value["zh_cn"], told),
        findings=tuple(outcomes.operation.read_refusal(item, told) for item in value["findings"]) if "findings" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Who received what; Σ amounts = the whole."""

    shares: tuple[outcomes.operation.Received, ...]
    """Parts, then pool members, then the residual party."""


def read_shared(value: Any, told: _told.Told) -> Shared:
    return Shared(
        shares=tuple(outcomes.operation.read_received(item, told) for item in value["shares"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """By which rules a decision was made, so that it can be replayed years later."""

    name: str
    """The rulebook's name."""

    version: str
    """The merchant's version of it."""

    digest: str
    """SHA-256 of its canonical form, in hexadecimal digits."""

    semantics: int
    """The version of what the rules mean."""


def read_stamp(value: Any, told: _told.Told) -> Stamp:
    return Stamp(
        name=value["name"],
        version=value["version"],
        digest=value["digest"],
        semantics=value["semantics"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is said in one language."""

    message: str
    """What is wrong."""

    repair: str
    """How to repair it."""


def read_telling(value: Any, told: _told.Told) -> Telling:
    return Telling(
        message=value["message"],
        repair=value["repair"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether a decision is what the rules give for its input."""

    verified: bool
    """Whether it is, to the byte of its canonical form."""

    differs_at: str | None = None
    """Where the two first differ: a pointer into the decision."""


def read_verification(value: Any, told: _told.Told) -> Verification:
    return Verification(
        verified=value["verified"],
        differs_at=value["differs_at"] if "differs_at" in value else None,
    )
