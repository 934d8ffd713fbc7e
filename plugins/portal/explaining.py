"""What was made anew in a build, and why? A line for each kind, and for one address all that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from plugins.engine.steps import Reason, Steps

from .plan import CONTENT, Plan

KINDS = {
    "theme": "样式和脚本", "file": "附件", "files": "原文和数据", "pdf": "PDF", "search": "检索索引", "document": "文件页面",
    "issue": "公报页面", "page": "栏目和首页", "feed": "订阅源", "catalogue": "目录页面", "exports": "目录数据",
    "cleanup": "清理结果", "changes": "改动对照", "epub": "电子书", "sitemap": "网站地图",
    "archive": "公报档案", "release": "归档版本的文件", "archive-page": "档案页面",
}  # fmt: skip
FACTS = {"body": "正文", "file": "文件", "output": "产物", "made": "产物"}
MOST = 20


def summary(steps: Steps, plan: Plan) -> Iterator[str]:
    """What was made anew, by kind, each with the most frequent causes; nothing for a first build."""
    if not steps.reasons or plan.is_first:
        return
    by_kind: dict[str, Counter[str]] = {}
    for reason in steps.reasons:
        by_kind.setdefault(reason.kind, Counter())[_cause(reason)] += 1
    yield "重新生成："
    for kind, causes in by_kind.items():
        told = "；".join(f"{count} 项：{cause}" for cause, count in causes.most_common(3))
        yield f"  {KINDS.get(kind, kind)} {told}"


def _cause(reason: Reason) -> str:
    if reason.is_new:
        return "新增"
    if reason.parts:
        return "、".join(reason.parts) + "有变化"
    kinds = sorted({FACTS.get(fact.partition(" ")[0], fact) for fact in reason.facts})
    return "、".join(kinds) + "有变化" if kinds else "上次的产物不在"


def explain(address: str, steps: Steps, plan: Plan) -> Iterator[str]:
    """Which inputs made an output stale. `address` is that of a page, an output's path, or a document of the content."""
    makers = list(_makers(address, steps, plan))
    if not makers:
        yield f"{address}：没有这个页面或文件。可写页面的地址（policies/2016/…/）、产物的路径或文稿的路径（content/…）。"
        return
    reasons = {(reason.kind, reason.name): reason for reason in steps.reasons}
    for kind, name in makers:
        found = reasons.get((kind, name))
        yield f"{KINDS.get(kind, kind)} {name}：{'重新生成' if found else '没有重新生成，所依据的内容都没有变化'}"
        yield from _why(found, plan) if found else ()


def _makers(address: str, steps: Steps, plan: Plan) -> Iterator[tuple[str, str]]:
    path = address.strip("/")
    document = path.removeprefix(CONTENT)
    named = [(reason.kind, reason.name) for reason in steps.reasons if reason.name in (document, document.removesuffix(".md"))]
    outputs = (steps.maker(tried) for tried in (path, f"{path}/index.html" if path else "index.html"))
    yield from dict.fromkeys([*named, *(maker for maker in outputs if maker)])


def _why(reason: Reason, plan: Plan) -> Iterator[str]:
    if reason.is_new:
        yield "  原因：此前没有"
    for part in reason.parts:
        yield f"  原因：{part}有变化{_which(part, plan)}"
    for fact in reason.facts[:MOST]:
        kind, _, name = fact.partition(" ")
        yield f"  原因：{FACTS.get(kind, kind)} {name} 有变化"
    near = [path for path in reason.around if f"{CONTENT}{path}" in plan.changed]
    for path in near[:MOST]:
        yield f"  涉及改动过的文稿：{CONTENT}{path}"


def _which(part: str, plan: Plan) -> str:
    """What of the inputs a part stands for."""
    if part == "模板":
        changed = sorted(path for path in plan.changed if path.startswith("theme/templates/"))
        return f"：{'、'.join(changed[:MOST])}" if changed else ""
    return ""
