"""The site is stock Pelican's, byte for byte, and after any edit it is what a build from nothing makes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.blog_site import differing, fast, files, stock, write

VARIANTS: dict[str, dict[str, Any]] = {
    "plain": {},
    "relative addresses": {"RELATIVE_URLS": True, "SITEURL": ""},
    "notmyidea": {"THEME": "notmyidea", "SITEURL": ""},
    "simple, summaries": {"THEME": "simple", "RSS_FEED_SUMMARY_ONLY": True, "SUMMARY_MAX_LENGTH": 9},
    "dates in addresses": {
        "ARTICLE_URL": "{date:%Y}/{category}/{slug}/",
        "ARTICLE_SAVE_AS": "{date:%Y}/{category}/{slug}/index.html",
        "SLUGIFY_USE_UNICODE": True,
        "PAGINATION_PATTERNS": [
            (1, "{base_name}/", "{base_name}/index.html"),
            (2, "{base_name}/p/{number}/", "{base_name}/p/{number}/index.html"),
        ],
    },
    "other order": {"ARTICLE_ORDER_BY": "title", "NEWEST_FIRST_ARCHIVES": False, "REVERSE_CATEGORY_ORDER": True},
    "no translations": {"ARTICLE_TRANSLATION_ID": None, "ARTICLE_ORDER_BY": "basename"},
    "sources": {"OUTPUT_SOURCES": True, "STATIC_PATHS": [""], "USE_FOLDER_AS_CATEGORY": False},
    "no authors": {"AUTHOR_SAVE_AS": "", "TAG_SAVE_AS": "", "WITH_FUTURE_DATES": False},
    "other dates": {"DATE_FORMATS": {"en": "%d %b %Y", "zh-cn": "%Y年%-m月%-d日 %H时"}, "DEFAULT_METADATA": {"tags": "供水"}},
    "template pages": {"TEMPLATE_PAGES": {"extra/robots.txt": "robots-copy.txt"}},
}


@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_the_site_is_stock_pelicans(tmp_path: Path, changes: dict[str, Any]) -> None:
    content = write(tmp_path / "content", 60)
    expected = stock(content, tmp_path / "stock", changes)
    fast(content, tmp_path / "fast", changes)
    assert differing(files(tmp_path / "fast"), expected) == []
    assert len(expected) > 100


def test_several_processes_make_the_same(tmp_path: Path) -> None:
    content = write(tmp_path / "content", 60)
    expected = stock(content, tmp_path / "stock")
    built = fast(content, tmp_path / "fast", {"BLOG_ENGINE": {"serial_below": 2, "workers": 2}})
    assert built.parsed > 60
    assert differing(files(tmp_path / "fast"), expected) == []
