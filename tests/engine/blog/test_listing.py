"""The files are those that Pelican would find; their state is known when it can be relied on."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from pelican.generators import Generator
from pelican.settings import read_settings

from plugins.engine.blog.listing import Listing
from tests.support.blog_site import put

NAMES = ("a.md", "b/c.md", "b/d/e.md", "b/.hidden.md", ".git/x.md", "b/f.txt", "pages/p.md", "g.markdown", "b/~h.md", "plain")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for name in NAMES:
        put(tmp_path / "content" / name, name)
    put(tmp_path / "elsewhere" / "l.md", "l")
    (tmp_path / "content" / "link").symlink_to(tmp_path / "elsewhere")
    return tmp_path / "content"


@pytest.mark.parametrize("ignored", [["**/.*"], [".*", "~*"], ["d", "*.txt"]], ids=str)
@pytest.mark.parametrize(
    ("paths", "excluded"),
    [([""], []), ([""], ["pages"]), (["b", "pages"], ["b/d"]), ("b", []), (["a.md", "nowhere"], [])],
    ids=str,
)
@pytest.mark.parametrize("extensions", [None, False, ("txt", "md")], ids=str)
def test_pelican_finds_the_same(content: Path, ignored: list[str], paths: Any, excluded: list[str], extensions: Any) -> None:
    settings = read_settings(override={"PATH": str(content), "IGNORE_FILES": ignored})
    places = {"path": str(content), "theme": settings["THEME"], "output_path": ""}
    generator = Generator(context={}, settings=settings, **places)
    expected = generator.get_files(paths, exclude=excluded, extensions=extensions)
    wanted = None if extensions is False else extensions or generator.readers.extensions
    found = Listing(str(content), ignored).files(paths, excluded, wanted)
    assert {file.name for file in found} == expected
    assert [file.name for file in found] == sorted(expected)
    assert all(Path(file.path).samefile(content / file.name) for file in found)


def test_the_state_of_a_file(content: Path) -> None:
    fresh = Listing(str(content), ()).one("a.md")
    assert fresh.stamp == ""
    time.sleep(0.15)
    settled = {file.name: file.stamp for file in Listing(str(content), ()).files("")}
    assert settled["./a.md"]
    before = (content / "a.md").stat()
    put(content / "a.md", "b.md")
    os.utime(content / "a.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    time.sleep(0.15)
    assert Listing(str(content), ()).one("./a.md").stamp not in {"", settled["./a.md"]}
