"""A joint document: each office signs in its turn, the signatures before it hold, and the file stays what it was."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from plugins.archive import cli as archive_cli
from plugins.archive import package
from plugins.archive.errors import ArchiveError
from plugins.archive.signing import NotSigned, cli, load, verify
from plugins.archive.signing.credentials import opened
from plugins.archive.signing.findings import Code
from plugins.archive.signing.verification import faults
from plugins.portal.cli import OK, REFUSED, Places
from tests.archive.signing.authority import NOW, PASSPHRASE, YEAR, Authority
from tests.archive.signing.office import DISTRICT, Office, letter
from tests.archive.signing.test_signature import pdfsig
from tests.archive.signing.test_signed_release import frozen
from tests.building import files
from tests.validators import verapdf

FINANCE, CIVIL = "西山区财政局", "西山区民政局"
OFFICES = (FINANCE, DISTRICT, CIVIL)
ADVANCING = [("B-B", "B-B"), ("B-T", "B-T"), ("B-T", "B-LTA"), ("B-LTA", "B-T"), ("B-LTA", "B-LTA")]


def of(office: Office, name: str) -> dict[str, Any]:
    """The settings of one of the offices: a key of its own, the same seal."""
    path = office.folder / f"{name}.p12"
    if not path.exists():
        path.write_bytes(office.authority.office(name).bundle())
    return {"证书文件": path.name, "印章": {"图像": "公章.png", "机关": [name]}}


def signed(office: Office, data: bytes, *names: str, level: str = "B-T") -> bytes:
    for name in names:
        data = office.signed(data, **office.levels[level], **of(office, name)).data
    return data


@pytest.mark.parametrize("places", [OFFICES[:2], OFFICES[:1], OFFICES[1:2], ()], ids=["both", "first", "second", "none"])
def test_both_signatures_hold_and_the_file_conforms(places: tuple[str, ...], office: Office, tmp_path: Path) -> None:
    unsigned = letter(offices=places)
    for levels in ADVANCING:
        path = tmp_path / f"{'-'.join(levels)}.pdf"
        first = signed(office, unsigned, FINANCE, level=levels[0])
        path.write_bytes(signed(office, first, DISTRICT, level=levels[1]))
        assert path.read_bytes().startswith(first)
        assert first.startswith(unsigned)
        assert verify(path, office.trust(**office.levels[levels[0]])) == []
        said = pdfsig(path, "-nocert")
        assert said.count("Signature Validation: Signature is Valid.") == 2
        assert said.count("- Total document signed") == 1
    results = verapdf(sorted(tmp_path.glob("*.pdf")))
    assert len(results) == 2 * len(ADVANCING)
    assert [result for result in results if not result.compliant] == []


@pytest.mark.parametrize("levels", ADVANCING, ids="-".join)
def test_pyhanko_finds_only_what_may_be_added(levels: tuple[str, str], office: Office) -> None:
    data = signed(office, letter(offices=OFFICES), FINANCE, level=levels[0])
    reader = PdfFileReader(io.BytesIO(signed(office, data, CIVIL, level=levels[1])))
    context = ValidationContext(trust_roots=list(load(office.settings()).roots), moment=NOW, revocation_mode="soft-fail")
    first, second = (validate_pdf_signature(one, context, context) for one in reader.embedded_regular_signatures)
    assert [(one.intact, one.valid, one.docmdp_ok) for one in (first, second)] == [(True, True, True)] * 2
    assert isinstance(first.diff_result, DiffResult)
    assert (first.modification_level, first.diff_result.changed_form_fields) == (ModificationLevel.FORM_FILLING, {"印章3"})
    assert second.modification_level is not None
    assert second.modification_level <= ModificationLevel.LTA_UPDATES


def test_lasting_signatures_outlive_their_certificates(office: Office) -> None:
    both = signed(office, letter(offices=OFFICES), FINANCE, DISTRICT, level="B-LTA")
    trust = office.trust(**office.levels["B-LTA"])
    assert faults(both, replace(trust, at=NOW + 9 * YEAR)) == []
    assert {code for code, _ in faults(both, replace(trust, at=NOW + 12 * YEAR))} == {Code.BAD_TIME_STAMP}


def test_many_offices_sign_in_any_order(office: Office, tmp_path: Path) -> None:
    path, unseen = tmp_path / "a.pdf", ("西山区水务局", "西山区林业局")
    path.write_bytes(signed(office, letter(offices=OFFICES), CIVIL, unseen[0], FINANCE, unseen[1], DISTRICT))
    assert verify(path, office.trust(**office.levels["B-T"])) == []
    assert all(result.compliant for result in verapdf([path]))
    names = [one.field_name for one in PdfFileReader(io.BytesIO(path.read_bytes())).embedded_signatures]
    assert names == ["印章3", "Signature", "印章1", "Signature2", "印章2"]


def test_a_changed_byte_under_either_signature_is_found(office: Office) -> None:
    first = signed(office, letter(offices=OFFICES), FINANCE)
    both = signed(office, first, DISTRICT)
    for place in (100, len(first) - 50, len(first) + 50):
        altered = bytearray(both)
        altered[place] ^= 1
        assert faults(bytes(altered), office.trust(**office.levels["B-T"]))


def test_a_field_that_nobody_signed_may_not_be_added(office: Office) -> None:
    for names in ((FINANCE,), (FINANCE, DISTRICT)):
        writer = IncrementalPdfFileWriter(io.BytesIO(signed(office, letter(offices=OFFICES), *names)))
        append_signature_field(writer, SigFieldSpec("别的", on_page=0, box=(10, 10, 100, 100)))
        added = io.BytesIO()
        writer.write(added)
        assert [code for code, _ in faults(added.getvalue(), office.trust())] == [Code.NOT_COVERED]


def filled(signer: Signer, data: bytes, name: str) -> bytes:
    """A field filled by pyHanko alone."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    return PdfSigner(PdfSignatureMetadata(field_name=name), signer).sign_pdf(writer).getvalue()


