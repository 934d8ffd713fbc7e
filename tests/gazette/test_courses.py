"""意见征集 → 决策 → 文件 → 解读 → 执行 → 结果: one course, the same from each of its documents."""

from datetime import date

from plugins.gazette.courses import STEPS
from plugins.gazette.documents import Document
from tests.gazette.strategies import document, references
from tests.gazette.test_corpus import corpus


def a(path: str, month: int, **values: object) -> Document:
    return document(path, published=date(2023, month, 1), **values)


ASKED = a("consultations/a.md", 1, kind="consultation")
ANSWERED = a("notices/f.md", 2, feedback_on=references("consultations/a.md"))
DECIDED = a("decisions/a.md", 3, kind="decision", consultations=references("consultations/a.md"))
MADE = a("policies/2023/a.md", 4, decisions=references("decisions/a.md"))
EXPLAINED = a("interpretations/a.md", 5, kind="interpretation", interprets=references("policies/2023/a.md"))
DONE = a("notices/x.md", 6, executes=references("policies/2023/a.md"))
RESULT = a("notices/r.md", 7, results_of=references("policies/2023/a.md"))
OTHER = a("policies/2023/b.md", 4)
ALL = corpus(ASKED, ANSWERED, DECIDED, MADE, EXPLAINED, DONE, RESULT, OTHER)


def test_every_member_has_the_same_course_in_the_order_of_its_steps() -> None:
    found = ALL.course(MADE)
    assert found is not None
    assert [name for name, _ in found.steps] == list(STEPS)
    assert [those[0] for _, those in found.steps] == [ASKED, ANSWERED, DECIDED, MADE, EXPLAINED, DONE, RESULT]
    assert all(ALL.course(member) is found for member in (ASKED, ANSWERED, DECIDED, EXPLAINED, DONE, RESULT))


def test_a_document_alone_has_none() -> None:
    assert ALL.course(OTHER) is None
    draft = a("interpretations/b.md", 5, kind="interpretation", interprets=references("policies/2023/b.md"), status="draft")
    assert corpus(OTHER, draft).course(OTHER) is None


def test_versions_of_a_work_are_one_member() -> None:
    old, new = document("policies/2020/c/2020-01-01.md"), document("policies/2020/c/2022-01-01.md")
    reading = a("interpretations/c.md", 5, kind="interpretation", interprets=references("policies/2020/c/2020-01-01.md"))
    those = corpus(old, new, reading)
    assert those.course(old) is those.course(new) is those.course(reading)
    found = those.course(old)
    assert found is not None
    assert found.steps == (("文件", (new,)), ("解读", (reading,)))


def test_a_long_chain_is_one_course() -> None:
    chain = [a("policies/2023/0.md", 1)]
    chain += [a(f"policies/2023/{n}.md", 1, executes=references(f"policies/2023/{n - 1}.md")) for n in range(1, 3000)]
    found = corpus(*chain).course(chain[0])
    assert found is not None
    assert sum(len(those) for _, those in found.steps) == 3000
