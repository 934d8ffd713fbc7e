"""Which strings must a text hold for a regular expression to match in it?

The answer is taken from the expression as Python parses it, and only where it is sure: every match holds at least one of
the strings. Where nothing is sure the answer is None.
"""

from __future__ import annotations

import importlib
import re
from functools import lru_cache
from typing import Any

Item = tuple[Any, Any]  # an operation of a parsed expression, and its argument
MANY = 8  # repetitions of a character that say enough


@lru_cache(maxsize=1024)
def strings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    try:
        parser = importlib.import_module("re._parser")  # not public: without it nothing is known
        parsed = parser.parse(pattern.pattern, pattern.flags)
    except (ImportError, AttributeError, re.error):
        return None
    return None if _ignores_case(parsed) else _of_sequence(parsed)


def _ignores_case(parsed: Any) -> bool:
    flags = [argument[1] for op, argument in _all(parsed) if op.name == "SUBPATTERN"]
    return any(one & re.IGNORECASE for one in (parsed.state.flags, *flags))


def _all(parsed: Any) -> list[Item]:
    """The items of a parsed expression at all depths."""
    found = list[Item](parsed)
    for _, argument in parsed:
        for inner in _inner(argument):
            found += _all(inner)
    return found


def _inner(argument: Any) -> list[Any]:
    """The parsed expressions within an argument, whatever its form."""
    if hasattr(argument, "getwidth"):
        return [argument]
    return [one for part in argument for one in _inner(part)] if isinstance(argument, tuple | list) else []


def _of_sequence(items: Any) -> frozenset[str] | None:
    """Of items that must all match: the first that says something will do."""
    run = ""
    for op, argument in items:
        literal = _literal(op, argument)
        if literal:
            run += literal
            if op.name == "LITERAL":
                continue
        found = frozenset({run}) if run else _of_item(op, argument)
        if found:
            return found
    return frozenset({run}) if run else None


def _literal(op: Any, argument: Any) -> str:
    """The characters that surely stand here."""
    if op.name == "LITERAL":
        return chr(argument)
    if op.name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"} and len(argument[2]) == 1:
        return min(argument[0], MANY) * _literal(*argument[2][0])
    return ""


def _of_item(op: Any, argument: Any) -> frozenset[str] | None:
    match op.name:
        case "SUBPATTERN":
            return _of_sequence(argument[3])
        case "ATOMIC_GROUP":
            return _of_sequence(argument)
        case "ASSERT":
            return _of_sequence(argument[1])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _of_sequence(argument[2]) if argument[0] else None
        case "BRANCH":
            return _of_any([_of_sequence(branch) for branch in argument[1]])
        case "IN":
            return _of_any([frozenset({chr(one)}) if kind.name == "LITERAL" else None for kind, one in argument])
    return None


def _of_any(found: list[frozenset[str] | None]) -> frozenset[str] | None:
    """Of alternatives: each must say something."""
    known = [one for one in found if one]
    return frozenset().union(*known) if known and len(known) == len(found) else None


def least(found: frozenset[str]) -> tuple[str, ...]:
    """Without those that hold another: they say nothing more."""
    return tuple(sorted(one for one in found if not any(other in one for other in found if other != one)))
