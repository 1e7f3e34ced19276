"""Columns of integers from whoever speaks Arrow's PyCapsule protocol, as they lie in memory.

https://arrow.apache.org/docs/format/CDataInterface.html, CStreamInterface.html: two structs and a stream of them are all that
a column of integers needs, so that no library of Arrow is loaded for it. What a capsule holds is borrowed and left in it, so
that its own destructor releases it; what a stream gives is ours, and is released with the last view of it.
"""

from __future__ import annotations

import ctypes
import weakref
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from siyu._batch import Width

_FORMATS = {"C": "B", "S": "H", "I": "I", "i": "i", "l": "q", "tdD": "i"}
_NAMES = {
    "n": "null", "b": "boolean", "c": "int8", "s": "int16", "L": "uint64", "e": "half float", "f": "float", "g": "double",
    "u": "text", "U": "text", "vu": "text", "tdm": "date64",
    "C": "uint8", "S": "uint16", "I": "uint32", "i": "int32", "l": "int64", "tdD": "date32",
}  # fmt: skip


class _Schema(ctypes.Structure):
    _fields_: ClassVar = [
        ("format", ctypes.c_char_p),
        ("name", ctypes.c_char_p),
        ("metadata", ctypes.c_char_p),
        ("flags", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p),
        ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    ]


class _Array(ctypes.Structure):
    _fields_: ClassVar = [
        ("length", ctypes.c_int64),
        ("null_count", ctypes.c_int64),
        ("offset", ctypes.c_int64),
        ("n_buffers", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("buffers", ctypes.POINTER(ctypes.c_void_p)),
        ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p),
        ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    ]


class _Stream(ctypes.Structure):
    _fields_: ClassVar = [
        ("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(_Schema))),
        ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(_Array))),
        ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.c_void_p)),
        ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    ]


_release = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]


def cells(value: Any, code: Width, nothing: int) -> memoryview | str:
    """The cells of an array or of a stream of them; of another width than `code`, the name of what was found."""
    if hasattr(value, "__arrow_c_array__"):
        schema, array = value.__arrow_c_array__()
        found = _format(_Schema.from_address(_pointer_of(schema, b"arrow_schema")))
        if _FORMATS.get(found) != code:
            return _NAMES.get(found, found)
        return _view(_Array.from_address(_pointer_of(array, b"arrow_array")), code, nothing, array)
    return _of_stream(value.__arrow_c_stream__(), code, nothing)


def _of_stream(capsule: Any, code: Width, nothing: int) -> memoryview | str:
    address = _pointer_of(capsule, b"arrow_array_stream")
    stream = _Stream.from_address(address)
    schema = _Schema()
    _succeed(stream, address, stream.get_schema(address, ctypes.byref(schema)))
    found = _format(schema)
    _release(schema.release)(ctypes.addressof(schema))
    if _FORMATS.get(found) != code:
        return _NAMES.get(found, found)
    chunks = []
    while True:
        array = _Array()
        _succeed(stream, address, stream.get_next(address, ctypes.byref(array)))
        if not array.release:
            break
        weakref.finalize(array, _let_go, _Array.from_buffer_copy(array))
        chunks.append(_view(array, code, nothing, array))
    if len(chunks) == 1:
        return chunks[0]
    # Chunks lie apart: kernels take a column in one piece.
    return memoryview(bytearray().join(chunks)).cast(code)


def _let_go(array: _Array) -> None:
    _release(array.release)(ctypes.addressof(array))


def _succeed(stream: _Stream, address: int, status: int) -> None:
    if status != 0:
        told = stream.get_last_error(address)
        raise OSError(status, told.decode() if told else "the Arrow stream fails")


def _format(schema: _Schema) -> str:
    found: bytes = schema.format
    # Of a dictionary the format is that of its indices.
    return "dictionary" if schema.dictionary else found.decode()


def _view(array: _Array, code: Width, nothing: int, owner: Any) -> memoryview:
    width = ctypes.sizeof(_C[code])
    length = array.length
    if length == 0:
        return memoryview(bytearray()).cast(code)
    buffer = (_C[code] * length).from_address(array.buffers[1] + array.offset * width)
    # The memory lives as long as its owner, which lives as long as any view of it.
    buffer._owner = owner
    view = memoryview(buffer).cast("B").cast(code)
    if array.null_count == 0 or not array.buffers[0]:
        return view
    return _filled(view, array, code, nothing)


def _filled(view: memoryview, array: _Array, code: Width, nothing: int) -> memoryview:
    """A copy in which null is what means nothing."""
    copy = memoryview(bytearray(view)).cast(code)
    bits = (ctypes.c_uint8 * ((array.offset + array.length + 7) // 8)).from_address(array.buffers[0])
    for place in range(array.length):
        bit = array.offset + place
        if not bits[bit >> 3] >> (bit & 7) & 1:
            copy[place] = nothing
    return copy


_C: dict[Width, Any] = {
    "B": ctypes.c_uint8,
    "H": ctypes.c_uint16,
    "I": ctypes.c_uint32,
    "i": ctypes.c_int32,
    "q": ctypes.c_int64,
}
