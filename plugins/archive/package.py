"""Which files are in a version of an issue, and what are they called there? All that an archivist needs without this program.

    bulletin.pdf, .json, .xml       the issue (and bulletin.epub, where the build makes one)
    articles/<name>/document.*      each document that it prints: PDF, JSON, Akoma Ntoso
    sources/…                       Markdown, attachments and pictures, at their paths in the content tree
    signed/…                        the PDFs with electronic signatures, where the office signs
    provenance/event.xml, tools.json  who released when, why, and with which programs and fonts

What is in `provenance` and `signed` differs with every release of the same issue; the rest does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from plugins.gazette import akoma_ntoso
from plugins.gazette.addresses import absolute
from plugins.gazette.vocabularies import Vocabularies
from plugins.portal import files

from .contents import Contents, Printed
from .errors import ArchiveError

SOURCES, SIGNED, PROVENANCE = "sources", "signed", "provenance"
EVENT, TOOLS = f"{PROVENANCE}/event.xml", f"{PROVENANCE}/tools.json"
BULLETIN_PDF = "bulletin.pdf"
SOURCE = "原稿"  # the key of the structured data that names a document's Markdown source
BUILT = {"pdf": True, "epub": False}  # what the build has put beside a page, and whether there must be one


def stem(name: str) -> str:
    """The path, without its suffix, of the files of a document by its part of the issue's address."""
    return f"articles/{name}/document" if name else "bulletin"


def is_lasting(path: str) -> bool:
    """Whether a file is the same in every release of the same issue."""
    return not path.startswith((f"{SIGNED}/", f"{PROVENANCE}/"))


def lasting(contents: Contents, output: Path, words: Vocabularies, home: str) -> dict[str, bytes]:
    """The files of the issue by their paths in the version; `output` is the finished site. Raises ArchiveError."""
    found = {f"{SOURCES}/{path}": data for path, data in contents.files.items()}
    for one in contents.documents:
        found[f"{SOURCES}/{one.document.path}"] = one.data
        found |= dict(_built(one, output))
        said = files.facts(one.document, words) | _place(one, home)
        found[f"{stem(one.name)}.json"] = files.written(said, one.body.data())
        publisher = "、".join(words.publishers(one.document.publisher))
        found[f"{stem(one.name)}.xml"] = akoma_ntoso.write(one.document, one.body, one.page, home, publisher)
    return found


def _place(one: Printed, home: str) -> dict[str, object]:
    sample = {"示例": True} if one.document.sample else {}
    return {**sample, "地址": absolute(home, one.page), SOURCE: one.document.path}


def _built(one: Printed, output: Path) -> Iterator[tuple[str, bytes]]:
    """What the build made of a document, if it made it of these very bytes."""
    beside = output / one.page
    source = beside / "document.md"
    if not source.is_file() or source.read_bytes() != one.data:
        raise ArchiveError(f"站点不是用现在的 {one.document.path} 生成的，请再运行一次")
    for suffix, is_needed in BUILT.items():
        file = beside / f"document.{suffix}"
        if file.is_file():
            yield f"{stem(one.name)}.{suffix}", file.read_bytes()
        elif is_needed:
            raise ArchiveError(f"{one.document.path} 没有排成 PDF，不能归档；先运行 invoke build 查看原因")


def signed(held: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The signed PDFs of a folder by their paths in the version. A signed file begins with the bytes of the unsigned one,
    which tells whose it is. Raises ArchiveError for one that is signed over other bytes, and for a second one of a PDF."""
    unsigned = {path: data for path, data in held.items() if path.endswith(".pdf") and not path.startswith(f"{SOURCES}/")}
    found, taken = dict[str, bytes](), dict[str, Path]()
    for file in sorted(folder.rglob("*.pdf")):
        data = file.read_bytes()
        path = next((path for path, own in unsigned.items() if len(data) > len(own) and data.startswith(own)), None)
        if path is None:
            raise ArchiveError(f"{file} 不是对这一期现在的 PDF 签的名，请重新签名")
        if path in taken:
            raise ArchiveError(f"{taken[path]} 和 {file} 是同一份 PDF 签过名的，请只留签名最全的一份")
        taken[path] = file
        found[f"{SIGNED}/{path}"] = data
    if f"{SIGNED}/{BULLETIN_PDF}" not in found:
        raise ArchiveError(f"{folder} 中没有本期公报签过名的 PDF")
    return found


def tools(made_with: Mapping[str, object]) -> bytes:
    """Engines and fonts with their versions, as JSON."""
    return (json.dumps(made_with, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
