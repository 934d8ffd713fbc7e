"""EPUBCheck names each fault of a book with its place, in a file of any name."""

from pathlib import Path

from plugins.epub import container, package_document
from plugins.epub.book import UNDATED, XHTML_TYPE, About, Book, Chapter, File
from plugins.epub.navigation import nav
from plugins.epub.xhtml import E, page
from tests.validators.epub import epubcheck


def test_faults_are_named_with_their_places(tmp_path: Path) -> None:
    text = page("甲", [E.p("乙")]).replace(b"<body>", b'<body><blink/><a href="nowhere.xhtml#a">x</a>')
    chapter = Chapter(File("a.xhtml", XHTML_TYPE, text), "甲")
    contents = nav([chapter], 0)
    about = About("https://www.example.gov.cn/a/", "公报", "区政府", "公报", UNDATED)
    package = package_document.package(Book(about, [chapter], 0, ()), contents)
    book = tmp_path / "公 报.epub"
    book.write_bytes(container.pack([("package.opf", package), (contents.name, contents.data), ("a.xhtml", text)]))
    found = {(one.code, one.severity, one.place.partition(":")[0].rpartition("/")[2]) for one in epubcheck(book)}
    assert {("RSC-005", "ERROR", "a.xhtml"), ("RSC-007", "ERROR", "a.xhtml")} <= found
