"""What the tests of the typesetter share: a press with the fonts of the wheel alone, and documents made of text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.gazette import source
from plugins.portal.markdown import render
from plugins.typeset import fonts, plan
from plugins.typeset.compile import set_document
from plugins.typeset.fonts import Typefaces
from plugins.typeset.plan import Press
from tests.typeset.samples import DISTRICT, HOUSE, VOCABULARIES, Text


@pytest.fixture(scope="session")
def wheel_fonts() -> Typefaces:
    return fonts.find(system=())


@pytest.fixture(scope="session")
def press(wheel_fonts: Typefaces, tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press.build(HOUSE, VOCABULARIES, wheel_fonts, tmp_path_factory.mktemp("cache"))


@pytest.fixture
def text(tmp_path: Path) -> Callable[..., Text]:
    """Makes a document of a body and fields: `text("正文", 文号="…", path="policies/2016/a.md")`."""

    def make(body: str, path: str = "policies/2016/a.md", **fields: str) -> Text:
        head = {"标题": "关于公开的通知", "发布机构": DISTRICT, "发布日期": "2016-12-21"} | fields
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = "\n".join(f"{key}: {value}" for key, value in head.items())
        file.write_text(f"---\n{lines}\n---\n{body}", encoding="utf-8")
        document, findings = source.read_file(file, tmp_path, VOCABULARIES)
        assert document is not None, findings
        assert not findings
        return Text(document, render((document.path, document.body)).body)

    return make


@pytest.fixture
def set_text(press: Press) -> Callable[[Text], bytes]:
    """The PDF of a text."""

    def make(text: Text) -> bytes:
        planned = plan.document(press, text.document, text.body)
        assert planned.job is not None, planned.problems
        return set_document(planned.job)

    return make
