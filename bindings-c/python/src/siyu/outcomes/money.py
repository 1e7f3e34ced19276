# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: `money`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from siyu import _told, outcomes


Rounding: TypeAlias = Literal["down", "half_up", "half_even", "up"]
"""How a part of a minor unit is rounded; negative amounts like positive ones."""
