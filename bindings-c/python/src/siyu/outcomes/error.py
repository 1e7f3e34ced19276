# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: `error`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from siyu import _told, outcomes


Code: TypeAlias = Literal["json_syntax", "document_too_large", "document_too_deep", "unknown_field", "duplicate_field", "missing_field", "alternative_fields", "wrong_type", "number_for_decimal", "money_format", "money_out_of_range", "rate_format", "factor_format", "decimal_format", "date_format", "id_format", "text_length", "unknown_choice", "count_out_of_range", "value_out_of_range", "date_out_of_range", "negative_amount", "amount_not_positive", "list_length", "duplicate_item", "without_effect", "not_in_rulebook", "facts_missing", "amount_exceeds", "range_order", "threshold_order", "period_order", "period_overlap", "outside_period", "refund_above_rest", "parts_exceed_whole", "residual_missing", "residual_twice", "section_missing", "rulebook_refused", "no_rulebook_in_force", "threshold_above_cap", "rulebook_missing", "period_not_due", "agent_cleared", "unknown_sponsor", "sponsor_cycle", "tier_unreachable", "entry_not_harder", "keep_harder_than_reach", "commission_above_cap", "tier_without_rate", "parts_not_whole", "state_overdrawn", "withdrawal_below_minimum", "withdrawal_above_maximum", "above_payable", "party_order_unknown", "period_mismatch", "unknown_line", "books_do_not_balance", "refund_before_sale", "higher_level_worse", "floor_missing", "discount_below_floor", "command_conflict", "date_before_last", "card_cap_exceeded", "list_value_below_amount", "balance_short", "unknown_purchase", "restore_above_purchase", "refund_above_quote", "close_below_quote", "refund_above_principal", "account_inconsistent", "ladder_falls", "bonus_reaches_step", "step_above_cap", "named_balance_expires", "bonus_spent_first", "mixed_counts", "fission_diverges", "fewer_visitors", "target_unreachable", "factor_is_zero", "band_gap", "band_overlap", "unknown_operation", "not_built_in", "not_over_columns"]
"""What is wrong; the page of codes has the messages and repairs."""


Severity: TypeAlias = Literal["info", "warning", "error"]
"""How much a finding weighs."""
