"""The whole way: build, release, publish, correct; and nothing that was released changes a byte or an address afterwards."""

import html
import io
import json
import re
import shlex
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import bagit
import pytest
from playwright.sync_api import Page

from plugins.archive import cli, publication, root
from plugins.archive.verify import verify
from plugins.portal.cli import Places
from plugins.typeset.provenance import made_with
from tests.building import DAY, ROOT, Built, build, files, policy, write
from tests.validators import axe, nu

ISSUE = """---
标题: 昆明市西山区人民政府公报 2016年第6期
期号: 2016年第6期
总期号: 总第6期
发布机构: 昆明市西山区人民政府
发布日期: 2016-12-30
目录:
  - 栏目: 区政府文件
    文件: [policies/2016/示范 办法.md, notices/2016/公告.md]
---

本期目录。
"""
LAW = "第一条 为了示范，制定本办法。\n\n第二条 本办法由区政府办公室解释。"
CONTENT = {
    "bulletins/2016/06.md": ISSUE,
    "policies/2016/示范 办法.md": policy("示范管理办法", "2016-12-21", LAW, 附件="[attachments/2016/清单.csv]"),
    "notices/2016/公告.md": policy("关于示范的公告", "2016-12-22", "公告的正文。"),
    "attachments/2016/清单.csv": "项目,数量\n示范,1\n",
}
LATER = policy("示范管理办法", "2016-12-21", LAW.replace("区政府办公室", "区司法局"), 附件="[attachments/2016/清单.csv]")


