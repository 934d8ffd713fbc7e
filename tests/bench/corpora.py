"""The documents that are built: real texts under invented titles, the same for one seed, in the form each subject reads."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from unittest import mock

from tests.bench.edits import Edits, renamed
from tests.bench.measure import ROOT
from tests.support import blog, district

SEED = 1
ZONE = timezone(timedelta(hours=8))
FIELD = re.compile(r"(\w+): *(.*)")
# Of an article of Pelican's or Hugo's.
SLUG = re.compile(r'^((?:slug|url): *"?/?)', re.MULTILINE | re.IGNORECASE)
CATEGORY = re.compile(r'^(category: *\[?"?)([^"\]\n]*)', re.MULTILINE | re.IGNORECASE)


def sources() -> list[Path]:
    return sorted((ROOT / "content" / "policies").rglob("*.md"))


def articles(folder: Path, count: int, seed: int = SEED) -> list[Path]:
    """Pelican's articles, the newest last."""
    return blog.write(folder, count, sources(), seed)


def documents(content: Path, count: int, seed: int = SEED) -> list[Path]:
    """Documents of the portal, with texts as long as those of the articles."""
    with mock.patch.object(district, "LENGTH", blog.LENGTH):
        return district.write(content, count, sources(), seed)


def hugo(article: str) -> str:
    """Pelican's article as Hugo reads it: the same text below the same fields."""
    head, _, body = article.partition("\n\n")
    fields = dict(_fields(head))
    values = {
        "title": fields["title"],
        "date": datetime.fromisoformat(fields["date"]).replace(tzinfo=ZONE).isoformat(),
        "category": [fields["category"]],
        "tag": _words(fields.get("tags", "")),
        "url": f"/{fields['slug']}.html",
    }
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return f"---\n{lines}---\n\n{body}"


def _fields(head: str) -> Iterator[tuple[str, str]]:
    for line in head.split("\n"):
        if match := FIELD.fullmatch(line):
            yield match[1].lower(), match[2]


def _words(text: str) -> Sequence[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def newer(newest: Path, number: int) -> tuple[Path, str]:
    """One more article, with the text of the newest one."""
    text = SLUG.sub(rf"\g<1>new-{number}-", newest.read_text("utf-8"), count=1)
    return newest.with_name(f"new-{number}-{newest.name}"), renamed(text, number)


def rename_category(edits: Edits, documents: Sequence[Path], number: int) -> None:
    """Rename the category of the first article in all the articles that are in it."""
    (name,) = CATEGORY.findall(documents[0].read_text("utf-8"))
    old = name[1].rstrip(string.digits)
    for document in documents:
        text = document.read_text("utf-8")
        match = CATEGORY.search(text)
        if match and match[2].rstrip(string.digits) == old:
            edits.write(document, f"{text[: match.start(2)]}{old}{number}{text[match.end(2) :]}")
