"""The native library: handles, calls, and what it refuses. Nothing else in the package speaks to it."""

from __future__ import annotations

import importlib
import json
import weakref
from typing import Any

from siyu._errors import SiyuError
from siyu._told import Told
from siyu.outcomes.operation import read_refusal

# Made when the wheel is built, from the header of the library.
_native: Any = importlib.import_module("siyu._native")
ffi: Any = _native.ffi
lib: Any = _native.lib

_OK = 0
_REFUSED = 1
_ENGLISH = 0


class Handle:
    """A rulebook of the library. It never changes, serves any number of threads, and is freed with its last owner."""

    __slots__ = ("__weakref__", "pointer")

    def __init__(self, pointer: Any) -> None:
        self.pointer = pointer
        # At exit the process gives all memory back by itself, and other finalizers may still print reasons.
        weakref.finalize(self, lib.siyu_rulebook_free, pointer).atexit = False

    def __reduce__(self) -> tuple[Any, ...]:
        # An address means nothing in another process; the canonical form means the same everywhere.
        return parse, (self.canonical(),)

    def digest(self) -> str:
        return _text(lib.siyu_rulebook_digest(self.pointer))

    def canonical(self) -> str:
        return self._told(lib.siyu_rulebook_canonical)

    def warnings(self) -> str:
        return self._told(lib.siyu_rulebook_warnings)

    def _told(self, function: Any) -> str:
        out = ffi.new("siyu_buffer **")
        _expect_ok(function(self.pointer, out))
        return _taken(out[0])


def parse(text: str) -> Handle:
    """Checks a rulebook."""
    data = text.encode()
    out, error = ffi.new("siyu_rulebook **"), ffi.new("siyu_error **")
    status = lib.siyu_rulebook_parse(data, len(data), out, error)
    if status == _REFUSED:
        raise _refusal(error[0])
    _expect_ok(status)
    return Handle(out[0])


def call(handle: Handle | None, operation: str, text: str) -> str:
    """JSON in, JSON out. `handle` stays alive while this runs: the caller's frame holds it."""
    name, data = operation.encode(), text.encode()
    out, error = ffi.new("siyu_buffer **"), ffi.new("siyu_error **")
    pointer = ffi.NULL if handle is None else handle.pointer
    status = lib.siyu_call(pointer, name, len(name), data, len(data), out, error)
    if status == _OK:
        return _taken(out[0])
    if status == _REFUSED:
        raise _refusal(error[0])
    raise _fault(status)


def columns(function: Any, handle: Handle, batch: Any) -> int:
    """A kernel over a batch: how many rows it refuses."""
    refused, error = ffi.new("size_t *"), ffi.new("siyu_error **")
    status = function(handle.pointer, batch, refused, error)
    if status == _REFUSED:
        raise _refusal(error[0])
    _expect_ok(status)
    return int(refused[0])


class Memory:
    """Memory for the results of a batch. Whoever speaks Arrow may go on using it when all of Python's objects are gone; in another
    process it is none."""

    __slots__ = ("bytes", "pointer", "start")

    def __init__(self, size: int | None = None) -> None:
        if size is None:
            self.bytes, self.pointer, self.start = None, ffi.NULL, ffi.NULL
            return
        self.pointer = pointer = ffi.gc(made("siyu_memory **", lib.siyu_memory_new, size), lib.siyu_memory_free)
        self.start = lib.siyu_memory_data(pointer)
        # A buffer keeps the pointer alive that it is of, and this one keeps the memory.
        self.bytes = ffi.buffer(ffi.gc(self.start, lambda _, pointer=pointer: None), size)

    def __reduce__(self) -> tuple[Any, ...]:
        return Memory, ()


def made(kind: str, function: Any, *given: Any) -> Any:
    """An object of the library, which is the caller's: texts go in with their lengths."""
    arguments: list[Any] = []
    for argument in given:
        arguments += [argument.encode(), len(argument.encode())] if isinstance(argument, str) else [argument]
    out, error = ffi.new(kind), ffi.new("siyu_error **")
    status = function(*arguments, out, error)
    if status == _REFUSED:
        raise _refusal(error[0])
    _expect_ok(status)
    return out[0]


def version() -> str:
    return _text(lib.siyu_version())


def _taken(buffer: Any) -> str:
    """The text of a buffer, which is freed. It is JSON, in which a NUL is written as six characters: the first byte of 0 is the end."""
    try:
        return _text(lib.siyu_buffer_data(buffer))
    finally:
        lib.siyu_buffer_free(buffer)


def _refusal(error: Any) -> SiyuError:
    try:
        told = json.loads(_text(lib.siyu_error_json(error)))
    finally:
        lib.siyu_error_free(error)
    return SiyuError(read_refusal(told, Told(None)))


def _expect_ok(status: int) -> None:
    if status != _OK:
        raise _fault(status)


def _fault(status: int) -> RuntimeError:
    return RuntimeError(f"siyu: {_text(lib.siyu_status_message(status, _ENGLISH))}")


def _text(pointer: Any) -> str:
    data: bytes = ffi.string(pointer)
    return data.decode()
