"""The editors' commands `number`, `new`, `fix` and `docs`, with their exit statuses.

0 done · 1 something could not be done, and is said · 2 a setting or an argument can't be used.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from plugins.checks import manual
from plugins.checks.files import ContentFiles
from plugins.gazette import ledger, source, vocabularies
from plugins.gazette.kinds import BULLETIN, Kind
from plugins.gazette.vocabularies import Vocabularies
from plugins.portal import checking, config
from plugins.portal.cli import FAILED, OK, REFUSED, Places

from . import field_manual, mending, numbering, schema, skeleton, source_text
from .source_text import SourceText


def number(paths: Sequence[str], places: Places, date: str) -> int:
    """Assign 索引号 to published documents that have none, and enter them in the ledger."""
    try:
        content, portal = Path(places.content), places.portal(date)
        words = vocabularies.read(content / "vocabularies", portal.vocabularies)
        read = source.read(content, words, portal.content_label)
        known, unread = source.read_ledger(content, portal.content_label)
        if unread:
            print(*unread, sep="\n", file=sys.stderr)
            return REFUSED
        broken = {finding.path.removeprefix(f"{portal.content_label}/") for finding in read.findings}
        planned = numbering.plan(read.corpus, known, portal.day, _wanted(content, paths, read), broken)
    except ValueError as error:
        return _unusable(error)
    for document, given in planned.assigned:
        text = SourceText((content / document.path).read_bytes())
        numbering.numbered(text, document, given)
        source_text.write(content / document.path, text.encoded())
        print(f"{portal.content_label}/{document.path}：索引号 {given}")
    if planned.entries:
        source_text.write(content / ledger.PATH, str(known.with_entries(planned.entries)).encode("utf-8"))
    for document, why in planned.refused:
        print(f"{portal.content_label}/{document.path}：没有编号：{why}", file=sys.stderr)
    print(f"新编索引号 {len(planned.assigned)} 个，新登记 {len(planned.entries)} 件")
    return REFUSED if planned.refused else OK


def _wanted(content: Path, paths: Sequence[str], read: source.Source) -> set[str] | None:
    """The documents below the paths given; None for all. Raises ValueError for a path that is not in the content."""
    if not paths:
        return None
    files, found = ContentFiles(content), set[str]()
    for path in paths:
        name = files.relative(Path(path))
        if name is None:
            raise ValueError(f"内容目录中没有 {path}")
        found |= {d.path for d in read.corpus.documents if name in (".", d.path) or d.path.startswith(f"{name}/")}
    return found


def fix(paths: Sequence[str], places: Places, date: str, dry: bool = False) -> int:
    """Mend what needs no judgement and show what was changed; `dry` shows it only."""
    try:
        content, portal = Path(places.content), places.portal(date)
        findings = checking.findings(content, portal, [Path(path) for path in paths])
    except ValueError as error:
        return _unusable(error)
    count, files = 0, 0
    for shown, wanted in mending.edits(findings).items():
        path = content / shown.removeprefix(f"{portal.content_label}/")
        made = mending.mended(shown, path.read_bytes(), wanted)
        count, files = count + made.count, files + 1
        print(made.diff)
        if not dry:
            source_text.write(path, made.after.encoded())
    left = sum(not finding.edits for finding in findings)
    done = "可以自动改正" if dry else "已改正"
    print(f"{done} {count} 处（{files} 个文件）" + (f"；其余 {left} 条要由人处理，见 invoke check" if left else ""))
    return OK


def new(kind: str, title: str, name: str, places: Places, date: str) -> int:
    """Write the beginning of a new document, never over an old one."""
    try:
        content, portal = Path(places.content), places.portal(date)
        words = vocabularies.read(content / "vocabularies", portal.vocabularies)
        chosen = _kind(kind, words)
        made = skeleton.skeleton(chosen, words, portal.day, title, name, _next_issue(chosen, words, content, portal.day))
    except ValueError as error:
        return _unusable(error)
    path = content / made.path
    if path.exists():
        print(f"已有文件 {path}，没有改动。用 --name 另取文件名。", file=sys.stderr)
        return REFUSED
    source_text.write(path, made.text.encode("utf-8"))
    print(f"已写好 {path}：请改写各字段和正文，用 invoke check {path} 检查，再删去“status: draft”一行。")
    return OK


def _kind(name: str, words: Vocabularies) -> Kind:
    """A kind by its id, its name or its column. Raises ValueError that offers the closest."""
    known = {kind.id: kind for kind in words.kinds} | {kind.name: kind for kind in words.kinds}
    for column in words.columns:
        for word in (column.id, column.name):
            known.setdefault(word, words.kinds.find(column.kind))
    if name in known:
        return known[name]
    close = get_close_matches(name, known, n=1, cutoff=0.4)
    meant = f"，是否应为“{close[0]}”" if close else ""
    raise ValueError(f"没有“{name}”这种文件{meant}。可用：{'、'.join(kind.name for kind in words.kinds)}")


def _next_issue(kind: Kind, words: Vocabularies, content: Path, day: datetime.date) -> int:
    """The number after the highest issue of the year that lies in the bulletin's folder."""
    if kind.id != BULLETIN:
        return 1
    names = (path.stem for path in (content / skeleton.column_of(kind, words).id / str(day.year)).glob("*.md"))
    return max((int(name[-2:]) for name in names if name[-2:].isdigit()), default=0) + 1


def describe(docs: Path, places: Places) -> int:
    """Write what is made of the program's own tables: the manual of rules, the table of fields, a schema of every kind."""
    try:
        portal = places.portal("")
        words = vocabularies.read(Path(places.content) / "vocabularies", portal.vocabularies)
    except ValueError as error:
        return _unusable(error)
    made, folder = dict(schema.files(words)), docs / "schema"
    for name, text in made.items():
        source_text.write(folder / name, text.encode("utf-8"))
    _remove(path for path in folder.glob("*.schema.json") if path.name not in made)
    source_text.write(docs / "字段表.md", field_manual.manual(words).encode("utf-8"))
    source_text.write(docs / "checks.md", manual.manual().encode("utf-8"))
    print(f"检查规则、字段表和 {len(words.kinds.kinds)} 种文件的元数据格式写在 {docs}")
    return OK


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink()


def _unusable(error: ValueError) -> int:
    kind = "设置有误" if isinstance(error, config.SettingsError) else "没有执行"
    print(f"{kind}：{error}", file=sys.stderr)
    return FAILED
