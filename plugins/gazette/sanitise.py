"""What markup may reach a page: one allow-list, for what editors type and for what is rendered from it.

Editors are trusted to write, not to run. Only what stands in ALLOWED survives; anything else is taken out and
is a Problem, which the build gate turns into a finding.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:  # the checks need the list of what is allowed, and not the parser
    from lxml.html import HtmlElement

ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(("p", "br", "hr", "strong", "em", "b", "i", "u", "del", "s", "sub", "code", "pre"), frozenset()),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "ul", "blockquote", "thead", "tbody", "tr"), frozenset()),
    **dict.fromkeys(("dl", "dt", "dd", "table", "caption", "figure", "figcaption"), frozenset()),
    "span": frozenset({"class"}),
    "div": frozenset({"class"}),
    "sup": frozenset({"id"}),
    "li": frozenset({"id", "value"}),
    "ol": frozenset({"start"}),
    "a": frozenset({"href", "title", "class"}),
    "img": frozenset({"src", "alt", "title"}),
    "th": frozenset({"class", "colspan", "rowspan", "scope"}),
    "td": frozenset({"class", "colspan", "rowspan"}),
}
OWN_CLASS = re.compile(r"^(footnote|footnote-ref|footnote-backref|highlight|align-\w+|language-\w+|[a-z]{1,3}\d?)$")
ALIGN = re.compile(r"^text-align: (left|right|center);?$")
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# What the site makes itself, by addresses from the top: pages, the files beside a document's page, exports and feeds.
MADE = re.compile(r"^/(?:(?:api|feeds|theme)/.+|sitemap\.xml|robots\.txt|.+/document\.(?:pdf|epub|md|json|docx|xml))$")
CONTENT_LINK = "content:"  # prefix of a link to another file of the content tree, resolved by the portal


@dataclass(frozen=True, slots=True)
class Problem:
    """Markup that must not reach a page: what it is and the words to find it by in the source."""

    message: str
    seen: str



def clean(root: HtmlElement, path: str) -> Iterator[Problem]:
    """Take out of the tree what may not stay; `path` is the document's own, for relative addresses.

    Comments go without a Problem: they hold no text, and the checks name them in the source.
    """
    for element in list(root.iter()):
        if element is root:
            continue
        if not isinstance(element.tag, str):
            _drop(element)
        elif element.tag not in ALLOWED:
            yield Problem(f"正文不得使用 <{element.tag}>", f"<{element.tag}")
            _drop(element)
        else:
            yield from _clean_attributes(element, path)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _clean_attributes(element: HtmlElement, path: str) -> Iterator[Problem]:
    if align := ALIGN.match(element.get("style", "")):
        # A class in place of a style: pages are served under a policy without inline styles.
        del element.attrib["style"]
        element.attrib["class"] = f"align-{align[1]}"
    for name, value in list(element.attrib.items()):
        if not attribute_allowed(element.tag, name, value):
            yield Problem(f"正文不得使用 {name} 属性", f"{name}=")
            del element.attrib[name]
    for name in ("href", "src"):
        if name in element.attrib:
            target = resolve(element.attrib[name], path)
            if target is None or (name == "src" and is_elsewhere(target)):
                yield Problem(f"不允许的地址：“{element.attrib[name][:60]}”", element.attrib[name])
                del element.attrib[name]
            else:
                element.attrib[name] = target


def attribute_allowed(tag: str, name: str, value: str) -> bool:
    if name not in ALLOWED[tag]:
        return False
    if name == "class":
        return all(OWN_CLASS.match(word) for word in value.split())
    if name == "id":
        return value.startswith(("fn:", "fnref"))
    return True


def resolve(address: str, path: str) -> str | None:
    """The address as a page may carry it; None when it may not.

    A file of the content tree becomes ``content:policies/2016/a.md``, named from the document's folder or with
    “/” from the top; a page of the site (``/search/``) and an address on the web stay as they are.
    """
    address = re.sub(r"[\x00-\x20\x7f]+", "", address) if ":" in address.split("/", 1)[0] else address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return address if parts.scheme.lower() in SCHEMES and (parts.netloc or parts.scheme in ("mailto", "tel")) else None
    if not parts.path:
        return address
    folder = "/" if parts.path.startswith("/") else posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    if target.startswith("..") or "\\" in target:
        return None
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    if is_page(target):
        return address
    return CONTENT_LINK + quote(target.lstrip("/")) + fragment


def is_elsewhere(resolved: str) -> bool:
    """Whether a resolved address is one of another site: a page may lead there, but loads nothing from there."""
    return not resolved.startswith(CONTENT_LINK) and bool(urlsplit(resolved).scheme or urlsplit(resolved).netloc)


def is_page(path: str) -> bool:
    """Whether a path from the top is the address of something that the site makes, not a file of the content tree."""
    return path.startswith("/") and (posixpath.splitext(path)[1] in ("", ".html") or bool(MADE.match(path)))
