"""What does one plain law text say about itself, and what does its content file therefore hold?

Dates, maker, number and kind come from the dated lines of the head, the commencement also from the text itself.
What neither says stays empty and is named in `Law.missing`: nothing here is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from plugins.gazette.numerals import chinese_number
from tests.support import law_markdown
from tests.support.law_history import History, join_lines
from tests.support.law_topics import topic_of

END_OF_HEAD = "<!-- INFO END -->"
FILE_NAME = re.compile(r"^(?P<name>.+?)(?:\((?P<day>\d{4}-\d{2}-\d{2})\))?$")
COMMENCEMENT = re.compile(
    r"本[^。；]{1,60}?[自从于](?P<y>[\d〇零○一二三四五六七八九]{4})年(?P<m>[\d一二三四五六七八九十]{1,3})月"
    r"(?P<d>[\d一二三四五六七八九十]{1,3})日零?时?(?:起|开始)?(?:正式)?(?:施行|实施|生效|执行)"
)
ON_PUBLICATION = re.compile(r"本[^。；]{1,60}?自(?:公布|发布|颁布)之日起(?:施行|实施|生效)")
REPEAL = re.compile(r"[^。\n]*(?:同时|即行|予以)废止")
NAMED = re.compile(r"《([^《》]+)》")
NAMED_GENRES = ("通知", "决议", "意见", "批复")
LEGISLATION_LAW = date(2000, 7, 1)
SOURCE_NAME, SOURCE_ADDRESS = "国家法律法规数据库", "https://flk.npc.gov.cn/"

# Amendments whose decision sets a later day, which the amended text itself does not repeat.
COMMENCED_LATER = {
    ("民事诉讼法", date(2023, 9, 1)): date(2024, 1, 1),
    ("民事诉讼法", date(2021, 12, 24)): date(2022, 1, 1),
}


@dataclass(frozen=True)
class Law:
    """One version of a law. `name` and `day` are those of its file name; dates are None when unknown."""

    title: str
    name: str
    day: date | None
    history: History = field(repr=False)
    text: str = field(repr=False)
    category: str = ""
    repeals: tuple[str, ...] = ()

    @property
    def publisher(self) -> str:
        """Who made it: from the history; without one, only where the law leaves no other possibility.

        Since the 立法法 came into force, administrative regulations (行政法规) are made by the State Council alone.
        """
        alone = self.category == "行政法规" and self.day is not None and self.day >= LEGISLATION_LAW
        return self.history.publisher or ("国务院" if alone or self.title.startswith("国务院") else "")

    @property
    def published_on(self) -> date | None:
        """The last act of the history; or the file's day when that is later and not the commencement.

        A file is named by publication or by commencement: a local law's announcement, and an amendment that
        the head does not tell of, are known by the file's name only.
        """
        last = self.history.published_on
        if last is None or self.day is None:
            return last or self.day
        commencement = {act.day for act in self.history.acts if act.commences} | {_commencement(self.text)}
        return self.day if self.day > last and self.day not in commencement else last

    @property
    def effective_on(self) -> date | None:
        """The day this version came into force, where the head or the text says so.

        A changed law keeps the commencement article of its first version: that day is not this version's.
        """
        published = self.published_on
        later = COMMENCED_LATER.get((self.name, self.day)) if self.day else None
        if later or self.history.effective_on:
            return later or self.history.effective_on
        if published and (day := _commencement(self.text)):
            return day if day >= published else None
        made = self.history.made
        whole = not any(act.amends for act in made) or (bool(made) and made[-1].revises)
        return published if made and whole and ON_PUBLICATION.search(self.text) else None

    @property
    def genre(self) -> str:
        publisher = self.publisher
        if "宪法" in self.title:
            return "宪法"
        if named := next((name for name in (*NAMED_GENRES, "决定") if self.title.endswith(name)), ""):
            return named
        if publisher.startswith("全国人民代表大会"):
            return "法律"
        if publisher in ("国务院", "政务院", "中央军委") or self.history.approved_by_state_council:
            return "行政法规"
        if "人民代表大会" in publisher:
            return "地方性法规"
        if publisher.endswith("人民政府"):
            return "地方政府规章"
        return "部门规章" if publisher and not publisher.startswith("中共中央") else ""

    def named_in_repeals(self) -> frozenset[str]:
        """The titles named in its own repealing clause; whether they mean a text that is held is not known here."""
        return frozenset(name for clause in REPEAL.findall(self.text) for name in NAMED.findall(clause))

    def fields(self) -> Iterator[tuple[str, str | tuple[str, ...]]]:
        """The front matter: key and value, in the order in which a page shows them."""
        yield "标题", self.title
        yield "文号", self.history.number
        yield "发布机构", self.publisher
        yield "成文日期", _iso(self.history.signed_on)
        yield "发布日期", _iso(self.published_on)
        yield "生效日期", _iso(self.effective_on)
        yield "体裁", self.genre
        yield "主题分类", topic_of(self.title)
        yield "公开属性", "主动公开"
        yield "废止", self.repeals
        yield "转载自", SOURCE_NAME
        yield "来源网址", SOURCE_ADDRESS
        yield "历次修订", self.history.lines

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields this file could not fill; without 发布机构 or 发布日期 it can't be published."""
        watched = ("发布机构", "发布日期", "体裁", "主题分类", "生效日期")
        empty = {key for key, value in self.fields() if not value}
        return tuple(key for key in watched if key in empty) + (() if self.text.strip() else ("正文",))

    @property
    def publishable(self) -> bool:
        return not {"发布机构", "发布日期", "正文"} & set(self.missing)

    def markdown(self) -> str:
        """The content file."""
        filled = ((key, value) for key, value in self.fields() if value)
        return f"{law_markdown.front_matter(filled)}\n{law_markdown.body(self.text)}"


def read_law(text: str, stem: str, category: str = "") -> Law:
    """Read one file's text; `stem` is its name without `.md`. Never raises for what a text may hold.

    `category` is the kind of law under which the collection keeps it: the name of the file's folder.
    """
    head, mark, body = text.removeprefix("\ufeff").replace("\r\n", "\n").partition(END_OF_HEAD)
    if not mark:
        head, _, body = head.partition("\n")
    lines = [line.strip() for line in head.split("\n") if line.strip()]
    title = " ".join(line.lstrip("#").strip() for line in lines if line.startswith("#"))
    match = FILE_NAME.match(stem)
    name = match["name"] if match else stem
    history = History(join_lines((line for line in lines if not line.startswith("#")), title))
    return Law(title or name, name, _day(match["day"]) if match else None, history, body, category)


def read_law_file(source: Path) -> Law:
    return read_law(source.read_text("utf-8"), source.stem, source.parent.name)


def _commencement(text: str) -> date | None:
    found = list(COMMENCEMENT.finditer(unicodedata.normalize("NFKC", text)))
    for match in reversed(found):
        try:
            numbers = (chinese_number(match[key].replace("○", "〇")) for key in ("y", "m", "d"))
            return date(*numbers)
        except ValueError:
            continue
    return None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
