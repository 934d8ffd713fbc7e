"""A build as its users see it: what it writes, what it refuses, and what it never does to the old site."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.building import DAY, ROOT, build, files, policy, write

FIVE_FAULTS = """---
标题：
索引号: [015116516
发布机构: 昆明市西山区人民政俯
发布日期: 2016-02-30
公开属性: 主动公开
主题分类: 综合政务
体裁: 通知
---

第一段。

<script>alert(1)</script>
"""


def test_a_document_gets_its_pages_and_files(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/示范 通知.md": policy(body="第一条 甲。\n\n第二条 乙。")})
    built = build(content, tmp_path, pdf=False)
    assert built.status == 0, built.said
    for folder in ("policies/2020/示范-通知/", "policies/2020/示范-通知/2020-05-06/"):
        assert {"index.html", "document.md", "document.json"} <= {p.name for p in (built.output / folder).iterdir()}
    page = built.text("policies/2020/示范-通知/index.html")
    assert '<p id="tiao-2" class="tiao"><a class="unit" href="#tiao-2">第二条</a> 乙。</p>' in page
    source = content / "policies/2020/示范 通知.md"
    assert (built.output / "policies/2020/示范-通知/document.md").read_bytes() == source.read_bytes()


def test_a_second_build_changes_no_byte(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {f"policies/2020/{n}.md": policy(f"关于{n}的通知") for n in range(5)})
    first = build(content, tmp_path, pdf=False)
    stamps = {p: p.stat().st_mtime_ns for p in first.output.rglob("*")}
    second = build(content, tmp_path, pdf=False)
    assert "没有变化" in second.said
    assert {p: p.stat().st_mtime_ns for p in second.output.rglob("*")} == stamps


def test_two_folders_give_the_same_trees(tmp_path: Path) -> None:
    made = []
    for name in ("甲", "乙 丙"):
        content = write(tmp_path / name / "content", {f"policies/2020/{n}.md": policy(f"关于{n}的通知") for n in range(5)})
        made.append(files(build(content, tmp_path / name, pdf=False).output))
    assert made[0] == made[1]


def test_an_incremental_build_is_a_clean_build(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {f"policies/2020/{n}.md": policy(f"关于{n}的通知") for n in range(5)})
    build(content, tmp_path, pdf=False)
    write(content, {"policies/2020/3.md": policy("关于三的通知", "2021-02-03", "改了。"), "policies/2021/9.md": policy("新")})
    (content / "policies/2020/0.md").unlink()
    again = build(content, tmp_path, pdf=False)
    clean = build(content, tmp_path / "clean", pdf=False)
    assert files(again.output) == files(clean.output)
    assert not (again.output / "policies/2020/0").exists()


@pytest.mark.parametrize("spread", [False, True], ids=["in one document", "in five"])
def test_five_faults_give_five_findings_and_leave_the_old_site(tmp_path: Path, spread: bool) -> None:
    content = write(tmp_path / "content", {"policies/2020/good.md": policy()})
    before = files(build(content, tmp_path, pdf=False).output)
    write(content, _five_documents() if spread else {"policies/2016/bad.md": FIVE_FAULTS})
    built = build(content, tmp_path, pdf=False)
    found = [line for line in built.said.splitlines() if "错误[" in line]
    assert built.status == 1
    assert len(found) == 5, built.said
    assert files(built.output) == before
    if not spread:
        assert [int(line.split(":")[1]) for line in found] == [2, 3, 4, 5, 13]


def _five_documents() -> dict[str, str]:
    return {
        "policies/2016/1.md": policy(索引号="[015116516"),
        "policies/2016/2.md": policy(title=""),
        "policies/2016/3.md": policy(day="2016-02-30"),
        "policies/2016/4.md": policy().replace("人民政府", "人民政俯"),
        "policies/2016/5.md": policy(body="<script>alert(1)</script>"),
    }


def test_production_refuses_samples(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy(示例="true")})
    assert build(content, tmp_path, pdf=False).status == 0
    built = build(content, tmp_path / "public", settings="publishconf.py", pdf=False)
    assert built.status == 1
    assert "content/policies/2020/a.md:" in built.said


def test_production_uses_absolute_addresses(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy()})
    built = build(content, tmp_path, settings="publishconf.py", pdf=False)
    assert 'href="https://www.kmxs.gov.cn/theme/css/portal.css"' in built.text("policies/2020/a/index.html")


def test_drafts_stay_at_home(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy("秘密草案", status="draft")})
    built = build(content, tmp_path, pdf=False)
    assert built.status == 0, built.said
    assert not any("秘密草案".encode() in data for data in files(built.output).values())


def test_an_unknown_setting_is_named(tmp_path: Path) -> None:
    built = build(write(tmp_path / "content", {"policies/a.md": policy()}), tmp_path, site_nam="x")
    assert built.status == 2
    assert "PORTAL 没有 site_nam 这一项，是否为 site_name" in built.said


def test_validity_follows_the_day(tmp_path: Path) -> None:
    old, new = policy("示范条例", "2017-09-01"), policy("示范条例", "2023-09-01", 生效日期="2024-01-01")
    content = write(
        tmp_path / "content", {"policies/2017/示范条例/2017-09-01.md": old, "policies/2017/示范条例/2023-09-01.md": new}
    )
    built = build(content, tmp_path, pdf=False)
    assert "已修改" in built.text("policies/2017/示范条例/2017-09-01/index.html")
    assert "2023-09-01" in built.text("policies/2017/示范条例/index.html")
    early = build(content, tmp_path / "early", day=DAY.replace(year=2023, month=10), pdf=False)
    assert "尚未生效" in early.text("policies/2017/示范条例/2023-09-01/index.html")


def test_a_finding_names_its_line_whatever_the_number(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy(body="\n" * 90 + "<script>")})
    built = build(content, tmp_path, pdf=False)
    assert "policies/2020/a.md:101:1: 错误[HT001]" in built.said


def test_attachments_count_from_the_document_or_from_the_top(tmp_path: Path) -> None:
    documents = {
        "policies/2020/a.md": policy("甲", 附件="[attachments/2020/表.csv]"),
        "policies/2020/b.md": policy("乙", 附件="[表.csv]"),
        "attachments/2020/表.csv": "1",
        "policies/2020/表.csv": "2",
    }
    built = build(write(tmp_path / "content", documents), tmp_path, pdf=False)
    assert built.status == 0, built.said
    assert built.text("attachments/2020/表.csv") == "1"
    assert "attachments/2020/" in built.text("policies/2020/a/index.html")
    assert built.text("policies/2020/表.csv") == "2"


def test_a_site_can_be_built_for_a_past_day(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy(day="2020-05-06")})
    built = build(content, tmp_path, day=DAY.replace(year=2019), pdf=False)
    assert built.status == 0, built.said
    assert "尚未生效" in built.text("policies/2020/a/index.html")


def issue(contents: str) -> str:
    head = "标题: 公报\n期号: 2020年第1期\n发布机构: 昆明市西山区人民政府\n发布日期: 2020-06-30"
    return f"---\n{head}\n目录:\n{contents}---\n"


def test_a_bulletin_prints_the_text_of_its_day(tmp_path: Path) -> None:
    work = "policies/2017/示范办法"
    documents = {
        f"{work}/2017-01-01.md": policy("示范办法", "2017-01-01", "旧文本"),
        f"{work}/2023-01-01.md": policy("示范办法", "2023-01-01", "新文本"),
        "policies/2020/b.md": policy("乙"),
        "bulletins/2020/01.md": issue(
            "  - 栏目: 文件\n    文件: [示范办法]\n  - 栏目: 文件\n    文件: [policies/2020/b.md]\n"
        ),
    }
    built = build(write(tmp_path / "content", documents), tmp_path, pdf=False)
    assert built.status == 0, built.said
    assert "旧文本" in built.text("bulletins/2020/01/示范办法/index.html")
    assert "刊登于" in built.text(f"{work}/2017-01-01/index.html")
    assert "刊登于" not in built.text(f"{work}/2023-01-01/index.html")
    page = built.text("bulletins/2020/01/index.html")
    assert page.count("bulletins/2020/01/b/") == 1
    assert not (built.output / "bulletins/2020/01/2020-06-30").exists()


def test_an_amended_document_says_so(tmp_path: Path) -> None:
    documents = {
        "policies/2019/old.md": policy("甲", "2019-01-01"),
        "policies/2020/new.md": policy("关于修改甲的决定", "2020-01-01", 修改="[policies/2019/old.md]"),
    }
    built = build(write(tmp_path / "content", documents), tmp_path, pdf=False)
    page = built.text("policies/2019/old/index.html")
    assert "已修改" in page
    assert "未见失效、废止或修改" not in page


def test_a_heading_without_words_and_a_note_without_a_mark(tmp_path: Path) -> None:
    body = "##\n\n第一条 甲。\n\n[^1]: 没有人引用的注释\n"
    built = build(write(tmp_path / "content", {"policies/2020/a.md": policy(body=body)}), tmp_path)
    assert built.status == 0, built.said
    page = built.text("policies/2020/a/index.html")
    assert "没有人引用的注释" in page
    assert "#fnref" not in page
    assert 'id="h-"' not in page


def test_a_file_is_not_taken_for_a_site(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("信")
    built = build(write(tmp_path / "content", {"policies/2020/a.md": policy()}), tmp_path, pdf=False)
    assert built.status == 2
    assert (tmp_path / "output").read_text() == "信"


COMMAND = [sys.executable, "-m", "invoke", "build", "--date", DAY.isoformat(), "--no-pdf"]


@pytest.mark.parametrize("after", [0.6, 1.0, 1.5, 2.1])
def test_interrupted_at_any_moment_the_next_build_is_right(tmp_path: Path, after: float) -> None:
    content = write(tmp_path / "content", {f"policies/2020/{n}.md": policy(f"关于{n}的通知") for n in range(80)})
    before = files(build(content, tmp_path, pdf=False).output)
    write(content, {f"policies/2020/{n}.md": policy(f"改关于{n}的通知") for n in range(80)})
    places = [f"--content={content}", f"--output={tmp_path / 'output'}", f"--cache={tmp_path / 'cache'}"]
    process = subprocess.Popen([*COMMAND, *places], cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ})
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    clean = files(build(content, tmp_path / "clean", pdf=False).output)
    assert files(tmp_path / "output") in (before, clean)
    assert files(build(content, tmp_path, pdf=False).output) == clean
