"""siyu: the rules of private-domain commerce (私域电商), exact to the fen and explained.

A `Rulebook` is parsed once and asks every operation: facts in, a `Decision` with its reasons out. Amounts and rates are
`Decimal`, days are `date`; a float is refused. `inputs` and `outcomes` have the types of what goes in and comes out.
"""

from siyu import columns, inputs, outcomes, values
from siyu._decision import Decision, read_decision
from siyu._errors import SiyuError
from siyu._library import version
from siyu._rulebook import Rulebook
from siyu.outcomes.operation import Refusal
from siyu.outcomes.reason import Reason

__version__: str = version()

rulebook_check = Rulebook.rulebook_check

SiyuError.__module__ = "siyu"

__all__ = [
    "Decision",
    "Reason",
    "Refusal",
    "Rulebook",
    "SiyuError",
    "__version__",
    "columns",
    "inputs",
    "outcomes",
    "read_decision",
    "rulebook_check",
    "values",
]
