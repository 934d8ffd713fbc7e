"""The clean-up lists are published as a page and as files for machines, alike."""

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import html

from tests.building import Built, build, policy, write

FILES = {
    "policies/2015/a.md": policy("甲办法", "2015-03-02", 文号="西政规〔2015〕1号"),
    "policies/2016/b.md": policy("乙办法", "2016-03-01", 文号="西政规〔2016〕2号"),
    "policies/2017/c.md": policy("丙办法", "2017-03-01", 规范性文件="是", 失效日期="2020-03-01"),
    "policies/2025/d.md": policy("丁办法", "2025-03-03", 规范性文件="是"),
    "policies/2018/r.md": policy("=废止决定", "2018-03-01", 文号="西政发〔2018〕3号", 废止="[西政规〔2016〕2号]"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("cleanup")
    found = build(write(folder / "content", FILES), folder, pdf=False)
    assert found.status == 0, found.said
    return found


def test_the_page_has_the_lists_with_cause_and_day(built: Built) -> None:
    tree = html.document_fromstring(built.text("catalogue/cleanup/index.html"))
    lists = {s.get("aria-labelledby"): " ".join("".join(map(str, s.itertext())).split()) for s in tree.iter("section")}
    assert "甲办法" in lists["due"]
    assert "2020-03-02" in lists["due"]
    assert "丁办法" in lists["continues"]
    assert "没有文件" in lists["amended"]
    assert "乙办法" in lists["over"]
    assert "自 2018-03-01见=废止决定" in lists["over"]
    assert "丙办法" in lists["over"]
    assert "catalogue/cleanup/" in built.text("catalogue/index.html")


def test_the_files_say_the_same(built: Built) -> None:
    data = json.loads(built.text("api/cleanup.json"))
    rows = list(csv.DictReader(io.StringIO(built.text("api/cleanup.csv").removeprefix("\ufeff"), newline="")))
    assert data["day"] == "2026-11-22"
    assert [(r["title"], r["outcome"]) for r in data["records"]] == [(r["名称"], r["清理结果"]) for r in rows]
    assert {r["名称"]: r["清理结果"] for r in rows} == {
        "甲办法": "继续有效", "丁办法": "继续有效", "乙办法": "废止失效", "丙办法": "废止失效",
    }  # fmt: skip
    (repealed,) = (r for r in rows if r["名称"] == "乙办法")
    assert repealed["依据的文件"] == "'=废止决定（西政发〔2018〕3号）"


def test_terms_are_settings_and_no_page_without_normative_documents(tmp_path: Path) -> None:
    terms = build(write(tmp_path / "a" / "content", FILES), tmp_path / "a", pdf=False, review_terms={"years": 20})
    assert [r["is_due"] for r in json.loads(terms.text("api/cleanup.json"))["records"]] == [False] * 4
    none = build(write(tmp_path / "b" / "content", {"policies/2020/a.md": policy()}), tmp_path / "b", pdf=False)
    assert not (none.output / "catalogue/cleanup").exists()
    wrong = build(tmp_path / "b" / "content", tmp_path / "c", pdf=False, review_terms={"year": 0})
    assert wrong.status == 2
    assert "review_terms" in wrong.said
