"""Plain law texts as content: what does a file of the law collection say about itself, and how is it reprinted?

Input is one text per file: `# title`, dated lines on how the law came about, `<!-- INFO END -->`, the text with
`##` before its 编, 章 and 节. Output is a content file with front matter (fields.py) and a body in which every
character of the text survives Markdown. What a file does not say stays empty and is named in `Law.missing`.

    python -m tests.support.laws SOURCE... --to content
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import yaml

from plugins.gazette.units import chinese_number
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
        head = "".join(_entry(key, value) for key, value in self.fields() if value)
        return f"---\n{head}---\n\n{law_markdown.body(self.text)}"


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


def import_law(source: Path, content: Path, *, versioned: bool = False) -> Path:
    """Write one law below `content` and return its path: policies/<year>/<name>.md, or <name>/<date>.md."""
    law = read_law_file(source)
    day = law.day or law.published_on
    return _write(law, content, day.year if day else None, versioned and day is not None)


def import_laws(sources: Iterable[Path], content: Path, *, incomplete: bool = False) -> list[Path]:
    """Write many laws; those of one name become the versions of one work, in the folder of the oldest year.

    Laws that could not be published (see `Law.publishable`) are left out unless `incomplete`.
    """
    found: dict[tuple[str, date | None], Law] = {}
    for source in sorted(sources, key=lambda path: (path.name, path.as_posix())):
        law = read_law_file(source)
        if incomplete or law.publishable:
            found.setdefault((law.name, law.day), law)
    works: dict[str, list[Law]] = {}
    for law in _with_repeals(list(found.values())):
        works.setdefault(law.name, []).append(law)
    return [path for laws in works.values() for path in _write_work(laws, content)]


def _with_repeals(laws: list[Law]) -> Iterator[Law]:
    """Fill 废止 with the repealed texts that are among these laws and older than the law that repeals them."""
    newest: dict[str, date] = {}
    for law in laws:
        if law.published_on:
            newest[law.title] = max(law.published_on, newest.get(law.title, date.min))
    for law in laws:
        day = law.published_on or date.min
        named = sorted(t for t in law.named_in_repeals() if t != law.title and newest.get(t, date.max) < day)
        yield replace(law, repeals=tuple(f"《{title}》" for title in named))


def _write_work(laws: list[Law], content: Path) -> Iterator[Path]:
    days = [day for law in laws if (day := law.day or law.published_on)]
    for law in laws:
        yield _write(law, content, min(days).year if days else None, len(laws) > 1)


def _write(law: Law, content: Path, year: int | None, versioned: bool) -> Path:
    folder = content / "policies" / (str(year) if year else "")
    name = unicodedata.normalize("NFC", law.name)
    day = law.day or law.published_on
    path = folder / name / f"{day}.md" if versioned else folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(law.markdown(), "utf-8", newline="\n")
    return path


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


def _entry(key: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return f"{key}: {_scalar(value)}\n"
    return f"{key}:\n" + "".join(f"  - {_scalar(item)}\n" for item in value)


def _scalar(text: str) -> str:
    """Plain where YAML reads it back as it is, quoted otherwise."""
    try:
        plain = yaml.load(f"- {text}\n", Loader=yaml.BaseLoader) == [text]
    except yaml.YAMLError:
        plain = False
    return text if plain and text not in ("~", "null") else "'" + text.replace("'", "''") + "'"


def main(arguments: list[str] | None = None) -> int:
    """Import files and folders of laws and say what could not be filled."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.support.laws", description="Import plain law texts."
    )
    parser.add_argument(
        "sources", nargs="+", type=Path, metavar="SOURCE", help="a law file, or a folder of them"
    )
    parser.add_argument(
        "--to", required=True, type=Path, metavar="CONTENT", help="the content folder to write below"
    )
    parser.add_argument(
        "--incomplete", action="store_true", help="also write laws without publisher, date or text"
    )
    options = parser.parse_args(arguments)
    files = [file for source in options.sources for file in _files(source)]
    for file in files:
        law = read_law_file(file)
        if law.missing:
            verdict = "" if law.publishable else "（未导入）" if not options.incomplete else "（不完整）"
            sys.stderr.write(f"{file.name}: 缺 {'、'.join(law.missing)}{verdict}\n")
    written = import_laws(files, options.to, incomplete=options.incomplete)
    sys.stderr.write(f"{len(files)} 个文件，写入 {len(written)} 个\n")
    return 0


def _files(source: Path) -> list[Path]:
    if not source.is_dir():
        return [source]
    return sorted(path for path in source.rglob("*.md") if END_OF_HEAD in path.read_text("utf-8"))


if __name__ == "__main__":
    sys.exit(main())
