"""What stands in an attachment is found wherever it stands, and what a file may hold never raises."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.checks.inside import content_types
from plugins.checks.inside.inspection import Inspection
from plugins.checks.sightings import in_passages
from tests.support.attachments import (
    EXE,
    OLE,
    S,
    docx,
    encrypted,
    package,
    part,
    pdf,
    properties,
    table,
    xlsx,
)

NUMBER = "11010519491231002X"
HEAD = ("姓名", "证件号码")
CACHE = f'<pivotCacheRecords {S}><r><s v="{NUMBER}"/></r></pivotCacheRecords>'
CELL_NOTE = f"<comments {S}><r><t>{NUMBER}</t></r></comments>"


def inspected(data: bytes, name: str) -> Inspection:
    return content_types.look(data, name, len(data))


ROUNDED = (
    '<row r="1"><c t="inlineStr"><is><t>身份证号</t></is></c><c t="inlineStr"><is><t>姓名</t></is></c></row>'
    '<row r="2"><c><v>5.30112198506072E+17</v></c><c t="inlineStr"><is><t>张某</t></is></c></row>'
)
PLACES = {
    "paragraph": ("a.docx", docx(f"证件 {NUMBER}")),
    "table": ("a.docx", docx(body=table(HEAD, ("张某", NUMBER)))),
    "text box": ("a.docx", docx(body=f"<w:p><w:r><w:txbxContent><w:p><w:t>{NUMBER}</w:t></w:p></w:txbxContent></w:r></w:p>")),
    "split runs": ("a.docx", docx(body=f"<w:p><w:r><w:t>{NUMBER[:7]}</w:t></w:r><w:r><w:t>{NUMBER[7:]}</w:t></w:r></w:p>")),
    "deleted": ("a.docx", docx(body=f"<w:p><w:del><w:r><w:delText>{NUMBER}</w:delText></w:r></w:del></w:p>")),
    "header": ("a.docx", docx("甲", parts={"word/header1.xml": part(NUMBER)})),
    "footnote": ("a.docx", docx("甲", parts={"word/footnotes.xml": part(NUMBER, name="footnotes")})),
    "comment": ("a.docx", docx("甲", parts={"word/comments.xml": part(NUMBER, name="comments")})),
    "property": ("a.docx", docx("甲", parts={"docProps/core.xml": properties(description=NUMBER)})),
    "embedded": ("a.docx", docx("甲", parts={"word/embeddings/book.xlsx": xlsx(HEAD, ("张某", NUMBER))})),
    "sheet": ("a.xlsx", xlsx(HEAD, ("张某", NUMBER))),
    "hidden sheet": ("a.xlsx", xlsx(HEAD, ("张某", NUMBER), state="hidden")),
    "very hidden sheet": ("a.xlsx", xlsx(HEAD, ("张某", NUMBER), state="veryHidden")),
    "hidden row": ("a.xlsx", xlsx(HEAD, ("张某", NUMBER), row_attributes='hidden="1"')),
    "hidden column": ("a.xlsx", xlsx(HEAD, ("张某", NUMBER), columns='<cols><col min="2" max="2" hidden="1"/></cols>')),
    "cell note": ("a.xlsx", xlsx(HEAD, parts={"xl/comments1.xml": CELL_NOTE})),
    "pivot cache": ("a.xlsx", xlsx(HEAD, parts={"xl/pivotCache/pivotCacheRecords1.xml": CACHE})),
    "page": ("a.pdf", pdf(NUMBER)),
    "annotation": ("a.pdf", pdf(note=NUMBER)),
    "PDF property": ("a.pdf", pdf(subject=NUMBER)),
    "CSV": ("a.csv", f"姓名,证件号码\n张某,{NUMBER}\n".encode("gbk")),
    "UTF-16 text": ("a.txt", f"证件 {NUMBER}".encode("utf-16")),
    "zip": ("a.zip", package({"a.txt": NUMBER})),
    "zip in zip": ("a.zip", package({"a.zip": package({"a.docx": docx(NUMBER)})})),
    "sheet's name": ("a.xlsx", xlsx(HEAD, parts={"xl/workbook2.xml": f'<workbook><sheet name="{NUMBER}"/></workbook>'})),
    "defined name": ("a.xlsx", xlsx(HEAD, parts={"xl/workbook2.xml": f'<w><definedName name="x">"{NUMBER}"</definedName></w>'})),
    "choices": ("a.xlsx", xlsx(HEAD, columns=f'<dataValidation><formula1>"甲,{NUMBER}"</formula1></dataValidation>')),
    "formula": ("a.xlsx", xlsx(HEAD, columns=f'<c><f>"{NUMBER}"</f></c>')),
    "variable": ("a.docx", docx("甲", parts={"word/settings.xml": f'<s><docVar name="a" val="{NUMBER}"/></s>'})),
    "custom XML": ("a.docx", docx("甲", parts={"customXml/item1.xml": f"<a><b>{NUMBER}</b></a>"})),
    "target": ("a.docx", docx("甲", parts={"word/_rels/a.rels": f'<a><b Target="https://a.cn/{NUMBER}"/></a>'})),
    "form field": ("a.pdf", pdf(field=NUMBER)),
    "rich text": ("a.rtf", rb"{\rtf1\ansi " + NUMBER.encode() + rb"\par}"),
    "OFD": ("a.ofd", package({"OFD.xml": "<OFD/>", "Doc_0/Pages/Page_0/Content.xml": f"<P><TextCode>{NUMBER}</TextCode></P>"})),
    "ODT": ("a.odt", package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"<o><p>{NUMBER}</p></o>"})),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_number_is_found_wherever_it_stands(place: str) -> None:
    name, data = PLACES[place]
    inside = inspected(data, name)
    assert inside.type in ("", name.rpartition(".")[2])
    assert [found.masked for found in in_passages(inside.passages, "")] == ["110105********002X"]
    assert not inside.active


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx("甲", parts={"word/vbaProject.bin": OLE}), "a.docx"),
        (docx("甲", parts={"word/activeX/activeX1.bin": b""}), "a.docx"),
        (docx(body="<w:p><w:r><w:instrText> DDEAUTO c:\\\\windows\\\\cmd.exe </w:instrText></w:r></w:p>"), "a.docx"),
        (docx("甲", parts={"word/embeddings/oleObject1.bin": OLE + b"setup.exe\0"}), "a.docx"),
        (xlsx(HEAD, parts={"xl/macrosheets/sheet1.xml": "<a/>"}), "a.xlsx"),
        (pdf(script="app.alert(1)"), "a.pdf"),
        (package({"a.exe": EXE}), "a.zip"),
        (package({"a.zip": package({"a.docx": docx("甲", parts={"word/vbaProject.bin": OLE})})}), "a.zip"),
        (b"<html><script>1</script></html>", "a.html"),
    ],
    ids=range(9),
)
def test_what_could_run_is_seen(data: bytes, name: str) -> None:
    assert inspected(data, name).active


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (OLE, "a.doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx"),
        (encrypted(pdf()), "a.pdf"),
        (pdf(text=""), "a.pdf"),
        (b"%PDF-1.7 broken", "a.pdf"),
        (b"Rar!\x1a\x07\0", "a.rar"),
        (docx("甲")[:-30], "a.docx"),
        (package({"a.rar": b"Rar!\x1a\x07\0"}), "a.zip"),
    ],
    ids=range(8),
)
def test_what_can_not_be_looked_into_is_said(data: bytes, name: str) -> None:
    assert inspected(data, name).unreadable


def test_minors_in_a_table_of_an_attachment() -> None:
    inside = inspected(docx(body=table(("学生姓名", "年级"), ("张示例", "三"))), "a.docx")
    assert [found.masked for found in in_passages(inside.passages, "")] == ["张某某"]


def test_a_rounded_identity_number_is_found_by_its_head() -> None:
    sheet = f'<worksheet><sheetData>{ROUNDED}</sheetData></worksheet>'
    inside = inspected(xlsx(HEAD, parts={"xl/worksheets/sheet1.xml": sheet}), "a.xlsx")
    assert [found.certain for found in in_passages(inside.passages, "")] == [False]


def test_a_bomb_is_not_unpacked() -> None:
    bomb = package({"[Content_Types].xml": "", "word/document.xml": b"\0" * 250_000_000})
    assert inspected(bomb, "a.docx").unreadable == "解开后过大"
    entities = "<!DOCTYPE a [<!ENTITY b 'xxxxxxxxxx'><!ENTITY c '&b;&b;&b;&b;'>]><a><p>&c;</p></a>"
    assert inspected(docx("甲", parts={"word/footnotes.xml": entities}), "a.docx").passages


NAMES = st.sampled_from(["a.docx", "a.xlsx", "a.pdf", "a.zip", "a.doc", "a.csv", "a.rtf", "a", "a.html"])
STARTS = st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", OLE[:8], b"{\\rtf1", docx("甲")[:200], pdf()[:300], b"\xff\xfe"])


@given(start=STARTS, rest=st.binary(max_size=300), name=NAMES)
def test_no_bytes_raise(start: bytes, rest: bytes, name: str) -> None:
    inside = inspected(start + rest, name)
    assert isinstance(list(in_passages(inside.passages, "")), list)


def test_a_packed_script_is_seen() -> None:
    packed = zlib.compress(b"1 0 <</S/JavaScript/JS(x)>>")
    data = b"%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1>>stream\n" + packed + b"\nendstream endobj"
    assert inspected(data, "a.pdf").active == ("脚本",)
