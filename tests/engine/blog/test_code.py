"""Code is another when its file is, or that of what it uses."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.engine.blog import code


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "some_plugin"
    folder.mkdir()
    (folder / "__init__.py").write_text("from some_plugin import used\nfrom json import dumps\n")
    (folder / "used.py").write_text("WORD = 1\n")
    (folder / "later.py").write_text("WORD = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("some_plugin")
    yield folder
    for name in [name for name in sys.modules if name.startswith("some_plugin")]:
        del sys.modules[name]


@pytest.mark.parametrize("name", ["__init__.py", "used.py", "later.py"])
def test_another_file_is_another_digest(package: Path, name: str) -> None:
    code.forget()
    before = code.digest("some_plugin")
    assert code.digest("some_plugin") == before
    with (package / name).open("a") as file:
        file.write("# changed\n")
    code.forget()
    assert code.digest("some_plugin") != before


def test_an_installed_library_is_told_by_its_state() -> None:
    assert code.digest("jinja2") == code.digest("jinja2")
    assert code.digest("jinja2") != code.digest("markdown")


def test_the_module_of_things() -> None:
    assert code.module_of(code.digest) == "plugins.engine.blog.code"
    assert code.module_of(3) == "builtins"
