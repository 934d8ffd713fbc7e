"""Every document of the content is Akoma Ntoso by the schema of OASIS, with every word of its text, in order."""

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from plugins.gazette import akoma_ntoso, source, vocabularies
from plugins.gazette.akoma_text import NAMESPACE
from plugins.gazette.body import Block, Body, Footnote, Inline
from plugins.gazette.documents import Document
from plugins.portal import markdown
from tests.building import ROOT

SPACE = {"a": NAMESPACE}
LAW = "policies/2017/行政复议法/2023-09-01.md"


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(ROOT / "tests/schemas/akomantoso30.xsd"))


@cache
def documents() -> dict[str, Document]:
    words = vocabularies.read(ROOT / "content/vocabularies")
    trees = (ROOT / "content", ROOT / "tests/sites/zhongwen/content")
    return {document.path: document for tree in trees for document in source.read(tree, words).corpus.documents}


def written(document: Document, body: Body) -> bytes:
    return akoma_ntoso.write(document, body, "policies/2016/a/2016-12-21/", "https://www.example.gov.cn", "示例区人民政府")


def body_of(document: Document) -> Body:
    return markdown.render((document.path, document.body)).body


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_document_of_the_content_keeps_the_schema_and_its_words() -> None:
    for document in list(documents().values())[::4]:
        body = body_of(document)
        root = etree.fromstring(written(document, body))
        assert schema().validate(root), (document.path, str(schema().error_log))
        main = root.find(".//a:mainBody", SPACE)
        if not body.footnotes and main is not None:
            assert squeezed("".join(str(part) for part in main.itertext())) == squeezed(body.text), document.path


def test_units_keep_their_numbers_and_the_anchors_of_their_pages() -> None:
    document = documents()[LAW]
    root = etree.fromstring(written(document, body_of(document)))
    article = root.find(".//a:article[@eId='tiao-2']", SPACE)
    assert article is not None
    assert article.findtext("a:num", namespaces=SPACE) == "第二条"
    assert root.find(".//a:chapter/a:heading", SPACE) is not None
    names = [eid for element in root.iter() if (eid := element.get("eId"))]
    assert len(names) == len(set(names)) > 50


def test_the_names_of_work_version_and_file_are_there() -> None:
    document = documents()[LAW]
    root = etree.fromstring(written(document, body_of(document)))
    values = [element.get("value", "") for element in root.iterfind(".//a:FRBRuri", SPACE)]
    assert [value.removeprefix(values[0]) for value in values] == ["", "/zho@2023-09-01", "/zho@2023-09-01.xml"]
    assert root.findtext(".//a:docTitle", namespaces=SPACE) == document.title


def test_the_same_document_gives_the_same_bytes() -> None:
    document = documents()[LAW]
    assert written(document, body_of(document)) == written(document, body_of(document))


@pytest.mark.parametrize("body", [
    Body(),
    Body((Block("rule"),)),
    Body((Block("list", items=((Block("paragraph", (Inline("text", "甲"),)),), ())),)),
    Body((Block("paragraph", (Inline("text", "正文"), Inline("note", target="fn:1"), Inline("note", target="fn:1"))),),
         (Footnote("fn:1", (Block("paragraph", (Inline("text", "注"),)),)),)),
    Body((Block("heading", (Inline("text", "无号标题"),), 2, "h-a"),)),
    Body((Block("figure", (Inline("image", "说明", target="images/a.png"),), caption="图"),)),
], ids=["no text", "a rule alone", "an empty item", "a note named twice", "a heading alone", "a picture"])  # fmt: skip
def test_unusual_texts_keep_the_schema(body: Body) -> None:
    root = etree.fromstring(written(documents()[LAW], body))
    assert schema().validate(root), str(schema().error_log)


def test_the_schema_refuses_what_it_should() -> None:
    root = etree.fromstring(written(documents()[LAW], Body()))
    etree.SubElement(root, f"{{{NAMESPACE}}}p")
    assert not schema().validate(root)


def test_the_schema_is_the_published_one() -> None:
    assert "OASIS Standard" in Path(ROOT / "tests/schemas/akomantoso30.xsd").read_text("utf-8")[:200]
