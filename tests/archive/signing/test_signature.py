"""A signed PDF holds by pyHanko and by poppler, stays PDF/A-2a and PDF/UA-1, and begins with the unsigned one."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from plugins.archive.signing import NotSigned, load, sign, verify
from plugins.archive.signing.credentials import opened
from plugins.archive.signing.field import Place
from plugins.portal.config import SettingsError
from plugins.typeset import plan
from plugins.typeset.compile import set_document
from plugins.typeset.plan import Press
from tests.archive.signing.authority import DAY, NOW, PASSPHRASE, Authority, time_stamp_server
from tests.archive.signing.office import DISTRICT, Office, letter
from tests.typeset.samples import Text
from tests.validators import verapdf

LEVELS = ("B-B", "B-T", "B-LTA")


def pdfsig(path: Path, *options: str) -> str:
    return subprocess.run(["pdfsig", *options, path], capture_output=True, encoding="utf-8").stdout


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_holds_for_pyhanko_and_for_poppler(level: str, office: Office, tmp_path: Path) -> None:
    unsigned, more = letter(), office.levels[level]
    (tmp_path / "公报.pdf").write_bytes(office.signed(unsigned, **more).data)
    assert verify(tmp_path / "公报.pdf", office.trust(**more)) == []
    said = pdfsig(tmp_path / "公报.pdf", "-nocert")
    assert "Signature Validation: Signature is Valid." in said
    assert "ETSI.CAdES.detached" in said
    # The last signature or time-stamp covers the file to its last byte.
    assert said.rpartition("Signature #")[2].count("- Total document signed") == 1


def test_each_level_carries_what_it_promises(office: Office) -> None:
    carried = {}
    for level, more in office.levels.items():
        reader = PdfFileReader(io.BytesIO(office.signed(letter(), **more).data))
        (signature,) = reader.embedded_regular_signatures
        stamped = signature.signer_info["unsigned_attrs"].native or ()
        carried[level] = (len(stamped), len(reader.embedded_timestamp_signatures), "/DSS" in reader.root)
    assert carried == {"B-B": (0, 0, False), "B-T": (1, 0, False), "B-LTA": (1, 1, True)}


def test_the_unsigned_file_is_the_beginning_of_the_signed_one(office: Office) -> None:
    unsigned = letter()
    for more in office.levels.values():
        assert office.signed(unsigned, **more).data.startswith(unsigned)


def test_what_the_typesetter_made_still_conforms(
    office: Office, text: Callable[..., Text], press: Press, tmp_path: Path
) -> None:
    source = text("正文。", 署名=DISTRICT, 成文日期="2016-12-21")
    sealed = set_text(source, replace(press, house=replace(press.house, sealed=frozenset({DISTRICT}))))
    files = {f"{level}-有印章": (sealed, more | office.seal) for level, more in office.levels.items()}
    files["没有印章"] = (sealed, office.levels["B-LTA"])
    files["没有位置"] = (set_text(source, press), office.levels["B-LTA"] | office.seal)
    for name, (data, more) in files.items():
        made = office.signed(data, **more)
        assert made.data.startswith(data)
        assert (made.place is not None) == name.endswith("-有印章"), name
        (tmp_path / f"{name}.pdf").write_bytes(made.data)
    results = verapdf(sorted(tmp_path.glob("*.pdf")))
    assert len(results) == 2 * len(files)
    assert [result for result in results if not result.compliant] == []


def set_text(source: Text, press: Press) -> bytes:
    job = plan.document(press, source.document, source.body).job
    assert job is not None
    return set_document(job)


def test_the_seal_is_seen_in_its_place(office: Office) -> None:
    made = office.signed(letter(), **office.seal)
    assert made.place == Place("印章1", 1)
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        left, bottom, _, top = (float(value) for value in field.Rect)
        assert str(field.TU) == f"{DISTRICT}印章"
    document = pypdfium2.PdfDocument(made.data)
    document.init_forms()
    picture = document[0].render().to_pil()
    red, green, _ = picture.getpixel((int(left) + 5, int(document[0].get_height() - (bottom + top) / 2)))
    assert red > 150 > green


def test_an_office_fills_its_own_place_and_no_other(office: Office, tmp_path: Path) -> None:
    unsigned, offices = letter(offices=("西山区财政局", DISTRICT, "西山区民政局")), ["没有的局", DISTRICT, "西山区财政局"]
    made = office.signed(unsigned, **office.levels["B-T"], 印章={"图像": "公章.png", "机关": offices})
    assert made.place == Place("印章2", 1)
    (tmp_path / "a.pdf").write_bytes(made.data)
    assert verify(tmp_path / "a.pdf", office.trust(**office.levels["B-T"])) == []
    assert all(result.compliant for result in verapdf([tmp_path / "a.pdf"]))
    assert office.signed(unsigned, 印章={"图像": "公章.png", "机关": "别的局"}).place is None


def test_a_file_without_tags_is_signed_as_it_is(office: Office, tmp_path: Path) -> None:
    pdf, data = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(data)
    (tmp_path / "a.pdf").write_bytes(office.signed(data.getvalue()).data)
    assert verify(tmp_path / "a.pdf", office.trust()) == []


def test_a_signed_file_is_not_signed_again(office: Office) -> None:
    with pytest.raises(NotSigned, match="本机关已在这个文件上签过名"):
        office.signed(office.signed(letter()).data)


@pytest.mark.parametrize("data", [b"", b"no pdf", letter()[:3000]], ids=["empty", "text", "cut"])
def test_what_is_no_pdf_is_not_signed(data: bytes, office: Office) -> None:
    with pytest.raises(NotSigned, match="不是可以签名的 PDF"):
        office.signed(data)


@pytest.mark.parametrize(("begins", "years"), [(NOW - 800 * DAY, 1), (NOW + 2 * DAY, 1)])
def test_a_certificate_out_of_term_does_not_sign(begins: datetime, years: float, office: Office) -> None:
    holder = office.authority.office("过期的机关", begins, years)
    (office.folder / "公章.p12").write_bytes(holder.bundle())
    with pytest.raises(SettingsError, match="签名证书“过期的机关”不在有效期内"):
        office.signed(letter())


def test_a_wrong_passphrase_is_said(office: Office) -> None:
    with pytest.raises(SettingsError, match="口令不对"), opened(load(office.settings()), lambda _: "错", NOW):
        pass


def test_without_a_key_it_verifies_and_does_not_sign(office: Office) -> None:
    assert [root.dump() for root in load(office.settings(证书文件="")).roots] == [root.dump() for root in office.trust().roots]
    with pytest.raises(SettingsError, match="缺少“证书文件”或“密码设备”"):
        office.signed(letter(), 证书文件="")


def test_a_certificate_of_another_root_does_not_sign(office: Office) -> None:
    (office.folder / "公章.p12").write_bytes(Authority("别的根").office().bundle())
    with pytest.raises(NotSigned, match="不是由所信任的根证书签发的"):
        office.signed(letter())


def test_a_certificate_that_may_not_sign_documents_does_not_sign(office: Office) -> None:
    (office.folder / "公章.p12").write_bytes(office.authority.office(usage="key_encipherment").bundle())
    with pytest.raises(NotSigned, match="签名没有通过验证"):
        office.signed(letter())


def test_without_an_answering_time_stamp_server_nothing_is_signed(office: Office, tmp_path: Path) -> None:
    with time_stamp_server(office.authority.time_stamper(), tmp_path) as server:
        pass
    with pytest.raises(NotSigned, match=f"时间戳服务 {server} 没有给出时间戳"):
        office.signed(letter(), 时间戳服务=server)


def test_an_answer_that_is_no_time_stamp_is_said(office: Office, serve: Callable[[Path], str], tmp_path: Path) -> None:
    with pytest.raises(NotSigned, match="没有给出时间戳"):
        office.signed(letter(), 时间戳服务=serve(tmp_path))


def test_a_time_stamp_of_another_root_does_not_count(office: Office, tmp_path: Path) -> None:
    with (
        time_stamp_server(Authority("别的根").time_stamper(), tmp_path) as server,
        pytest.raises(NotSigned, match="签名时间戳的证书不能信任"),
    ):
        office.signed(letter(), 时间戳服务=server)


def test_a_broken_picture_of_the_seal_is_said(office: Office) -> None:
    (office.folder / "公章.png").write_bytes(b"no picture")
    with pytest.raises(SettingsError, match=r"印章的图像 .* 读不出"):
        office.signed(letter(), **office.seal)


def test_for_lasting_validation_no_certificate_may_be_withdrawn_or_unknown(office: Office, tmp_path: Path) -> None:
    own, stamper = office.authority, office.authority.time_stamper()
    with time_stamp_server(stamper, tmp_path) as server:
        for crl in (own.crl(office.holder), own.crl(stamper), own.crl(issued=NOW - 60 * DAY), Authority("别的根").crl()):
            (office.folder / "吊销.crl").write_bytes(crl)
            with pytest.raises(NotSigned, match="证书已吊销，或吊销信息不全、过期"):
                office.signed(letter(), 时间戳服务=server, 吊销列表="吊销.crl")


def test_lists_of_withdrawn_certificates_are_fetched_where_asked_for(office: Office, tmp_path: Path) -> None:
    files = {"/ca.crl": office.authority.crl()}
    (tmp_path / "one").mkdir()
    with time_stamp_server(office.authority.time_stamper(), tmp_path / "one", files) as lists:
        address = f"{lists}ca.crl"
        (office.folder / "公章.p12").write_bytes(office.authority.office(crl_at=address).bundle())
        stamper = office.authority.time_stamper(crl_at=address)
        with time_stamp_server(stamper, tmp_path) as server:
            made = office.signed(letter(), 时间戳服务=server, 联网查询吊销=True)
    reader = PdfFileReader(io.BytesIO(made.data))
    assert len(reader.root["/DSS"]["/CRLs"]) == 1


def test_signing_changes_nothing_that_it_was_given(office: Office) -> None:
    signing, data = load(office.settings()), bytearray(letter())
    before = bytes(data)
    with opened(signing, lambda _: PASSPHRASE, NOW) as signer:
        sign(bytes(data), signer, signing, NOW)
    assert data == before
