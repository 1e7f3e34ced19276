"""What the tests share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from siyu import Rulebook, inputs

RULES: inputs.rulebook.Rulebook = {
    "name": "my-shop",
    "version": "2026-11",
    "effective_from": date(2026, 11, 1),
    "commission": {"residual": "house", "roles": {"direct": {"rate": Decimal("0.12")}, "sponsor": {"rate": "3%"}}},
}

ORDER: inputs.commission.Order = {
    "id": "o-1",
    "placed_on": date(2026, 11, 21),
    "chain": [{"agent": "mei"}, {"agent": "lan"}],
    "lines": [{"id": "1", "paid": Decimal("19.99")}],
}


@pytest.fixture
def rulebook() -> Rulebook:
    return Rulebook.parse(RULES)
