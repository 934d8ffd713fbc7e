"""When are two values the same to a template? A digest of a value of any kind that can be told from others.

A function counts by its name and the code it comes from. A value that can't be told raises `Unknown`, and whatever
depends on it is made in every build.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import PurePath
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any
from zoneinfo import ZoneInfo

from . import code

PLAIN = (str, int, float, bool, bytes, type(None), complex, re.Pattern, PurePath, range)
TIMES = (datetime.date, datetime.time, datetime.timedelta, datetime.tzinfo, ZoneInfo)


class Unknown(Exception):
    """Nothing can be said of what this value is."""


def digest(value: Any, known: Callable[[Any], str | None] | None = None) -> str:
    """Raises Unknown. `known` gives the digest of values of kinds that the caller knows better."""
    return short("\0".join(_Walk(known).parts(value)))


def short(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class _Walk:
    def __init__(self, known: Callable[[Any], str | None] | None) -> None:
        self._known = known
        self._above: set[int] = set()

    def parts(self, value: Any) -> Iterable[str]:
        if isinstance(value, PLAIN + TIMES):
            yield f"{type(value).__name__} {value!r}"
        elif self._known is not None and (told := self._known(value)) is not None:
            yield told
        elif isinstance(value, type | FunctionType | BuiltinFunctionType | ModuleType):
            yield _named(value)
            if isinstance(value, FunctionType):
                yield from self._bound(value)
        else:
            yield from self._below(value)

    def _bound(self, function: FunctionType) -> Iterable[str]:
        """Which of its module's functions it is, and what was given to it when it was made."""
        yield from _written(function.__code__)
        cells = [cell.cell_contents for cell in function.__closure__ or ()]
        inner = (function.__defaults__, function.__kwdefaults__, cells)
        if any(inner):
            yield from self._below(inner)

    def _below(self, value: Any) -> Iterable[str]:
        if id(value) in self._above:
            yield "again"
            return
        self._above.add(id(value))
        try:
            for part in _opened(value):
                if isinstance(part, _Word):
                    yield part
                else:
                    yield from self.parts(part)
        finally:
            self._above.discard(id(value))


def _written(code_object: CodeType) -> Iterable[str]:
    """The instructions of a function: two in one line have the same name."""
    yield f"{code_object.co_code!r} {code_object.co_names} {code_object.co_varnames}"
    for constant in code_object.co_consts:
        if isinstance(constant, CodeType):
            yield from _written(constant)
        else:
            yield repr(constant)


class _Word(str):
    """A part that is written as it is."""

    __slots__ = ()


def _opened(value: Any) -> Iterable[Any]:
    """What a value consists of."""
    kind = type(value)
    yield _Word(f"{kind.__module__}.{kind.__qualname__}(")
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from (key, item)
    elif isinstance(value, set | frozenset):
        yield from sorted(value, key=repr)
    elif isinstance(value, list | tuple):
        yield from value
    elif isinstance(value, partial):
        yield from (value.func, value.args, value.keywords)
    elif isinstance(value, MethodType):
        yield from (value.__func__, value.__self__)
    else:
        yield from _attributes(value)
    yield _Word(")")


def _attributes(value: Any) -> Iterable[Any]:
    """Those of an object whose whole state is in its `__dict__`."""
    kinds = [kind for kind in type(value).__mro__ if kind is not object]
    written = all(kind.__flags__ & (1 << 9) and "__slots__" not in vars(kind) for kind in kinds)
    if not written or not hasattr(value, "__dict__"):
        raise Unknown(repr(type(value)))
    yield _Word(code.digest(type(value).__module__))
    for name, item in vars(value).items():
        yield _Word(name)
        yield item


def _named(value: Any) -> str:
    if isinstance(value, ModuleType):
        return f"module {value.__name__} {code.digest(value.__name__)}"
    module = code.module_of(value)
    return f"{module}.{getattr(value, '__qualname__', value)} {code.digest(module)}"
