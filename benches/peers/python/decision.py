"""W2, one decision at a time in plain Python: integers, and `Decimal`, as objects and as JSON that says who gets what, as what and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal
from typing import Any

import numpy

from protocol import Case
from shop import NONE, RATES, SPONSOR, SPONSOR_2, TIERS, Shop

Part = dict[str, Any]
ROLES = ("direct", "sponsor", "sponsor_2", "residual")


def integers(seller: int, sponsor: int, sponsor_2: int, tier: int, paid: int) -> list[Part]:
    rate = RATES[tier]
    amount = paid * rate // 10_000
    parts, rest = [{"party": seller, "role": "direct", "rate": rate, "amount": amount}], paid - amount
    for party, role, rate in ((sponsor, "sponsor", SPONSOR), (sponsor_2, "sponsor_2", SPONSOR_2)):
        if party != NONE:
            amount = paid * rate // 10_000
            parts.append({"party": party, "role": role, "rate": rate, "amount": amount})
            rest -= amount
    parts.append({"party": "house", "role": "residual", "rate": None, "amount": rest})
    return parts


CENT = Decimal("0.01")
SHARES = tuple(Decimal(rate) / 10_000 for rate in RATES)
SPONSORS = (("sponsor", Decimal("0.03")), ("sponsor_2", Decimal("0.01")))


def decimals(seller: int, sponsor: int, sponsor_2: int, tier: int, paid: Decimal) -> list[Part]:
    rate = SHARES[tier]
    amount = (paid * rate).quantize(CENT, ROUND_DOWN)
    parts, rest = [{"party": seller, "role": "direct", "rate": rate, "amount": amount}], paid - amount
    for party, (role, rate) in zip((sponsor, sponsor_2), SPONSORS):
        if party != NONE:
            amount = (paid * rate).quantize(CENT, ROUND_DOWN)
            parts.append({"party": party, "role": role, "rate": rate, "amount": amount})
            rest -= amount
    parts.append({"party": "house", "role": "residual", "rate": None, "amount": rest})
    return parts


def told(decisions: list[list[Part]]) -> list[Any]:
    """The parts of each by role, in fen."""
    cells = numpy.zeros((len(decisions), len(ROLES)), numpy.int64)
    for row, parts in enumerate(decisions):
        for part in parts:
            amount = part["amount"]
            if isinstance(amount, str):
                amount = Decimal(amount)
            cells[row, ROLES.index(part["role"])] = int(amount * 100) if isinstance(amount, Decimal) else amount
    return [cells.ravel()]


def cases(shop: Shop) -> list[tuple[str, Callable[[], Case]]]:
    count = len(shop.requests)
    chains, tiers, paid = shop.chains(count).tolist(), shop.tiers(count)[:, 0].tolist(), shop.paid[:count].tolist()
    whole = [(*chain, tier, fen) for chain, tier, fen in zip(chains, tiers, paid)]
    exact = [(*chain, tier, Decimal(fen) / 100) for chain, tier, fen in zip(chains, tiers, paid)]

    def case(work: str, name: str, run: Callable[[], Any], columns: Callable[[Any], Any]) -> tuple[str, Callable[[], Case]]:
        return name, lambda: Case(work, name, count, run, columns)

    def texts(decide: Callable[..., Any], orders: list[Any]) -> Callable[[], Any]:
        return lambda: [json.dumps(decide(*order), default=str) for order in orders]

    def read(found: list[str]) -> list[Any]:
        return told([json.loads(text) for text in found])

    def requested() -> list[str]:
        """As a service gets and answers it: JSON in, JSON out."""
        answers = []
        for text in shop.requests:
            order = json.loads(text)
            chain = [link["agent"] for link in order["chain"]]
            chain += [NONE] * (3 - len(chain))
            tier = TIERS.index(order["chain"][0]["tier"])
            parts = decimals(*chain, tier, Decimal(order["lines"][0]["paid"]))
            answers.append(json.dumps({"order": order["id"], "parts": parts}, default=str))
        return answers

    def answered(found: list[str]) -> list[Any]:
        return told([json.loads(text)["parts"] for text in found])

    return [
        case("decision", "Python, int", lambda: [integers(*order) for order in whole], told),
        case("decision", "Python, Decimal", lambda: [decimals(*order) for order in exact], told),
        case("decision-json", "Python, int, json.dumps", texts(integers, whole), read),
        case("decision-json", "Python, Decimal, json.dumps", texts(decimals, exact), read),
        case("decision-json", "Python, Decimal, JSON in and out", requested, answered),
    ]
