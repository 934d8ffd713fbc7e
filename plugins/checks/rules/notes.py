"""Does every mark in a text have what it refers to: a footnote its note, a link by name its address?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.gazette.findings import Severity

from ..registry import document_rule
from ..subject import Fault, Subject, quoted

FAMILY = "脚注和名称"
NOTE = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:", re.MULTILINE)
NOTE_MARK = re.compile(r"(?<!\\)\[\^(?P<name>[^\]\s]+)\](?!:)")
DEFINED = re.compile(r"^ {0,3}\[(?P<name>[^\]^][^\]]*)\]:", re.MULTILINE)
NAMED_LINK = re.compile(r"(?<!\\)\[[^\[\]\n]+\]\[(?P<name>[^\]^\n][^\]\n]*)\](?!\()")


@document_rule("AT016", "没有着落的脚注和链接", Severity.WARNING)
def dangling_mark(subject: Subject) -> Iterator[Fault]:
    """正文里的脚注号 `[^1]` 要有注释 `[^1]: …`，有注释的要在正文里用到；`[文字][名称]` 要有 `[名称]: 地址`。

    通过：

    ```text
    按年度公布[^1]。

    [^1]: 次年三月底前。
    ```

    不通过：

    ```text
    按年度公布[^1]。
    ```
    """
    text = subject.prose.without_code if "[" in subject.document.body else ""
    notes = {match["name"]: match for match in NOTE.finditer(text)} if "[^" in text else {}
    used = {match["name"] for match in NOTE_MARK.finditer(text)} if "[^" in text else set[str]()
    for match in NOTE_MARK.finditer(text) if used - notes.keys() else ():
        if match["name"] not in notes:
            yield Fault(*subject.prose.place(match.start()), f"脚注没有注释：{quoted(match[0])}", f"[^{match['name']}]: 注释")
    for name in notes.keys() - used:
        place = subject.prose.place(notes[name].start())
        yield Fault(*place, f"注释没有用到：{quoted(f'[^{name}]')}", "在正文中要注释的地方写脚注号，或删去注释。")
    names = {match["name"].casefold() for match in DEFINED.finditer(text)} if "][" in text else set[str]()
    for match in NAMED_LINK.finditer(text) if "][" in text else ():
        if match["name"].casefold() not in names:
            message = f"链接的地址没有写：{quoted(match[0])}"
            yield Fault(*subject.prose.place(match.start()), message, f"[{match['name']}]: 地址")
