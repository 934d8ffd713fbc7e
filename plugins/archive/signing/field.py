"""Which field of a PDF does a signature fill? The place of the office's own seal, or one that is not seen.

The typesetter gives an official document and a bulletin an empty signature field over signature and date, tagged and with
a spoken name (`<机关>印章`), so that whoever signs only adds to the file, and PDF/A-2a and PDF/UA-1 survive (ISO 14289-1,
7.18.1). A field that is not seen needs no tag when it lies outside the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


def unseen(words: str) -> SigFieldSpec:
    """A new field that is not to be seen, read out as `words`."""
    return SigFieldSpec(UNSEEN, readable_field_name=words, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))
