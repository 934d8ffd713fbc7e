"""JSON-LD says what a document is, claims nothing for samples, and can't break out of its script."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from plugins.gazette.corpus import Corpus
from plugins.gazette.validity import Status
from plugins.metadata import json_ld
from plugins.metadata.json_ld import Node, RelatedDocument, Subject
from plugins.portal.config import PortalConfig
from plugins.portal.views import FileLink, Link
from tests.catalogue import sample

HOME = "https://www.example.gov.cn"
CONFIG = PortalConfig(
    "昆明市西山区人民政府", "www.example.gov.cn", gazette_name="区政府公报", telephone="68212345"
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return sample.read(tmp_path_factory.mktemp("content"))


def node_of(corpus: Corpus, path: str, **facts: object) -> Node:
    document = corpus.by_path[path]
    subject = Subject(document, "a/b/", "摘要", corpus.validity(document, sample.DAY).status)
    return json_ld.document(replace(subject, **facts), corpus, CONFIG)  # type: ignore[arg-type]


def test_a_policy_is_legislation(corpus: Corpus) -> None:
    node = node_of(corpus, "policies/2018/临时.md")
    assert node["@type"] == "Legislation"
    assert node["legislationIdentifier"] == "西政发〔2018〕3号"
    assert node["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert node["legislationDate"] == "2018-02-28"
    assert node["datePublished"] == "2018-03-01"
    assert node["temporalCoverage"] == "2018-03-01/2019-03-01"
    assert node["about"] == "综合政务\\政务公开"
    assert node["@id"] == node["url"] == f"{HOME}/a/b/"


def test_what_is_not_known_is_left_out(corpus: Corpus) -> None:
    node = node_of(corpus, "policies/2016/公开.md", description="")
    assert (
        not {"legislationIdentifier", "legislationDate", "keywords", "description", "isBasedOn"} & node.keys()
    )
    assert node["identifier"] == "015116516-201612-480926"
    assert node["datePublished"] == "2016-12-21T08:30:00+08:00"
    assert node["legislationLegalForce"] == "https://schema.org/InForce"
    assert all(value not in ("", None, [], {}) for value in node.values())


def test_relations_and_files(corpus: Corpus) -> None:
    old = corpus.by_path["policies/2019/旧.md"]
    related = (RelatedDocument("repeals", old, "旧/"), RelatedDocument("basis", old, "旧/"))
    files = (FileLink("PDF", "a/b/document.pdf", "PDF", 12),)
    node = node_of(corpus, "policies/2020/新.md", related=related, files=files)
    reference = {"@type": "Legislation", "@id": f"{HOME}/%E6%97%A7/", "name": "将被废止的通知"}
    assert node["legislationRepeals"] == node["isBasedOn"] == [reference]
    assert "legislationAmends" not in node
    assert node["encoding"] == [
        {
            "@type": "MediaObject",
            "contentUrl": f"{HOME}/a/b/document.pdf",
            "contentSize": "12 B",
            "encodingFormat": "application/pdf",
        }
    ]


def test_a_sample_is_no_law(corpus: Corpus) -> None:
    node = node_of(corpus, "interpretations/2016/解读.md")
    assert node["@type"] == "CreativeWork"
    assert "示例" in node["creativeWorkStatus"]
    policy = replace(corpus.by_path["policies/2018/临时.md"], sample=True)
    node = json_ld.document(Subject(policy, "a/", "", Status.IN_FORCE), corpus, CONFIG)
    assert not [key for key in node if key.startswith("legislation")]


def test_an_interpretation_is_about_its_policy(corpus: Corpus) -> None:
    document = replace(corpus.by_path["interpretations/2016/解读.md"], sample=False)
    policy = corpus.by_path["policies/2016/公开.md"]
    related = (RelatedDocument("interprets", policy, "x/"),)
    node = json_ld.document(Subject(document, "a/", "", Status.IN_FORCE, (), related), corpus, CONFIG)
    assert (node["@type"], node["headline"]) == ("Article", "政策解读")
    assert [about["@id"] for about in node["about"]] == [f"{HOME}/x/"]


def test_a_bulletin_is_an_issue_of_a_periodical(corpus: Corpus) -> None:
    node = node_of(corpus, "bulletins/2016/06.md")
    assert (node["@type"], node["issueNumber"]) == ("PublicationIssue", "6")
    assert node["isPartOf"] == {"@type": "Periodical", "name": "区政府公报"}


def kind_of(corpus: Corpus, kind: str, **particulars: object) -> Node:
    policy = corpus.by_path["policies/2018/临时.md"]
    document = replace(policy, kind=kind, particulars=particulars)
    return json_ld.document(Subject(document, "a/", "", Status.IN_FORCE, text="可以。"), corpus, CONFIG)


def test_a_question_has_its_answer(corpus: Corpus) -> None:
    node = kind_of(corpus, "question", 提问="能送吗？", 答复单位="昆明市西山区财政局", 答复日期=date(2020, 1, 2))
    assert node["@type"] == "QAPage"
    assert node["mainEntity"] == {
        "@type": "Question",
        "name": "能送吗？",
        "answerCount": 1,
        "acceptedAnswer": {
            "@type": "Answer",
            "text": "可以。",
            "dateCreated": "2020-01-02",
            "author": {"@type": "GovernmentOrganization", "name": "昆明市西山区财政局"},
        },
    }


def test_a_service_guide_is_about_a_service(corpus: Corpus) -> None:
    node = kind_of(corpus, "service", 事项类型="公共服务", 办理地点="一楼", 咨询电话="12345")
    assert (node["@type"], node["mainEntity"]["@type"]) == ("Article", "GovernmentService")
    channel = node["mainEntity"]["availableChannel"]
    assert channel["serviceLocation"] == {"@type": "Place", "name": "一楼"}
    assert channel["servicePhone"]["telephone"] == "12345"
    assert "availableChannel" not in kind_of(corpus, "service")["mainEntity"]


def test_an_office_and_reports(corpus: Corpus) -> None:
    assert kind_of(corpus, "institution", 办公地址="一号路")["mainEntity"]["address"] == "一号路"
    assert kind_of(corpus, "annual-report")["@type"] == "Report"
    assert "mainEntity" not in kind_of(corpus, "meeting")


def test_breadcrumbs_end_at_the_page() -> None:
    links = (Link("首页", ""), Link("目录", "catalogue/"), Link("2016", ""))
    items = json_ld.breadcrumbs(links, CONFIG, "年份：2016", "catalogue/year/2016/")["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in items] == [
        (1, "首页", f"{HOME}/"),
        (2, "目录", f"{HOME}/catalogue/"),
        (3, "年份：2016", f"{HOME}/catalogue/year/2016/"),
    ]


def test_the_site_can_be_searched() -> None:
    node = json_ld.site(CONFIG)
    assert node["potentialAction"]["target"]["urlTemplate"] == f"{HOME}/search/?q={{search_term_string}}"
    assert node["publisher"] == {
        "@type": "GovernmentOrganization",
        "name": "昆明市西山区人民政府",
        "telephone": "68212345",
    }


@given(
    st.text(st.characters(exclude_categories=["Cs"]))
    | st.sampled_from(["</script><b>", "<!--<script>", "\u2028"])
)
def test_no_text_ends_the_script(text: str) -> None:
    [script] = json_ld.script([{"name": text}])
    element = html.fragment_fromstring(str(script))
    assert (element.tag, len(element), element.tail) == ("script", 0, None)
    body = str(script).removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(body)
    assert json.loads(body) == {"name": text}
