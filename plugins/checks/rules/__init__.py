"""All rules, one file per family. A new family is a new file and one line here."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from ..registry import Rule
from . import (
    addresses,
    advertisements,
    archived,
    attachments,
    building,
    bulletins,
    characters,
    citations,
    corrections,
    dates,
    departments,
    disclosure,
    disclosure_marks,
    disclosure_terms,
    document_number,
    exceptions,
    field_values,
    front_matter,
    index_number,
    interpretation,
    ledger,
    links,
    markup,
    notes,
    numbering,
    numerals,
    pairs,
    participation,
    personal_data,
    placeholders,
    punctuation,
    reading,
    relations,
    review,
    samples,
    stated_dates,
    tables,
    text,
    topics,
    validity,
    words,
)

FAMILIES = (
    reading,
    front_matter,
    field_values,
    document_number,
    index_number,
    dates,
    stated_dates,
    ledger,
    departments,
    topics,
    disclosure,
    disclosure_marks,
    disclosure_terms,
    relations,
    citations,
    validity,
    review,
    interpretation,
    participation,
    bulletins,
    advertisements,
    corrections,
    archived,
    addresses,
    attachments,
    links,
    notes,
    markup,
    personal_data,
    text,
    characters,
    pairs,
    punctuation,
    numbering,
    numerals,
    tables,
    words,
    samples,
    placeholders,
    exceptions,
    building,
)


@dataclass(frozen=True, slots=True)
class Family:
    """`name` is the Chinese name of what the rules look at."""

    name: str
    rules: tuple[Rule, ...]


def _family(module: ModuleType) -> Family:
    found = (value for value in vars(module).values() if isinstance(value, Rule))
    return Family(module.FAMILY, tuple(sorted(found, key=lambda rule: rule.code)))


ALL = tuple(_family(module) for module in FAMILIES)
BY_CODE = {rule.code: rule for family in ALL for rule in family.rules}
