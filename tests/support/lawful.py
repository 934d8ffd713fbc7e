"""The texts of a folder of laws as content trees for measuring the checks: reprinted, and as if the district's own.

Every text becomes a document, so a field that its file does not tell (see `Law.missing`) is filled with a stand-in here.
As own documents they are asked by the strictest rules: what is found in a text that was proofread is a rule's fault
until somebody has looked at it. Nothing of this is ever published: every own document is marked as a sample.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from tests.support import law_markdown
from tests.support.law import Law, read_law_file

STAND_INS = {"发布机构": "国务院", "发布日期": "1949-10-01"}
OWN = {
    "发布机构": "昆明市西山区人民政府", "成文日期": "2026-06-01", "发布日期": "2026-06-02", "体裁": "通知",
    "主题分类": "综合政务\\政务公开", "公开属性": "主动公开", "公开方式": "[政府网站]", "示例": "是",
}  # fmt: skip


def reprinted(law: Law, number: int) -> str:
    """The content file of a reprint, as the importer writes it; no relation points to another file."""
    fields = {key: value for key, value in law.fields() if value and key != "废止"}
    head = law_markdown.front_matter({"标题": law.title, **STAND_INS, **fields}.items())
    return f"{head}\n{law_markdown.body(law.text)}"


def own(law: Law, number: int) -> str:
    """The text under a head of the district's own."""
    numbers = {"索引号": f"015116516-202606-{number:06}", "文号": f"西政发〔2026〕{number}号"}
    head = "".join(f"{key}: {value}\n" for key, value in {**numbers, **OWN}.items())
    title = law_markdown.front_matter([("标题", f"{law.title}（示例）")]).removesuffix("---\n")
    return f"{title}{head}---\n{law_markdown.body(law.text)}"


def write(sources: Iterable[Path], content: Path, form: Callable[[Law, int], str]) -> int:
    """Write every text below `content`; returns how many. A file's name begins with its place in the order."""
    count = 0
    for count, source in enumerate(sorted(sources), 1):
        law = read_law_file(source)
        path = content / "policies" / "2026" / f"{count:04}-{law.name.replace(' ', '')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(form(law, count), "utf-8", newline="\n")
    return count
