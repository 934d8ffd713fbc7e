"""Which numbers stand in the parts of an office document that show no text: names, formulas, settings, links?

They are published with the file: the name of a sheet, a list of choices, a variable, the target of a link. Of all text
and attributes of every part, what holds a number as long as a telephone's and was not read as text.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from .inspection import Passage
from .parts import local, xml

LONG = re.compile(r"[0-9][0-9 -]{9,}[0-9Xx]")
LONG_IN_BYTES = re.compile(LONG.pattern.encode())
MARKUP = (".xml", ".rels", ".vml")
READ = frozenset({"t", "v", "delText", "instrText", "TextCode"})  # elements whose text is read where it is shown
LONGEST = 500  # characters of a value that are repeated


def read(package: zipfile.ZipFile, names: list[str], known: str) -> Iterator[Passage]:
    """Passages of values with long numbers, except those that stand in `known`."""
    seen = set[str]()
    for name in names:
        if not name.endswith(MARKUP) or not LONG_IN_BYTES.search(package.read(name)):
            continue
        for words in _values(xml(package, name)):
            numbers = LONG.findall(words)
            if numbers and words not in seen and any(number not in known for number in numbers):
                seen.add(words)
                yield Passage(f"部件 {posixpath.basename(name)} ", words[:LONGEST])


def _values(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if element.text and local(element) not in READ:
            yield element.text
        for value in element.attrib.values():
            if not str(value).startswith("{"):  # a number that programs give
                yield str(value)
