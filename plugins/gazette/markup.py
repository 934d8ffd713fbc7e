"""From rendered HTML to the typed body and the HTML that may reach a page: one pass, one allow-list.

Editors are trusted to write, not to run. Only what stands in ALLOWED survives; anything else is a Problem,
which the build gate turns into a finding, and never reaches a page. The HTML that comes out is written anew
from the tree, with the anchors of `units` on every numbered block.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from .body import Block, Body, Cell, Footnote, Inline
from .units import TextBlock, Unit, recognise

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
INLINE_KINDS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "u": "em", "del": "del", "s": "del",
                "sub": "sub", "sup": "sup", "code": "code"}
CONTENT_LINK = "content:"  # prefix of a link to another file of the content tree, resolved by the portal


@dataclass(frozen=True, slots=True)
class Problem:
    """Markup that must not reach a page: what it is and the words to find it by in the source."""

    message: str
    seen: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body in both of its forms."""

    html: str
    body: Body
    problems: tuple[Problem, ...] = ()


def derive(source: str, path: str) -> Rendered:
    """Read rendered HTML; `path` is the document's own, for resolving relative links and images."""
    root = html.fragment_fromstring(source, create_parent="div")
    problems = list(_clean(root, path))
    footnotes = tuple(_footnotes(root))
    blocks = list(_top_blocks(root))
    _promote_headings(blocks)
    tree = tuple(block for element, unit in blocks for block in _blocks(element, unit))
    markup = "\n".join(_serialise(element) for element in root if element.tag is not etree.Comment)
    return Rendered(markup, Body(tree, footnotes), tuple(problems))


def _serialise(element: HtmlElement) -> str:
    return str(html.tostring(element, encoding="unicode", with_tail=False))


# --- what may stay ---------------------------------------------------------------------------------------


def _clean(root: HtmlElement, path: str) -> Iterator[Problem]:
    for element in list(root.iter()):
        if element is root:
            continue
        if not isinstance(element.tag, str):
            yield Problem("正文不得含有 HTML 注释", (element.text or "").strip()[:30])
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
            if target is None:
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
    if target.startswith("/") and posixpath.splitext(target)[1] in ("", ".html"):
        return address
    return CONTENT_LINK + quote(target.lstrip("/")) + fragment


# --- the blocks and their numbering ----------------------------------------------------------------------


def _top_blocks(root: HtmlElement) -> Iterator[tuple[HtmlElement, Unit | None]]:
    elements = [e for e in root if isinstance(e.tag, str)]
    texts = [TextBlock(_text(e), _level(e)) if e.tag == "p" or _level(e) else None for e in elements]
    units = recognise(text for text in texts if text is not None)
    for element, text in zip(elements, texts, strict=True):
        unit = next(units) if text is not None else None
        _mark(element, unit)
        yield element, unit


def _level(element: HtmlElement) -> int:
    return int(element.tag[1]) if re.fullmatch(r"h[1-6]", element.tag) else 0


def _mark(element: HtmlElement, unit: Unit | None) -> None:
    """Put the anchor on the block and turn its number into a link to itself."""
    if unit is None:
        if _level(element):
            element.attrib["id"] = re.sub(r"\s+", "-", _text(element).strip())
        return
    element.attrib["id"], element.attrib["class"] = unit.anchor, unit.kind
    text = element.text or ""
    if unit.label and text.lstrip().startswith(unit.label):
        lead = len(text) - len(text.lstrip())
        link = html.Element("a", {"class": "unit", "href": f"#{unit.anchor}"})
        link.text, link.tail = unit.label, text[lead + len(unit.label) :]
        element.text = text[:lead]
        element.insert(0, link)


def _promote_headings(blocks: list[tuple[HtmlElement, Unit | None]]) -> None:
    """A numbered line that stands alone is a heading, however it was typed; levels leave no step out."""
    heads = [(e, u) for e, u in blocks if _level(e) or (u and u.stands_alone and u.kind != "tiao")]
    order = sorted({_heading_rank(e, u) for e, u in heads})
    for element, unit in heads:
        element.tag = f"h{min(order.index(_heading_rank(element, unit)) + 2, 6)}"


def _heading_rank(element: HtmlElement, unit: Unit | None) -> int:
    ranks = {"bian": 1, "fenbian": 2, "zhang": 3, "jie": 4, "sec1": 5, "sec2": 6, "sec3": 7, "sec4": 8}
    return ranks.get(unit.kind, 9) if unit else max(_level(element) - 2, 0)


# --- the tree --------------------------------------------------------------------------------------------


