"""A merchant's rules."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from siyu import _library
from siyu._library import Handle
from siyu._operations import Operations
from siyu._told import Told
from siyu._write import written
from siyu.columns import ColumnOperations
from siyu.outcomes.operation import Refusal, read_refusal

if TYPE_CHECKING:
    from typing import Self

    from siyu import inputs


class Rulebook(Operations, ColumnOperations):
    """A merchant's rules, checked: asks every operation, never changes, serves any number of threads, survives a fork.

    >>> rulebook = Rulebook.parse({
    ...     "name": "my-shop", "version": "2026-11", "effective_from": date(2026, 11, 1),
    ...     "commission": {"residual": "house", "roles": {"direct": {"rate": Decimal("0.12")}, "sponsor": {"rate": "3%"}}},
    ... })
    >>> split = rulebook.commission_split({
    ...     "id": "o-1", "placed_on": date(2026, 11, 21),
    ...     "chain": [{"agent": "mei"}, {"agent": "lan"}],
    ...     "lines": [{"id": "1", "paid": Decimal("19.99")}],
    ... })
    >>> [(part.party, part.amount) for part in split.outcome.lines[0].parts]
    [('mei', Decimal('2.39')), ('lan', Decimal('0.59')), ('house', Decimal('17.01'))]
    >>> print(f"{split.reasons[0]:zh-CN}")
    行 1:mei 作为 直接代理 得 19.99 的 12%:精确值 2.3988,取 2.39

    It is freed with its last use; `with` or `close()` do so earlier. It can be pickled: what arrives has the same digest.
    """

    __slots__ = ("__weakref__", "_handle")

    _handle: Handle | None

    def __init__(self, handle: Handle) -> None:
        self._handle = handle

    @classmethod
    def parse(cls, rules: str | os.PathLike[str] | inputs.rulebook.Rulebook | Mapping[str, Any]) -> Self:
        """Checks rules: JSON text, a path to a file of it, or a dictionary.

        What is wrong is raised all at once, as the `findings` of one `SiyuError`:

        >>> try:
        ...     Rulebook.parse('{"name": "", "version": 1}')
        ... except SiyuError as error:
        ...     for finding in error.findings:
        ...         print(finding.path, finding.code)
        /effective_from missing_field
        /name id_format
        /version wrong_type
        """
        if isinstance(rules, str):
            return cls(_library.parse(rules))
        if isinstance(rules, os.PathLike):
            return cls(_library.parse(Path(rules).read_text(encoding="utf-8")))
        return cls(_library.parse(written(rules, "rulebook.Rulebook")))

    @property
    def name(self) -> str:
        """Its name."""
        return str(json.loads(self.canonical)["name"])

    @property
    def version(self) -> str:
        """The merchant's version of it."""
        return str(json.loads(self.canonical)["version"])

    @property
    def digest(self) -> str:
        """SHA-256 of its canonical form: two rulebooks with one digest decide alike."""
        return self._opened().digest()

    @property
    def canonical(self) -> str:
        """Its canonical form (RFC 8785): defaults left out, names sorted."""
        return self._opened().canonical()

    @property
    def warnings(self) -> list[Refusal]:
        """What is allowed and yet may be a mistake."""
        return [read_refusal(warning, Told(None)) for warning in json.loads(self._opened().warnings())]

    def call(self, operation: str, input: str) -> str:
        """Any operation by its name, JSON in, JSON out: nothing is converted.

        >>> rulebook = Rulebook.parse('{"name": "shop", "version": "1", "effective_from": "2026-01-01"}')
        >>> rulebook.call("decision_explain", '{"decision": {}, "language": "en"}')
        '{"sentences":[]}'
        """
        return _library.call(self._opened(), operation, input)

    def close(self) -> None:
        """Lets go of it; calls that are under way come to their end, and reasons go on printing."""
        self._handle = None

    def __enter__(self) -> Self:
        self._opened()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _opened(self) -> Handle:
        handle = self._handle
        if handle is None:
            raise ValueError("the rulebook is closed: parse it again")
        return handle

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, Rulebook) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        if self._handle is None:
            return "<siyu.Rulebook, closed>"
        return f"<siyu.Rulebook {self.name} {self.version}, {self.digest[:12]}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._opened(),)
