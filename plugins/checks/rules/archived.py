"""Does the content tree still say what was released? Site and archive never disagree in silence.

A released issue of the bulletin is kept as it was (docs/档案手册.md). Whoever edits a text afterwards either releases the
correction as a new version, with its reason, or takes the edit back.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from plugins.gazette.findings import Severity

from ..registry import related_rule
from ..subject import Fault, RelatedSubject, quoted

FAMILY = "已归档的公报"


@related_rule("AR001", "已归档的文稿有改动", Severity.WARNING)
def edited_since(subject: RelatedSubject) -> Iterator[Fault]:
    """公报归档以后，所刊登的文稿又被改动，网页就与归档的公报不一致。确需更正的，写明理由再归档一版；不然就改回去。

    通过：归档以后没有动过文稿，或者改动以后又运行了 `invoke release 2016/06 --message 更正理由`。

    不通过：`invoke release 2016/06` 以后，又改了 2016 年第 6 期刊登的文件。
    """
    released, path = subject.options.released, subject.document.path
    release = released.by_path.get(path) if released else None
    if released and release and not released.is_same(path):
        message = f"公报 {release.issue} 归档（{release.version}）以后，文稿从这一行起有改动"
        yield Fault(released.first_change(path), 1, message, _advice(release.issue))


@related_rule("AR002", "已归档的原稿或附件不在了", Severity.WARNING, when=attrgetter("contents"))
def lost_since(subject: RelatedSubject) -> Iterator[Fault]:
    """公报归档以后，所刊登的文稿或附件被删去、改名，或者附件的内容变了。

    通过：附件还是归档时的附件。

    不通过：`invoke release 2016/06` 以后，换掉了 `attachments/2016/清单.xlsx`。
    """
    released = subject.options.released
    files = next((found for found in released.by_issue.values() if subject.document.path in found), {}) if released else {}
    for path, release in sorted(files.items()):
        is_here = subject.options.exists(path)
        if released and not (is_here and path.endswith(".md")) and not released.is_same(path):
            state = "的内容变了" if is_here else "不在了"
            message = f"公报 {release.issue} 归档（{release.version}）以后，{quoted(path)}{state}"
            yield Fault(1, 1, message, _advice(release.issue))


def _advice(issue: str) -> str:
    return f"确需更正的，运行 invoke release {issue} --message 写明理由；不然就改回去。"
