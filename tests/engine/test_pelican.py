"""Pelican goes on without a plugin that it can't load; a site without its PDFs is no site."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from plugins.portal import build as builder
from plugins.portal.cli import Places
from tests.building import DAY, ROOT, policy, write


def test_a_plugin_that_does_not_load_ends_the_build(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy()})
    places = Places(str(content), str(tmp_path / "output"), str(tmp_path / "cache"), str(ROOT / "pelicanconf.py"))
    values = builder.settings(places, DAY)
    values["PLUGINS"] = ["plugins.portal.plugin", "plugins.nowhere.plugin"]
    console = Console(file=io.StringIO(), width=200)
    assert builder.run(values, console) == 2
    assert "plugins.nowhere.plugin" in console.file.getvalue()  # type: ignore[attr-defined]
    assert not (tmp_path / "output").exists()
