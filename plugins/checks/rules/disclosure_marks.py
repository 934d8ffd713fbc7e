"""Do the marks that a document bears agree with its being published: 密级, and 附注 such as （此件公开发布）?

保守国家秘密法: what bears a mark of secrecy is not published. 国办发〔2016〕80号: the attribute is fixed with the draft and
told in the note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..registry import document_rule, related_rule
from ..subject import Fault, RelatedSubject, Subject, quoted
from .attachments import has_files, looked_into
from .disclosure import CLOSED, ON_REQUEST, OPEN

FAMILY = "公开标注"
LEVEL = r"(?:绝密|机密|秘密)"
STARRED = re.compile(rf"(?<![“‘\"]){LEVEL} ?★|★ ?{LEVEL}")
ALONE = re.compile(rf"[\s>#*_]*(?P<level>{LEVEL})(?:[ 　·]*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:年|个月))?[\s*_]*")
TOP, END = 5, 60  # lines at the top among which a mark stands alone; characters at the end that hold a note
SAID = re.compile(r"此件(?P<what>公开发布|主动公开|依申请公开|不予?公开)")
MEANT = {"公开发布": OPEN, "主动公开": OPEN, "依申请公开": ON_REQUEST, "不公开": CLOSED, "不予公开": CLOSED}
NOT_HERE = "涉密文件不得上网：立即停止提交，报本单位保密工作机构；已解密的，删去标志。"


@document_rule("DC010", "密级标志", binding=True)
def secrecy_mark(subject: Subject) -> Iterator[Fault]:
    """有“绝密”“机密”“秘密”标志的文件不得发布（保守国家秘密法）。已经解密、公开的，删去原来的标志。

    不通过：

    ```text
    机密★1年
    ```

    通过：正文没有密级标志。
    """
    document = subject.document
    if STARRED.search(document.note):
        yield subject.at("note", f"有密级标志{quoted(document.note)}", NOT_HERE)
    body = document.body
    for match in STARRED.finditer(body) if "★" in body else ():
        yield Fault(*subject.prose.place(match.start()), f"有密级标志{quoted(match[0])}", NOT_HERE)
    for line, level in _alone(body[:400].split("\n")):
        yield Fault(subject.prose.first_line + line, 1, f"有密级标志{quoted(level)}", NOT_HERE)


def _alone(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Marks that are a line of their own among the first that are not blank."""
    written = [(number, line) for number, line in enumerate(lines) if line.strip()][:TOP]
    for number, line in written:
        if (match := ALONE.fullmatch(line)) is not None:
            yield number, match["level"]


@document_rule("DC011", "附注与公开属性矛盾")
def contradictory_note(subject: Subject) -> Iterator[Fault]:
    """附注或正文末尾的“（此件公开发布）”“（此件依申请公开）”“（此件不公开）”要与公开属性一致。

    通过：

    ```yaml
    公开属性: 主动公开
    附注: （此件公开发布）
    ```

    不通过：

    ```yaml
    公开属性: 主动公开
    附注: （此件依申请公开）
    ```
    """
    document, attribute = subject.document, subject.document.disclosure
    if attribute not in MEANT.values():
        return
    noted = SAID.search(document.note)
    if noted and MEANT[noted["what"]] != attribute:
        yield subject.at("note", _contradiction(noted[0], attribute), "核对公开属性，改正其中一处。")
    body = document.body.rstrip()
    for said in SAID.finditer(body, max(len(body) - END, 0)):
        if MEANT[said["what"]] != attribute:
            place = subject.prose.place(said.start())
            yield Fault(*place, _contradiction(said[0], attribute), "核对公开属性，改正其中一处。")


def _contradiction(said: str, attribute: str) -> str:
    return f"写着{quoted(said)}，公开属性却是“{attribute}”"


@related_rule("DC013", "附件中的密级标志", binding=True, when=has_files)
def secrecy_mark_in_attachment(subject: RelatedSubject) -> Iterator[Fault]:
    """附件中同样不得有“绝密”“机密”“秘密”标志。

    通过：附件没有密级标志。

    不通过：附件首页有“秘密★1年”。
    """
    for place, path, inside in looked_into(subject):
        texts = [passage.text for passage in inside.passages]
        starred = next((match[0] for text in texts if (match := STARRED.search(text))), "")
        found = starred or next((level for _, level in _alone("\n".join(texts[:TOP]).split("\n"))), "")
        if found:
            yield Fault.at(place, f"附件 {quoted(path.rpartition('/')[2])}中有密级标志{quoted(found)}", NOT_HERE)
