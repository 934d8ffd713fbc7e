"""The Jinja filters of the theme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from markupsafe import Markup

from .site import Site


def filters(site: Site) -> dict[str, Callable[..., object]]:
    """`localise` is the only way for a body's markup into a page: it went through `gazette.sanitise` before."""
    return {
        "localise": lambda html, siteurl: Markup(site.localise(html, siteurl)),  # noqa: S704
        "chinese_date": chinese_date,
        "filesize": filesize,
    }


def chinese_date(text: str) -> str:
    """``2016-12-21`` or ``2016-12-21 00:00`` as 2016年12月21日; other words stay as they are."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{day.year}年{day.month}月{day.day}日"


def filesize(size: int) -> str:
    """A size in bytes as people read it: ``950 B``, ``12 KB``, ``1.2 MB``."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