def _blocks(element: HtmlElement, unit: Unit | None = None) -> Iterator[Block]:
    tag = element.tag
    anchor = element.get("id", "") if tag != "li" else ""
    if _level(element):
        yield Block("heading", _trimmed(element), _level(element), anchor, unit)
    elif tag in ("p", "dt", "dd", "figcaption"):
        yield Block("paragraph", _trimmed(element), 0, anchor, unit)
    elif tag in ("ul", "ol"):
        yield _list(element)
    elif tag == "table":
        yield _table(element)
    elif tag == "blockquote":
        yield Block("quote", items=(tuple(_children(element)),))
    elif tag == "pre" or (tag == "div" and "highlight" in element.get("class", "")):
        yield Block("code", (Inline("text", _text(element).rstrip("\n")),))
    elif tag == "hr":
        yield Block("rule")
    elif tag == "div" and element.get("class") == "footnote":
        return
    elif tag in ("div", "dl", "figure"):
        yield from _children(element)
    else:
        yield Block("paragraph", _trimmed(element))


def _children(element: HtmlElement) -> Iterator[Block]:
    """Block children, with stray text gathered into paragraphs of its own."""
    loose: list[Inline] = [Inline("text", element.text)] if (element.text or "").strip() else []
    for child in element:
        if child.tag in INLINE_KINDS or child.tag in ("a", "img", "br", "span"):
            loose.extend(_inline(child))
        else:
            if loose:
                yield Block("paragraph", _trim(loose))
                loose = []
            yield from _blocks(child)
        if (child.tail or "").strip() or loose:
            loose.append(Inline("text", child.tail or ""))
    if loose and any(inline.plain.strip() or inline.kind == "image" for inline in loose):
        yield Block("paragraph", _trim(loose))


def _list(element: HtmlElement) -> Block:
    items = tuple(tuple(_children(item)) for item in element if item.tag == "li")
    start = element.get("start", "1")
    return Block("list", items=items, ordered=element.tag == "ol", start=int(start) if start.isdigit() else 1)


def _table(element: HtmlElement) -> Block:
    rows = tuple(tuple(_cell(cell) for cell in row if cell.tag in ("td", "th")) for row in element.iter("tr"))
    caption = next((_text(c).strip() for c in element if c.tag == "caption"), "")
    return Block("table", rows=rows, caption=caption)


def _cell(element: HtmlElement) -> Cell:
    span = {name: max(1, int(element.get(name, "1"))) if element.get(name, "1").isdigit() else 1
            for name in ("colspan", "rowspan")}
    align = element.get("class", "").removeprefix("align-")
    return Cell(_trimmed(element), element.tag == "th", **span, align=align)


def _trimmed(element: HtmlElement) -> tuple[Inline, ...]:
    return _trim([*_inlines(element)])


def _trim(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Without white space at both ends: line breaks of the source file, not of the text."""
    while inlines and inlines[0].kind == "text" and not inlines[0].text.strip():
        inlines.pop(0)
    while inlines and inlines[-1].kind == "text" and not inlines[-1].text.strip():
        inlines.pop()
    if inlines and inlines[0].kind == "text":
        inlines[0] = Inline("text", inlines[0].text.lstrip())
    if inlines and inlines[-1].kind == "text":
        inlines[-1] = Inline("text", inlines[-1].text.rstrip())
    return tuple(inlines)


def _inlines(element: HtmlElement) -> Iterator[Inline]:
    if element.text:
        yield Inline("text", element.text)
    for child in element:
        yield from _inline(child)
        if child.tail:
            yield Inline("text", child.tail)


def _inline(element: HtmlElement) -> Iterator[Inline]:
    tag = element.tag
    if tag == "br":
        yield Inline("break")
    elif tag == "img":
        yield Inline("image", element.get("alt", ""), target=element.get("src", ""))
    elif tag == "sup" and element.get("id", "").startswith("fnref"):
        link = element.find("a")
        yield Inline("note", target=link.get("href", "").removeprefix("#") if link is not None else "")
    elif tag == "a" and element.get("class") == "unit":
        yield from _inlines(element)
    elif tag == "a":
        yield Inline("link", children=tuple(_inlines(element)), target=element.get("href", ""))
    elif tag == "code":
        yield Inline("code", _text(element))
    elif tag in INLINE_KINDS:
        yield Inline(INLINE_KINDS[tag], children=tuple(_inlines(element)))
    else:
        yield from _inlines(element)


def _footnotes(root: HtmlElement) -> Iterator[Footnote]:
    for holder in root.iterfind("div[@class='footnote']"):
        for item in holder.iter("li"):
            yield Footnote(item.get("id", ""), tuple(_without_backlinks(block) for block in _children(item)))


def _without_backlinks(block: Block) -> Block:
    kept = [i for i in block.inlines if not (i.kind == "link" and i.target.startswith("#fnref"))]
    return Block(block.kind, _trim(kept), block.level, items=block.items, rows=block.rows)


def _text(element: HtmlElement) -> str:
    return str(element.text_content())
