"""Of which code is a function, a class or a module made? A digest of the files that it and what it uses come from.

What belongs to Python or to an installed library counts by its file's size and time; what is the user's own, by its
bytes, and what that uses is followed in turn.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from types import ModuleType
from typing import Any

INSTALLED = tuple({sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")})


@cache
def digest(module_name: str) -> str:
    """Changes whenever a module, or one that it uses, may behave in another way."""
    files = sorted(_files(module_name))
    return blake2b("\n".join(files).encode(), digest_size=16).hexdigest()


def forget() -> None:
    """The files may have changed since they were looked at."""
    digest.cache_clear()
    _state.cache_clear()


def module_of(thing: Any) -> str:
    """The name of the module in which a function or class was written, or that made it."""
    return getattr(thing, "__module__", None) or type(thing).__module__ or "builtins"


def _files(name: str) -> set[str]:
    found, waiting, seen = set[str](), [name], set[str]()
    while waiting:
        one = waiting.pop()
        module = sys.modules.get(one)
        if one in seen or module is None:
            continue
        seen.add(one)
        path = getattr(module, "__file__", None)
        if path and (state := _state(path)):
            found.add(f"{one} {state}")
            if not _is_installed(path):
                waiting.extend(_used_by(module))
                found.update(_below(module))
    return found


def _below(module: ModuleType) -> Iterable[str]:
    """The modules of a package: it may load them when they are needed."""
    for folder in getattr(module, "__path__", ()):
        for parent, _, names in os.walk(folder):
            yield from (f"{parent}/{name} {_state(f'{parent}/{name}')}" for name in names if name.endswith(".py"))


def _used_by(module: ModuleType) -> Iterable[str]:
    for value in list(vars(module).values()):
        if isinstance(value, ModuleType):
            yield value.__name__
        elif isinstance(name := getattr(value, "__module__", None), str):
            yield name


def _is_installed(path: str) -> bool:
    return path.startswith(INSTALLED)


@cache
def _state(path: str) -> str:
    try:
        if _is_installed(path):
            status = os.stat(path)
            return f"{status.st_size} {status.st_mtime_ns}"
        with open(path, "rb") as file:
            return blake2b(file.read(), digest_size=16).hexdigest()
    except OSError:
        return ""
