"""What the types of outcomes need to be read and to explain themselves."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siyu._library import Handle


class Told:
    """Who told it: the rulebook whose currency sentences speak of."""

    __slots__ = ("handle",)

    def __init__(self, handle: Handle | None) -> None:
        self.handle = handle


class Explained:
    """A reason that prints as a sentence.

    `str(reason)` is English, `reason.sentence("zh-CN")` or `f"{reason:zh-CN}"` is Chinese.
    """

    __slots__ = ("_told", "_value")

    _told: Told
    _value: Any

    def _keep(self, value: Any, told: Told) -> None:
        object.__setattr__(self, "_value", value)
        object.__setattr__(self, "_told", told)

    def sentence(self, language: str = "en") -> str:
        """The reason in one sentence of a language (BCP 47: `en`, `zh-CN`)."""
        from siyu import _library

        question = json.dumps({"decision": {"reasons": [self._value]}, "language": language}, ensure_ascii=False)
        answer = json.loads(_library.call(self._told.handle, "decision_explain", question))
        return str(answer["sentences"][0])

    def __str__(self) -> str:
        return self.sentence()

    def __format__(self, language: str) -> str:
        return self.sentence(language or "en")

    def __getstate__(self) -> Any:
        return self._value, self._told.handle

    def __setstate__(self, state: Any) -> None:
        from siyu.outcomes.reason import Reason, read_reason

        value, handle = state
        read = read_reason(value, Told(handle))
        for name in Reason.__dataclass_fields__:
            object.__setattr__(self, name, getattr(read, name))
        self._keep(value, read._told)


class OneOf:
    """A value of which one form is there; the others are None."""

    __slots__ = ()

    def __repr__(self) -> str:
        names: tuple[str, ...] = self.__slots__
        members = ((name, getattr(self, name)) for name in names)
        there = ", ".join(f"{name}={value!r}" for name, value in members if value is not None)
        return f"{type(self).__name__}({there})"


def fraction(text: str) -> Fraction:
    """An exact number as siyu writes it: `1.25`, `5/4`, `2%`."""
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
