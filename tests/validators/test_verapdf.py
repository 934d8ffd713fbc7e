"""veraPDF passes what conforms, names the rule that does not hold, and never calls a broken file good."""

from pathlib import Path

import pikepdf
import pytest
import typst

from tests.validators import verapdf

SOURCE = '#set document(title: "{title}", author: "西山区")\n#set text(lang: "zh", region: "cn")\n= Heading\nText.'


@pytest.fixture(scope="module")
def conforming(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("公报") / "一 号.pdf"
    source = SOURCE.format(title="Bulletin").encode()
    target.write_bytes(typst.compile(source, pdf_standards=["a-2a", "ua-1"]))
    return target


def test_a_conforming_file_passes_both_flavours(conforming: Path) -> None:
    results = verapdf([conforming])
    assert [(r.file, r.flavour, r.compliant, r.failures) for r in results] == [
        (conforming, "2a", True, ()),
        (conforming, "ua1", True, ()),
    ]
    assert all(r.assertions > 50 for r in results)


def test_a_file_that_claims_but_does_not_conform_is_found_out(conforming: Path, tmp_path: Path) -> None:
    untagged = tmp_path / "untagged.pdf"
    with pikepdf.open(conforming) as pdf:
        del pdf.Root.MarkInfo, pdf.Root.StructTreeRoot
        pdf.save(untagged)
    archive, access = verapdf([untagged])
    assert not archive.compliant
    assert "6.7.2.2-1" in {failure.rule for failure in archive.failures}
    assert not access.compliant
    assert all(failure.message and failure.count > 0 for failure in access.failures)


def test_a_file_that_cannot_be_read_is_not_compliant(conforming: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(conforming.read_bytes()[:200])
    first, second = verapdf([broken, tmp_path / "missing.pdf"], ["ua1"])
    assert not first.compliant
    assert not second.compliant
    assert "FileNotFoundException" in second.error


def test_an_unknown_flavour_is_an_error(conforming: Path) -> None:
    (result,) = verapdf([conforming], ["9z"])
    assert not result.compliant
    assert "9z" in result.error


def test_no_files_need_no_java() -> None:
    assert verapdf([]) == []
