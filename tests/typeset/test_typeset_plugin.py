"""In a whole build: a PDF beside every page that has one, made once, and a fault of one document hinders no other."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.building import ZHONGWEN, Built, build, policy, write

ISSUE = "bulletins/2024/03/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(ZHONGWEN, tmp_path_factory.mktemp("中文 站点"), pdf=True)


def pdfs(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("document.pdf"))
    }


def test_every_version_and_work_has_its_pdf(site: Built) -> None:
    assert site.status == 0, site.said
    found = pdfs(site.output)
    for path in site.output.rglob("document.md"):
        if "/v1/" not in path.as_posix():
            assert f"{path.parent.relative_to(site.output).as_posix()}/document.pdf" in found
    assert all(data.startswith(b"%PDF-1.7") for data in found.values())


def test_a_works_pdf_is_that_of_its_current_version(site: Built) -> None:
    found = pdfs(site.output)
    work = "policies/2018/示范管理办法/"
    assert found[f"{work}document.pdf"] == found[f"{work}2024-05-01/document.pdf"]
    assert found[f"{work}document.pdf"] != found[f"{work}2018-03-01/document.pdf"]


def test_the_issues_page_has_page_numbers(site: Built) -> None:
    assert f"{ISSUE}document.pdf" in pdfs(site.output)
    shown = re.sub(r"<[^>]*>|\s", "", site.text(f"{ISSUE}index.html"))
    assert re.search(r"示范管理办法[^第]*西政规〔2024〕2号第3页", shown)


def test_the_store_gives_the_same_bytes(site: Built, tmp_path: Path) -> None:
    stored = sorted((site.output.parent / "cache/pdf").glob("*.pdf"))
    assert stored
    stored[0].write_bytes(b"damaged")
    before = pdfs(site.output)
    shutil.rmtree(site.output)
    again = build(ZHONGWEN, site.output.parent, pdf=True)
    assert pdfs(again.output) == before
    assert stored[0].read_bytes() != b"damaged"


def test_a_fault_is_told_with_its_place_and_the_rest_is_built(tmp_path: Path) -> None:
    content = write(
        tmp_path / "content",
        {
            "policies/2020/好.md": policy("关于好的通知"),
            "policies/2020/坏.md": policy("关于坏的通知", body="第一段。\n\n第二段有\U00012000。"),
        },
    )
    built = build(content, tmp_path, pdf=True)
    assert "policies/2020/坏.md:13:5: 错误[TS001] 字体中没有“\U00012000”（U+12000）" in built.said
    assert built.status != 0
    assert list(pdfs(built.output)) == [
        "policies/2020/好/2020-05-06/document.pdf",
        "policies/2020/好/document.pdf",
    ]
