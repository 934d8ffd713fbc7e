"""What is wrong with a signature is found and named; what only time has done to a certificate is no fault."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from plugins.archive.signing import Finding, Trust, load, verify
from plugins.archive.signing.findings import Code
from plugins.archive.signing.verification import faults
from tests.archive.signing.authority import DAY, HOUR, NOW, YEAR, Authority
from tests.archive.signing.office import Office, letter


def codes(data: bytes, trust: Trust) -> list[Code]:
    return [code for code, _ in faults(data, trust)]


@cache
def signed(office: Office, level: str) -> bytes:
    return office.signed(letter(), **office.levels[level]).data


def covered(data: bytes) -> list[range]:
    """The bytes that any signature or time-stamp of a file covers."""
    signatures = PdfFileReader(io.BytesIO(data)).embedded_signatures
    first, gap, rest, size = (int(n) for n in signatures[-1].sig_object["/ByteRange"])
    return [range(first, gap), range(rest, rest + size)]


def test_a_finding_is_told_with_its_file_and_its_code(tmp_path: Path, office: Office) -> None:
    path = tmp_path / "公报.pdf"
    path.write_bytes(letter())
    (finding,) = verify(path, office.trust())
    assert finding == Finding(Code.UNSIGNED, path, "没有数字签名")
    assert str(finding) == f"{path}: 错误[SG001] 没有数字签名"


@pytest.mark.parametrize("level", ["B-B", "B-T", "B-LTA"])
def test_a_changed_byte_anywhere_under_the_signature_is_found(level: str, whole_office: Office) -> None:
    data = signed(whole_office, level)
    trust = whole_office.trust(**whole_office.levels[level])
    assert codes(data, trust) == []
    places = [place for part in covered(data) for place in part]

    @settings(max_examples=40)
    @given(st.sampled_from(places), st.integers(1, 255))
    def changed(place: int, difference: int) -> None:
        altered = bytearray(data)
        altered[place] ^= difference
        assert codes(bytes(altered), trust)

    changed()


@given(st.binary(max_size=300))
@settings(max_examples=50)
def test_whatever_it_is_given_it_answers(data: bytes) -> None:
    trust = Trust((), NOW)
    assert codes(data, trust)
    assert codes(letter_with(data), trust)


@cache
def plain() -> bytes:
    return letter()


def letter_with(data: bytes) -> bytes:
    """A letter, its middle overwritten."""
    middle = len(plain()) // 2
    return plain()[:middle] + data + plain()[middle + len(data) :]


@pytest.mark.parametrize("length", [1, 300, 20_000])
def test_a_file_that_was_cut_is_found(length: int, whole_office: Office) -> None:
    data = signed(whole_office, "B-T")
    assert codes(data[:-length], whole_office.trust()) in ([Code.ALTERED], [Code.UNSIGNED])


def test_what_was_added_after_signing_is_found(whole_office: Office) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(whole_office, "B-T")))
    note = DictionaryObject({pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Square"),
                             pdf_name("/Rect"): ArrayObject(NumberObject(n) for n in (100, 100, 400, 400))})  # fmt: skip
    writer.register_annotation(writer.root["/Pages"]["/Kids"].raw_get(0), writer.add_object(note))
    added = io.BytesIO()
    writer.write(added)
    assert codes(added.getvalue(), whole_office.trust()) == [Code.NOT_COVERED]


def test_another_root_is_not_trusted(whole_office: Office) -> None:
    theirs = replace(whole_office.trust(), roots=())
    assert codes(signed(whole_office, "B-B"), replace(theirs, wants_time_stamp=False)) == [Code.UNTRUSTED]
    assert codes(signed(whole_office, "B-T"), theirs) == [Code.UNTRUSTED, Code.BAD_TIME_STAMP]


def test_a_root_of_the_same_name_is_not_the_root(office: Office) -> None:
    data = signed(office, "B-B")
    (office.folder / "根证书.pem").write_bytes(Authority().root.pem)
    assert codes(data, office.trust()) in ([Code.UNTRUSTED], [Code.ALTERED])


def test_without_a_time_stamp_it_fails_where_one_is_wanted(whole_office: Office) -> None:
    data = signed(whole_office, "B-B")
    assert codes(data, whole_office.trust()) == []
    assert codes(data, replace(whole_office.trust(), wants_time_stamp=True)) == [Code.NO_TIME_STAMP]


@pytest.mark.parametrize(
    ("level", "years", "expected"),
    [
        ("B-B", 2, []),
        ("B-B", 5, [Code.OUT_OF_TERM]),  # the certificate is in term for three years
        ("B-T", 5, []),  # the time-stamp vouches for it
        ("B-LTA", 9, []),
        ("B-T", 12, [Code.BAD_TIME_STAMP]),  # and is itself in term for ten
        ("B-LTA", 12, [Code.BAD_TIME_STAMP]),
    ],
)
def test_a_time_stamp_outlives_the_certificate(level: str, years: int, expected: list[Code], whole_office: Office) -> None:
    trust = replace(whole_office.trust(**whole_office.levels[level]), at=NOW + years * YEAR)
    assert codes(signed(whole_office, level), trust) == expected


def test_who_knows_since_when_a_file_exists_judges_it_as_of_then(whole_office: Office) -> None:
    trust = whole_office.trust(**whole_office.levels["B-T"])
    data = signed(whole_office, "B-T")
    assert codes(data, replace(trust, at=NOW + 30 * YEAR)) == [Code.BAD_TIME_STAMP]
    assert codes(data, replace(trust, at=NOW + DAY)) == []


def test_a_certificate_withdrawn_before_signing_is_found_and_after_it_is_no_fault(office: Office) -> None:
    holder = office.authority.office(crl_at="http://127.0.0.1:9/ca.crl")  # a certificate that says that it may be withdrawn
    (office.folder / "公章.p12").write_bytes(holder.bundle())
    data, trust = office.signed(letter(), **office.levels["B-T"]).data, office.trust(**office.levels["B-T"])
    before = office.authority.crl(holder, on=NOW - 3 * HOUR)
    after = office.authority.crl(holder, on=NOW + 3 * DAY, issued=NOW + 4 * DAY)
    assert codes(data, replace(trust, crls=(before,))) == [Code.REVOKED]
    assert codes(data, replace(trust, crls=(after,), at=NOW + 5 * DAY)) == []


def test_the_configuration_of_signing_is_that_of_trust(whole_office: Office) -> None:
    signing = load(whole_office.settings(**whole_office.levels["B-T"]))
    assert signing.trust(NOW) == Trust(signing.roots, NOW, (), wants_time_stamp=True)
