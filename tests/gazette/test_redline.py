"""The redline tells what a reader of both texts would: which 条 is which, and what changed in it."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette import source, vocabularies
from plugins.gazette.body import Clause
from plugins.gazette.redline import ComparedClause, Kind, RunKind, compare, new_text, old_text
from plugins.gazette.redline.alignment import Piece, align
from plugins.gazette.redline.runs import folded, runs
from plugins.portal import markdown

ROOT = Path(__file__).resolve().parents[2]
MARKS = {RunKind.SAME: "{}", RunKind.DELETED: "[-{}-]", RunKind.INSERTED: "[+{}+]"}
SIGNS = "第一二三条章（）(): 　\t\n。，、12.30五千元甲乙丙丁戊𠀀\U000f0000"
TEXTS = st.lists(st.text(SIGNS, max_size=40), max_size=8)


def clauses(*texts: str) -> tuple[Clause, ...]:
    return tuple(Clause(f"c-{place}", text.split()[0] if text.split() else "", text) for place, text in enumerate(texts))


def of(body: str) -> tuple[Clause, ...]:
    return tuple(markdown.render(("policies/2016/a.md", body)).body.clauses())


def shown(one: ComparedClause) -> list[str]:
    return ["".join(MARKS[run.kind].format(run.new or run.old) for run in p.runs) for p in one.paragraphs]


def told(compared: tuple[ComparedClause, ...]) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.old.label if one.old else "", one.new.label if one.new else "") for one in compared]


@given(TEXTS, TEXTS)
def test_both_texts_are_in_the_redline_to_the_character(old: list[str], new: list[str]) -> None:
    compared = compare(clauses(*old), clauses(*new))
    assert old_text(compared) == "\n".join(old)
    assert new_text(compared) == "\n".join(new)


@given(TEXTS, st.randoms(use_true_random=False))
def test_so_are_two_that_differ_in_little(old: list[str], chance: random.Random) -> None:
    new = [text + chance.choice(["", "增", "\n又一款。"]) for text in old if chance.random() < 0.9]
    chance.shuffle(new)
    compared = compare(clauses(*old), clauses(*new))
    assert (old_text(compared), new_text(compared)) == ("\n".join(old), "\n".join(new))


@given(st.text(SIGNS, max_size=60), st.text(SIGNS, max_size=60))
def test_same_runs_say_the_same_and_others_stand_in_one_text_alone(old: str, new: str) -> None:
    for run in runs(old, new):
        if run.kind is RunKind.SAME:
            assert folded(run.old) == folded(run.new)
        else:
            assert (run.old == "") is (run.kind is RunKind.INSERTED)
            assert (run.new == "") is (run.kind is RunKind.DELETED)


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: list[str]) -> None:
    assert {one.kind for one in compare(clauses(*text), clauses(*text))} <= {Kind.SAME}


@given(TEXTS, TEXTS)
def test_every_piece_has_one_place_and_the_orders_are_kept(old: list[str], new: list[str]) -> None:
    alignment = align([Piece(text) for text in old], [Piece(text) for text in new])
    rows = list(alignment.rows(len(old), len(new)))
    assert [left for left, _ in rows if left is not None] == list(range(len(old)))
    assert [right for _, right in rows if right is not None] == list(range(len(new)))
    kept = {couple.old for couple in alignment.kept}
    assert kept.isdisjoint(couple.old for couple in alignment.moved)


def test_a_clause_is_known_by_its_words_though_its_number_is_another() -> None:
    old = of("第一条 为了示范，制定本办法。\n\n第二条 本办法由区政府办公室负责解释。")
    new = of("第一条 为了示范，制定本办法。\n\n第二条 社区可以提出意见。\n\n第三条 本办法由区政府办公室负责解释。")
    compared = compare(old, new)
    assert told(compared) == [("same", "第一条", "第一条"), ("added", "", "第二条"), ("renumbered", "第二条", "第三条")]
    assert shown(compared[2]) == ["第[-二-][+三+]条 本办法由区政府办公室负责解释。"]


def test_paragraphs_within_a_clause_are_told_apart() -> None:
    old = of("第一条 申请人应当提交：\n\n（一）身份证明；\n\n（二）申请书；\n\n（三）收入证明。")
    new = of("第一条 申请人应当提交：\n\n（一）身份证明；\n\n（二）收入证明；\n\n（三）社区的意见。")
    (one,) = compare(old, new)
    assert shown(one) == ["第一条 申请人应当提交：", "（一）身份证明；", "[-（二）申请书；-]",
                          "（[-三-][+二+]）收入证明[-。-][+；+]", "[+（三）社区的意见。+]"]  # fmt: skip


def test_a_number_changes_whole() -> None:
    (one,) = compare(clauses("处五千元以上1.50万元以下罚款。"), clauses("处三千元以上1.55万元以下罚款。"))
    assert shown(one) == ["处[-五千-][+三千+]元以上[-1.50-][+1.55+]万元以下罚款。"]


def test_brackets_and_blanks_are_no_change() -> None:
    compared = compare(clauses("第一条　目标(一)建成 10 个。"), clauses("第一条 目标（一）建成10个。"))
    assert [one.kind for one in compared] == [Kind.SAME]
    assert (old_text(compared), new_text(compared)) == ("第一条　目标(一)建成 10 个。", "第一条 目标（一）建成10个。")


def test_a_clause_that_moved_is_shown_at_both_places() -> None:
    texts = ["街道办事处负责本辖区的登记工作。", "社区居民委员会协助开展入户调查。", "民政部门每年公布一次救助标准。"]
    old = clauses(*(f"第{n}条 {text}" for n, text in zip("一二三", texts, strict=True)))
    new = clauses(*(f"第{n}条 {text}" for n, text in zip("一二三", [texts[2][:-1] + "和名单。", *texts[:2]], strict=True)))
    compared = compare(old, new)
    assert told(compared) == [("moved-here", "第三条", "第一条"), ("renumbered", "第一条", "第二条"),
                              ("renumbered", "第二条", "第三条"), ("moved-away", "第三条", "第一条")]  # fmt: skip
    assert shown(compared[0]) == ["第[-三-][+一+]条 民政部门每年公布一次救助标准[+和名单+]。"]
    assert shown(compared[3]) == ["[-第三条 民政部门每年公布一次救助标准。-]"]


def test_a_clause_written_anew_went_and_came() -> None:
    compared = compare(clauses("第五条 供水单位应当定期检修管网。"), clauses("第五条 对举报人给予奖励，具体由财政保障。"))
    assert [one.kind for one in compared] == [Kind.REMOVED, Kind.ADDED]


def test_of_clauses_that_say_the_same_all_are_paired() -> None:
    same = ["第一条 （此条文已删去）"] * 60
    kinds = Counter(one.kind for one in compare(clauses(*same), clauses("第一条 新设一条。", *same, "第三条 末条。")))
    assert kinds == {Kind.SAME: 60, Kind.ADDED: 2}


@pytest.mark.parametrize("work", ["2017/行政复议法", "2019/道路运输条例", "2018/妇女权益保障法"])
def test_real_revisions(work: str) -> None:
    words = vocabularies.read(ROOT / "content/vocabularies")
    paths = sorted((ROOT / "content/policies" / work).glob("*.md"))[:2]
    read = [source.read_file(path, ROOT / "content", words)[0] for path in paths]
    old, new = (of(document.body) for document in read if document)
    compared = compare(old, new)
    assert (old_text(compared), new_text(compared)) == tuple("\n".join(c.text for c in one) for one in (old, new))
    pairs = {(one.old.label, one.new.label) for one in compared if one.old and one.new}
    expected = {"2017/行政复议法": ("第十条", "第十四条"), "2019/道路运输条例": ("第十二条", "第十二条"),
                "2018/妇女权益保障法": ("第三十六条", "第十八条")}  # fmt: skip
    assert expected[work] in pairs


def test_thousands_of_clauses_cost_their_length_and_not_its_square() -> None:
    """Of 3,000 clauses on each side, a few couples of each are looked at: nine million would be all."""
    chance = random.Random(1)
    texts = ["".join(chance.choices("政府部门街道社区应当依照规定负责登记公布收费标准管理服务", k=60)) for _ in range(3000)]
    new = [text if place % 3 else f"{text[:40]}改为其他内容。" for place, text in enumerate(texts) if place % 50]
    compared = compare(clauses(*texts), clauses(*new))
    kinds = Counter(one.kind for one in compared)
    assert kinds[Kind.SAME] == sum(bool(place % 3 and place % 50) for place in range(3000))
    assert kinds[Kind.CHANGED] == len(new) - kinds[Kind.SAME]
