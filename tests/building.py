"""How do the tests build a site? In this process, for a fixed day, with what the terminal would have shown."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console

from plugins.portal import build as builder
from plugins.portal.cli import Places

DAY = date(2026, 11, 22)
ROOT = Path(__file__).resolve().parent.parent
ZHONGWEN = ROOT / "tests" / "sites" / "zhongwen" / "content"


@dataclass(frozen=True)
class Built:
    """A build's exit status, what it said, and where the site is."""

    status: int
    said: str
    output: Path

    def text(self, path: str) -> str:
        return (self.output / path).read_text("utf-8")


def build(content: Path, folder: Path, *, settings: str = "pelicanconf.py", day: date = DAY, **portal: Any) -> Built:
    """Build `content` into `folder`/output with the cache in `folder`/cache. `portal` overrides PORTAL's settings."""
    output = folder / "output"
    places = Places(str(content), str(output), str(folder / "cache"), str(ROOT / settings))
    console = Console(file=io.StringIO(), width=200, highlight=False, soft_wrap=True)
    values = builder.settings(places, day, **{"content_label": "content", **portal})
    status = builder.run(values, console)
    return Built(status, console.file.getvalue(), output)  # type: ignore[attr-defined]


def write(content: Path, files: Mapping[str, str]) -> Path:
    """Write files of a content tree; returns its folder."""
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return content


def policy(title: str = "关于示范的通知", day: str = "2020-05-06", body: str = "正文。", **fields: str) -> str:
    """A valid policy of the district's own, with further fields by their Chinese keys."""
    head = {"标题": title, "发布机构": "昆明市西山区人民政府", "发布日期": day, "体裁": "通知", "主题分类": "综合政务\\政务公开",
            "公开属性": "主动公开", "公开方式": "[政府网站]", **fields}  # fmt: skip
    lines = "\n".join(f"{key}: {value}" for key, value in head.items())
    return f"---\n{lines}\n---\n\n{body}\n"


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
