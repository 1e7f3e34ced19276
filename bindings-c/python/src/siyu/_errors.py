"""What is raised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siyu.outcomes.error import Code
    from siyu.outcomes.operation import Refusal, Telling


class SiyuError(ValueError):
    """A rulebook or a call is refused.

    >>> rulebook = Rulebook.parse({"name": "shop", "version": "1", "effective_from": date(2026, 1, 1)})
    >>> try:
    ...     rulebook.money_share({"whole": Decimal("19.999"), "residual": "house"})
    ... except SiyuError as error:
    ...     print(error.code, error.path, dict(error.params))
    ...     print(error.zh_cn.message)
    money_format /whole {'allowed': '"199.00"', 'found': '`19.999`'}
    `19.999` 不是金额,写法如 "199.00"

    A float is refused before it can lose anything:

    >>> rulebook.money_share({"whole": 19.99, "residual": "house"})  # type: ignore[typeddict-item]
    Traceback (most recent call last):
    ...
    siyu.SiyuError: /whole: `19.99` is a float, which holds no decimal exactly; write Decimal("19.99") or "19.99" (number_for_decimal)
    """

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal
        """All of it."""

    @property
    def code(self) -> Code:
        """What is wrong: a name that is stable for ever."""
        return self.refusal.code

    @property
    def number(self) -> int:
        """The code's number, as stable."""
        return self.refusal.number

    @property
    def path(self) -> str:
        """Where: an RFC 6901 pointer into what was handed in; empty for the whole of it."""
        return self.refusal.path

    @property
    def params(self) -> Mapping[str, str]:
        """What the message speaks of, by name."""
        return self.refusal.parameters

    @property
    def en(self) -> Telling:
        """`.message` and `.repair` in English."""
        return self.refusal.en

    @property
    def zh_cn(self) -> Telling:
        """`.message` and `.repair` in Chinese."""
        return self.refusal.zh_cn

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.refusal.en.message

    @property
    def repair(self) -> str:
        """How to repair it, in English."""
        return self.refusal.en.repair

    @property
    def findings(self) -> list[Refusal]:
        """Everything that was found in a rulebook, in the order of its text, warnings too; empty for a call."""
        return list(self.refusal.findings or ())

    def __str__(self) -> str:
        return "\n".join([_line(self.refusal), *(f"  {_line(finding)}" for finding in self.findings)])


def _line(refusal: Refusal) -> str:
    span = refusal.span
    place = "" if span is None else f"line {span.line}, column {span.column}, "
    place += refusal.path
    return f"{place + ': ' if place else ''}{refusal.en.message}; {refusal.en.repair} ({refusal.code})"


def refused(code: Code, steps: list[str | int], found: str, en: tuple[str, str], zh_cn: tuple[str, str]) -> SiyuError:
    """What the package itself refuses, before there is JSON."""
    from siyu._codes import NUMBERS
    from siyu.outcomes.operation import Refusal, Telling

    path = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    return SiyuError(
        Refusal(
            code=code,
            number=NUMBERS[code],
            severity="error",
            path=path,
            parameters={"found": f"`{found}`"},
            en=Telling(message=en[0], repair=en[1]),
            zh_cn=Telling(message=zh_cn[0], repair=zh_cn[1]),
        )
    )
