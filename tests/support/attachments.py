"""Small real files of the types that departments attach, sound and faulty, for the checks' tests.

`python -m tests.support.attachments` writes those of the sites in tests/sites_invalid anew.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pikepdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
EXE = b"MZ\x90\0" + b"\0" * 60
MOMENT = (2020, 1, 1, 0, 0, 0)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts, the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name, MOMENT), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def docx(*texts: str, body: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A text of paragraphs; `body` is markup of its own, `parts` are further parts of the package."""
    document = f"<w:document {W}><w:body>{_paragraphs(texts)}{body}</w:body></w:document>"
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(parts or {})})


def part(*texts: str, name: str = "hdr") -> str:
    """A part of a text beside its body: a header, comments …"""
    return f"<w:{name} {W}>{_paragraphs(texts)}</w:{name}>"


def table(*rows: Sequence[str]) -> str:
    cells = ("".join(f"<w:tc>{_paragraphs([cell])}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def properties(creator: str = "", description: str = "") -> str:
    core = 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    terms = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    words = f"<dc:creator>{creator}</dc:creator><dc:description>{description}</dc:description>"
    return f"<cp:coreProperties {core} {terms}>{words}</cp:coreProperties>"


def xlsx(
    *rows: Sequence[str],
    state: str = "visible",
    row_attributes: str = "",
    columns: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook with an empty first sheet and these rows on the second one, whose state is `state`."""
    content = "".join(_row(number, row, row_attributes if number > 1 else "") for number, row in enumerate(rows, 1))
    sheet = '<sheet name="{}" sheetId="{}" state="{}" r:id="rId{}"/>'
    sheets = sheet.format("说明", 1, "visible", 1) + sheet.format("名单", 2, state, 2)
    targets = "".join(f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in (1, 2))
    return package({
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f"<workbook {S} {R}><sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{targets}</Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData/></worksheet>",
        "xl/worksheets/sheet2.xml": f"<worksheet {S}>{columns}<sheetData>{content}</sheetData></worksheet>",
        **(parts or {}),
    })  # fmt: skip


def _row(number: int, cells: Sequence[str], attributes: str) -> str:
    inner = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}" {attributes}>{inner}</row>'


def pdf(text: str = "Notice", author: str = "", note: str = "", script: str = "", subject: str = "", field: str = "") -> bytes:
    """One page with a line of Latin text; `field` is the value of a form field that the page doesn't show."""
    file = pikepdf.new()
    file.add_blank_page(page_size=(300, 300))
    page = file.pages[0]
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = file.make_stream(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode("latin-1"))
    if note:
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 30, 30], Contents=pikepdf.String(note)
        )
        page.Annots = file.make_indirect(pikepdf.Array([file.make_indirect(annotation)]))
    if field:
        form = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("a"), V=pikepdf.String(field))
        file.Root.AcroForm = pikepdf.Dictionary(Fields=[file.make_indirect(form)])
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(script))
        file.Root.OpenAction = file.make_indirect(action)
    for key, words in (("/Author", author), ("/Subject", subject)):
        if words:
            file.docinfo[key] = words
    stream = io.BytesIO()
    file.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return stream.getvalue()


def encrypted(data: bytes) -> bytes:
    """A PDF that asks for a password."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(stream, encryption=pikepdf.Encryption(owner="a", user="b"))
    return stream.getvalue()


OF_SITES = {
    "AT006_renamed/content/policies/2016/清单.pdf": docx("清单"),
    "AT007_macro/content/policies/2016/清单.docx": docx("清单", parts={"word/vbaProject.bin": OLE}),
    "AT007_program/content/policies/2016/清单.pdf": EXE,
    "AT007_script/content/policies/2016/notice.pdf": pdf(script="app.alert(1)"),
    "AT008_empty/content/policies/2016/清单.xlsx": b"",
    "AT009_hidden_sheet/content/policies/2016/清单.xlsx": xlsx(["事项", "数量"], ["检查", "三"], state="hidden"),
    "AT009_tracked_change/content/policies/2016/清单.docx": docx(body=f"<w:p><w:del>{_paragraphs(['旧稿'])}</w:del></w:p>"),
    "AT010_old_format/content/policies/2016/清单.doc": OLE,
    "AT011_author/content/policies/2016/清单.docx": docx("清单", parts={"docProps/core.xml": properties("李示例")}),
    "AT012_doubled/content/policies/2016/清单.docx": docx("清单"),
    "DC013_attachment/content/policies/2016/清单.docx": docx("秘密★", "清单"),
    "PD007_hidden_sheet/content/policies/2016/清单.xlsx":
        xlsx(["姓名", "身份证号"], ["张某", "11010519491231002X"], state="veryHidden"),
    "PD007_zip_in_zip/content/policies/2016/清单.zip": package({"内.zip": package({"名单.txt": "手机 13812345678\n"})}),
}  # fmt: skip


def main() -> None:
    sites = Path(__file__).parent.parent / "sites_invalid"
    for name, data in OF_SITES.items():
        (sites / name).parent.mkdir(parents=True, exist_ok=True)
        (sites / name).write_bytes(data)


if __name__ == "__main__":
    main()
