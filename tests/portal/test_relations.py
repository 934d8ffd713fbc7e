"""A built site shows relations, courses and citations from both sides, alike on pages and in document.json."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.building import Built, build, policy, write

LAW = "第一条 甲。\n\n第二条 乙。"
OLD = "按照《昆明市西山区某某规定》第二条和《没有的办法》第三条。\n\n第一条 依照本通知第二条。\n\n第二条 丁。"
FILES = {
    "policies/2015/规定/2015-03-02.md": policy("昆明市西山区某某规定", "2015-03-02", LAW),
    "policies/2015/规定/2021-03-01.md": policy("昆明市西山区某某规定", "2021-03-01", LAW + "\n\n第三条 丙。"),
    "policies/2018/a.md": policy("关于旧事的通知", "2018-03-01", OLD),
    "policies/2022/b.md": policy("关于新事的通知", "2022-03-01", "按照《昆明市西山区某某规定》第三条。"),
    "policies/2023/c.md": policy("关于后事的通知", "2023-03-01", 执行="[policies/2022/b.md]"),
    "interpretations/2022/b.md": policy("《关于新事的通知》解读", "2022-03-01", 解读="[policies/2022/b.md]"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("relations")
    found = build(write(folder / "content", FILES), folder, pdf=False)
    assert found.status == 0, found.said
    return found


def links(built: Built, path: str, within: str) -> list[tuple[str, str]]:
    found: Any = html.document_fromstring(built.text(path)).xpath(f"//*[{within}]//a")
    return [("".join(a.itertext()), a.get("href")) for a in found]


def test_a_citation_leads_to_the_version_of_its_day(built: Built) -> None:
    cited = "contains(@class, 'text')"
    old = dict(links(built, "policies/2018/a/index.html", cited))
    assert old["《昆明市西山区某某规定》第二条"].endswith("/2015-03-02/#tiao-2")
    assert old["本通知第二条"] == "#tiao-2"
    assert "《没有的办法》第三条" not in old
    new = dict(links(built, "policies/2022/b/index.html", cited))
    assert new["《昆明市西山区某某规定》第三条"].endswith("/policies/2015/%E8%A7%84%E5%AE%9A/#tiao-3")


def test_the_other_way(built: Built) -> None:
    for page in ("", "2015-03-02/", "2021-03-01/"):
        found = links(built, f"policies/2015/规定/{page}index.html", "@aria-labelledby='cited-by'")
        assert [words for words, _ in found] == ["关于新事的通知", "关于旧事的通知"]
    assert "《没有的办法》" in built.text("policies/2018/a/index.html")


def test_the_course_is_on_every_member(built: Built) -> None:
    for page in ("policies/2022/b", "policies/2023/c", "interpretations/2022/b"):
        tree = html.document_fromstring(built.text(f"{page}/index.html"))
        assert tree.xpath("//ol[@class='course']/li/strong/text()") == ["文件", "解读", "执行"]


def test_document_json_has_relations_and_citations(built: Built) -> None:
    data = json.loads(built.text("policies/2022/b/document.json"))
    assert set(data["关系"]) == {"政策解读", "执行情况"}
    assert data["引用"] == [
        {"标题": "昆明市西山区某某规定", "地址": data["引用"][0]["地址"], "条文": ["第三条"]}
    ]
    other = json.loads(built.text("policies/2018/a/document.json"))
    assert other["引用"][1] == {"标题": "《没有的办法》"}


def test_a_law_that_many_cite_has_a_page_of_bounded_size(tmp_path: Path) -> None:
    text = "按照《昆明市西山区某某规定》。"
    many = {f"policies/2022/m{n}.md": policy(f"关于第{n}件事的通知", "2022-03-01", text) for n in range(30)}
    found = build(write(tmp_path / "content", {**FILES, **many}), tmp_path, pdf=False)
    tree: Any = html.document_fromstring(found.text("policies/2015/规定/index.html"))
    lines = ["".join(li.itertext()).strip() for li in tree.xpath("//*[@aria-labelledby='cited-by']//li")]
    assert len(lines) == 21
    assert lines[-1] == "另有 12 件，此处列出较新的 20 件"
