"""What kernels wrote, for whoever speaks Arrow's PyCapsule protocol: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html.

The library makes the structs of Arrow, and releases them: no code of Python runs when a consumer lets go of them, in whatever
thread and however late.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from siyu import _library
from siyu._library import ffi, lib

if TYPE_CHECKING:
    from siyu._library import Memory

_python = ctypes.pythonapi
_python.PyCapsule_New.restype = ctypes.py_object
_python.PyCapsule_New.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
lib.siyu_capsule_prepare(ffi.cast("void *", ctypes.cast(_python.PyCapsule_GetPointer, ctypes.c_void_p).value))


class _Kind:
    """A kind of capsule: its name, and what ends it."""

    def __init__(self, name: bytes, destructor: str) -> None:
        # A capsule holds the address of its name, and may outlive this module.
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(name))
        self.name = name
        self.destructor = int(ffi.cast("uintptr_t", ffi.addressof(lib, destructor)))

    def capsule(self, pointer: Any) -> Any:
        return _python.PyCapsule_New(int(ffi.cast("uintptr_t", pointer)), self.name, self.destructor)


_SCHEMA = _Kind(b"arrow_schema", "siyu_capsule_free_schema")
_ARRAY = _Kind(b"arrow_array", "siyu_capsule_free_array")
_STREAM = _Kind(b"arrow_array_stream", "siyu_capsule_free_stream")


def schema(operation: str, batch: Any) -> Any:
    return _SCHEMA.capsule(_library.made("struct ArrowSchema **", lib.siyu_arrow_schema, operation, batch))


def array(operation: str, batch: Any, memory: Memory) -> Any:
    return _ARRAY.capsule(_library.made("struct ArrowArray **", lib.siyu_arrow_array, operation, batch, memory.pointer))


def stream(operation: str, batch: Any, memory: Memory) -> Any:
    return _STREAM.capsule(_library.made("struct ArrowArrayStream **", lib.siyu_arrow_stream, operation, batch, memory.pointer))
