"""What a citation means: the version in force on the citing day, the clause where it is there, nothing by guess."""

from datetime import date

import pytest

from plugins.gazette.citations import Mention
from plugins.gazette.cited import clause, label
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.numbers import DocumentNumber
from plugins.gazette.titles import number_key, printed_key, title_key
from tests.gazette.strategies import document
from tests.gazette.test_corpus import corpus

OLD = document("policies/2017/法/2017-09-01.md", title="中华人民共和国甲法", anchor_text="tiao-1 tiao-2 tiao-9")
NEW = document(
    "policies/2017/法/2023-09-01.md", title="中华人民共和国甲法", anchor_text="tiao-1 tiao-2 tiao-2-kuan-2",
    effective_on=date(2024, 1, 1),
)  # fmt: skip


def numbered(path: str, number: str, **values: object) -> Document:
    parsed = DocumentNumber.parse(number)
    assert parsed
    return document(path, document_number=parsed, document_numbers=(parsed,), number_text=number, **values)


NOTICE = numbered("policies/2016/n.md", "西政发〔2016〕1号", title="关于印发《乙办法》的通知", published=date(2016, 1, 1),
                  anchor_text="fujian-tiao-1 fujian-tiao-2")  # fmt: skip
ONE = document("policies/2018/x.md", title="同名通知", published=date(2018, 1, 1))
TWO = document("policies/2019/x.md", title="同名通知", published=date(2019, 1, 1))
ALL: Corpus = corpus(OLD, NEW, NOTICE, ONE, TWO)


def citing(day: date | None) -> Document:
    return document("notices/a.md", published=day) if day else document("notices/a.md")


def mention(title: str, anchor: str = "", number: str = "") -> Mention:
    return Mention(title, number, anchor, 0, 1)


@pytest.mark.parametrize(
    ("day", "version", "anchor", "meant"),
    [
        (date(2020, 1, 1), OLD, "tiao-9", "tiao-9"),
        (date(2023, 12, 31), OLD, "tiao-9", "tiao-9"),
        (date(2024, 1, 1), NEW, "tiao-2-kuan-2", "tiao-2-kuan-2"),
        (date(2017, 9, 1), OLD, "tiao-2-kuan-3", "tiao-2"),
        (date(2010, 1, 1), OLD, "tiao-9", ""),
        (None, NEW, "tiao-1", "tiao-1"),
    ],
)
def test_the_version_of_the_day(day: date | None, version: Document, anchor: str, meant: str) -> None:
    found = ALL.cited(citing(day), mention("甲法", anchor))
    assert (found.document, found.anchor, found.is_missing) == (version, meant, False)


def test_a_text_published_but_not_yet_in_force_is_meant_by_its_first_citations() -> None:
    act = document("policies/2023/丙.md", title="丙法", published=date(2023, 1, 1), effective_on=date(2023, 6, 1),
                   anchor_text="tiao-1")  # fmt: skip
    found = corpus(act).cited(citing(date(2023, 2, 1)), mention("丙法", "tiao-1"))
    assert (found.document, found.anchor) == (act, "tiao-1")


def test_a_clause_that_is_not_there_is_said_to_be_missing() -> None:
    found = ALL.cited(citing(date(2024, 1, 1)), mention("甲法", "tiao-9"))
    assert (found.document, found.anchor, found.is_missing) == (NEW, "", True)


def test_what_is_not_here_or_not_single_is_not_guessed() -> None:
    assert ALL.cited(citing(None), mention("没有的法")).document is None
    found = ALL.cited(citing(None), mention("同名通知"))
    assert (found.document, found.is_ambiguous, len(found.candidates)) == (None, True, 2)


def test_a_printed_text_is_found_in_the_notice_that_prints_it() -> None:
    found = ALL.cited(citing(None), mention("乙办法", "tiao-2"))
    assert (found.document, found.anchor) == (NOTICE, "fujian-tiao-2")
    own = document("policies/2015/y.md", title="乙办法", published=date(2015, 1, 1))
    assert corpus(NOTICE, own).cited(citing(None), mention("乙办法")).document is own