@dataclass
class Office:
    """A content tree with its site and its archive."""

    folder: Path

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def build(self) -> Built:
        built = build(self.content, self.folder)
        assert built.status == 0, built.said
        return built

    def release(self, message: str, moment: str) -> int:
        self.build()
        return self.freeze("2016/06", cli.Wish(message, "张三 <zhangsan@example.gov.cn>", moment))

    def freeze(self, issue: str, wish: cli.Wish) -> int:
        """Release what is built."""
        output, cache, settings = self.folder / "output", self.folder / "cache", ROOT / "pelicanconf.py"
        places = Places(str(self.content), str(output), str(cache), str(settings))
        return cli.release(issue, wish, places, DAY.isoformat(), made_with, 0)


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An issue that was released, corrected, and released again; its site is built."""
    made = Office(tmp_path_factory.mktemp("office"))
    write(made.content, CONTENT)
    assert made.release("首次归档", "2016-12-30T09:00:00+08:00") == 0
    write(made.content, {"policies/2016/示范 办法.md": LATER})
    assert made.release("更正第二条的解释机关", "2017-01-05T09:00:00+08:00") == 0
    made.build()
    return made


@pytest.fixture
def copied(office: Office, tmp_path: Path) -> Office:
    """The same, for a test that changes it."""
    return Office(Path(shutil.copytree(office.folder, tmp_path / "office", symlinks=True)))


def shown_on(office: Office, path: str) -> str:
    """The words of a page."""
    return plain((office.folder / "output" / path / "index.html").read_text("utf-8"))


def test_the_archive_and_the_site_verify(office: Office) -> None:
    verdict = verify(office.archive, office.folder / "output", office.folder / "archive-log/heads/00000001.json")
    assert verdict.findings == ()
    assert (verdict.issues, verdict.versions) == (1, 2)


def test_a_version_holds_pdfs_sources_data_and_akoma_ntoso(office: Office) -> None:
    one = root.objects(office.archive)[0]
    assert one.inventory.id == "https://www.kmxs.gov.cn/bulletins/2016/06/"
    first = one.versions[0]
    made = {f"articles/{name}/document.{kind}" for name in ("示范-办法", "公告") for kind in ("pdf", "json", "xml")}
    assert made <= set(first.state)
    assert {"bulletin.pdf", "bulletin.json", "bulletin.xml", "provenance/event.xml", "provenance/tools.json"} <= set(first.state)
    for path, text in CONTENT.items():
        assert one.read(first, f"sources/{path}").decode() == text
    data = json.loads(one.read(first, "articles/示范-办法/document.json"))
    assert (data["名称"], data["原稿"]) == ("示范管理办法", "policies/2016/示范 办法.md")
    beside = office.folder / "output/policies/2016/示范-办法/document.xml"
    assert one.read(one.versions[1], "articles/示范-办法/document.xml") == beside.read_bytes()
    assert data["正文"][1]["anchor"] == "tiao-2"
    tools = json.loads(one.read(first, "provenance/tools.json"))
    assert {"typst", "pikepdf", "Python"} <= set(tools["engines"])
    assert all(re.fullmatch("[0-9a-f]{64}", font["sha256"]) for font in tools["fonts"])


def test_the_issue_page_shows_every_version_and_which_is_current(office: Office) -> None:
    shown = shown_on(office, "bulletins/2016/06")
    rows = ("已归档的版本 第2版 现行 2017年1月5日 更正第二条的解释机关", "第1版 2016年12月30日 首次归档")
    assert " ".join(rows) in shown


def test_a_version_page_has_its_pdfs_its_digests_and_what_changed(office: Office) -> None:
    first, second = shown_on(office, "bulletins/2016/06/v1"), shown_on(office, "bulletins/2016/06/v2")
    assert "这不是现行版本" in first
    assert "这不是现行版本" not in second
    assert "与第1版相比" in second
    assert re.search(r"PDF 第 \S+ 页有改动", second)
    assert re.search(r"《示范管理办法》\s*修改", second)
    assert re.search(r"删去：\s*政府办公室\s*］\s*［加上：\s*司法局", second)
    assert "关于示范的公告》 修改" not in second
    one = root.objects(office.archive)[0]
    for version, shown in zip(one.versions, (first, second), strict=True):
        folder = office.folder / f"output/bulletins/2016/06/{version.name}"
        assert (folder / "document.pdf").read_bytes() == one.read(version, "bulletin.pdf")
        assert (folder / "公告/document.pdf").read_bytes() == one.read(version, "articles/公告/document.pdf")
        assert version.state["bulletin.pdf"] in shown


def test_the_whole_issue_stands_before_its_articles(office: Office) -> None:
    one = root.objects(office.archive)[0]
    paths = [path for _, path in publication.readers_files(one, one.versions[0])]
    articles = ["articles/公告/document.pdf", "articles/示范-办法/document.pdf"]
    assert paths == ["bulletin.pdf", "bulletin.epub", *articles]


def test_the_data_of_an_issue_say_which_it_is_and_what_it_prints(office: Office) -> None:
    one = root.objects(office.archive)[0]
    archived = json.loads(one.read(one.versions[0], "bulletin.json"))
    for data in (archived, json.loads((office.folder / "output/bulletins/2016/06/document.json").read_bytes())):
        assert (data["期号"], data["总期号"]) == ("2016年第6期", "总第6期")
        assert data["目录"] == [{"栏目": "区政府文件", "文件": ["policies/2016/示范 办法.md", "notices/2016/公告.md"]}]


def test_each_version_is_offered_as_a_bag(office: Office, tmp_path: Path) -> None:
    data = (office.folder / "output/bulletins/2016/06/v2/bag.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        packed.extractall(tmp_path)
    assert bagit.Bag(str(tmp_path / "bulletins-2016-06-v2")).validate()


def test_the_pages_of_the_archive_say_how_to_check(office: Office) -> None:
    assert "第2版" in shown_on(office, "archive")
    shown = shown_on(office, "verify")
    for words in ("sha512sum", "pdfsig", "openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in 00000002.json"):
        assert words in shown
    assert "does not contain any signatures" in shown
    head = json.loads((office.folder / "output/archive-log/heads/00000002.json").read_bytes())
    assert head["root"] in shown_on(office, "archive")


def test_the_commands_of_the_page_work_as_written(office: Office, tmp_path: Path) -> None:
    output = office.folder / "output"
    for name in ("public-key.pem", "heads/00000002.json", "heads/00000002.sig"):
        shutil.copy(output / "archive-log" / name, tmp_path)
    shutil.unpack_archive(output / "bulletins/2016/06/v2/bag.zip", tmp_path)
    sidecar = next((output / "archive").rglob("inventory.json.sha512"))
    shown = (output / "verify/index.html").read_text("utf-8")
    written = [html.unescape(one) for one in re.findall("<pre><code>(.*?)</code></pre>", shown)]
    folders = {"openssl": tmp_path, "manifest": tmp_path / "bulletins-2016-06-v2", "inventory": sidecar.parent}
    for name, folder in folders.items():
        command = next(command for command in written if name in command)
        done = subprocess.run(shlex.split(command), cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, (command, done.stderr)


def test_the_pages_are_valid_html_that_everyone_can_use(office: Office, page: Page, serve: Callable[[Path], str]) -> None:
    site = office.folder / "output"
    paths = ("archive", "verify", "bulletins/2016/06", "bulletins/2016/06/v1", "bulletins/2016/06/v2")
    assert nu([*(site / path / "index.html" for path in paths), site / "theme/css/archive.css"]) == []
    for path in paths:
        page.goto(f"{serve(site)}{path}/")
        assert axe(page) == [], path


def test_a_build_after_nothing_changed_does_nothing(copied: Office) -> None:
    copied.build()
    assert "没有变化" in copied.build().said


def test_a_site_is_not_built_with_half_an_archive(copied: Office) -> None:
    path = next(copied.archive.rglob("v1/**/bulletin.pdf"))
    published = files(copied.folder / "output")
    path.unlink()
    built = build(copied.content, copied.folder)
    assert (built.status, f"归档缺少文件 {path}" in built.said) == (2, True)
    assert files(copied.folder / "output") == published


def test_no_later_change_of_content_theme_or_settings_changes_a_released_byte_or_address(copied: Office) -> None:
    output = copied.folder / "output"
    released = {path: data for path, data in files(output).items() if _is_released(path)}
    archive = files(copied.archive)
    shutil.copytree(ROOT / "theme", copied.folder / "theme")
    base = copied.folder / "theme/templates/base.html"
    base.write_text(base.read_text("utf-8").replace("<body", "<body data-theme='new'", 1), "utf-8")
    settings = (ROOT / "pelicanconf.py").read_text("utf-8").replace('THEME = "theme"', f'THEME = "{copied.folder}/theme"')
    (copied.folder / "settings.py").write_text(settings, "utf-8")
    write(copied.content, {
        "bulletins/2016/06.md": ISSUE.replace("本期目录", "另一种说法").replace(", notices/2016/公告.md", ""),
        "policies/2016/示范 办法.md": policy("另一个名称", "2016-12-21", "第一条 全部改写。"),
    })  # fmt: skip
    (copied.content / "notices/2016/公告.md").unlink()
    (copied.content / "attachments/2016/清单.csv").unlink()
    built = build(copied.content, copied.folder, settings=str(copied.folder / "settings.py"))
    assert built.status == 0, built.said
    after = files(output)
    assert "data-theme='new'" in after["bulletins/2016/06/v1/index.html"].decode()
    assert {path: after.get(path) for path in released} == released
    assert files(copied.archive) == archive
    assert verify(copied.archive, output).findings == ()


def _is_released(path: str) -> bool:
    """The storage root, its log, and the files in the folders of versions; pages may look another way."""
    return path.startswith(("archive/", "archive-log/", "bulletins/2016/06/v")) and not path.endswith("index.html")


def test_an_issue_that_is_gone_keeps_the_pages_of_its_versions(copied: Office) -> None:
    (copied.content / "bulletins/2016/06.md").unlink()
    copied.build()
    assert (copied.folder / "output/bulletins/2016/06/v1/index.html").is_file()
    assert verify(copied.archive, copied.folder / "output").findings == ()


def test_an_edit_after_the_release_is_a_warning_with_its_line(copied: Office) -> None:
    write(copied.content, {"policies/2016/示范 办法.md": LATER.replace("为了示范", "为了更好示范")})
    line = LATER.split("\n").index(next(row for row in LATER.split("\n") if row.startswith("第一条"))) + 1
    assert f"content/policies/2016/示范 办法.md:{line}:1: 警告[AR001]" in copied.build().said


def test_releasing_what_is_released_makes_no_version(copied: Office, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(copied.archive)
    assert copied.release("又一次", "2017-02-01T09:00:00+08:00") == 0
    assert "完全相同，没有新增版本" in capsys.readouterr().out
    assert files(copied.archive) == before


def test_a_site_of_other_bytes_is_not_released(copied: Office, capsys: pytest.CaptureFixture[str]) -> None:
    copied.build()
    write(copied.content, {"policies/2016/示范 办法.md": LATER.replace("为了示范", "为了更好示范")})
    assert copied.freeze("2016/06", cli.Wish("更正")) == 2
    assert "站点不是用现在的" in capsys.readouterr().err


def test_an_issue_that_is_not_there_is_told_with_those_that_are(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert office.freeze("2016/07", cli.Wish("首次归档")) == 2
    assert "没有“2016/07”这一期公报；现有 2016/06" in capsys.readouterr().err
