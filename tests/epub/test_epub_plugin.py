"""In a whole build: a book beside each issue, clean by EPUBCheck, with every word, and made anew with its documents alone."""

from __future__ import annotations

import io
import json
import re
import zipfile
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from plugins.portal.markdown import render
from tests.building import ZHONGWEN, Built, build, policy, write
from tests.validators.epub import epubcheck

ISSUE = "bulletins/2020/01/"
BOOK = f"{ISSUE}document.epub"
HEAD = "标题: 示范公报2020年第1期\n期号: 2020年第1期\n总期号: 总第8期\n发布机构: 昆明市西山区人民政府\n发布日期: 2020-06-30"
CONTENTS = """
  - 栏目: 政府文件
    文件: [policies/2020/a.md, policies/2020/b.md]
  - 栏目: 解读
    文件: [policies/2020/c.md]
"""
RICH = """第一章 总则

第一条 根据《关于乙的通知》第二条，见[第二条](b.md#tiao-2)和[官网](https://www.gov.cn/中文?a=1&b=2)，附注[^一]。

（一）项目<sup>2</sup>，**重点** ~~旧~~；

![流程：受理、办结](/images/流程 图.png "图一")

| 事项 | 时限 |
|:-:|--:|
| 甲&乙 | <5 日 |

```python
print("1 < 2")
```

> 引用一段。

[^一]: 注释的话，见 <https://www.gov.cn/>。
"""
PLAIN = "第一条 一条。\n\n第二条 又一条，见《关于甲的通知》第一条。"


def contents() -> dict[str, str]:
    fields = {"文号": "西政发〔2020〕1号", "主送机关": "各街道办事处：", "附件": "[attachments/清 单.csv]", "关键词": "[公开]"}
    return {
        "bulletins/2020/01.md": f"---\n{HEAD}\n目录:{CONTENTS}---\n\n编者的话，见《关于甲的通知》。\n",
        "policies/2020/a.md": policy("关于甲的通知", body=RICH, **fields),
        "policies/2020/b.md": policy("关于乙的通知", body=PLAIN),
        "policies/2020/c.md": policy("关于“丙”&<丁>的通知", body="一段。"),
        "policies/2020/other.md": policy("关于别的通知", body="没有刊登。"),
        "attachments/清 单.csv": "甲,1\n",
    }


def make(folder: Path) -> Built:
    content = write(folder / "content", contents())
    image = content / "images/流程 图.png"
    image.parent.mkdir(exist_ok=True)
    image.write_bytes((ZHONGWEN / "images/示意 图.png").read_bytes())
    built = build(content, folder, pdf=False)
    assert built.status == 0, built.said
    return built


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return make(tmp_path_factory.mktemp("公 报"))


@pytest.fixture(scope="module")
def book(site: Built) -> dict[str, bytes]:
    return opened((site.output / BOOK).read_bytes())


def opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def words(data: bytes) -> str:
    return "".join("".join(map(str, etree.fromstring(data).itertext())).split())


def links(data: bytes) -> list[str]:
    return re.findall(r'<a [^>]*?href="([^"]+)"', unescape(data.decode()))


def test_it_is_clean(site: Built, demonstration: Built) -> None:
    assert epubcheck(site.output / BOOK) == []
    assert epubcheck(demonstration.output / "bulletins/2016/06/document.epub") == []


def test_every_word_of_every_document_is_in_it(book: dict[str, bytes]) -> None:
    for number, text in enumerate((RICH, PLAIN, "一段。"), 1):
        read = words(re.sub(rb"<sup id=.*?</sup>", b"", book[f"EPUB/article-{number:03}.xhtml"]))
        for block in render(("policies/2020/a.md", text)).body.blocks:
            assert "".join(block.text.split()) in read
    assert "注释的话" in words(book["EPUB/article-001.xhtml"])
    assert "编者的话" in words(book["EPUB/issue.xhtml"])


