# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What hosts write: rulebooks, and the facts of operations, as typed dictionaries by room."""

from siyu.inputs import agent, balance, calendar, commission, customer, gmv, money, month, operation, reason, rulebook, vip

__all__ = ["agent", "balance", "calendar", "commission", "customer", "gmv", "money", "month", "operation", "reason", "rulebook", "vip"]
