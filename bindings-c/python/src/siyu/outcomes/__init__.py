# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: the outcomes of operations, reasons and refusals, frozen, by room."""

from siyu.outcomes import agent, balance, commission, customer, error, gmv, money, month, number, operation, reason, vip

__all__ = ["agent", "balance", "commission", "customer", "error", "gmv", "money", "month", "number", "operation", "reason", "vip"]