def test_articles_carry_their_records_and_attachments(book: dict[str, bytes]) -> None:
    first = book["EPUB/article-001.xhtml"]
    for said in ("文号西政发〔2020〕1号", "发布机构昆明市西山区人民政府", "关键字公开", "各街道办事处：", "政府文件"):
        assert said in words(first)
    assert "https://www.kmxs.gov.cn/attachments/%E6%B8%85%20%E5%8D%95.csv" in links(first)


def test_articles_lead_to_one_another_and_to_the_web(book: dict[str, bytes]) -> None:
    expected = {"article-002.xhtml#tiao-2", "https://www.gov.cn/%E4%B8%AD%E6%96%87?a=1&b=2"}
    assert expected <= set(links(book["EPUB/article-001.xhtml"]))
    assert "article-001.xhtml#tiao-1" in links(book["EPUB/article-002.xhtml"])
    assert "article-001.xhtml" in links(book["EPUB/issue.xhtml"])


def test_the_contents_name_sections_articles_and_chapters(book: dict[str, bytes]) -> None:
    assert words(book["EPUB/nav.xhtml"]).startswith(
        "目录目录封面本期公报目录政府文件关于甲的通知第一章总则关于乙的通知解读关于“丙”&<丁>的通知"
    )


def test_pictures_are_in_it_with_their_words(book: dict[str, bytes]) -> None:
    assert b'alt="\xe6\xb5\x81\xe7\xa8\x8b' in book["EPUB/article-001.xhtml"]
    assert book["EPUB/image-001.png"] == (ZHONGWEN / "images/示意 图.png").read_bytes()
    assert "alternativeText" in book["EPUB/package.opf"].decode()


def test_it_runs_no_script_and_loads_nothing(book: dict[str, bytes]) -> None:
    for name, data in book.items():
        if name.endswith((".xhtml", ".svg")):
            assert not re.search(rb"<script|<iframe|\son\w+=|style=|src=\"(?:https?:)?//", data), name


def test_it_says_what_it_is(book: dict[str, bytes]) -> None:
    package = book["EPUB/package.opf"].decode()
    for said in (">https://www.kmxs.gov.cn/bulletins/2020/01/<", ">示范公报2020年第1期<", ">zh-CN<", ">2020-06-30T12:00:00Z<",
                 'property="schema:accessModeSufficient">textual<', 'property="schema:accessibilityHazard">none<'):  # fmt: skip
        assert said in package


def test_the_issue_and_the_catalogue_name_it(site: Built) -> None:
    assert f"{ISSUE}document.epub" in site.text(f"{ISSUE}index.html")
    records = json.loads(site.text("api/catalogue.json"))["records"]
    (file,) = (file for record in records for file in record["files"] if file["format"] == "EPUB")
    assert file["path"] == BOOK
    assert file["sha256"] == sha256((site.output / BOOK).read_bytes()).hexdigest()
    assert '"application/epub+zip"' in site.text(f"{ISSUE}index.html")


def test_it_is_made_anew_with_its_documents_alone(tmp_path: Path) -> None:
    make(tmp_path)
    built = build(tmp_path / "content", tmp_path, pdf=False)  # the first build doubts what was written a moment before it
    before = (built.output / BOOK).read_bytes()

    def after(name: str, words: str) -> tuple[bool, bool]:
        """Whether the book was made anew, and whether it is another one."""
        path = tmp_path / "content" / name
        path.write_text(path.read_text("utf-8") + words, "utf-8")
        again = build(tmp_path / "content", tmp_path, pdf=False)
        assert again.status == 0, again.said
        return "电子书 1 项" in again.said, (again.output / BOOK).read_bytes() != before

    assert after("policies/2020/other.md", "\n又一段。\n") == (False, False)
    assert after("policies/2020/b.md", "\n第三条 第三条的话。\n") == (True, True)
    changed = (tmp_path / "output" / BOOK).read_bytes()
    clean = build(tmp_path / "content", tmp_path / "again", pdf=False)
    assert (clean.output / BOOK).read_bytes() == changed


def test_a_preview_of_pages_has_none(tmp_path: Path) -> None:
    built = build(ZHONGWEN, tmp_path, pdf=False, pages_only=True)
    assert built.status == 0, built.said
    assert not list(built.output.rglob("*.epub"))
