"""The command `export search`, with its exit statuses.

0 done · 1 the content has errors · 2 a setting, an argument or the folder can't be used · 130 interrupted.
"""

from __future__ import annotations

import sys
from pathlib import Path

from plugins.checks import reports
from plugins.engine.output import OutputError
from plugins.engine.pool import PoolError
from plugins.portal.bodies import ContentChanged
from plugins.portal.cli import FAILED, INTERRUPTED, OK, REFUSED, Places
from plugins.portal.opened import opened
from plugins.portal.reading import Refused
from plugins.search.publications import records

from . import folder


def export(what: str, to: str, places: Places, day: str) -> int:
    """Write the clauses of all published documents into the folder `to`, for a search server; `what` is “search”."""
    try:
        if what != "search":
            raise ValueError(f"不能导出“{what}”，可用：search")
        _require_apart(to, places)
        with opened(places, day) as site:
            counts = folder.write(Path(to), records(site), site.day)
    except Refused as refused:
        print(reports.FORMATS["text"](refused.findings))
        print("没有导出：请先修改以上错误。")
        return REFUSED
    except KeyboardInterrupt:
        print("已中断。原有的导出未变，再次运行即可。")
        return INTERRUPTED
    except (OutputError, PoolError, ContentChanged, ValueError, OSError) as error:
        print(f"没有导出：{error}", file=sys.stderr)
        return FAILED
    print(f"已导出 {counts.pages} 份文件的 {counts.clauses} 个条款，共 {counts.files} 个数据文件，在 {to}")
    return OK


def _require_apart(to: str, places: Places) -> None:
    """Raises ValueError when the folder is missing in the command, or has to do with the content or the site."""
    if not to:
        raise ValueError("请用 --to 指定写到哪个文件夹，例如 invoke export search --to 导出")
    if not Path(places.content).is_dir():
        raise ValueError(f"没有内容文件夹 {places.content}")
    target = Path(to).resolve()
    for name in (places.content, places.output):
        other = Path(name).resolve()
        if target.is_relative_to(other) or other.is_relative_to(target):
            raise ValueError(f"导出文件夹 {to} 和文件夹 {name} 不能一个在另一个里面")
