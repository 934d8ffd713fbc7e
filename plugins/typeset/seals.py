"""Where does the seal of an official document go? Over its signature and date (GB/T 9704-2012, 7.3.5.1).

The place is an empty signature field, tagged, so that whoever signs later adds to the file and changes nothing in it:
PDF/A-2a and PDF/UA-1 survive, and the signed file begins with the unsigned one. The templates mark the place by a link
to `seal:` and the name of the body, which becomes the field here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from .nodes import Node

SCHEME = "seal:"
PRINTED_AND_LOCKED = 4 | 128  # ISO 32000-1, 12.5.3: in print too, and not to be moved


def give(data: Node, parts: Node, names: Sequence[str]) -> None:
    """Seals go to the first signature: the record's own, else the first that stands in the text."""
    if parts["signatures"]:
        parts["seals"] = list(names)
    elif signed := next((node for node in data["body"] if node["k"] == "s" and node["names"]), None):
        signed["seals"] = list(names)


def make_fields(pdf: pikepdf.Pdf) -> None:
    """Every link to `seal:` becomes an empty signature field of that name (印章1, 印章2 … in reading order)."""
    fields = Array()
    for page in pdf.pages:
        for note in _marks(page):
            _become_field(pdf, page, note, f"印章{len(fields) + 1}")
            fields.append(note)
    if len(fields):
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=fields))


def _marks(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    for note in page.obj.get("/Annots", ()):
        if "/A" in note and str(note.A.get("/URI", "")).startswith(SCHEME):
            yield note


def _become_field(pdf: pikepdf.Pdf, page: pikepdf.Page, note: pikepdf.Object, name: str) -> None:
    words = f"{bytes(note.A.URI).decode().removeprefix(SCHEME)}印章"
    left, bottom, right, top = (float(value) for value in note.Rect)
    shown = pdf.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, right - left, top - bottom]), Resources=Dictionary()
    )
    element = _element(pdf.Root.StructTreeRoot.ParentTree, int(note.StructParent))
    element.S, element.Alt = Name.Form, String(words)
    for key in ("/A", "/Border", "/Contents", "/C", "/H"):
        if key in note:
            del note[key]
    note.Subtype, note.FT, note.T, note.TU = Name.Widget, Name.Sig, String(name), String(words)
    note.F, note.P, note.AP = PRINTED_AND_LOCKED, page.obj, Dictionary(N=shown)


def _element(tree: pikepdf.Object, key: int) -> pikepdf.Object:
    """The structure element of an annotation, by its number in the tree of parents."""
    found: pikepdf.Object = pikepdf.NumberTree(tree)[key]
    return found
