"""Python's values as the JSON of documents: exact, or refused with their place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from operator import index
from typing import TYPE_CHECKING, Any

from siyu._errors import SiyuError, refused
from siyu._shapes import EXACT, RECORDS

if TYPE_CHECKING:
    from siyu.outcomes.error import Code

_quoted = json.encoder.encode_basestring
# Amounts have 16 digits and six decimals at most; what is far beyond need not be written out to be refused.
_WRITTEN_OUT = 40


class Document:
    """JSON that goes in as it is."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class _Unfit(Exception):
    """A value that no document can hold, and the steps to it, innermost first."""

    def __init__(self, code: Code, found: object, en: tuple[str, str], zh_cn: tuple[str, str]) -> None:
        self.code: Code = code
        self.found = str(found)
        self.en = en
        self.zh_cn = zh_cn
        self.steps: list[str | int] = []


def written(value: Any, shape: Any = None) -> str:
    """A document. Of a `shape` (`siyu._shapes`) it is known where a whole number is an amount."""
    parts: list[str] = []
    try:
        _put(value, shape, parts)
    except _Unfit as unfit:
        raise refused(unfit.code, unfit.steps[::-1], unfit.found, unfit.en, unfit.zh_cn) from None
    return "".join(parts)


def _put(value: Any, shape: Any, parts: list[str]) -> None:
    if isinstance(value, str):
        parts.append(_quoted(value))
    # A dictionary first: to ask of a mapping takes its time.
    elif isinstance(value, (dict, Mapping)):
        _put_members(value.items(), shape, parts)
    elif isinstance(value, (list, tuple)):
        _put_items(value, shape, parts)
    elif isinstance(value, Decimal):
        parts.append(f'"{_decimal(value)}"')
    elif value is None:
        parts.append("null")
    elif isinstance(value, bool):
        parts.append("true" if value else "false")
    elif isinstance(value, int):
        parts.append(f'"{value}"' if shape is EXACT else str(value))
    elif isinstance(value, float):
        raise _float(value)
    else:
        _put_other(value, shape, parts)


def _put_other(value: Any, shape: Any, parts: list[str]) -> None:
    if isinstance(value, date):
        parts.append(f'"{_day(value)}"')
    elif isinstance(value, Fraction):
        parts.append(f'"{value}"')
    elif isinstance(value, Document):
        parts.append(value.text)
    elif is_dataclass(value) and not isinstance(value, type):
        named = ((field.name.rstrip("_"), getattr(value, field.name)) for field in fields(value))
        _put_members(((name, member) for name, member in named if member is not None), shape, parts)
    elif hasattr(value, "__index__"):
        _put(index(value), shape, parts)
    elif isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray, memoryview)):
        _put_items(value, shape, parts)
    else:
        raise _foreign(value)


def _put_members(members: Iterable[tuple[Any, Any]], shape: Any, parts: list[str]) -> None:
    # A list of one shape: that of every value of a map. A text: the record's name.
    each = shape[0] if type(shape) is list else None
    own = RECORDS.get(shape, {}) if type(shape) is str else {}
    separator = "{"
    for name, value in members:
        if not isinstance(name, str):
            raise _foreign(name)
        parts.append(separator)
        parts.append(_quoted(name))
        parts.append(":")
        separator = ","
        try:
            _put(value, each if each is not None else own.get(name), parts)
        except _Unfit as unfit:
            unfit.steps.append(name)
            raise
    parts.append("{}" if separator == "{" else "}")


def _put_items(items: Iterable[Any], shape: Any, parts: list[str]) -> None:
    each = shape[0] if type(shape) is list else None
    separator = "["
    for position, item in enumerate(items):
        parts.append(separator)
        separator = ","
        try:
            _put(item, each, parts)
        except _Unfit as unfit:
            unfit.steps.append(position)
            raise
    parts.append("[]" if separator == "[" else "]")


def _decimal(value: Decimal) -> str:
    if not value:
        # Of nothing there is no negative.
        value = abs(value) if value.is_finite() else value
    return format(value, "f") if value.is_finite() and -_WRITTEN_OUT < value.adjusted() < _WRITTEN_OUT else str(value)


def _day(value: date) -> str:
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise _Unfit(
            "date_format",
            value,
            (f"`{value}` has no offset from UTC, so which day it is depends on the place", "give it a tzinfo, or hand in its .date()"),
            (f"`{value}` 没有 UTC 偏移,属于哪一天取决于所在地", "给出 tzinfo,或传入 .date()"),
        )
    return value.isoformat()


def _float(value: float) -> _Unfit:
    # Of a subclass too (numpy's), as Python itself would print it.
    shown = float.__repr__(value)
    return _Unfit(
        "number_for_decimal",
        shown,
        (f"`{shown}` is a float, which holds no decimal exactly", f'write Decimal("{shown}") or "{shown}"'),
        (f"`{shown}` 是浮点数,不能精确表示小数", f'写成 Decimal("{shown}") 或 "{shown}"'),
    )


def _foreign(value: object) -> _Unfit:
    name = type(value).__name__
    return _Unfit(
        "wrong_type",
        name,
        (f"a value of type `{name}` has no place in a document", "hand in str, int, Decimal, date, a list or a dict"),
        (f"文档中不能有 `{name}` 类型的值", "传入 str、int、Decimal、date、列表或字典"),
    )


__all__ = ["Document", "SiyuError", "written"]