def test_a_number_decides() -> None:
    assert ALL.cited(citing(None), mention("", number="西政发[2016]1号")).document is NOTICE
    assert ALL.cited(citing(None), mention("别的题目", number="西政发〔2016〕1号")).document is NOTICE
    assert ALL.cited(citing(None), mention("关于印发《乙办法》的通知", number="西政发〔2017〕9号")).document is None


def test_each_revision_of_an_act_has_a_decree_of_its_own() -> None:
    number, published = "中华人民共和国国务院令第711号", date(2019, 4, 3)
    act = numbered("policies/2019/条例.md", number, title="丁条例", published=published, anchor_text="tiao-1")
    those = corpus(act)
    assert those.cited(citing(date(2020, 1, 1)), mention("", number="国务院令第711号")).document is act
    found = those.cited(citing(date(2020, 1, 1)), mention("丁条例", "tiao-1", "国务院令第492号"))
    assert (found.document, found.anchor) == (act, "")


def test_of_versions_with_one_number_the_day_decides() -> None:
    old = numbered("policies/2016/e/2016-01-01.md", "西政发〔2016〕1号", title="戊")
    new = numbered("policies/2016/e/2020-01-01.md", "西政发〔2016〕1号", title="戊")
    those = corpus(old, new)
    assert those.cited(citing(date(2018, 1, 1)), mention("戊", number="西政发〔2016〕1号")).document is old
    assert those.cited(citing(date(2021, 1, 1)), mention("戊", number="西政发〔2016〕1号")).document is new


def test_an_amending_document_leaves_the_text_that_is_here() -> None:
    act = document("policies/2016/f.md", title="己法", published=date(2016, 1, 1), anchor_text="tiao-1")
    change = document("policies/2018/f.md", title="修改己法的决定", published=date(2018, 1, 1))
    assert corpus(act, change).cited(citing(date(2019, 1, 1)), mention("己法", "tiao-1")).anchor == "tiao-1"


def test_a_clause_of_several_annexes_is_none_of_them() -> None:
    several = document("policies/2016/g.md", anchor_text="fujian-1-tiao-1 fujian-2-tiao-1")
    found = clause(several, "tiao-1")
    assert (found.anchor, found.is_missing) == ("", False)


def test_who_cites_is_listed_once_and_newest_first() -> None:
    names = [mention("甲法", "tiao-1"), mention("甲法")]
    first = document("notices/1.md", published=date(2020, 1, 1), citations=tuple(names))
    second = document("notices/2.md", published=date(2021, 1, 1), citations=(mention("甲法"),))
    draft = document("notices/3.md", published=date(2022, 1, 1), status="draft", citations=(mention("甲法"),))
    those = corpus(OLD, NEW, first, second, draft)
    assert those.citing(OLD) == those.citing(NEW) == (second, first)
    assert those.citing(first) == ()


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("tiao-12", "第十二条"),
        ("tiao-120-1-kuan-2-xiang-3-mu-1", "第一百二十条之一第二款第（三）项第一目"),
        ("fujian-1-tiao-3-kuan-2", "第三条第二款"),
    ],
)
def test_a_clause_is_named_as_readers_name_it(anchor: str, words: str) -> None:
    assert label(anchor) == words


def test_titles_and_numbers_are_compared_in_any_writing() -> None:
    assert title_key("中华人民共和国 甲法（2019年修订）") == title_key("甲法") == title_key("甲法(2021修正)")
    assert title_key("甲办法（试行）") != title_key("甲办法")
    assert title_key("印发〈甲〉的通知") == title_key("印发《甲》的通知")
    assert number_key("西政发[2016]1号") == number_key("西政发〔2016〕1号")
    assert printed_key("昆明市西山区人民政府关于印发西山区某办法的通知") == "西山区某办法"
    assert printed_key("关于做好防汛工作的通知") == ""
