"""Which field of a PDF does a signature fill? The place of the office's own seal, or one that is not seen.

The typesetter gives an official document and a bulletin an empty signature field over signature and date, tagged and with
a spoken name (`<机关>印章`), so that whoever signs only adds to the file, and PDF/A-2a and PDF/UA-1 survive (ISO 14289-1,
7.18.1). A field that is not seen needs no tag when it lies outside the page.

A joint document has a place for each office, and one signs after another. What a later signature may change in an earlier
one's file (ISO 32000-2, 12.8.2.2) is judged by the ways in which a field is reached from the file's root. pyHanko knows the
way through the structure tree where a form's element holds the field alone, not in an array of one, which says the same. So
the first signature rewrites the elements of the places that it leaves empty; afterwards that is a change that no rule allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, enumerate_sig_fields

UNSEEN = "Signature"


@dataclass(frozen=True, slots=True)
class Place:
    """An empty signature field by its name, and its page, counted from 1."""

    field: str
    page: int


def place_of(writer: IncrementalPdfFileWriter, offices: Sequence[str]) -> Place | None:
    """The place for the seal of the first of `offices` that has one still empty; None where none has."""
    empty = dict(_empty(writer))
    return next((empty[words] for words in (f"{office}印章" for office in offices) if words in empty), None)


def _empty(writer: IncrementalPdfFileWriter) -> Iterator[tuple[str, Place]]:
    """Every field that is to be seen and not yet signed, by its spoken name."""
    pages = {writer.find_page_for_modification(n)[0].idnum: n + 1 for n in range(int(writer.root["/Pages"]["/Count"]))}
    for name, _, reference in enumerate_sig_fields(writer, filled_status=False):
        field = reference.get_object()
        if "/TU" in field and "/P" in field:
            yield str(field["/TU"]), Place(name, pages[field.raw_get("/P").idnum])


def free_name(writer: IncrementalPdfFileWriter) -> str:
    """The name of a new field; each office that is not seen has one of its own."""
    taken = {name for name, _, _ in enumerate_sig_fields(writer)}
    return next(name for name in (UNSEEN, *(f"{UNSEEN}{number}" for number in range(2, len(taken) + 3))) if name not in taken)


def unseen(name: str, words: str) -> SigFieldSpec:
    """A new field that is not to be seen, read out as `words`."""
    return SigFieldSpec(name, readable_field_name=words, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))


def reserve(writer: IncrementalPdfFileWriter, filled: Place | None) -> None:
    """Make every empty place but `filled` one that a later signature may fill; only before the first signature."""
    for name, element in _elements(writer):
        if _is_wrapped(element) and (filled is None or name != filled.field):
            element["/K"] = element["/K"].raw_get(0)
            writer.update_container(element)


def is_reserved(writer: IncrementalPdfFileWriter, place: Place) -> bool:
    """Whether a place can still be filled in a file that is signed already."""
    return not any(_is_wrapped(element) for name, element in _elements(writer) if name == place.field)


def _elements(writer: IncrementalPdfFileWriter) -> Iterator[tuple[str, DictionaryObject]]:
    """The names of the empty fields that are tagged, with their structure elements."""
    tree = _held(_held(writer.root, "/StructTreeRoot", {}), "/ParentTree", {})
    for name, _, reference in enumerate_sig_fields(writer, filled_status=False):
        element = _in_tree(tree, int(_held(reference.get_object(), "/StructParent", -1)))
        if element is not None:
            yield name, element


def _held(node: Mapping[str, Any], key: str, otherwise: Any) -> Any:
    """What a dictionary holds, itself and not a reference to it, as pyHanko's `get` would give."""
    try:
        return node[key]
    except KeyError:
        return otherwise


def _in_tree(node: Mapping[str, Any], key: int) -> DictionaryObject | None:
    """The dictionary of a key in a number tree (ISO 32000-2, 7.9.7), if it has one."""
    numbers = _held(node, "/Nums", ())
    for place in range(0, len(numbers), 2):
        if int(numbers[place]) == key and isinstance(found := numbers[place + 1], DictionaryObject):
            return found
    for kid in (reference.get_object() for reference in _held(node, "/Kids", ())):
        least, most = map(int, kid["/Limits"])
        if least <= key <= most:
            return _in_tree(kid, key)
    return None


def _is_wrapped(element: DictionaryObject) -> bool:
    kids = _held(element, "/K", None)
    return isinstance(kids, ArrayObject) and len(kids) == 1
