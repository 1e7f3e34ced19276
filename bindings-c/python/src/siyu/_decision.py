"""Decisions, and how operations come to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from siyu import _library
from siyu._library import Handle
from siyu._told import Told
from siyu._write import Document, written
from siyu.outcomes.operation import Stamp, read_stamp
from siyu.outcomes.reason import Reason, read_reason

if TYPE_CHECKING:
    from siyu._rulebook import Rulebook

Outcome = TypeVar("Outcome", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Generic[Outcome]):
    """What an operation decides, why, and by which rules. Two decisions are equal when their JSON is.

    >>> rulebook = Rulebook.parse({"name": "shop", "version": "1", "effective_from": date(2026, 1, 1)})
    >>> decision = rulebook.money_share(
    ...     {"whole": Decimal("19.99"), "parts": [{"id": "mei", "rate": "12%"}], "residual": "house"}
    ... )
    >>> {share.id: share.amount for share in decision.outcome.shares}
    {'mei': Decimal('2.39'), 'house': Decimal('17.60')}
    >>> for reason in decision.reasons:
    ...     print(reason)
    ...     print(reason.sentence("zh-CN"))
    mei gets 12% of 19.99: exactly 2.3988, so 2.39
    mei 得 19.99 的 12%:精确值 2.3988,取 2.39
    house takes what is left, the rounding included: 17.60
    house 承接余下部分(含舍入差):17.60

    Stored with what went in, it can be replayed years later:

    >>> rulebook.decision_verify(decision.operation, decision.input, decision.json).verified
    True
    """

    operation: str = field(compare=False)
    """The operation that decided."""

    outcome: Outcome = field(compare=False)
    """What was decided."""

    reasons: tuple[Reason, ...] = field(compare=False)
    """Why, as far as the level of detail tells. Each prints as a sentence."""

    rulebook: Stamp = field(compare=False)
    """By which rules."""

    json: str = field(repr=False)
    """The decision as siyu wrote it: the same bytes in every language."""

    input: str = field(repr=False, compare=False)
    """What went in, as JSON; empty for a decision that was read back."""

    def sentences(self, language: str = "en") -> tuple[str, ...]:
        """Its reasons in a language."""
        return tuple(reason.sentence(language) for reason in self.reasons)


def read_decision(text: str, rulebook: Rulebook | None = None) -> Decision[Any]:
    """A decision that was stored as JSON.

    Its reasons speak of the currency of `rulebook`, or of yuan without one.
    """
    return _read(text, None if rulebook is None else rulebook._opened(), "")


def _read(text: str, handle: Handle | None, asked: str) -> Decision[Any]:
    from siyu._operations import READERS

    value, told = json.loads(text), Told(handle)
    operation = value["operation"]
    if operation not in READERS:
        raise ValueError(f"`{operation}` decides nothing that this version knows: expected one of {', '.join(READERS)}")
    return Decision(
        operation=operation,
        outcome=READERS[operation](value["outcome"], told),
        reasons=tuple(read_reason(reason, told) for reason in value.get("reasons", ())),
        rulebook=read_stamp(value["rulebook"], told),
        json=text,
        input=asked,
    )


class Operator:
    """Something that operations can be asked of."""

    __slots__ = ()

    def _opened(self) -> Handle:
        raise NotImplementedError

    def _decide(self, operation: str, facts: Mapping[str, Any] | Any, detail: str | None) -> Decision[Any]:
        from siyu._operations import FACTS

        text = written(facts, FACTS[operation])
        if detail is not None:
            first = "" if text == "{}" else ","
            text = f'{text[:-1]}{first}"detail":{written(detail)}}}'
        handle = self._opened()
        return _read(_library.call(handle, operation, text), handle, text)

    def _ask(self, operation: str, members: dict[str, Any]) -> Any:
        return json.loads(_library.call(self._opened(), operation, _question(members)))

    @staticmethod
    def _ask_without_rulebook(operation: str, members: dict[str, Any]) -> Any:
        return json.loads(_library.call(None, operation, _question(members)))


def _question(members: dict[str, Any]) -> str:
    return written({name: _document(value) if name in ("input", "decision") else value for name, value in members.items()})


def _document(value: Any) -> Any:
    """A document within a question: JSON, a decision, or what would be written as one."""
    if isinstance(value, Decision):
        return Document(value.json)
    return Document(value) if isinstance(value, str) else value
