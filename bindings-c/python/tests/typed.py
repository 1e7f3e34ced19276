"""What a type checker sees: this file is checked with `mypy --strict` and never run.

Where a comment ignores an error, there must be one: a rate as a float is found before the program runs.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import assert_type

from siyu import Decision, Reason, Rulebook, SiyuError, inputs, outcomes, read_decision, rulebook_check

rules: inputs.rulebook.Rulebook = {
    "name": "shop",
    "version": "1",
    "effective_from": date(2026, 1, 1),
    "commission": {"residual": "house", "roles": {"direct": {"rate": Decimal("0.12")}}},
}
rulebook = Rulebook.parse(rules)
assert_type(rulebook, Rulebook)

order: inputs.commission.Order = {"id": "o-1", "placed_on": date(2026, 1, 5), "lines": [{"id": "1", "paid": 20}]}
split = rulebook.commission_split(order, detail="summary")
assert_type(split, Decision[outcomes.commission.Split])
assert_type(split.outcome.lines[0].parts[0].amount, Decimal)
assert_type(split.reasons, tuple[Reason, ...])

# What was told goes in again.
clawback = rulebook.commission_clawback(
    {"line": split.outcome.lines[0], "refund": {"amount": Decimal("1.00"), "reason": "returned"}}
)
assert_type(clawback.outcome.left, Decimal)

partial = rulebook.month_absorb({"period": "2026-01", "sales": []}).outcome
assert_type(rulebook.month_merge({"partials": [partial]}).outcome, outcomes.month.Partial)

checked = rulebook_check("{}")
assert_type(checked.digest, str | None)
assert_type(read_decision(split.json).rulebook, outcomes.operation.Stamp)

try:
    rulebook.commission_split({"id": "o-1", "placed_on": "2026-01-05", "lines": [{"id": "1", "paid": 19.99}]})  # type: ignore[typeddict-item]
    rulebook.commission_split({"id": "o-1", "placed_on": "2026-01-05", "linse": []})  # type: ignore[typeddict-item]
    rulebook.commission_split(order, detail="some")  # type: ignore[arg-type]
    rulebook.commission_spilt(order)  # type: ignore[attr-defined]
    split.outcome.order = "o-2"  # type: ignore[misc]
except SiyuError as error:
    assert_type(error.path, str)
    if error.code == "no_such_code":  # type: ignore[comparison-overlap]
        assert_type(error.findings, list[outcomes.operation.Refusal])