def test_why_places_are_reserved_with_the_first_signature(office: Office) -> None:
    """A field reached through a structure element that holds it in an array may not be changed, by pyHanko's policy."""
    with opened(load(office.settings()), lambda _: PASSPHRASE, NOW) as signer:
        one = filled(signer, letter(offices=OFFICES), "印章2")
        both = PdfFileReader(io.BytesIO(filled(signer, one, "印章1")))
    first = both.embedded_signatures[0]
    first.compute_integrity_info()
    assert isinstance(first.diff_result, SuspiciousModification)
    assert "StructTreeRoot" in str(first.diff_result)
    with pytest.raises(NotSigned, match="没有给后面的机关留好印章位置"):
        office.signed(one, **of(office, FINANCE))
    assert len(faults(office.signed(one, **of(office, "没有位置的局")).data, office.trust())) == 0


def without_tags(data: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(made)
    return made.getvalue()


def in_branches(data: bytes) -> bytes:
    """The same with its tree of structure parents in two levels, as that of a long document."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree = pdf.Root.StructTreeRoot.ParentTree
        pairs = [(int(tree.Nums[n]), tree.Nums[n + 1]) for n in range(0, len(tree.Nums), 2)]
        leaves = [pikepdf.Dictionary(Limits=[key, key], Nums=[key, value]) for key, value in pairs]
        del tree.Nums
        tree.Kids = pikepdf.Array([pdf.make_indirect(leaf) for leaf in leaves])
        pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize("change", [without_tags, in_branches])
def test_places_are_reserved_however_the_file_is_built(change: Callable[[bytes], bytes], office: Office) -> None:
    both = signed(office, change(letter(offices=OFFICES)), DISTRICT, FINANCE, CIVIL)
    assert faults(both, office.trust(**office.levels["B-T"])) == []


def test_nothing_else_is_signed_twice(office: Office) -> None:
    data = letter(offices=OFFICES)
    with pytest.raises(NotSigned, match="本机关已在这个文件上签过名"):
        signed(office, data, FINANCE, FINANCE)
    with pytest.raises(NotSigned, match=f"已有的签名没有通过验证：“{DISTRICT}”的签名没有时间戳"):
        signed(office, office.signed(data).data, FINANCE)
    theirs = Authority("别的根").office(CIVIL)
    (office.folder / f"{CIVIL}.p12").write_bytes(theirs.bundle())
    with opened(load(office.settings(**of(office, CIVIL))), lambda _: PASSPHRASE, NOW) as signer:
        strange = filled(signer, data, "印章3")
    with pytest.raises(NotSigned, match=f"已有的签名没有通过验证：“{CIVIL}”的证书不是由所信任的根证书签发的"):
        office.signed(strange)


@dataclass
class Desk:
    """A site with one issue, and the folder for signed files."""

    office: Office
    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "signed/bulletins/2016/06/document.pdf"

    def sign(self, name: str, path: str = "2016/06", to: str = "signed") -> int:
        settings = self.office.settings(**self.office.levels["B-T"], **of(self.office, name))
        places = Places(output=str(self.folder / "site"), typed_in=str(self.folder))
        return cli.sign([path], str(self.folder / to), places, str(settings))


@pytest.fixture
def desk(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv(cli.VARIABLE, PASSPHRASE)
    (tmp_path / "site/bulletins/2016/06").mkdir(parents=True)
    (tmp_path / "site/bulletins/2016/06/document.pdf").write_bytes(letter(offices=OFFICES))
    return Desk(office, tmp_path)


def test_the_command_adds_a_signature_to_what_is_signed_already(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.sign(FINANCE) == OK
    first = desk.file.read_bytes()
    assert desk.sign(DISTRICT) == OK
    both = desk.file.read_bytes()
    assert len(both) > len(first)
    assert both.startswith(first)
    assert (desk.sign(FINANCE), desk.sign(DISTRICT)) == (OK, OK)
    assert desk.file.read_bytes() == both
    assert capsys.readouterr().out.count("新签 0 份，已有 1 份") == 2


def test_an_office_signs_the_file_that_another_sent(desk: Desk) -> None:
    desk.sign(FINANCE)
    (desk.folder / "来文.pdf").write_bytes(desk.file.read_bytes())
    assert desk.sign(DISTRICT, "来文.pdf", "会签") == OK
    both = (desk.folder / "会签/来文.pdf").read_bytes()
    assert both.startswith(desk.file.read_bytes())
    assert faults(both, desk.office.trust(**desk.office.levels["B-T"])) == []


def test_the_signature_of_another_office_is_never_dropped(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.folder / "别处").mkdir()
    theirs = Authority("别的根")
    (desk.office.folder / f"{CIVIL}.p12").write_bytes(theirs.office(CIVIL).bundle())
    with opened(load(desk.office.settings(**of(desk.office, CIVIL))), lambda _: PASSPHRASE, NOW) as signer:
        data = filled(signer, letter(offices=OFFICES), "印章3")
    desk.file.parent.mkdir(parents=True)
    desk.file.write_bytes(data)
    assert desk.sign(FINANCE) == REFUSED
    assert desk.file.read_bytes() == data
    assert "不是由所信任的根证书签发的" in capsys.readouterr().err


def test_nor_with_a_file_that_was_set_anew(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.sign(FINANCE)
    before = desk.file.read_bytes()
    (desk.folder / "site/bulletins/2016/06/document.pdf").write_bytes(letter("改后。", offices=OFFICES))
    assert desk.sign(DISTRICT) == REFUSED
    assert desk.file.read_bytes() == before
    assert "不是由现在的 PDF 签成的" in capsys.readouterr().err
    assert desk.sign(FINANCE) == OK


def test_a_version_takes_the_joint_file(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.sign(FINANCE)
    desk.sign(DISTRICT)
    unsigned = {"bulletin.pdf": letter(offices=OFFICES)}
    held = unsigned | package.signed(unsigned, desk.folder / "signed")
    assert held["signed/bulletin.pdf"] == desk.file.read_bytes()
    settings = desk.office.settings(**desk.office.levels["B-T"])
    assert archive_cli.verify(str(frozen(desk.folder, held)), "", "", str(settings), "text") == 0, capsys.readouterr().out


def test_a_release_takes_one_signed_file_for_each_pdf(desk: Desk) -> None:
    desk.sign(FINANCE)
    (desk.folder / "来文.pdf").write_bytes(desk.file.read_bytes())
    desk.sign(DISTRICT, "来文.pdf")
    assert len(files(desk.folder / "signed")) == 2
    with pytest.raises(ArchiveError, match="是同一份 PDF 签过名的"):
        package.signed({"bulletin.pdf": letter(offices=OFFICES)}, desk.folder / "signed")
