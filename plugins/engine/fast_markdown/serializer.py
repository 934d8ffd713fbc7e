"""The HTML of a tree as Python-Markdown's serializer writes it, with less to do for each element."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from xml.etree.ElementTree import HTML_EMPTY

from markdown import Markdown
from markdown.serializers import (  # type: ignore[attr-defined]
    BOOLEAN_ATTRIBUTES,
    _escape_attrib_html,
    _escape_cdata,
    to_html_string,
)


class _Odd(Exception):
    """Something is no plain element, as a comment."""


class _Tags(dict[str, tuple[bool, bool]]):
    """Whether elements with a tag have no end, and whether their text is raw."""

    def __missing__(self, tag: str) -> tuple[bool, bool]:
        if type(tag) is not str:
            raise _Odd
        self[tag] = tag.lower() in HTML_EMPTY, tag.lower() in {"script", "style"}
        return self[tag]


def html(root: etree.Element, md: Markdown) -> str:
    try:
        return _written(root, is_html=md.serializer is to_html_string)
    except _Odd:
        return md.serializer(root)


def _written(root: etree.Element, is_html: bool) -> str:
    written, stack, tags = list[str](), list[etree.Element | str]([root]), _Tags()
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            written.append(element)
            continue
        tag, text, tail = element.tag, element.text or "", element.tail or ""
        is_empty, is_raw = tags[tag]
        attributes = _attributes(element, is_html) if element.attrib else ""
        if is_empty and not is_html:
            written.append(f"<{tag}{attributes} />{_escape_cdata(tail)}")
            continue
        written.append(f"<{tag}{attributes}>{text if is_raw else _escape_cdata(text)}")
        stack.append(f"{'' if is_empty else f'</{tag}>'}{_escape_cdata(tail)}")
        stack.extend(reversed(element))
    return "".join(written)


def _attributes(element: etree.Element, is_html: bool) -> str:
    return "".join(_attribute(name, value, is_html) for name, value in sorted(element.items()))


def _attribute(name: str, value: str | None, is_html: bool) -> str:
    if type(name) is not str or isinstance(value, etree.QName):
        raise _Odd
    if value is None:
        return f" {name}"
    value = _escape_attrib_html(value)
    return f" {name}" if is_html and name == value and name in BOOLEAN_ATTRIBUTES["html"] else f' {name}="{value}"'
