"""What a run of the checks promises beside its rules."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plugins.checks import Options, check, refuses, run
from plugins.checks.verdict import CAP
from plugins.gazette import document_reader, front_matter
from plugins.gazette.corpus import Corpus
from plugins.gazette.findings import Finding, Severity
from plugins.gazette.vocabularies import Vocabularies

OPTIONS = Options(date(2026, 11, 22))
HEAD = "---\n标题: 甲\n发布机构: 昆明市西山区人民政府\n发布日期: 2016-12-21\n公开属性: 主动公开\n公开方式: [政府网站]\n{}---\n"


def findings(text: str, words: Vocabularies, options: Options = OPTIONS) -> list[Finding]:
    head, _ = front_matter.parse(text, "a.md")
    return run(Corpus((document_reader.build("policies/2016/a.md", "", head, words),), words), options)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        file = tmp_path / "content" / "policies" / name / f"{name}.md"
        file.parent.mkdir(parents=True)
        file.write_text(HEAD.format("体裁: 易见\n索引号: 015116516-201612-480926\n").replace("甲", name), "utf-8")
    return tmp_path / "content"


def shown(content: Path, words: Vocabularies, *paths: Path) -> list[str]:
    return [f"{f.path} {f.code}" for f in check(content, paths, words, OPTIONS)]


def test_one_file_is_judged_among_all(content: Path, vocabularies: Vocabularies) -> None:
    expected = ["content/policies/b/b.md TP002", "content/policies/b/b.md IN004"]
    assert shown(content, vocabularies, Path("policies/b/b.md")) == expected
    assert shown(content, vocabularies, content / "policies/b") == expected
    assert len(shown(content, vocabularies, content)) == 5


def test_paths_start_at_the_working_folder(
    content: Path, vocabularies: Vocabularies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    assert len(shown(Path("content"), vocabularies, Path("content/policies/b/../b/b.md"))) == 2
    monkeypatch.chdir(content / "policies" / "b")
    assert len(shown(content, vocabularies, Path("b.md"))) == 2


def test_a_path_that_is_not_there(content: Path, vocabularies: Vocabularies) -> None:
    assert shown(content, vocabularies, Path("policies/x.md")) == ["policies/x.md SR006"]
    assert shown(content, vocabularies, content.parent) == [f"{content.parent.as_posix()} SR006"]


def test_the_label_stands_for_the_content_folder(content: Path, vocabularies: Vocabularies) -> None:
    found = check(content, [Path("policies/b")], vocabularies, replace(OPTIONS, label="内容"))
    assert {finding.path for finding in found} == {"内容/policies/b/b.md"}


def test_findings_are_sorted_and_single(content: Path, vocabularies: Vocabularies) -> None:
    found = check(content, [], vocabularies, OPTIONS)
    assert found == sorted(set(found))


def test_severity_can_be_changed(vocabularies: Vocabularies) -> None:
    text = HEAD.format("体裁: 易见\n")
    assert not refuses(findings(text, vocabularies))
    assert refuses(findings(text, vocabularies, replace(OPTIONS, severities={"policies": {"TP002": Severity.ERROR}})))


def test_severity_of_reading_can_be_changed(content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/empty.md").write_bytes(b"")
    options = replace(OPTIONS, severities={"*": {"SR004": Severity.NOTE}})
    (found,) = check(content, [Path("policies/empty.md")], vocabularies, options)
    assert found.severity is Severity.NOTE


def test_a_draft_stops_nobody(vocabularies: Vocabularies) -> None:
    faulty = "失效日期: 明天\n文号: 西政发(2016)1号\n"
    assert refuses(findings(HEAD.format(faulty), vocabularies))
    draft = findings(HEAD.format(f"{faulty}status: draft\n"), vocabularies)
    assert [finding.code for finding in draft] == ["DT001", "DN001"]
    assert not refuses(draft)


def test_samples_are_refused_only_where_they_are(vocabularies: Vocabularies) -> None:
    text = HEAD.format("示例: 是\n")
    assert not findings(text, vocabularies)
    assert [f.code for f in findings(text, vocabularies, replace(OPTIONS, samples_allowed=False))] == ["SM001"]


def test_today_is_the_last_day_of_publication(vocabularies: Vocabularies) -> None:
    text = HEAD.format("")
    assert not findings(text, vocabularies, Options(date(2016, 12, 21)))
    assert [f.code for f in findings(text, vocabularies, Options(date(2016, 12, 20)))] == ["DT004"]


def test_what_is_left_out_is_counted(vocabularies: Vocabularies) -> None:
    found = findings(HEAD.format("") + "<u onclick=x>甲</u>\n" * (CAP + 7), vocabularies)
    assert len(found) == CAP + 1
    assert "还有 7 处" in found[-1].message


def test_a_reprint_may_be_numbered_otherwise(vocabularies: Vocabularies) -> None:
    text = HEAD.format("文号: 国发(2016)1号\n转载自: 国家法律法规数据库\n").replace("昆明市西山区人民政府", "国务院")
    assert [(f.code, f.severity) for f in findings(text, vocabularies)] == [("DN001", Severity.WARNING)]


@pytest.mark.parametrize(
    "number",
    ["西政发〔2016〕1号", "中华人民共和国国务院令第711号", "国家税务总局公告2015年第5号", "中华人民共和国主席令第二十四号"],
)
def test_right_numbers_pass(number: str, vocabularies: Vocabularies) -> None:
    assert not findings(HEAD.format(f"文号: {number}\n"), vocabularies)


def test_the_advice_is_the_whole_right_number(vocabularies: Vocabularies) -> None:
    (found,) = findings(HEAD.format("文号: 西政发(16)第01号\n"), vocabularies)
    assert found.hint == "西政发〔2016〕1号"
    assert str(found) == (
        "content/policies/2016/a.md:7:5: 错误[DN001] "
        "发文字号的年份应使用六角括号；当前为“西政发(16)第01号”。可改为：西政发〔2016〕1号"
    )


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("标提", "标题"),
        ("Titel", "标题"),
        ("公开属姓", "公开属性"),
        ("关健词", "关键词"),
        ("发文号", "文号"),
        ("生成日期", "成文日期"),
        ("发布单位", "发布机构"),
        ("publised_at", "发布日期"),
        ("摘要", "概述"),
    ],
)
def test_a_misspelt_field_is_recognised(key: str, meant: str, vocabularies: Vocabularies) -> None:
    text = f"---\n{key}: 甲\n---\n"
    (found,) = (finding for finding in findings(text, vocabularies) if finding.code == "FM011")
    assert (found.severity, found.hint) == (Severity.ERROR, f"{meant}: 甲")
    assert not [f for f in findings(text, vocabularies) if f.code == "FM013" and f"“{meant}”" in f.message]


@pytest.mark.parametrize("key", ["author", "lang", "template", "作者", "联系电话", "正文"])
def test_a_field_that_is_like_no_other_is_warned_of(key: str, vocabularies: Vocabularies) -> None:
    (found,) = findings(HEAD.format(f"{key}: 甲\n"), vocabularies)
    assert (found.code, found.severity) == ("FM011", Severity.WARNING)
