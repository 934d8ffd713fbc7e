"""The XML parts of an office document, read without following anything that they name."""

from __future__ import annotations

import zipfile

from lxml import etree


def xml(package: zipfile.ZipFile, name: str) -> etree._Element:
    """The root of a part. Raises ValueError when it holds no element."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    root = etree.fromstring(package.read(name), parser)
    if root is None:
        raise ValueError(name)
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for a comment."""
    tag: object = element.tag  # a comment has a function for its tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def joined(element: etree._Element) -> str:
    """The runs of text in an element."""
    return "".join(one.text or "" for one in element.iter() if local(one) == "t")
